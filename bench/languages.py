"""Shows whether comments in six languages fall into themes by what they say or by the language they are in.

    python -m bench.languages

Our own parallel comments (8 topics, 48 sentences in each of six languages) are themed alone and then, their English
part aside, among comments of the demo's voices so that 80 % are English. AMI with the topic should be high and with the
language about 0; before the map into English it was about 0 and 1.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Literal, NamedTuple

from sklearn.metrics import adjusted_mutual_info_score

from analysis.pipeline import fit
from analysis.result import Recipe, ThemingResult
from app.demo.voices import TOPICS, write_comment

PARALLEL = Path(__file__).parents[1] / "tests" / "analysis" / "parallel_comments.csv"
LANGUAGES = ("en", "de", "fr", "es", "ja", "ar")


class Spoken(NamedTuple):
    """A comment with its language and the topic it was written on; empty where it is there for company only."""

    text: str
    language: str
    topic: str


def main() -> None:
    parallel = parallel_comments()
    foreign = [one for one in parallel if one.language != "en"]
    mixed = foreign + [one._replace(topic="") for one in voices(len(foreign) * 4, ("en",))]
    _show("parallel comments, six languages alike", parallel, "semantic")
    _show("the same, 80 % English among voices of the demo", mixed, "semantic")
    _show(
        "voices of the demo in English, German and French, read in part",
        voices(6_000, ("en", "en", "de", "fr")),
        "fast",
    )


def parallel_comments() -> list[Spoken]:
    """Return our own sentences in six languages, 48 in each."""
    with PARALLEL.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return [Spoken(row[language], language, row["topic"]) for language in LANGUAGES for row in rows]


def voices(count: int, languages: Sequence[str]) -> list[Spoken]:
    """Return so many comments of the demo's grammar, languages and topics in turn."""
    rng = Random(1)
    found = []
    for number in range(count):
        language, topic = languages[number % len(languages)], TOPICS[number // len(languages) % len(TOPICS)].key
        role, feeling = rng.choice(("reseller", "msp")), rng.choice(("annoyed", "calm", "warm"))
        text = write_comment(topic, language=language, role=role, market="mature", feeling=feeling, rng=rng)
        found.append(Spoken(text, language, topic))
    return found


def _show(title: str, comments: Sequence[Spoken], mode: Literal["fast", "semantic"]) -> None:
    started = perf_counter()
    ids = [f"{row:05}" for row in range(len(comments))]
    result = fit(ids, [comment.text for comment in comments], Recipe(mode=mode))
    seconds = perf_counter() - started
    print(f"\n{title}: {len(comments)} comments, {seconds:.1f} s")
    for level in ("theme", "subtheme"):
        print(level_line(result, comments, level))
    of_theme: dict[str, Counter[str]] = {}
    for found in result.assignments:
        if found.rank == 1:
            of_theme.setdefault(found.theme_id, Counter())[comments[int(found.id)].language] += 1
    spoken = [language for language in LANGUAGES if any(language == comment.language for comment in comments)]
    print(f"{'size':>5} " + " ".join(f"{language:>5}" for language in spoken) + "  theme")
    for theme in result.themes:
        shares = " ".join(f"{of_theme[theme.id][language] / theme.size:5.2f}" for language in spoken)
        print(f"{theme.size:5} {shares}  {theme.label}")


def level_line(result: ThemingResult, comments: Sequence[Spoken], level: Literal["theme", "subtheme"]) -> str:
    """Return how the themes or sub-themes agree with the topics and the languages of comments."""
    scores = language_scores(result, comments, level)
    ami = f"AMI with topic {scores.topic:6.3f}  AMI with language {scores.language:6.3f}"
    alone = f"other languages by themselves {scores.of_one_language}"
    return f"{level + 's':10} {scores.groups:3}  {ami}  purity by topic {scores.purity:.2f}  {alone}"


class Scores(NamedTuple):
    """How groups agree with topic and language; of_one_language counts those of one language other than English."""

    groups: int
    topic: float
    language: float
    purity: float
    of_one_language: int


def language_scores(result: ThemingResult, comments: Sequence[Spoken], level: Literal["theme", "subtheme"]) -> Scores:
    """Return the scores of the found groups, over the comments with a topic."""
    groups = {
        int(found.id): found.theme_id if level == "theme" else found.subtheme_id
        for found in result.assignments
        if found.rank == 1
    }
    counted = [row for row in groups if comments[row].topic]
    found = [groups[row] for row in counted]
    topics = [comments[row].topic for row in counted]
    languages = [comments[row].language for row in counted]
    together = Counter(zip(found, topics, strict=True))
    largest = {group: max(n for (g, _), n in together.items() if g == group) for group in set(found)}
    spoken: dict[str, set[str]] = {}
    for row, group in groups.items():
        spoken.setdefault(group, set()).add(comments[row].language)
    return Scores(
        groups=len(spoken),
        topic=adjusted_mutual_info_score(topics, found),
        language=adjusted_mutual_info_score(languages, found),
        purity=sum(largest.values()) / len(found),
        of_one_language=sum(
            languages_there != {"en"} and len(languages_there) == 1 for languages_there in spoken.values()
        ),
    )


if __name__ == "__main__":
    main()
