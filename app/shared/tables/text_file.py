"""A text file that is read line by line, as often as needed, and never held whole."""

import io
from collections.abc import Iterator
from pathlib import Path

from app.shared.tables.decoding import bad_encoding, find_encoding, refuse_binary


class TextFile:
    """The text of a file whose lines end as csv counts them; `share_read` tells how far the last reading is."""

    def __init__(self, path: Path) -> None:
        """Read the file once to find its encoding; raises TableError: bad_encoding, not_text."""
        self.path = path
        self.share_read = 0.0
        with path.open("rb") as stream:
            self.encoding = find_encoding(stream)
        refuse_binary(self._checked_lines())

    def lines(self) -> Iterator[str]:
        """Yield each line with its own ending, without byte-order mark."""
        size = self.path.stat().st_size or 1
        with self.path.open("rb") as content, io.TextIOWrapper(content, self.encoding, newline="") as stream:
            for number, line in enumerate(stream):
                if number % 1000 == 0:
                    self.share_read = content.tell() / size
                yield line.removesuffix("\x1a")  # old systems end a file with it
        self.share_read = 1.0

    def beginning(self, characters: int) -> str:
        """Return the first characters."""
        with self.path.open(encoding=self.encoding, newline="") as stream:
            return stream.read(characters)

    def _checked_lines(self) -> Iterator[str]:
        """Yield the lines; a byte that isn't of the encoding is told with its line."""
        line = 0
        try:
            for text in self._decoded_lines():
                yield text
                line += 1
        except UnicodeError as error:
            raise bad_encoding(line + 1, self.encoding) from error

    def _decoded_lines(self) -> Iterator[str]:
        if self.encoding in ("utf-16", "utf-32"):
            yield from self.lines()
            return
        with self.path.open("rb") as stream:  # decoded line by line, so that a fault is found in its own
            for line in stream:
                yield line.decode(self.encoding).removesuffix("\x1a")
