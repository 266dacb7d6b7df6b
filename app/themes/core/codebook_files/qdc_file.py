"""The codebook in the exchange format of programs for qualitative analysis: REFI-QDA 1.5, codebook (.qdc)."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID
from xml.etree import ElementTree  # only to write
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from app.shared.tables import TableError
from app.themes.core.codebook_document import DocumentTheme
from app.themes.core.codebook_files.descriptions import write_description
from app.themes.core.codebook_files.file_themes import CodebookReading
from app.themes.core.codebook_files.qdc_handler import NAMESPACE, QdcHandler

_COLOURS = ("#1C5443", "#2F74B5", "#B4480F", "#6F5200", "#7A4E9C", "#8C2F5B", "#3E7C8A", "#5E6B2E")


def write_codebook_qdc(themes: Sequence[DocumentTheme]) -> bytes:
    """Return the themes as a .qdc document, UTF-8.

    A theme is a Code with its GUID, name and a colour; includes, excludes and examples stand in its Description
    under headings of their own, since the standard has no place for them.
    """
    root = ElementTree.Element("CodeBook", {"xmlns": NAMESPACE, "origin": "Parley"})
    codes = ElementTree.SubElement(root, "Codes")
    for theme in themes:
        guid = UUID(theme.key)
        attributes = {
            "guid": str(guid).upper(),
            "name": theme.words.name,
            "isCodable": "true",
            "color": _COLOURS[guid.int % len(_COLOURS)],
        }
        code = ElementTree.SubElement(codes, "Code", attributes)
        if description := write_description(theme.words):
            ElementTree.SubElement(code, "Description").text = description
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def read_codebook_qdc(content: bytes) -> CodebookReading:
    """Return the codes of a .qdc document as themes. Raises TableError with the line where it is none."""
    handler = QdcHandler()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(content))
    except DefusedXmlException as error:
        message = "The file declares a document type or entities, which a codebook never needs. It was not read."
        raise TableError("forbidden_xml", message, line=handler.line) from error
    except SAXParseException as error:
        line, column = error.getLineNumber() or 1, error.getColumnNumber() or 0
        message = f"The XML breaks at character {column + 1} of line {line}: {error.getMessage()}."
        raise TableError("broken_xml", message, line=line) from error
    except (SAXException, LookupError, ValueError) as error:
        raise TableError("broken_xml", f"The XML can't be read: {error}.", line=handler.line) from error
    return handler.reading()
