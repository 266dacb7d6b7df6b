"""Forms of reports."""

import datetime as dt

from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import Optional

from app.shared import clock
from app.shared.errors import DomainError


class PeriodForm(FlaskForm):
    """From which day to which; the year to date when left empty."""

    since = DateField("From", validators=[Optional()], name="from")
    until = DateField("To", validators=[Optional()], name="to")

    def period(self) -> tuple[dt.date, dt.date]:
        """Return the two days. Raises DomainError for days that aren't, or in the wrong order."""
        if not self.validate():
            raise DomainError("Give both days as year-month-day, e.g. 2026-01-31.")
        today = clock.now().date()
        since = self.since.data or dt.date(today.year, 1, 1)
        until = self.until.data or today
        self.since.data, self.until.data = since, until
        if until < since:
            raise DomainError("The report ends before it begins: exchange the two days.")
        return since, until
