"""Everyone who was asked hears of each answer once."""

import datetime as dt
from typing import Any

import pytest

from app.db import database, emit, transaction
from app.jobs.worker import work_off
from app.outcomes import queries, services
from app.outcomes.tasks import tell_partners
from app.programs.models import Contact
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, NotAllowedError
from app.themes.events import ThemeAccepted
from tests.outcome_makers import MARCH, answer_theme, outcome
from tests.proposal_makers import Stage, make_theme, viewer
from tests.pulse_makers import mails


def receivers() -> list[str]:
    return [message.to_address for message in mails("notice")]


def test_everyone_who_was_asked_gets_one_mail_and_a_second_run_writes_none(stage: Stage) -> None:
    told = answer_theme(stage)
    work_off()
    assert len(receivers()) == len(set(receivers())) == 12
    tell_partners.run(outcome_id=told)
    assert len(receivers()) == 12
    assert queries.told(told) == 12


def test_the_mail_says_what_was_done_for_whom_and_where_more_is(stage: Stage) -> None:
    answer_theme(stage, for_you="Applies to deals under € 50,000.")
    work_off()
    mail = next(one for one in mails("notice") if "Hello Contact0," in one.text)
    assert mail.subject == "Northwind Cloud: “Certification is a cliff” – done"
    assert "Done: Quotes come within four hours" in mail.text
    assert "What it means for you: Applies to deals under € 50,000." in mail.text
    assert "/what-changed" in mail.text
    assert "/changes" in mail.text


def test_killed_midway_the_rest_is_told_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer_theme(stage)
    with transaction():
        services.tell(queries.outcome_by_id(told), batch=5)
    written = 0
    from app.outcomes.services import telling

    def killed(*arguments: Any) -> None:
        nonlocal written
        written += 1
        if written == 4:
            raise RuntimeError("killed")
        real(*arguments)

    real = telling.write_message
    monkeypatch.setattr(telling, "write_message", killed)
    with pytest.raises(RuntimeError):
        tell_partners.run(outcome_id=told)
    assert len(receivers()) == 5
    monkeypatch.setattr(telling, "write_message", real)
    work_off()
    assert len(receivers()) == len(set(receivers())) == 12


def test_another_state_is_told_and_other_words_only_when_asked(stage: Stage) -> None:
    told = answer_theme(stage, "planned", promised_by=MARCH)
    work_off()
    clock.advance(dt.timedelta(days=1))
    answer_theme(stage, "planned", "Quotes come within five hours", promised_by=MARCH)
    work_off()
    assert len(receivers()) == 12
    answer_theme(stage, "planned", "Quotes come within six hours", promised_by=MARCH, tell_again=True)
    work_off()
    assert len(receivers()) == 24
    clock.advance(dt.timedelta(days=1))
    answer_theme(stage, "done")
    work_off()
    assert len(receivers()) == 36
    clock.advance(dt.timedelta(days=1))
    answer_theme(stage, "planned", "It broke: we plan it anew", promised_by=MARCH)
    assert queries.told(told) == 0
    work_off()
    assert len(receivers()) == 48
    assert "It broke" in mails("notice")[-1].text
    assert [(one.state, one.people) for one in queries.tellings(told)] == [("planned", 12), ("done", 12)]


def test_who_left_the_partner_is_not_told(stage: Stage) -> None:
    with transaction():
        database.session.get_one(Contact, 1).active = False
    answer_theme(stage)
    work_off()
    assert len(receivers()) == 11


def test_a_worker_whose_clock_is_behind_ends_and_tells_once(stage: Stage) -> None:
    told = answer_theme(stage)
    clock.advance(-dt.timedelta(minutes=5))
    tell_partners.run(outcome_id=told)
    assert len(receivers()) == 12


@pytest.mark.parametrize(
    ("state", "text", "day", "field"),
    [
        ("declined", "  ", None, "text"),
        ("done", "", None, "text"),
        ("planned", "Soon", None, "promised_by"),
        ("planned", "Soon", dt.date(2026, 11, 23), "promised_by"),
        ("done", "x" * 2001, None, "text"),
        ("promised", "Soon", None, "state"),
    ],
)
def test_an_answer_without_reason_or_day_is_refused(
    stage: Stage, state: str, text: str, day: dt.date | None, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        answer_theme(stage, state, text, promised_by=day)
    assert field in refused.value.fields
    assert queries.outcome_of(stage.theme_id) is None


def test_only_the_owner_answers(stage: Stage) -> None:
    with pytest.raises(NotAllowedError), transaction():
        services.set_outcome(stage.theme, "done", "Yes", by=viewer(stage.facilitator, stage.program))


def test_an_answer_given_meanwhile_is_not_overwritten(stage: Stage) -> None:
    answer_theme(stage)
    seen = services.seen_of(queries.outcome_of(stage.theme_id))
    clock.advance(dt.timedelta(minutes=1))
    told = answer_theme(stage, "done", "Somebody was faster", seen=seen)
    with pytest.raises(ConflictError):
        answer_theme(stage, "declined", "Too late", seen=seen)
    assert outcome(told).text == "Somebody was faster"


def test_an_accepted_theme_is_promised_an_answer_and_late_after_its_day(stage: Stage) -> None:
    with transaction():
        emit(ThemeAccepted(stage.theme_id))
    promised = queries.outcome_of(stage.theme_id)
    assert promised is not None
    assert (promised.state, promised.promised_by) == ("promised", dt.date(2027, 1, 8))
    assert queries.late(stage.program_id, dt.date(2027, 1, 8)) == []
    assert [one.id for one in queries.late(stage.program_id, dt.date(2027, 1, 9))] == [promised.id]


def test_a_theme_taken_back_before_anybody_heard_owes_no_answer(stage: Stage) -> None:
    theme = make_theme(stage.program, "A slip")
    with transaction():
        emit(ThemeAccepted(theme.id))
    theme_id = theme.id
    with transaction():
        from app.themes.models import Theme

        database.session.get_one(Theme, theme_id).state = "retired"
    assert theme_id not in {one.theme_id for one in queries.outcomes(stage.program_id)}
    assert queries.late(stage.program_id, dt.date(2028, 1, 1)) == []
