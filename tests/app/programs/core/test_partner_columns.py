from app.programs.core.partner_columns import find_columns
from app.shared.tables import read_table


def columns(header, mapping=None):
    return find_columns(read_table(header.encode(), delimiter=","), mapping)


def faults(found):
    return [(bad.line, bad.column, bad.reason) for bad in found.rejected]


def test_headers_match_whatever_their_case_and_spaces():
    found = columns("External ID,NAME , roles,Annual\u00a0Revenue-EUR,ContactEmail")
    assert dict(found.places) == {"external_id": 0, "name": 1, "roles": 2, "annual_revenue_eur": 3, "contact_email": 4}
    assert found.names["annual_revenue_eur"] == "Annual Revenue-EUR"
    assert found.rejected == ()


def test_every_missing_required_column_is_named():
    assert faults(columns("\n\ndomain,name")) == [(3, "external_id", "missing_column"), (3, "roles", "missing_column")]


def test_an_unknown_column_is_noted_and_a_blank_one_ignored():
    found = columns("external_id,name,roles,Colour,,")
    assert found.rejected == ()
    assert [(note.column, note.reason) for note in found.notes] == [("Colour", "ignored_column")]


def test_two_columns_for_one_field_are_refused():
    assert faults(columns("external_id,name,roles,Name")) == [(1, "Name", "duplicate_column")]


def test_a_mapping_says_which_column_is_which():
    found = columns("Nr,Firma,Art,domain", {"nr": "external_id", "Firma": "name", "ART": "Roles"})
    assert dict(found.places) == {"external_id": 0, "name": 1, "roles": 2, "domain": 3}


def test_a_mapped_column_wins_over_one_of_that_name():
    found = columns("external_id,name,roles,Legal name", {"Legal name": "name"})
    assert found.places["name"] == 3
    assert [note.column for note in found.notes] == ["name"]


def test_two_columns_mapped_to_one_field_are_refused():
    found = columns("external_id,A,B,roles", {"A": "name", "B": "name"})
    assert faults(found) == [(1, "B", "duplicate_column")]


def test_a_mapping_to_nothing_or_from_nothing_is_refused():
    found = columns("external_id,name,roles", {"Colour": "domain", "name": "colour"})
    assert faults(found) == [(1, "name", "unknown_field"), (1, "Colour", "missing_column")]


def test_contacts_are_numbered():
    found = columns("external_id,name,roles,contact_10_email,contact2_email,contact_email,contact 2 time zone")
    assert found.contact_prefixes == ("contact", "contact_2", "contact_10")
    assert found.places["contact_2_time_zone"] == 6
