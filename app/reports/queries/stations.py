"""The seven stations of the loop, and in a few words what waits at each for a viewer."""

from collections.abc import Callable
from dataclasses import dataclass

from app.council import queries as council
from app.identity.viewer import Viewer
from app.outcomes import queries as outcomes
from app.proposals import queries as proposals
from app.pulse import queries as pulse
from app.rules import queries as rules
from app.shared import clock
from app.themes import queries as themes


@dataclass(frozen=True)
class Station:
    """A stop of the loop: where it leads, whom, and which addresses belong to it."""

    name: str
    url: str
    verb: str
    covers: tuple[str, ...]
    count: Callable[[Viewer], tuple[int, str, str]]
    """How many wait, and the words for one and for several."""


def waiting_at(station: Station, viewer: Viewer) -> str | None:
    """Return what waits at the station, e.g. "2 drafts"; None when nothing does."""
    number, one, many = station.count(viewer)
    return f"{number} {one if number == 1 else many}" if number else None


def _ask(viewer: Viewer) -> tuple[int, str, str]:
    number = sum(wave.state == "open" for wave in pulse.waves(viewer.program_id))
    return number, "wave open", "waves open"


def _listen(viewer: Viewer) -> tuple[int, str, str]:
    return (themes.waiting_clusters(viewer.program_id) if viewer.may("themes.edit") else 0), "to read", "to read"


def _propose(viewer: Viewer) -> tuple[int, str, str]:
    if viewer.may("proposals.write"):
        return proposals.drafts(viewer.program_id), "draft", "drafts"
    return len(proposals.in_state(viewer.program_id, "open")), "open", "open"


def _decide(viewer: Viewer) -> tuple[int, str, str]:
    if viewer.may("decisions.answer") and (due := council.answers_due(viewer.program_id)):
        return len(due), "to answer", "to answer"
    if viewer.may("ballots.vote"):
        return len(council.waiting(viewer).ballots), "vote to cast", "votes to cast"
    return len(council.open_ballots(viewer.program_id)), "ballot open", "ballots open"


def _adapt(viewer: Viewer) -> tuple[int, str, str]:
    today = clock.now().date()
    coming = [version for version in rules.versions(viewer.program_id) if version.effective_on > today]
    return len(coming), "change coming", "changes coming"


def _tell(viewer: Viewer) -> tuple[int, str, str]:
    return len(outcomes.late(viewer.program_id, clock.now().date())), "late", "late"


def _measure(viewer: Viewer) -> tuple[int, str, str]:
    worse = [row for row in outcomes.expectations(viewer.program_id) if row.effect and row.effect.verdict == "worse"]
    return len(worse), "worse", "worse"


STATIONS = (
    Station("Ask", "/waves", "waves.see", ("/waves", "/surveys"), _ask),
    Station("Listen", "/themes", "themes.see", ("/themes",), _listen),
    Station("Propose", "/proposals", "proposals.see", ("/proposals",), _propose),
    Station("Decide", "/councils", "council.see", ("/councils", "/sessions", "/ballots"), _decide),
    Station("Adapt", "/rulebook", "rulebook.see", ("/rulebook",), _adapt),
    Station("Tell", "/outcomes", "outcomes.see", ("/outcomes",), _tell),
    Station("Measure", "/effects", "effects.see", ("/effects",), _measure),
)
