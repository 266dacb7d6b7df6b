"""Finds what has a shape: links, mail addresses, account numbers, phone numbers, postal addresses, ids.

Every pattern starts at a boundary and repeats a bounded number of times or possessively, so that a hostile text
costs no more than a long one. Boundaries are those of Latin letters: Japanese is written without spaces around them.
"""

import re
from typing import Literal, NamedTuple

Kind = Literal["person", "company", "mail", "phone", "link", "id", "address"]


class Span(NamedTuple):
    """What is to be masked in a text, and where it starts and ends."""

    kind: Kind
    start: int
    end: int


# Letters of addresses: Latin ones, so that a kana or a kanji before or behind is no part of them.
_L = r"0-9A-Za-z_À-ɏ"
_IN_LINK = r"[^\s<>\"'\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]"
_LINK = re.compile(
    rf"(?<![{_L}@./-])(?:(?:https?|ftp)://{_IN_LINK}++"
    rf"|www\.{_IN_LINK}++"
    r"|(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|eu|de|fr|jp|co\.uk|ch|at|cloud|example)"
    rf"(?![{_L}-])(?:/{_IN_LINK}*+)?)",
    re.IGNORECASE,
)
_MAIL = re.compile(
    rf"(?<![{_L}.+%-])[{_L}.+%-]{{1,64}}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[{_L}-]{{1,63}}(?:\.[{_L}-]{{1,63}}){{1,6}}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_IP = re.compile(
    r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w.]*\w)|(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b",
    re.IGNORECASE,
)
# Names of standards and years have the shape of an id.
_NO_ID = r"(?!(?:ISO|IEC|EN|DIN|RFC|CVE|NIST|SOC|FY|KB)[-_ ]?[0-9])(?!(?:19|20)[0-9]{2}(?![\w-]))"
_ID = re.compile(
    r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"
    rf"|\b{_NO_ID}[A-Z]{{2,8}}[-_#/]?[0-9][0-9-]{{3,24}}\b"
    r"|\b[A-Z]-[0-9]{5,20}\b"
    r"|(?<![\w#])#[0-9]{4,20}\b"
    r"|(?<![\w.,-])[0-9]{7,24}(?!\w|[.,][0-9])"
)
_KEY = re.compile(r"\b(?=[A-Z-]{0,40}[0-9])(?:[A-Z0-9]{4,8}-){2,7}[A-Z0-9]{4,12}\b")
_LABELLED_ID = re.compile(
    r"\b(?:ticket|case|order|invoice|account|customer|contract|partner|serial|licen[cs]e|tenant|reference|ref"
    r"|pedido|factura|contrato|cuenta|cliente|rechnung|vertrag|vertrags|rechnungs|auftrags|auftrag|kunden|konto|vorgang|facture|commande|contrat|dossier|compte|client)s?"
    r"(?:[- ]?(?:number|id|key|no|nr|nummer|numéro|n°))?[.:# ]{1,3}(?:is |lautet |ist |est |es )?"
    rf"(?P<id>{_NO_ID}[A-Z]{{0,6}}[-_]?[0-9](?:[A-Z-]{{0,3}}[0-9]){{3,20}})(?!\w)",
    re.IGNORECASE,
)
_NO_DATE = r"(?![0-3]?[0-9][./-][01]?[0-9][./-](?:19|20)?[0-9]{2}\b)"
_PHONE = re.compile(
    rf"(?<![{_L}.,+/-])(?:\+|00)[1-9][0-9]{{0,2}}(?:[ ./()-]{{0,2}}[0-9]){{6,13}}(?![{_L}])"
    rf"|(?<![{_L}.,+/-]){_NO_DATE}\(?0[1-9][0-9]{{0,4}}\)?(?:[ ./-]{{0,2}}[0-9]){{5,10}}(?![{_L}])"
    rf"|(?<![{_L}.,+/-])\(?[2-9][0-9]{{2}}\)?[ .-]{{1,2}}[0-9]{{3}}[ .-][0-9]{{4}}(?![{_L}])"
)
_STREET = r"(?i:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|square|way|court|close|terrace|parkway)"
_POSTCODE = r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\b"
_ADDRESS = re.compile(
    rf"\b[0-9]{{1,5}}[a-z]?,? (?:[A-Z][\w'’-]{{1,30}} ){{1,3}}{_STREET}\b(?:, {_POSTCODE})?"
    r"|\b[A-ZÄÖÜ][\w-]{1,40}(?i:straße|strasse|str\.|weg|allee|gasse|platz|ufer|damm) [0-9]{1,4}[a-z]?\b"
    r"(?:,? [0-9]{4,5} [A-ZÄÖÜ][\w-]{1,30})?"
    r"|\b[A-ZÄÖÜ][\w-]{1,30} (?:Straße|Strasse|Str\.|Weg|Allee|Platz) [0-9]{1,4}[a-z]?\b"
    r"|\b[0-9]{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|chemin|allée|impasse|quai|route)"
    r"(?: (?:de|du|des|la|le|les|à)){0,3} (?:(?:de )?[dl]['’])?[A-ZÀ-Ý][\w'’-]{1,30}"
    r"(?: [A-ZÀ-Ý][\w'’-]{1,30}){0,2}(?:, [0-9]{5} [A-ZÀ-Ý][\w-]{1,30})?"
    r"|\b(?:[Cc]alle|[Aa]venida|[Aa]vda\.|[Pp]laza|[Pp]aseo|[Cc]arrera|[Vv]ia|[Vv]iale|[Pp]iazza)"
    r"(?: (?:de|del|la|las|los|el|di|della|dei)){0,3} [A-ZÀ-Ý][\w'’-]{1,30}(?: [A-ZÀ-Ý][\w'’-]{1,30}){0,2},?"
    r" [0-9]{1,4}\b(?:, [0-9]{5} [A-ZÀ-Ý][\w-]{1,30})?"
    r"|\b(?:Am|An der|Auf der|Im|In der|Zum|Zur) [A-ZÄÖÜ][\w-]{1,30} [0-9]{1,3}[a-z]?, [0-9]{5} [A-ZÄÖÜ][\w-]{1,30}"
    rf"|\bP\.? ?O\.? Box [0-9]{{1,6}}\b|\bPostfach [0-9]{{2,8}}\b|\b{_POSTCODE}"
)

_HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z_][\w.]{1,30}(?<![.])(?!\w*@)")

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mail", _MAIL),
    ("person", _HANDLE),
    ("link", _LINK),
    ("address", _ADDRESS),
    ("id", _IBAN),
    ("id", _IP),
    ("id", _KEY),
    ("id", _LABELLED_ID),
    ("phone", _PHONE),
    ("id", _ID),
)


def pattern_spans(text: str) -> list[Span]:
    """Return everything with a known shape; of what overlaps, what should win comes first."""
    return [_span(kind, match) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]


def _span(kind: Kind, match: re.Match[str]) -> Span:
    start, end = match.span("id") if "id" in match.re.groupindex else match.span()
    if kind == "link":
        # A full stop or bracket at the end belongs to the sentence.
        end = start + len(match.group().rstrip(".,;:!?)]}…"))
    return Span(kind, start, end)
