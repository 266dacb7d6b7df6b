"""Instruments for tests: a small written one, and a strategy for any that the SurveyJS subset can hold."""

from hypothesis import strategies as st

from surveys.instrument import MOST_RATING_STEPS, Choice, Instrument, Page, Question, QuestionType
from surveys.plain_text import plain_text
from surveys.texts import NO_TEXT, Text


def asked(*questions: Question) -> Instrument:
    return Instrument(Text("Quarterly pulse"), (Page("page1", NO_TEXT, questions),))


def choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, Text(value.capitalize())) for value in values)


EASE = Question("ease", QuestionType.RATING, Text("How easy was it?"), lowest=0, highest=10, required=True)
CHANNEL = Question(
    "channel", QuestionType.CHOICE, Text("How did you reach us?"), choices=choices("mail", "portal"), allows_other=True
)
LOST = Question(
    "lost",
    QuestionType.SEVERAL,
    Text("What cost you time?", (("de", "Was hat Zeit gekostet?"),)),
    choices=choices("deals", "exams", "support"),
    allows_other=True,
    allows_none=True,
    most=2,
)
WISH = Question("wish", QuestionType.TEXT, Text("What should we change?"), longest=4000)
PULSE = asked(EASE, CHANNEL, LOST, WISH)

_words = st.text(min_size=1, max_size=20).map(plain_text).filter(bool)
_values = st.text(min_size=1, max_size=12).map(lambda raw: plain_text(raw, many_lines=False)).filter(bool)
_keys = st.from_regex(r"\A[a-z][a-z0-9_-]{0,8}\Z")
_languages = st.sampled_from(("de", "fr", "ja", "pt-br"))
texts = st.builds(Text.of, _words, st.dictionaries(_languages, _words, max_size=2))
texts_or_none = st.just(NO_TEXT) | texts


@st.composite
def _ratings(draw: st.DrawFn) -> dict[str, object]:
    lowest = draw(st.integers(-5, 20))
    highest = lowest + draw(st.integers(1, MOST_RATING_STEPS - 1))
    labels = {"lowest_label": draw(texts_or_none), "highest_label": draw(texts_or_none)}
    return {"lowest": lowest, "highest": highest, "scale": draw(st.just("") | _values), **labels}


@st.composite
def _choosing(draw: st.DrawFn, *, several: bool) -> dict[str, object]:
    offered = st.builds(Choice, _values.filter(lambda value: value not in ("other", "none")), texts)
    parts: dict[str, object] = {
        "choices": tuple(draw(st.lists(offered, min_size=1, max_size=4, unique_by=lambda choice: choice.value))),
        "allows_other": draw(st.booleans()),
        "other_label": draw(texts_or_none),
        "allows_none": draw(st.booleans()),
        "none_label": draw(texts_or_none),
    }
    return parts | {"most": draw(st.none() | st.integers(1, 6))} if several else parts


_parts = {
    QuestionType.RATING: _ratings(),
    QuestionType.CHOICE: _choosing(several=False),
    QuestionType.SEVERAL: _choosing(several=True),
    QuestionType.TEXT: st.fixed_dictionaries({"longest": st.integers(1, 20_000), "many_lines": st.booleans()}),
}


@st.composite
def questions(draw: st.DrawFn, key: str) -> Question:
    kind = draw(st.sampled_from(QuestionType))
    common = {"title": draw(texts), "help": draw(texts_or_none), "required": draw(st.booleans())}
    return Question(key=key, type=kind, **common, **draw(_parts[kind]))  # type: ignore[arg-type]


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    keys = draw(st.lists(_keys, min_size=1, max_size=4, unique=True))
    asked_each = [draw(questions(key)) for key in keys]
    split = draw(st.integers(0, len(keys)))
    titles = draw(texts_or_none), draw(texts_or_none)
    parts = (asked_each[:split], asked_each[split:])
    pages = tuple(Page(f"p{place}", titles[place], tuple(part)) for place, part in enumerate(parts))
    language = draw(st.sampled_from(("en", "de", "pt-br")))
    return Instrument(draw(texts_or_none), pages, draw(texts_or_none), language)
