"""Old Office files (doc, wps, xls: OLE containers), converted by LibreOffice if it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from embeddings.errors import FormatError

__all__ = ["convert_legacy", "is_legacy", "is_spreadsheet"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECONDS = 180  # for one file; a first start takes ten
_PROGRAMS = ("soffice", "libreoffice")


def is_legacy(data: bytes) -> bool:
    """Return whether `data` is an OLE container: an old Office file, or an encrypted new one."""
    return data.startswith(_OLE[:4])


def is_spreadsheet(data: bytes) -> bool:
    """Return whether an OLE container holds a workbook."""
    return _stream("Workbook") in data and _stream("WordDocument") not in data


def convert_legacy(data: bytes, name: str) -> bytes:
    """Return the file as docx or xlsx, made by LibreOffice.

    Raises `FormatError` for an encrypted file, if LibreOffice is not installed, and if it cannot
    read the file.
    """
    if _stream("EncryptedPackage") in data:
        raise FormatError("office_locked", name=name)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise FormatError("word_old_or_encrypted", name=name)
    target = "xlsx" if is_spreadsheet(data) else "docx"
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, f"given.{'xls' if target == 'xlsx' else 'doc'}")
        given.write_bytes(data)
        command = [
            *(program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/user"),
            *("--convert-to", target, "--outdir", f"{folder}/made", str(given)),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
            return Path(folder, "made", f"given.{target}").read_bytes()
        except (OSError, subprocess.SubprocessError) as err:
            raise FormatError("word_not_converted", name=name, reason=err) from err


def _stream(name: str) -> bytes:
    """Return a stream's name as encoded in the directory of the container."""
    return name.encode("utf-16-le")
