"""One text in one or more languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its translations, as (language code in lower case, text) in the order of the codes.

    Raises ValueError for translations of nothing.
    """

    default: str = ""
    translations: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, default: str, translations: Mapping[str, str] | None = None) -> "Text":
        """Return the text with those translations that say anything."""
        pairs = {code.lower(): text for code, text in (translations or {}).items() if text}
        return cls(default, tuple(sorted(pairs.items())))

    def __post_init__(self) -> None:
        if self.translations and not self.default:
            raise ValueError("a translated text needs a default")

    def __bool__(self) -> bool:
        return bool(self.default)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.translations)

    def in_language(self, code: str) -> str:
        """Return the text in that language, else in the language without its region, else the default."""
        wanted = code.replace("_", "-").lower()
        known = dict(self.translations)
        return known.get(wanted) or known.get(wanted.partition("-")[0]) or self.default


NO_TEXT = Text()
