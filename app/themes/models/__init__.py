"""Tables of Listen: computations, what people accepted, and how it came about."""

from app.themes.models.codebook import Codebook, CodebookEdit, Coding, Lineage, SettledCoding, Theme
from app.themes.models.notes import Note, Passage
from app.themes.models.runs import Cluster, ClusterComment, CommentVector, ThemingRun
from app.themes.models.versions import CodebookVersion

__all__ = [
    "Cluster",
    "ClusterComment",
    "Codebook",
    "CodebookEdit",
    "CodebookVersion",
    "Coding",
    "CommentVector",
    "Lineage",
    "Note",
    "Passage",
    "SettledCoding",
    "Theme",
    "ThemingRun",
]
