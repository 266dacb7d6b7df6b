from hypothesis import given, settings
from hypothesis import strategies as st

from app.programs.core.partner_reader import read_partner_file
from app.programs.core.partner_rows import ContactRow

HEADER = "external_id,name,roles,domain,employees,contact_name,contact_email,contact_2_name,contact_2_email"


def reading(*rows, header=HEADER, **options):
    return read_partner_file("\n".join([header, *rows]).encode(), **options)


def faults(result):
    return [(bad.line, bad.column, bad.reason) for bad in result.rejected]


def test_every_bad_cell_of_a_row_is_reported():
    result = reading("P1,,wizard,x,many,Kim,nowhere,,", "P2,Two,msp,,,,,,")
    assert faults(result) == [
        (2, "name", "missing"),
        (2, "roles", "unknown_value"),
        (2, "domain", "not_a_domain"),
        (2, "employees", "not_a_number"),
        (2, "contact_email", "not_an_address"),
    ]
    assert [partner.external_id for partner in result.partners] == ["P2"]


def test_the_column_is_named_as_the_file_names_it():
    result = reading(
        "P1,One,msp,many",
        header="Nr,name,roles,Number of people",
        mapping={"Nr": "external_id", "Number of people": "employees"},
    )
    assert faults(result) == [(2, "Number of people", "not_a_number")]


def test_a_partner_has_several_contacts():
    result = reading("P1,One,msp,,,Kim,kim@one.example,Lee,LEE@one.example")
    assert result.partners[0].contacts == (
        ContactRow("kim@one.example", "Kim"),
        ContactRow("lee@one.example", "Lee"),
    )


def test_one_address_twice_in_a_row_is_refused():
    result = reading("P1,One,msp,,,Kim,kim@one.example,Kim,KIM@one.example")
    assert faults(result) == [(2, "contact_2_email", "duplicate")]


def test_a_contact_without_address_is_noted_and_the_partner_kept():
    result = reading("P1,One,msp,,,Kim,,,")
    assert result.partners[0].contacts == ()
    assert [(note.line, note.reason) for note in result.notes] == [(2, "contact_without_address")]


def test_an_id_belongs_to_the_first_good_row():
    result = reading("P1,,msp,one.example,,,,,", "P1,One,msp,one.example,,,,,", "P1,Again,msp,,,,,,")
    assert faults(result) == [(2, "name", "missing"), (4, "external_id", "duplicate")]
    assert result.partners[0].line == 3


def test_a_row_that_repeats_id_and_domain_is_blamed_for_the_id():
    rows = ("P1,One,msp,one.example,,,,,", "P2,Two,msp,two.example,,,,,", "P1,Three,msp,two.example,,,,,")
    assert faults(reading(*rows)) == [(4, "external_id", "duplicate")]


def test_a_domain_of_another_partner_in_the_program_is_refused():
    rows = ("P1,One,msp,ONE.example,,,,,", "P2,Two,msp,two.example,,,,,")
    result = reading(*rows, known_domains={"one.example": "P9", "two.example": "P2"})
    assert faults(result) == [(2, "domain", "duplicate")]


def test_only_facts_with_a_column_are_named_as_fields():
    assert reading("P1,One,msp", header="external_id,name,roles,").fields == {"external_id", "name", "roles"}


def test_rows_of_wrong_width_stand_between_the_others_in_order():
    result = reading("P1,One", "P2,,msp,,,,,,", "P3")
    assert [bad.line for bad in result.rejected] == [2, 3, 4]


def test_an_unreadable_format_for_dates_stores_nothing():
    assert faults(reading("P1,One,msp,,,,,,", date_format="dmy")) == [(1, None, "bad_date_format")]


CELLS = st.lists(st.text(max_size=15), min_size=9, max_size=9)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELLS, max_size=4))
def test_any_row_is_either_a_partner_or_rejected(rows):
    written = ['"' + '","'.join(cell.replace('"', '""').replace("\0", "") for cell in row) + '"' for row in rows]
    result = read_partner_file("\n".join([HEADER, *written]).encode("utf-8", "ignore"), delimiter=",")
    lines = {partner.line for partner in result.partners}
    assert lines.isdisjoint(bad.line for bad in result.rejected)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_reading(content):
    result = read_partner_file(content)
    assert result.partners == () or result.fields
