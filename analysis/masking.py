"""Takes people, companies, addresses and numbers out of a comment before anybody reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.mask_names import person_places
from analysis.mask_patterns import Kind, Span, pattern_spans
from analysis.mask_phrases import KnownNames, Place, company_forms, person_forms, short_forms, words_of


class NameList:
    """The people and companies of a program, whose names are masked wherever they stand; `kept` never are."""

    def __init__(self, people: Iterable[str] = (), companies: Iterable[str] = (), kept: Iterable[str] = ()) -> None:
        """Take the names; `kept` are those that everybody may read, such as the vendor's own."""
        whole, kept_whole = company_forms(companies), company_forms(kept)
        self.people = KnownNames(person_forms(people))
        self.companies = KnownNames(whole)
        self.short_companies = KnownNames(short_forms(whole), capitalised=True)
        self.kept = KnownNames(kept_whole + short_forms(kept_whole), capitalised=True)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was masked, by its place in the text given; never the words themselves."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text with placeholders such as `[person]`, and what they stand for in the order of the text."""

    text: str
    findings: tuple[Finding, ...]


def mask(text: str, names: NameList) -> MaskedText:
    """Return the text with mail addresses, phones, links, ids, postal addresses and names replaced.

    Companies come from `names` only; people from `names`, from a list of given names, and from what stands
    before a name ("Frau", "my colleague"). Takes time linear in the length of the text. Placeholders that are
    there already stay.
    """
    words = words_of(text)
    spans = pattern_spans(text)
    spans += [Span("company", *place) for place in names.companies.places(text, words)]
    spans += [Span("company", *place) for place in names.short_companies.places(text, words)]
    kept = names.kept.places(text, words)
    people = person_places(text, words, names.people)
    spans += [Span("person", *place) for place in people if not _touches(place, kept)]
    findings = _without_overlaps(spans, len(text))
    pieces, position = [], 0
    for finding in findings:
        pieces += [text[position : finding.start], f"[{finding.kind}]"]
        position = finding.end
    return MaskedText("".join([*pieces, text[position:]]), tuple(findings))


def _touches(place: Place, others: Iterable[Place]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _without_overlaps(spans: list[Span], length: int) -> list[Finding]:
    """Keep, of spans that overlap, the one found first: a mail address stays one, though a name stands in it."""
    taken = bytearray(length)
    kept = []
    for span in spans:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(Finding(span.kind, span.start, span.end))
    return sorted(kept, key=lambda finding: finding.start)
