"""Turns bytes into text: finds out the encoding, and tells text from what isn't text."""

import codecs
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

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
_ASCII = bytes(range(128))


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text without byte-order mark and the name of its encoding.

    Looks for a byte-order mark, then tries UTF-8, then a non-Latin code page that the text speaks for, then
    Windows-1252. Raises TableError: bad_encoding, not_text.
    """
    encoding = encoding or find_encoding(io.BytesIO(content))
    text = _decode_as(content, encoding).removeprefix("\ufeff").removesuffix("\x1a")
    refuse_binary([text])
    return text, encoding


def find_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a text that is read from its start, line by line; raises as `decode` does."""
    start = stream.read(4)
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if start.startswith(mark)), None)
    if marked is not None:
        return marked
    stream.seek(0)
    fault: UnicodeDecodeError | None = None
    place = good = rest = 0
    for number, line in enumerate(stream, 1):
        if b"\0" in line:
            raise _not_text(number)
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            fault, place = (error, number) if fault is None else (fault, place)
        good += sum(map(len, _MULTIBYTE.findall(line)))
        rest += len(_MULTIBYTE.sub(b"", line).translate(None, _ASCII))
    if fault is None:
        return "utf-8"
    if good > rest:
        raise bad_encoding(place, "UTF-8") from fault
    stream.seek(0)
    return _guess_code_page(_sample(stream))


def _sample(stream: BinaryIO) -> bytes:
    """Return the first lines that are not ASCII."""
    found = bytearray()
    for lines in stream:
        for line in re.split(rb"[\r\n]+", lines):
            if not line.isascii():
                found += line + b"\n"
        if len(found) > _SAMPLE_BYTES:
            break
    return bytes(found[:_SAMPLE_BYTES])


def _guess_code_page(sample: bytes) -> str:
    """Tell scripts apart by statistics, where whole words are not Latin: of single accents these make anything.

    Between Latin code pages they are no better than chance; there Windows-1252 wins wherever it can.
    """
    foreign = b"".join(_ACCENTED_WORD.findall(sample))
    letters = foreign.translate(None, _ASCII)
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
        raise bad_encoding(content.count(b"\n", 0, error.start) + 1, encoding) from error
    except ValueError as error:
        raise TableError("bad_encoding", f"The file can't be read as {encoding}.") from error


def bad_encoding(line: int, encoding: str) -> TableError:
    """Return the fault of a line that isn't of the encoding."""
    message = f"Line {line} holds bytes that are not {encoding}. Save the file as UTF-8 or name its encoding."
    return TableError("bad_encoding", message, line=line)


def refuse_binary(texts: Iterable[str]) -> None:
    """Raise not_text for pieces of a text of another kind: a NUL, or more than the stray controls of real exports.

    The pieces follow one another and end where lines end.
    """
    length = controls = first = 0
    line = 1
    for text in texts:
        found = _CONTROL.findall(text)
        if found and not controls:
            match = _CONTROL.search(text)
            first = line + text.count("\n", 0, match.start() if match else 0)
        if "\0" in found:
            raise _not_text(first)
        controls += len(found)
        length += len(text)
        line += text.count("\n")
    if controls * _CHARACTERS_PER_STRAY_CONTROL > length:
        raise _not_text(first)


def _not_text(line: int) -> TableError:
    message = f"This is not a text file: line {line} holds control characters. Save the table as CSV or XLSX."
    return TableError("not_text", message, line=line)
