"""What theming returns: themes, sub-themes and the assignment of every comment, with all that made them."""

import base64
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

NON_ANSWERS = "non-answers"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to find themes.

    mode: "semantic" reads every sentence with the language model, "fast" a sample of 1,500 to 3,000 and predicts the
    rest, "auto" is semantic up to 10,000 different comments. themes: how many to show, or None for the steadiest
    number that can be read (`levels.steadiest_number_of_themes`). second_margin: how much less alike another theme
    may be to be named second.
    """

    mode: Literal["auto", "fast", "semantic"] = "auto"
    seed: int = 1
    themes: int | None = None
    second_margin: float = 0.1

    def __post_init__(self) -> None:
        if self.themes is not None and self.themes < 1:
            raise ValueError("ask for at least one theme")
        if not 0 <= self.seed < 2**32:
            raise ValueError("a seed is a whole number from 0 to 4294967295")
        if self.mode not in ("auto", "fast", "semantic"):
            raise ValueError(f"unknown mode {self.mode!r}: use auto, fast or semantic")


@dataclass(frozen=True, slots=True)
class FoundSubtheme:
    """A group of comments within a theme. exemplars are comment ids; keywords come best first."""

    id: str
    label: str
    keywords: tuple[str, ...]
    size: int
    exemplars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """A theme as proposed. size counts comments whose primary theme it is, share is of all comments given."""

    id: str
    label: str
    keywords: tuple[str, ...]
    size: int
    share: float
    exemplars: tuple[str, ...]
    subthemes: tuple[FoundSubtheme, ...]

    @property
    def is_non_answers(self) -> bool:
        return self.id == NON_ANSWERS


@dataclass(frozen=True, slots=True)
class Assignment:
    """A comment's theme: rank 1 is its primary one, rank 2 another that is nearly as close; score is in 0–1."""

    id: str
    theme_id: str
    subtheme_id: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class ThemeQuality:
    """How well one theme holds together; cosines are of the vectors that were clustered, −1…1.

    cohesion: mean cosine of its comments with its middle. separation: its middle's distance, 1 − cosine, from the
    nearest other theme's (1 where there is none). loose: how many of its comments hardly fit any theme; they stay
    assigned to the nearest, and count.
    """

    theme_id: str
    cohesion: float
    separation: float
    loose: int


@dataclass(frozen=True, eq=False)
class ThemingResult:
    """One computation: the same comments, recipe and versions give the same result in whatever order they come.

    themes: largest first, non-answers last. assignments: sorted by comment id, then rank. centroids: float32,
    len(centroid_ids) × 384, unit vectors of all themes and sub-themes except non-answers, comparable with
    `embed.embed_for_matching` and from run to run. quality: of each theme except non-answers, in their order.
    """

    recipe: Recipe
    mode: Literal["fast", "semantic"]
    versions: dict[str, str]
    input_digest: str
    comments: int
    themes: tuple[FoundTheme, ...]
    assignments: tuple[Assignment, ...]
    centroid_ids: tuple[str, ...]
    centroids: NDArray[np.float32]
    quality: tuple[ThemeQuality, ...] = ()

    def centroid(self, identifier: str) -> NDArray[np.float32]:
        """Return the centroid of a theme or sub-theme; raises ValueError for an id without one."""
        row: NDArray[np.float32] = self.centroids[self.centroid_ids.index(identifier)]
        return row

    def to_json(self) -> dict[str, Any]:
        """Return the whole result as values that `json.dumps` takes; centroids as base64 of little-endian floats."""
        return {
            "recipe": asdict(self.recipe),
            "mode": self.mode,
            "versions": self.versions,
            "input_digest": self.input_digest,
            "comments": self.comments,
            "themes": [asdict(theme) for theme in self.themes],
            "quality": [asdict(theme) for theme in self.quality],
            "assignments": [asdict(assignment) for assignment in self.assignments],
            "centroids": {
                "ids": list(self.centroid_ids),
                "width": self.centroids.shape[1],
                "float32_base64": base64.b64encode(self.centroids.astype("<f4").tobytes()).decode(),
            },
        }
