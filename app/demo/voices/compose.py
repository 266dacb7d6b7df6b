"""Puts written fragments together to comments: from three words to a paragraph, in several registers."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from app.demo.voices.bank import TOPIC_BY_KEY, phrases
from app.demo.voices.grammar import Expander
from app.demo.voices.typing_errors import roughen

Feeling = Literal["angry", "annoyed", "calm", "warm"]

# What a comment is made of, in order: opener, situation, effect, wish, closer, k = a short note, l = a list.
_SHAPES = {"k": 24, "s": 14, "se": 17, "w": 11, "sw": 12, "sew": 7, "os": 5, "ow": 3, "osw": 3, "osewc": 3, "l": 3}
_PRAISE_SHAPES = {"k": 32, "s": 26, "se": 26, "sec": 2, "os": 2, "l": 2, "ks": 4, "ke": 6}
_SECTION = {"s": "situation", "e": "effect", "w": "wish", "k": "short"}
_EMOJI = {"angry": "😤😡🙄", "annoyed": "🙄😕⏳", "calm": "🤷🙂👀", "warm": "👍😊🙏", "praise": "👍😊🎉💪🙏"}
_ENDS = ".!?…:"
_RUNS_ON = (",", " but", " only", " mais")
_LEAD_SHARE = 0.2
_EMOJI_SHARE, _PERSONAL_SHARE = 0.03, 0.03


@dataclass(frozen=True)
class Manner:
    """Who writes and how: language, role and market, feeling, before or after quotes became fast."""

    language: str
    role: str
    market: str
    feeling: Feeling
    after_change: bool = False


class _Writer:
    """Writes one comment: keeps its slots, and never uses a line twice."""

    def __init__(self, topic: str, manner: Manner, rng: Random) -> None:
        self.topic, self.language, self.rng = TOPIC_BY_KEY[topic], manner.language, rng
        moment = "after" if manner.after_change else "before"
        self._tags = frozenset((manner.role, manner.market, moment))
        self._phrases = phrases(manner.language)
        self._expander = Expander(self._phrases.slots, rng)
        self._used: set[str] = set()

    def line(self, section: str) -> str:
        """Return an unused line of the topic's section, or of the next one where none is left."""
        fragments = self.topic.fragments[self.language]
        usable: list[str] = []
        for source in (section, "situation", "short"):
            usable = usable or [
                fragment.text
                for fragment in fragments[source]
                if fragment.conditions <= self._tags and fragment.text not in self._used
            ]
        chosen = self.rng.choice(usable)
        self._used.add(chosen)
        return self._expander.expand(chosen)

    def phrase(self, kind: str) -> str:
        """Return one of the language's shared phrases."""
        return self._expander.expand(self.rng.choice(self._phrases.kinds[kind]))

    def personal(self) -> str:
        """Return a sentence that names a person, with an address or a number that nobody has."""
        name, domain = self.phrase("name"), self.phrase("mail_domain")
        local = name.lower().encode("ascii", "ignore").decode().replace(" ", ".")
        text = self.rng.choice(self._phrases.kinds["personal"])
        return self._expander.expand(text.replace("<name>", name).replace("<mail>", f"{local}@{domain}"))


def _sentence(text: str, rng: Random, *, angry: bool, starts: bool) -> str:
    """Return the text as a sentence: capital where it starts one, and a mark at its end."""
    if starts:
        text = text[0].upper() + text[1:]
    if text[-1] in _ENDS or text.endswith(_RUNS_ON):
        return text
    if angry and rng.random() < 0.25:
        return text + rng.choice(("!", "!", "!!"))
    return text + "."


def _join(parts: list[str], rng: Random, *, angry: bool) -> str:
    """Return the parts as running text, now and then with a dash, dots or a new line between two of them."""
    text = ""
    for part in parts:
        opens = not text or text[-1] in ".!?"
        sentence = _sentence(part, rng, angry=angry, starts=opens or (text[-1] == ":" and rng.random() < 0.4))
        if not text:
            text = sentence
            continue
        joint = rng.choices((" ", "\n", " - ", "... "), (86, 4, 6, 4))[0]
        if joint in (" - ", "... ") and text.endswith("."):
            small = sentence if sentence.startswith(("I ", "I'")) else sentence[0].lower() + sentence[1:]
            text = text[:-1] + joint + small
        else:
            text += ("\n" if joint == "\n" else " ") + sentence
    return text


