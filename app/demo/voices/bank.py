"""The written fragments: topics with their sentences in three languages, and what all topics share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.demo.texts import lines, read_yaml

LANGUAGES = ("en", "de", "fr")
SECTIONS = ("situation", "effect", "wish", "short")
_HERE = Path(__file__).parent
_KEYS = (
    "certification",
    "support",
    "quotes",
    "portal",
    "rebates",
    "coselling",
    "deal_registration",
    "enablement",
    "marketing_funds",
    "onboarding",
    "tooling",
    "pricing",
    "transparency",
    "local_market",
    "praise_people",
    "praise_platform",
    "praise_progress",
)


@dataclass(frozen=True)
class Fragment:
    """One written line, used only where all of its conditions hold (a role, a market, before or after May 2026)."""

    text: str
    conditions: frozenset[str]


@dataclass(frozen=True)
class Topic:
    """What partners write about, as the demo's codebook says it; `praise` marks the topics of “what went well”."""

    key: str
    name: str
    definition: str
    includes: str
    excludes: str
    examples: tuple[str, ...]
    praise: bool
    fragments: Mapping[str, Mapping[str, tuple[Fragment, ...]]]


@dataclass(frozen=True)
class Phrases:
    """What any comment in a language may use: slots, openers, closers and the like, by kind."""

    slots: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]


def _fragment(line: str) -> Fragment:
    if not line.startswith("@"):
        return Fragment(line, frozenset())
    condition, text = line[1:].split(" ", 1)
    return Fragment(text, frozenset(condition.split(",")))


def _topic(key: str) -> Topic:
    raw = read_yaml(_HERE / "topics" / f"{key}.yaml")
    fragments = {
        language: {section: tuple(map(_fragment, lines(raw[language].get(section, "")))) for section in SECTIONS}
        for language in LANGUAGES
    }
    return Topic(
        key,
        raw["name"],
        raw["definition"],
        raw["includes"],
        raw["excludes"],
        tuple(raw["examples"]),
        bool(raw.get("praise", False)),
        fragments,
    )


@cache
def phrases(language: str) -> Phrases:
    """Return the shared phrases of a language; raises FileNotFoundError for one that is not written."""
    raw = read_yaml(_HERE / "common" / f"{language}.yaml")
    slots = {name: lines(block) for name, block in raw.pop("slots").items()}
    kinds = {kind: lines(block) for kind, block in raw.items()}
    return Phrases(slots | {kind: kinds[kind] for kind in ("name", "phone", "mail_domain")}, kinds)


TOPICS: tuple[Topic, ...] = tuple(map(_topic, _KEYS))
TOPIC_BY_KEY: Mapping[str, Topic] = {topic.key: topic for topic in TOPICS}
