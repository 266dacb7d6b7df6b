"""The verbs of Listen."""

from app.themes.services.clusters import accept, discard, merge_cluster, rename_cluster, split
from app.themes.services.codebook import undo
from app.themes.services.codebook_import import import_codebook, read_import
from app.themes.services.coding import CodedByMachine, store_coding
from app.themes.services.coding_checks import code_blind, decide
from app.themes.services.describing import describe, rename
from app.themes.services.notes import add_note, delete_note, edit_note
from app.themes.services.passages import give_theme, take_theme
from app.themes.services.places import move_from_cluster, take_in
from app.themes.services.placing import put_into_theme
from app.themes.services.publishing import publish_codebook
from app.themes.services.runs import (
    ask_for_run,
    end_run_without_clusters,
    fail_run,
    keep_centroids,
    lock_open_run,
    start_run,
    store_result,
)
from app.themes.services.settling import settle_codings
from app.themes.services.themes import merge_themes, move_comments, split_theme
from app.themes.services.vectors import store_vectors

__all__ = [
    "CodedByMachine",
    "accept",
    "add_note",
    "ask_for_run",
    "code_blind",
    "decide",
    "delete_note",
    "describe",
    "discard",
    "edit_note",
    "end_run_without_clusters",
    "fail_run",
    "give_theme",
    "import_codebook",
    "keep_centroids",
    "lock_open_run",
    "merge_cluster",
    "merge_themes",
    "move_comments",
    "move_from_cluster",
    "publish_codebook",
    "put_into_theme",
    "read_import",
    "rename",
    "rename_cluster",
    "settle_codings",
    "split",
    "split_theme",
    "start_run",
    "store_coding",
    "store_result",
    "store_vectors",
    "take_in",
    "take_theme",
    "undo",
]
