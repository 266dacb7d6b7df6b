"""REFI-QDA codebooks for tests, and what the standard's schema (Codebook.xsd 1.0) says about them."""

import re
from xml.etree.ElementTree import Element

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def qdc(codes: str, after: str = "") -> bytes:
    """Return a codebook with these codes."""
    return f'<CodeBook xmlns="{NAMESPACE}" origin="Another 1.0"><Codes>{codes}</Codes>{after}</CodeBook>'.encode()


def check_schema(root: Element) -> int:
    """Return the number of codes of a document that keeps to the schema: elements, their order and attributes."""
    assert root.tag == f"{{{NAMESPACE}}}CodeBook"
    assert set(root.attrib) <= {"origin"}
    assert [child.tag for child in root] in (
        [f"{{{NAMESPACE}}}Codes"],
        [f"{{{NAMESPACE}}}{n}" for n in ("Codes", "Sets")],
    )
    codes = list(root[0])
    for code in codes:
        assert code.tag == f"{{{NAMESPACE}}}Code"
        assert {"guid", "name", "isCodable"} <= set(code.attrib) <= {"guid", "name", "isCodable", "color"}
        assert _GUID.fullmatch(code.attrib["guid"])
        assert code.attrib["isCodable"] in ("true", "false")
        assert _COLOUR.fullmatch(code.attrib["color"])
        assert [child.tag for child in code] in ([], [f"{{{NAMESPACE}}}Description"])
    return len(codes)
