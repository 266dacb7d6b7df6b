"""What the address of the explorer asks for, and what there is to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from app.identity.viewer import the_viewer
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries
from app.themes.core.searching import MOST_CHARACTERS, read_search
from app.themes.models import Theme
from app.themes.queries import UNCODED, Sought
from surveys.validation import other_field

ALL_WAVES = "all"


@dataclass(frozen=True)
class Explored:
    """What is asked for, `typed` as it was, with the choices: waves, questions by key, themes, languages, segments."""

    sought: Sought
    typed: str
    waves: Sequence[Wave]
    wave: Wave | None
    """The only wave that is looked through; None where it is all of them."""
    questions: dict[str, str]
    themes: Sequence[Theme]
    theme: str
    languages: Sequence[str]
    roles: Sequence[str]
    markets: Sequence[str]

    @property
    def asks_for_segment(self) -> bool:
        """Whether only quotes can answer: a role or market is asked of a wave that names nobody."""
        wanted = self.sought.role or self.sought.market
        return bool(wanted) and self.wave is not None and self.wave.privacy != "identified"

    @property
    def filtered(self) -> bool:
        sought = self.sought
        chosen = (self.theme, sought.question, sought.language, sought.feeling, sought.role, sought.market)
        return bool(self.typed or any(chosen))


def explored() -> Explored:
    """Return what the address asks for, without what doesn't exist. Raises NotFoundError for a wave or theme."""
    program_id = the_viewer().program_id
    waves = queries.waves_to_search(program_id)
    asked = request.args.get("wave", "")
    chosen = [pulse.wave(program_id, asked)] if asked and asked != ALL_WAVES else waves if asked else waves[:1]
    only = chosen[0] if asked != ALL_WAVES and chosen else None
    grounds = [queries.ground_of(wave) for wave in chosen]
    questions = {key: title for wave in reversed(chosen) for key, title in question_titles(wave).items()}
    questions = {key: title for key, title in questions.items() if any(key in one.questions for one in grounds)}
    languages = sorted({language for ground in grounds for language in ground.languages})
    frame = pulse.frame(only) if only else None
    roles, markets = (frame.roles, frame.markets) if frame else ((), ())
    typed, theme = request.args.get("search", "")[:MOST_CHARACTERS], request.args.get("theme", "")
    sought = Sought(
        search=read_search(typed),
        waves=chosen,
        question=_known("question", questions),
        theme_id=queries.theme(program_id, theme).id if theme and theme != UNCODED else 0 if theme else None,
        language=_known("language", languages),
        feeling=_known("feeling", queries.FEELINGS),
        role=_known("role", roles),
        market=_known("market", markets),
    )
    accepted = queries.themes(program_id)
    return Explored(sought, typed, waves, only, questions, accepted, theme, languages, roles, markets)


def question_titles(wave: Wave) -> dict[str, str]:
    """Return what the wave's questions ask, by the key that their comments have."""
    found = {}
    for question in pulse.instrument(wave).questions:
        found[question.key] = question.title.in_language(the_viewer().language)
        found[other_field(question.key)[:64]] = f"{found[question.key]} (another answer)"
    return found


def _known(name: str, choices: Sequence[str] | dict[str, str]) -> str:
    asked = request.args.get(name, "")
    return asked if asked in choices else ""
