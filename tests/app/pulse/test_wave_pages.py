"""An owner's pages of waves: prepare, open, remind, close, and read what may be read."""

import csv
import datetime as dt
import io
from html import unescape

import pytest
from flask.testing import FlaskClient

from app.identity.models import Person
from app.identity.permissions import Role
from app.jobs.worker import work_off
from app.programs.models import Program
from app.programs.queries import the_program
from app.pulse import queries
from app.pulse.models import Wave
from app.shared import clock
from tests.people import make_contact, make_partner, make_person, make_program, sign_in
from tests.pulse_makers import answer, close, invitations, links, make_wave

FORM = {
    "survey": "pulse",
    "label": "2027-Q1",
    "privacy": "confidential",
    "k": "5",
    "closes_at": "2026-12-08T18:00",
    "answer_promised_by": "2027-01-15",
}


@pytest.fixture
def page(client: FlaskClient, owner: Person) -> FlaskClient:
    """The browser of the program's owner."""
    sign_in(client, owner)
    return client


def test_without_surveys_and_waves_the_pages_say_what_to_do_first(page: FlaskClient) -> None:
    assert "Nothing can be asked yet" in page.get("/waves").text
    assert "There is no survey yet" in page.get("/surveys").text


def test_a_draft_shows_whom_it_would_ask_and_is_opened_from_there(page: FlaskClient, program: Program) -> None:
    make_wave(program, "2026-Q3", partners=11, opened=False)
    made = page.post("/waves/new", data=FORM | {"markets": ["mature"]})
    assert made.status_code == 303
    draft = page.get(made.location).text
    assert "It would ask 5\xa0people of 5\xa0organisations" in draft
    assert "Open and send 5\xa0invitations" in draft
    assert "15 January 2027" in draft
    opened = page.post(f"{made.location}/open")
    assert opened.location == made.location
    work_off()
    assert len(links()) == 5
    assert "0 of 5 people have answered" in page.get(made.location).text
    assert queries.wave_by_name(1, "pulse/2027-Q1").closes_at == dt.datetime(2026, 12, 8, 17, tzinfo=dt.UTC)


def test_groups_that_could_never_be_shown_are_named_before_the_wave_opens(page: FlaskClient, program: Program) -> None:
    make_contact(make_partner(program, "b", "builder"), "b@b.example")
    there = f"/waves/{make_wave(program, partners=11, opened=False).public_id}"
    assert page.get(there).text.count("<small>too few to show</small>") == 1


