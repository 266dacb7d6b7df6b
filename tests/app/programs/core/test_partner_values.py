from decimal import Decimal

import pytest

from app.programs.core import partner_values as values
from app.shared.tables.faults import BadCell


def reason(read, cell):
    with pytest.raises(BadCell) as bad:
        read(cell)
    return bad.value.reason


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("MSP; Reseller", ("msp", "reseller")),
        ("service provider|builder", ("service_provider", "builder")),
        ("reseller, msp,,MSP", ("reseller", "msp")),
        ("Builder and Service-Provider", ("builder", "service_provider")),
        ("Managed Service Provider & reseller", ("msp", "reseller")),
    ],
)
def test_a_partner_plays_several_roles(cell, roles):
    assert values.read_roles(cell) == roles


@pytest.mark.parametrize(("cell", "why"), [("msp; wizard", "unknown_value"), (" ; , ", "missing")])
def test_unknown_and_absent_roles_are_refused(cell, why):
    assert reason(values.read_roles, cell) == why


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("de", "DE"),
        ("DEU", "DE"),
        ("germany", "DE"),
        ("UK", "GB"),
        ("The Netherlands", "NL"),
        ("cote d’ivoire", "CI"),
        ("Turkey", "TR"),
        ("South Korea", "KR"),
        ("United States", "US"),
        ("Czech Republic", "CZ"),
        ("Russia", "RU"),
    ],
)
def test_countries_are_known_by_code_and_english_name(cell, code):
    assert values.read_country(cell) == code


@pytest.mark.parametrize("cell", ["Atlantis", "XX", "the", "D E"])
def test_unknown_countries_are_refused(cell):
    assert reason(values.read_country, cell) == "unknown_value"


@pytest.mark.parametrize(
    ("cell", "domain"),
    [
        ("Partner.Example", "partner.example"),
        ("https://www.partner.example/about?x=1", "partner.example"),
        ("münchen.example.", "münchen.example"),
    ],
)
def test_a_domain_is_found_in_a_web_address(cell, domain):
    assert values.read_domain(cell) == domain


@pytest.mark.parametrize(
    "cell", ["partner", "kim@partner.example", "a b.example", "-x.example", "a..b", "x" * 300 + ".de"]
)
def test_what_is_no_domain_is_refused(cell):
    assert reason(values.read_domain, cell) == "not_a_domain"


def test_an_address_is_kept_in_lower_case():
    assert values.read_address(" Kim@Partner.EXAMPLE ") == "kim@partner.example"


@pytest.mark.parametrize("cell", ["not-an-address", "a@b", "Kim <kim@partner.example>", "a@b.example, c@d.example"])
def test_what_is_no_address_is_refused(cell):
    assert reason(values.read_address, cell) == "not_an_address"


def test_market_revenue_language_and_time_zone_take_the_usual_spellings():
    assert values.read_market(" Emerging") == "emerging"
    assert values.read_revenue("€ 1.234,50") == Decimal("1234.50")
    assert values.read_revenue("98,000.00 EUR") == 98_000
    assert values.read_language("PT_br") == "pt-BR"
    assert values.read_time_zone("america/new york") == "America/New_York"


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (values.read_market, "big"),
        (values.read_language, "qq"),
        (values.read_language, "German!"),
        (values.read_time_zone, "Mars/Base"),
    ],
)
def test_unknown_words_are_refused(read, cell):
    assert reason(read, cell) == "unknown_value"
