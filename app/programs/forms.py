"""Forms of partners."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SearchField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES, role_label
from app.programs.wording import country_name


class PartnerFilter(FlaskForm):
    """Narrows the list of partners; asked by address, so that a view of it can be kept as a link."""

    class Meta:
        csrf = False

    search = SearchField("Name or id", render_kw={"size": 14})
    role = SelectField(
        "Role", choices=[SelectChoice("", "Any"), *(SelectChoice(r, role_label(r)) for r in PARTNER_ROLES)]
    )
    market = SelectField("Market", choices=[SelectChoice("", "Any"), *(SelectChoice(m, m) for m in MARKETS)])
    country = SelectField("Country", validate_choice=False)

    def offer_countries(self, codes: list[str]) -> None:
        """Offer these countries, by name."""
        named = sorted((country_name(code), code) for code in codes)
        self.country.choices = [SelectChoice("", "Any"), *(SelectChoice(code, name) for name, code in named)]

    def wanted(self) -> dict[str, list[str]]:
        """Return what the list is narrowed to, as the queries take it."""
        fields = {"roles": self.role, "markets": self.market, "countries": self.country}
        known = {name: {choice[0] for choice in field.iter_choices()} for name, field in fields.items()}
        return {name: [field.data] for name, field in fields.items() if field.data and field.data in known[name]}


class ImportForm(FlaskForm):
    """Takes a table in."""

    file = FileField("File", [FileRequired("Choose a CSV or XLSX file.")])
    only_check = BooleanField("Only check the file, store nothing")
    leave_out = BooleanField("Leave out rows with faults and store the others")
    date_format = StringField(
        "Format of dates", [Length(max=40)], description="Only where dates can be read two ways: DD/MM/YYYY."
    )
    delimiter = StringField(
        "What separates cells", [Length(max=10)], description="Found out where left empty: , ; tab |"
    )
    encoding = StringField("Encoding", [Length(max=40)], description="Found out where left empty: utf-8, cp1252, …")
    sheet = StringField(
        "Sheet", [Length(max=100)], description="Of a workbook; where left empty, its first visible one."
    )

    def reading_options(self) -> dict[str, Any]:
        """Return how the file is to be read, as far as that was said."""
        fields = (self.delimiter, self.encoding, self.sheet, self.date_format)
        return {field.name: field.data.strip() for field in fields if field and field.data and field.data.strip()}

    def storing_options(self) -> dict[str, Any]:
        """Return what is to be done with the rows."""
        return {"dry_run": self.only_check.data, "skip_bad": self.leave_out.data}


class MetricsForm(ImportForm):
    """Takes observations in; they have no dates."""

    date_format = None
