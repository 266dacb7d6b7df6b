"""Goes through a REFI-QDA codebook element by element and keeps its codes, each with its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl, Locator

from app.shared.tables import TableError
from app.shared.tables.cell_text import quoted
from app.shared.tables.faults import Rejection
from app.themes.core.codebook_files.descriptions import read_description
from app.themes.core.codebook_files.file_themes import MOST_THEMES, CodebookReading, ThemeCollector

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_DEEPEST = 50
_Name = tuple[str | None, str]


@dataclass
class _Code:
    line: int
    attributes: Mapping[str, str]
    parent: str
    description: list[str] = field(default_factory=list)

    @property
    def is_category(self) -> bool:
        return self.attributes.get("isCodable", "true").strip().lower() in ("false", "0")


class QdcHandler(ContentHandler):
    """Collects the codes of a document; `reading()` tells what it found. Raises TableError for another document."""

    def __init__(self) -> None:
        super().__init__()
        self._locator: Locator | None = None
        self._path: list[str] = []
        self._open: list[_Code] = []
        self._codes: list[_Code] = []
        self._sets = 0

    @property
    def line(self) -> int:
        return (self._locator.getLineNumber() if self._locator else None) or 1

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def startElementNS(self, name: _Name, qname: str | None, attrs: AttributesNSImpl) -> None:
        namespace, local = name
        if not self._path:
            _check_root(namespace, local, self.line)
        if len(self._path) >= _DEEPEST:
            raise TableError("too_deep", f"Codes lie more than {_DEEPEST} deep in each other.", line=self.line)
        self._path.append(local if namespace == NAMESPACE else "")
        if self._path[-1] == "Code" and "Codes" in self._path:
            if len(self._codes) >= MOST_THEMES:
                raise TableError("too_many_rows", f"The file has more than {MOST_THEMES:,} codes.", line=self.line)
            attributes = {key: value for (space, key), value in attrs.items() if not space}
            parent = self._open[-1].attributes.get("name", "") if self._open else ""
            self._open.append(_Code(self.line, attributes, parent))
            self._codes.append(self._open[-1])
        elif self._path[-1] == "Set":
            self._sets += 1

    def endElementNS(self, name: _Name, qname: str | None) -> None:
        if self._path.pop() == "Code" and self._open:
            self._open.pop()

    def characters(self, content: str) -> None:
        if self._open and self._path[-2:] == ["Code", "Description"]:
            self._open[-1].description.append(content)

    def reading(self) -> CodebookReading:
        """Return what the document says; categories and sets, which code nothing, are left aside with a remark."""
        collector, notes = ThemeCollector(), []
        for code in self._codes:
            name = code.attributes.get("name", "")
            if code.is_category:
                notes.append(
                    Rejection(code.line, "name", "category", f"{quoted(name)} only groups others: left aside.")
                )
                continue
            if code.parent:
                message = f"It stands below {quoted(code.parent)}; here it stands by itself."
                notes.append(Rejection(code.line, "name", "nested", f"{quoted(name)}: {message}"))
            collector.add(code.line, code.attributes.get("guid"), name, read_description("".join(code.description)))
        if self._sets:
            notes.append(Rejection(1, None, "sets", "Sets of codes mean nothing here: left aside."))
        return CodebookReading(tuple(collector.themes), tuple(collector.rejected), tuple(notes))


def _check_root(namespace: str | None, local: str, line: int) -> None:
    if (namespace, local) == (NAMESPACE, "CodeBook"):
        return
    if local == "Project":
        message = "This is a whole project. Export only its codebook (.qdc) and choose that file."
        raise TableError("wrong_namespace", message, line=line)
    if (namespace or "").startswith("urn:QDA-XML:codebook:"):
        message = f"This codebook is of another version of the standard ({namespace}); {NAMESPACE} is read."
        raise TableError("other_version", message, line=line)
    raise TableError(
        "wrong_namespace", f"This is not a REFI-QDA codebook: its root is not CodeBook of {NAMESPACE}.", line=line
    )
