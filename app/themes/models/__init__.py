"""Tables of Listen: computations, what people accepted, and how it came about."""

from app.themes.models.codebook import Codebook, CodebookEdit, Coding, Lineage, SettledCoding, Theme
from app.themes.models.runs import Cluster, ClusterComment, ThemingRun

__all__ = [
    "Cluster",
    "ClusterComment",
    "Codebook",
    "CodebookEdit",
    "Coding",
    "Lineage",
    "SettledCoding",
    "Theme",
    "ThemingRun",
]
