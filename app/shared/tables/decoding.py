"""Turns bytes into text: finds out the encoding, and tells text from what isn't text."""

import codecs
import re

from app.shared.tables.faults import TableError

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NON_LATIN = {
    *("cp1251", "cp1253", "cp1255", "cp1256", "cp874"),
    *("shift_jis", "cp932", "gb18030", "big5", "euc_kr", "cp949"),
}
_LATIN = {"cp1250", "cp1252"}
_ACCENTED_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]{2,}")
_FEWEST_LETTERS = 6
_NON_LATIN_SHARE = 0.45
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CHARACTERS_PER_STRAY_CONTROL = 1000
_SAMPLE_BYTES = 64 * 1024


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text without byte-order mark and the name of its encoding.

    Looks for a byte-order mark, then tries UTF-8, then a non-Latin code page that the text speaks for, then
    Windows-1252. Raises TableError: bad_encoding, not_text.
    """
    if encoding is None:
        encoding = _marked(content)
    if encoding is None and b"\0" in content:
        raise _not_text(content.count(b"\n", 0, content.index(b"\0")) + 1)
    if encoding is None:
        encoding = _guess(content)
    text = _decode_as(content, encoding).removeprefix("\ufeff").removesuffix("\x1a")
    _refuse_binary(text)
    return text, encoding


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)


def _guess(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        good = sum(map(len, _MULTIBYTE.findall(content)))
        rest = len(_MULTIBYTE.sub(b"", content).translate(None, bytes(range(128))))
        if good > rest:
            raise _bad_encoding(content, "UTF-8", error) from error
        return _guess_code_page(content)
    return "utf-8"


def _guess_code_page(content: bytes) -> str:
    """Tell scripts apart by statistics, where whole words are not Latin: of single accents these make anything.

    Between Latin code pages they are no better than chance; there Windows-1252 wins wherever it can.
    """
    lines = (line for line in re.split(rb"[\r\n]+", content) if not line.isascii())
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    foreign = b"".join(_ACCENTED_WORD.findall(sample))
    letters = foreign.translate(None, bytes(range(128)))
    is_latin = len(letters) < _FEWEST_LETTERS or len(letters) < _NON_LATIN_SHARE * len(foreign)
    if is_latin and _fits("cp1252", sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # late: only old files need it

    best = from_bytes(sample, cp_isolation=sorted(_NON_LATIN | _LATIN)).best()
    if best is None or (best.encoding in _LATIN and _fits("cp1252", sample)):
        return "cp1252"
    return best.encoding


def _fits(encoding: str, sample: bytes) -> bool:
    try:
        sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise TableError("bad_encoding", f"“{encoding}” is not an encoding we know.") from error
    except UnicodeDecodeError as error:
        raise _bad_encoding(content, encoding, error) from error
    except ValueError as error:
        raise TableError("bad_encoding", f"The file can't be read as {encoding}.") from error


def _bad_encoding(content: bytes, encoding: str, error: UnicodeDecodeError) -> TableError:
    line = content.count(b"\n", 0, error.start) + 1
    message = f"Line {line} holds bytes that are not {encoding}. Save the file as UTF-8 or name its encoding."
    return TableError("bad_encoding", message, line=line)


def _refuse_binary(text: str) -> None:
    """A few stray control characters occur in real exports; a NUL or more of them mean another kind of file."""
    controls = _CONTROL.findall(text)
    if controls and ("\0" in controls or len(controls) * _CHARACTERS_PER_STRAY_CONTROL > len(text)):
        first = _CONTROL.search(text)
        raise _not_text(text.count("\n", 0, first.start() if first else 0) + 1)


def _not_text(line: int) -> TableError:
    message = f"This is not a text file: line {line} holds control characters. Save the table as CSV or XLSX."
    return TableError("not_text", message, line=line)
