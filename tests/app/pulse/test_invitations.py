"""Mails with personal links: one a person, the secret in the mail alone, reminders only to the silent."""

import datetime as dt

from sqlalchemy import func, inspect, select, text

from app.db import database, transaction
from app.jobs.worker import work_off
from app.programs import queries as programs
from app.programs.models import Contact, Program
from app.pulse import queries, services
from app.pulse.models import Invitation, Wave
from app.pulse.tasks import send_invitations, send_reminders
from app.shared import clock
from tests.people import make_contact, make_partner
from tests.pulse_makers import answer, invitations, links, mails, make_wave


def remind(wave_id: int) -> int:
    with transaction():
        count = services.remind(queries.wave_by_id(wave_id), by=None)
    work_off()
    return count


def test_opening_writes_one_mail_a_person_with_a_link_of_their_own(wave: Wave) -> None:
    written = mails()
    assert [mail.to_address for mail in written] == [f"contact{n}@p{n}.example" for n in range(6)]
    assert len(set(links())) == 6
    assert "Confidential. Northwind Cloud never sees your name or company" in written[0].text
    assert "Open until 8 December 2026, 10:00 (Berlin time)" in written[0].text


def test_a_links_secret_is_stored_nowhere_but_in_the_mail(wave: Wave) -> None:
    secrets = [link.removeprefix("/p/") for link in links()]
    for table in inspect(database.engine).get_table_names():
        rows = database.session.execute(text(f'SELECT * FROM "{table}"')).all()
        if table != "outbox_message":
            assert not [secret for secret in secrets if any(secret in str(row) for row in rows)], table


def test_a_person_who_speaks_for_two_partners_is_asked_once(program: Program) -> None:
    contact, other = make_contact(make_partner(program, "one"), "ada@one.example"), make_partner(program, "two")
    with transaction():
        database.session.add(Contact(person_id=contact.person_id, partner_id=other.id))
    wave = make_wave(program)
    assert len(invitations(wave)) == 1


def test_the_job_goes_on_where_it_stopped_and_nobody_gets_two(wave: Wave) -> None:
    with transaction():
        late = database.session.get_one(Invitation, invitations(wave)[-1].id)
        late.invited_at = late.token_hash = None
        database.session.execute(text("DELETE FROM outbox_message WHERE person_id = :id"), {"id": late.person_id})
    send_invitations.run(wave.id)
    send_invitations.run(wave.id)
    assert len(mails()) == 6


def test_only_the_silent_are_reminded_a_day_later_and_twice_at_most(wave: Wave) -> None:
    wave_id = wave.id
    for invitation in invitations(wave)[:4]:
        answer(invitation)
    assert remind(wave_id) == 0
    clock.advance(dt.timedelta(days=1))
    assert remind(wave_id) == 2
    assert remind(wave_id) == 0
    assert [mail.to_address for mail in mails("reminder")] == ["contact4@p4.example", "contact5@p5.example"]
    assert not set(links("reminder")) & set(links())
    clock.advance(dt.timedelta(days=1))
    assert remind(wave_id) == 2
    clock.advance(dt.timedelta(days=1))
    assert remind(wave_id) == 0


def test_who_answers_before_the_job_runs_is_not_reminded(wave: Wave) -> None:
    clock.advance(dt.timedelta(days=1))
    with transaction():
        services.remind(queries.wave_by_id(wave.id), by=None)
    for invitation in invitations(wave)[1:]:
        answer(invitation)
    send_reminders.run(wave.id)
    assert [mail.to_address for mail in mails("reminder")] == ["contact0@p0.example"]


def test_a_frame_asks_only_partners_that_match_all_that_is_chosen(program: Program) -> None:
    make_contact(make_partner(program, "a", "msp", market="mature", country="DE"), "a@a.example")
    make_contact(make_partner(program, "b", "reseller", market="mature", country="DE"), "b@b.example")
    make_contact(make_partner(program, "c", "msp", market="emerging", country="DE"), "c@c.example")
    make_wave(program, frame_filter={"roles": ["msp"], "markets": ["mature"], "countries": ["DE", "FR"]})
    assert [mail.to_address for mail in mails()] == ["a@a.example"]


def test_a_partner_that_joins_later_is_not_asked_in_an_open_wave(wave: Wave) -> None:
    wave_id = wave.id
    make_contact(make_partner(programs.the_program("northwind"), "late"), "late@late.example")
    send_invitations.run(wave_id)
    asked = select(func.count()).select_from(Invitation).where(Invitation.wave_id == wave_id)
    assert database.session.scalar(asked) == 6
