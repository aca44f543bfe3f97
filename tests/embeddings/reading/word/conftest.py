"""Word files, made here from the XML of their parts."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from embeddings.reading.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": W,
        "r": RELATIONS,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{TYPE}.document.main+xml"


def write_docx(body: str, *, strict: bool = False, **parts: str) -> bytes:
    """Return a docx file; `parts` are the inner XML of numbering, styles, footnotes, endnotes."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
    roots |= {"endnotes": "endnotes"}
    parts = {"styles": "", **parts}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name}+xml"/>'
            for name in parts
        )
        + "</Types>",
        "_rels/.rels": _relations({"document": "word/document.xml"}, kind="officeDocument"),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inner in parts.items():
        files[f"word/{name}.xml"] = f"<w:{roots[name]} {NAMESPACES}>{inner}</w:{roots[name]}>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if strict and not name.startswith("["):
                text = _strict(text)
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def _relations(targets: Mapping[str, str], *, kind: str = "") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind or name}" Target="{target}"/>'
            for number, (name, target) in enumerate(targets.items())
        )
        + "</Relationships>"
    )


def _strict(text: str) -> str:
    """Name everything as ISO/IEC 29500-1 (Strict) does."""
    for room in ("wordprocessingml", "officeDocument", "drawingml"):
        old = f"http://schemas.openxmlformats.org/{room}/2006/"
        text = text.replace(old, f"http://purl.oclc.org/ooxml/{room}/")
    return text


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    return write_docx


@pytest.fixture
def docx_document(source):
    """The document of a body's XML and other parts."""

    def read(body, **parts):
        data = write_docx(body, **parts)
        return read_word(data, source(data, "报告.docx", "docx"))

    return read


@pytest.fixture
def docx_lines(docx_document):
    """The texts of the lines of a body's XML and other parts."""

    def read(body, **parts):
        return [line.text for line in docx_document(body, **parts).lines]

    return read


def paragraph(text: str = "", properties: str = "", runs: str = "") -> str:
    shown = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{shown}{runs}</w:p>"


@pytest.fixture(scope="session")
def p():
    """A paragraph's XML from its text, its properties and its runs."""
    return paragraph
