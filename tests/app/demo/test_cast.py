"""Facts of the demo's partners, people, staff and council."""

from collections import Counter
from datetime import date

from app.demo.cast.partners import ROLES, partners
from app.demo.cast.people import address, ascii_slug
from app.demo.cast.staff import STAFF, council

PARTNERS = partners(2026)


def test_there_are_240_partners_with_their_own_names_domains_and_ids() -> None:
    assert len(PARTNERS) == 240
    for distinct in ("external_id", "name", "domain"):
        assert len({getattr(partner, distinct) for partner in PARTNERS}) == 240


def test_the_same_seed_gives_the_same_partners_and_another_seed_others() -> None:
    partners.cache_clear()
    assert partners(2026) == PARTNERS
    assert partners(7) != PARTNERS


def test_nearly_half_of_the_partners_play_several_roles_and_no_role_twice() -> None:
    several = sum(len(partner.roles) > 1 for partner in PARTNERS)
    assert 0.4 <= several / 240 <= 0.5
    assert all(len(set(p.roles)) == len(p.roles) <= 3 and set(p.roles) <= set(ROLES) for p in PARTNERS)
    assert {role for partner in PARTNERS for role in partner.roles} == set(ROLES)


def test_six_countries_of_which_three_are_emerging_markets() -> None:
    markets = {partner.country: partner.market for partner in PARTNERS}
    assert Counter(markets.values()) == {"mature": 3, "emerging": 3}


def test_no_way_of_naming_a_company_dominates() -> None:
    last_words = Counter(partner.name.split()[-1] for partner in PARTNERS)
    assert last_words.most_common(1)[0][1] <= 18
    assert len(last_words) > 90


def test_every_person_has_an_address_of_their_own_at_the_partners_example_domain() -> None:
    people = [(partner, contact) for partner in PARTNERS for contact in partner.contacts]
    assert 480 <= len(people) <= 540
    assert len({contact.email for _, contact in people}) == len(people)
    for partner, contact in people:
        assert contact.email.endswith(f"@{partner.domain}")
        assert partner.domain.endswith(".example")
        assert contact.email.isascii()


def test_most_people_write_english_some_german_and_some_french() -> None:
    languages = Counter(contact.language for partner in PARTNERS for contact in partner.contacts)
    total = sum(languages.values())
    assert 0.80 <= languages["en"] / total <= 0.88
    assert 0.07 <= languages["de"] / total <= 0.13
    assert 0.04 <= languages["fr"] / total <= 0.08


def test_partners_joined_before_today_and_a_few_during_the_last_year() -> None:
    joined = [partner.joined for partner in PARTNERS]
    assert max(joined) < date(2026, 9, 30)
    assert 5 <= sum(day > date(2025, 11, 10) for day in joined) <= 30


def test_the_people_of_the_story_sit_on_the_council() -> None:
    seats = council(PARTNERS)
    names = {partner.external_id: partner.name for partner in PARTNERS}
    held = [(seat.person_name, names[seat.partner_external_id], seat.role, seat.market) for seat in seats[:3]]
    assert held == [
        ("Ines Duarte", "Corvus Managed", "msp", "mature"),
        ("Kai Lindqvist", "Fjord Systems", "msp", "mature"),
        ("Tomasz Lewandowski", "Baltica IT", "reseller", "emerging"),
    ]


def test_the_council_has_twelve_seats_one_an_organisation_and_every_role_and_market() -> None:
    seats = council(PARTNERS)
    by_id = {partner.external_id: partner for partner in PARTNERS}
    assert len(seats) == len({seat.partner_external_id for seat in seats}) == 12
    assert {(seat.role, seat.market) for seat in seats} == {(r, m) for r in ROLES for m in ("mature", "emerging")}
    for seat in seats:
        holder = by_id[seat.partner_external_id]
        assert seat.role in holder.roles
        assert seat.market == holder.market
        assert seat.person_email in {contact.email for contact in holder.contacts}


def test_the_staff_has_one_person_for_each_grant() -> None:
    assert STAFF[0].name == "Maren Holt"
    grants = [person.grant for person in STAFF]
    assert sorted(grants) == ["admin", "analyst", "executive", "facilitator", "program_owner"]


def test_letters_outside_ascii_become_plain_in_addresses() -> None:
    assert ascii_slug("Łuna & Müller Ipê") == "luna-mueller-ipe"
    assert address("Jürgen Wöhrmann", "x.example", 1) == "j.woehrmann@x.example"