def _note(writer: _Writer, text: str, rng: Random) -> str:
    """Return a short note: alone, with a second point, or with a word on where it pinches or pleases."""
    chance = rng.random()
    if text[-1] not in _ENDS and chance < (0.36 if writer.topic.praise else 0.12):
        text += rng.choice((", ", " and ", " + ", ", ") if writer.language == "en" else (", ",)) + writer.line("short")
    elif text[-1] not in _ENDS and chance < 0.68:
        detail = writer.phrase("praise_detail" if writer.topic.praise else "detail")
        text += detail if detail[0] in ",!" else f" {detail}"
    text = text[0].upper() + text[1:] if rng.random() < 0.7 else text
    return text + "." if text[-1] not in _ENDS and rng.random() < 0.4 else text


def _list(writer: _Writer, rng: Random) -> str:
    """Return two or three short points the way people type lists."""
    sections = ("short", "short", "situation") if writer.topic.praise else ("short", "wish", "wish")
    points = [writer.line(section) for section in sections[: rng.choice((2, 3))]]
    rng.shuffle(points)
    style = rng.choice(("1. ", "1) ", "- ", "- ", "* ", " / ", "; "))
    if style in (" / ", "; "):
        return style.join(points)
    marks = [style.replace("1", str(number)) for number in range(1, len(points) + 1)]
    return "\n".join(mark + point for mark, point in zip(marks, points, strict=True))


def _body(writer: _Writer, shape: str, feeling: Feeling, rng: Random) -> str:
    if shape == "l":
        return _list(writer, rng)
    parts = []
    for letter in shape:
        if letter == "o":
            warm = feeling == "warm" and not writer.topic.praise and rng.random() < 0.6
            parts.append(writer.phrase("warm_opener" if warm else "opener"))
        elif letter == "c":
            parts.append(writer.phrase("closer"))
        else:
            if letter == "w" and len(shape) > 1 and rng.random() < _LEAD_SHARE:
                parts.append(writer.phrase("wish_lead"))
            parts.append(writer.line(_SECTION[letter]))
    if feeling == "angry" and len(shape) > 1 and rng.random() < 0.3:
        parts.append(writer.phrase("angry_closer"))
    if shape == "k":
        return _note(writer, parts[0], rng)
    return _join(parts, rng, angry=feeling == "angry")


def _smooth(topic: str, manner: Manner, rng: Random) -> str:
    writer = _Writer(topic, manner, rng)
    shapes = _PRAISE_SHAPES if writer.topic.praise else _SHAPES
    text = _body(writer, rng.choices(tuple(shapes), tuple(shapes.values()))[0], manner.feeling, rng)
    if rng.random() < _PERSONAL_SHARE:
        text = f"{text}{'' if text[-1] in _ENDS else '.'} {writer.personal()}"
    if rng.random() < _EMOJI_SHARE:
        text = f"{text} {rng.choice(_EMOJI['praise' if writer.topic.praise else manner.feeling])}"
    return text


def _second(topic: str, manner: Manner, rng: Random) -> str:
    """Return a shorter remark on a further topic."""
    writer = _Writer(topic, manner, rng)
    remark = writer.line(rng.choice(("wish", "situation")))
    connector = writer.phrase("connector") if rng.random() < 0.5 else ""
    remark = f"{connector} {remark}" if connector else remark[0].upper() + remark[1:]
    return remark if remark[-1] in _ENDS else remark + "."


def write_in_manner(topics: tuple[str, ...], manner: Manner, rng: Random) -> str:
    """Return one comment on one topic, or on two of which the second is mentioned more briefly."""
    text = _smooth(topics[0], manner, rng)
    for topic in topics[1:]:
        end = "" if text[-1] in _ENDS or not text[-1].isalnum() else "."
        text = f"{text}{end}{rng.choice((' ', ' ', chr(10)))}{_second(topic, manner, rng)}"
    return roughen(text, rng)


def write_comment(
    topic: str,
    *,
    language: str,
    role: str,
    market: str,
    feeling: Feeling,
    rng: Random,
    after_change: bool = False,
) -> str:
    """Return a comment on the topic as a person in that role and market might type it.

    `after_change` allows what could only be said after quotes became fast in May 2026. Raises KeyError for a topic
    that is not in TOPICS.
    """
    return write_in_manner((topic,), Manner(language, role, market, feeling, after_change=after_change), rng)


def write_non_answer(language: str, rng: Random) -> str:
    """Return what people type who have nothing to say."""
    return rng.choice(phrases(language).kinds["non_answer"])
