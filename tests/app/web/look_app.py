"""A bare application with the look and one page of every component, strict about what a browser may load."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, flash, render_template
from flask_babel import Babel
from flask_wtf import CSRFProtect, FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.charts import TrendBreak, TrendLine, TrendPoint
from app.web.look import STATIC, TEMPLATES, install_look

CSP = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HERE = Path(__file__).parent
VOTING = [SelectChoice("open", "Open"), SelectChoice("secret", "Secret")]
ROLES = [SelectChoice("msp", "MSPs"), SelectChoice("reseller", "Resellers")]
WAVES = ["Q4 25", "Q1", "Q2", "Q3", "Q4 26"]


@dataclass(frozen=True)
class Figure:
    """Stands for a published figure of the disclosure gate."""

    shown: bool
    value: float | None = None

    def reason_text(self, k: int) -> str:
        return f"fewer than {k} organisations"


class ProposalForm(FlaskForm):
    title = StringField("Title", [InputRequired("Give the proposal a title."), Length(max=120)])
    reason = TextAreaField("Why", [InputRequired("Say why, in your own words.")])
    parameter = SelectField("Parameter", choices=[SelectChoice("gold", "Certified engineers for Gold")])
    effective = DateField("In force from", description="The first day of a quarter")
    kind = RadioField("Ballot", choices=VOTING, validators=[InputRequired("Choose.")])
    roles = SelectMultipleField(
        "For", choices=ROLES, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    told = BooleanField("Tell partners when it is adopted")


def trend_lines() -> dict[str, list[TrendLine]]:
    values = [(6.1, 5.7, 6.5), (6.0, 5.6, 6.4), (6.4, 6.0, 6.8), (6.9, 6.5, 7.3), (7.2, 6.7, 7.7)]
    ease = [TrendPoint(w, v, low, high, "148 organisations") for w, (v, low, high) in zip(WAVES, values, strict=True)]
    shares = [(0.41, 0.4, 0.38, 0.36, 0.30), (0.18, None, 0.2, 0.24, 0.28), (0.09, 0.1, 0.13, 0.12, 0.14)]
    names = ("MSP", "Reseller", "Builder")
    return {
        "ease": [TrendLine(ease)],
        "roles": [
            TrendLine([TrendPoint(w, s) for w, s in zip(WAVES, line, strict=True)], name)
            for name, line in zip(names, shares, strict=True)
        ],
    }


def shell_context() -> dict[str, object]:
    waiting = ["1 wave open", "38 to read", "2 drafts", "1 ballot open", None, "1 late", None]
    stations = ["Ask", "Listen", "Propose", "Decide", "Adapt", "Tell", "Measure"]
    return {
        "program_name": "Northwind Cloud · MSP program",
        "loop_nav": [
            SimpleNamespace(station=s, url="#", waiting=w, current=s == "Decide")
            for s, w in zip(stations, waiting, strict=True)
        ],
        "more_nav": [{"label": label, "url": "#", "current": False} for label in ("Partners", "Scorecards", "Reports")],
        "account": {"name": "Maren Holt", "role": "Program owner", "url": "#", "sign_out_url": "/sign-out"},
    }


def build(language: str = "en") -> Flask:
    """Return the application: `/` all components, `/pulse` the respondent's page, `/errors/<code>`."""
    app = Flask("look", template_folder=TEMPLATES, static_folder=STATIC)
    app.config.update(SECRET_KEY="only for tests", TESTING=True)
    Babel(app, locale_selector=lambda: language, timezone_selector=lambda: "Europe/Berlin")
    CSRFProtect(app)
    install_look(app)

    @app.get("/")
    def components() -> str:
        form = ProposalForm(formdata=None, meta={"csrf": False})
        form.validate()
        flash("The wave was closed.")
        change = SimpleNamespace(
            parameter="gold.certified_engineers",
            selectors=["MSP", "mature markets"],
            old="5",
            new="4",
            unit="people",
            effective=date(2027, 1, 1),
            grace_until=date(2027, 7, 1),
        )
        return _page(
            app,
            "components_page.html",
            form=form,
            change=change,
            lines=trend_lines(),
            scale_break=[TrendBreak(2, "asked on 1–5 before, on 0–10 since; values before are not comparable")],
            few=Figure(False),
            many=Figure(True, 0.41),
            **shell_context(),
        )

    @app.get("/pulse")
    def pulse() -> str:
        return _page(
            app, "pulse_page.html", vendor_name="Northwind Cloud", progress=(2, 5), draft_state="Saved as you go"
        )

    @app.get("/errors/<int:code>")
    def error(code: int) -> str:
        return render_template(f"errors/{code}.html")

    @app.after_request
    def strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CSP
        return response

    return app


def _page(app: Flask, name: str, **context: object) -> str:
    source = HERE.joinpath(name).read_text()
    template = app.jinja_env.from_string(source)
    app.update_template_context(context)
    return template.render(**context)