def test_a_draft_can_be_edited_and_an_open_wave_can_not(page: FlaskClient, program: Program) -> None:
    there = f"/waves/{make_wave(program, partners=2, opened=False).public_id}"
    assert 'value="2026-Q4"' in page.get(f"{there}/edit").text
    assert page.post(f"{there}/edit", data=FORM | {"label": "Spring"}).status_code == 303
    assert "Spring" in page.get(there).text
    page.post(f"{there}/open")
    refused = page.post(f"{there}/edit", data=FORM | {"label": "Summer"})
    assert refused.status_code == 422
    assert "This wave has opened" in refused.text
    assert page.post(f"{there}/open").status_code == 422


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"label": "2026-Q4"}, "pulse has a wave 2026-Q4 already"),
        ({"label": "a/b"}, "no slash"),
        ({"k": "1"}, "A number from 3 to 50"),
        ({"privacy": "anonymous"}, "Not a valid choice"),
        ({"closes_at": "soon"}, "Not a valid datetime"),
        ({"roles": ["pirate"]}, "is not a valid choice"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(
    page: FlaskClient, program: Program, wrong: dict[str, str], said: str
) -> None:
    make_wave(program, opened=False)
    refused = page.post("/waves/new", data=FORM | {"countries": []} | wrong)
    assert refused.status_code == 422
    assert said in unescape(refused.text)
    assert 'value="2027-01-15"' in refused.text


def test_a_wave_that_would_ask_nobody_or_closes_in_the_past_is_not_opened(page: FlaskClient, program: Program) -> None:
    there = f"/waves/{make_wave(program, opened=False).public_id}"
    assert "Nobody would be asked" in page.post(f"{there}/open").text
    clock.advance(dt.timedelta(days=15))
    sign_in(page, make_person("second@northwind.example", "program_owner", program=the_program("northwind")))
    refused = page.post(f"{there}/open")
    assert refused.status_code == 422
    assert "Choose a closing time that is still to come" in refused.text


def test_the_page_says_how_many_are_reminded_and_closes(page: FlaskClient, wave: Wave) -> None:
    there = f"/waves/{wave.public_id}"
    assert "Remind" not in page.get(there).text
    clock.advance(dt.timedelta(hours=23))
    sign_in(page, make_person("second@northwind.example", "program_owner", program=the_program("northwind")))
    assert "Remind 6\xa0people" in page.get(there).text
    page.post(f"{there}/reminders")
    assert "6 people get a reminder with a new link." in page.get(there).text
    page.post(f"{there}/close")
    closed = page.get(there).text
    assert "0 of 6 people answered. Closed on 25 November" in closed
    assert page.post(f"{there}/close").status_code == 409


def test_an_open_confidential_wave_shows_how_many_answered_and_nothing_of_what(page: FlaskClient, wave: Wave) -> None:
    there = f"/waves/{wave.public_id}"
    for invitation in invitations(wave):
        answer(invitation, change="Nobody may read this yet")
    shown = page.get(there).text
    assert "6 of 6 people have answered" in shown
    assert "Results come when the wave has closed" in shown
    assert "8.0" not in shown
    assert ",8.0," not in page.get(f"{there}/facts.csv").text
    assert page.get(f"{there}/answers").status_code == 404


def test_results_show_means_shares_trend_and_segments(page: FlaskClient, program: Program) -> None:
    before = make_wave(program, "2026-Q3", partners=20)
    for number, invitation in enumerate(invitations(before)):
        answer(invitation, ease=str(3 + number % 4 // 3))
    close(before)
    wave = make_wave(the_program("northwind"), "2026-Q4")
    there = f"/waves/{wave.public_id}"
    for number, invitation in enumerate(invitations(wave)):
        answer(invitation, ease=str(8 + number % 4 // 3), time_lost=["deals"] if number < 8 else ["exams"])
    close(wave)
    shown = unescape(page.get(there).text)
    assert "8.0 on average, between 7.0 and 9.0 at 95 % confidence, rounded to 1 to protect small counts" in shown
    assert "8.0 in 2026-Q4, 3.0 in 2026-Q3: higher, by more than chance." in shown
    assert "Share of 20 who answered" in shown
    assert "40\xa0%" in shown
    assert "Mean by partner role and market" in shown
    rows = {(row["question_key"], row["figure"], row["choice"]): row for row in facts_of(page, there)}
    assert rows["ease", "mean", ""]["value"] == "8.0"
    assert (
        rows["time_lost", "count", "portal"] | {"value": "", "hidden": "too_few"}
        == rows["time_lost", "count", "portal"]
    )


def facts_of(page: FlaskClient, there: str) -> list[dict[str, str]]:
    answered = page.get(f"{there}/facts.csv")
    assert answered.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answered.text)))


def test_a_wave_answered_by_three_organisations_shows_no_figure_anywhere(page: FlaskClient, program: Program) -> None:
    wave = make_wave(program, partners=3)
    there = f"/waves/{wave.public_id}"
    for invitation in invitations(wave):
        answer(invitation, ease="9", time_lost=["deals"], again="yes", change="All of this stays unseen")
    close(wave)
    shown = page.get(there).text
    assert "fewer than 5 organisations" in shown
    for leak in ("on average", "unseen", "share-bar", "9.0", '<td class="num">'):
        assert leak not in shown
    values = [row["value"] for row in facts_of(page, there)]
    assert set(values) == {""}
    document = queries.facts(queries.wave_by_name(1, "pulse/2026-Q4"))
    assert not document.submissions.shown
    assert not any(one.answered.shown or one.numbers.shown for one in document.questions.values())


def test_an_identified_wave_shows_who_answered_what_to_the_owner(page: FlaskClient, program: Program) -> None:
    wave = make_wave(program, partners=1, privacy="identified")
    there = f"/waves/{wave.public_id}/answers"
    answer(invitations(wave)[0], change="Call me")
    shown = page.get(there).text
    assert "<b>Contact0</b>, Partner p0" in shown
    assert "Call me" in shown
    sign_in(page, make_person("ana@northwind.example", "analyst", program=the_program("northwind")))
    assert page.get(there).status_code == 403


def test_the_preview_shows_the_form_in_each_language_and_sends_nothing(page: FlaskClient, wave: Wave) -> None:
    shown = unescape(page.get(f"/waves/{wave.public_id}/preview?language=de").text)
    assert "Wie leicht ist es?" in shown
    assert "Von hier kann nichts gesendet werden" in shown
    assert 'method="post"' not in shown


PAGES = ["/waves", "/waves/new", "/surveys", "/surveys/import", "/waves/{}", "/waves/{}/facts.csv", "/waves/{}/preview"]
WRITERS = ["/waves/new", "/surveys/import"]
LET_IN = {
    Role.program_owner: PAGES,
    Role.analyst: [path for path in PAGES if path != "/waves/new"],
    Role.facilitator: [path for path in PAGES if path not in WRITERS],
    Role.executive: [path for path in PAGES if path not in WRITERS],
}


@pytest.mark.parametrize("role", Role)
def test_each_role_reaches_its_pages_and_no_other(client: FlaskClient, wave: Wave, role: Role) -> None:
    public_id = wave.public_id
    sign_in(client, make_person("who@northwind.example", role, program=the_program("northwind")))
    reached = [path for path in PAGES if client.get(path.format(public_id)).status_code == 200]
    refused = [path for path in PAGES if client.get(path.format(public_id)).status_code == 403]
    assert reached == LET_IN.get(role, [])
    assert sorted(reached + refused) == sorted(PAGES)
    expected = 303 if role is Role.program_owner else 403
    assert client.post(f"/waves/{public_id}/close").status_code == expected


def test_a_stranger_is_sent_to_sign_in_and_another_programs_owner_finds_nothing(
    client: FlaskClient, wave: Wave
) -> None:
    there = f"/waves/{wave.public_id}"
    assert [client.get(path.format(wave.public_id)).status_code for path in PAGES] == [303] * len(PAGES)
    sign_in(client, make_person("other@other.example", "program_owner", program=make_program("other", "Other")))
    for path in (there, f"{there}/facts.csv", f"{there}/preview", f"{there}/answers", f"{there}/edit"):
        assert client.get(path).status_code == 404
    for action in ("open", "close", "reminders"):
        assert client.post(f"{there}/{action}").status_code == 404
