"""One text in one or more languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its translations, as (language code in lower case, text) in the order of the codes."""

    default: str = ""
    translations: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, default: str, translations: Mapping[str, str] | None = None) -> "Text":
        pairs = {code.lower(): text for code, text in (translations or {}).items()}
        return cls(default, tuple(sorted(pairs.items())))

    def __bool__(self) -> bool:
        return bool(self.default or self.translations)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.translations)

    def in_language(self, code: str) -> str:
        """Return the text in that language, else in the language without its region, else the default."""
        wanted = code.replace("_", "-").lower()
        known = dict(self.translations)
        return known.get(wanted) or known.get(wanted.partition("-")[0]) or self.default


NO_TEXT = Text()
