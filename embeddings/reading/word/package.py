"""Word's zip package: opened and checked; Strict Open XML rewritten to the usual namespaces."""

import io
import re
import zipfile
from typing import Any

from embeddings.errors import FormatError
from embeddings.reading.archive import check_archive, read_entry

__all__ = ["WORD", "XML", "is_word_package", "open_package"]

XML = "http://schemas.openxmlformats.org"
WORD = f"{{{XML}/wordprocessingml/2006/main}}"  # the namespace of Word's own elements
_MOST_BYTES = 300_000_000  # unpacked, pictures included; python-docx holds it all in memory
_OLE = b"\xd0\xcf\x11\xe0"  # the container of old Word files, and of encrypted new ones
_NO_WORD_XML = (AttributeError, IndexError, KeyError, TypeError, ValueError)  # from python-docx
# ISO/IEC 29500-1 (Strict) has the elements of 29500-4 (Transitional) in other namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = XML.encode() + rb"/\1/2006/"


def is_word_package(data: bytes) -> bool:
    """Return whether `data` is a zip file that holds a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower() == "word/document.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError):
        return False


def open_package(data: bytes, name: str) -> Any:
    """Return python-docx's document for the file in `data`.

    Raises `FormatError` for an encrypted or old Word file and for one that is damaged.
    """
    # python-docx costs 60 ms and is needed for Word files only
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    if data.startswith(_OLE):
        raise FormatError("word_old_or_encrypted", name=name)
    archive = check_archive(data, name, most_bytes=_MOST_BYTES)
    contents = {info: read_entry(archive, info, name) for info in archive.infolist()}
    if any(_STRICT.search(content) for content in contents.values()):
        data = _transitional(contents)
    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise ValueError("it has no body")
    except (OpcError, LxmlError, zipfile.BadZipFile, *_NO_WORD_XML) as err:
        raise FormatError("word_damaged", name=name, reason=err) from err
    return document


def _transitional(contents: dict[zipfile.ZipInfo, bytes]) -> bytes:
    """Return the package with the namespaces that python-docx knows."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for info, content in contents.items():
            is_xml = info.filename.endswith((".xml", ".rels"))
            archive.writestr(
                info.filename, _STRICT.sub(_TRANSITIONAL, content) if is_xml else content
            )
    return packed.getvalue()
