"""A whole codebook as one frozen document: the themes in words, and what became of those that are retired."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.themes.core.theme_text import ThemeText


@dataclass(frozen=True, slots=True)
class DocumentTheme:
    """A theme of the codebook by its public id; `key` is its lasting id in files, `split_from` another's public id."""

    id: str
    key: str
    words: ThemeText
    split_from: str | None = None


@dataclass(frozen=True, slots=True)
class RetiredTheme:
    """A theme that is no longer in the codebook; `merged_into` is the public id of where its comments went."""

    id: str
    name: str
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class CodebookDocument:
    """The themes by name, and the retired ones."""

    themes: tuple[DocumentTheme, ...] = ()
    retired: tuple[RetiredTheme, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the document fit for JSON."""
        return {
            "themes": [
                {
                    "id": one.id,
                    "key": one.key,
                    "name": one.words.name,
                    "definition": one.words.definition,
                    "includes": one.words.includes,
                    "excludes": one.words.excludes,
                    "examples": list(one.words.examples),
                    "split_from": one.split_from,
                }
                for one in self.themes
            ],
            "retired": [{"id": one.id, "name": one.name, "merged_into": one.merged_into} for one in self.retired],
        }


def read_document(document: Mapping[str, Any]) -> CodebookDocument:
    """Return the document that `as_dict` wrote."""
    themes: Sequence[Mapping[str, Any]] = document["themes"]
    return CodebookDocument(
        tuple(
            DocumentTheme(
                one["id"],
                one["key"],
                ThemeText(one["name"], one["definition"], one["includes"], one["excludes"], tuple(one["examples"])),
                one["split_from"],
            )
            for one in themes
        ),
        tuple(RetiredTheme(**one) for one in document["retired"]),
    )


def digest_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the document in hexadecimal: keys sorted, no spaces, UTF-8."""
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
