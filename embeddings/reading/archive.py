"""Zip files: the readable files in them, with bounds on entries, size, ratio and paths."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from embeddings.errors import FormatError

__all__ = ["check_archive", "entries", "read_entry"]

_MOST_ENTRIES = 20_000
_MOST_BYTES = 1_000_000_000  # unpacked, all entries together
_MOST_ENTRY_BYTES = 200_000_000  # unpacked, one entry
_HIGHEST_RATIO = 200  # unpacked to packed; Chinese text packs about 2.5 to 1, Word's XML 20 to 1
_RATIO_FROM = 1_000_000  # unpacked bytes below which a high ratio is harmless
_PICTURES = frozenset({".bmp", ".emf", ".wmf", ".png", ".gif", ".tif", ".tiff"})  # may be blank
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def check_archive(data: bytes, name: str, *, most_bytes: int = _MOST_BYTES) -> zipfile.ZipFile:
    """Return the zip file in `data` after its directory was checked.

    `most_bytes` bounds the unpacked size of all entries. Raises `FormatError` for a broken or
    encrypted archive, too many or too large entries, the compression ratio of a zip bomb, and names
    outside the archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as err:
        raise FormatError("zip_unreadable", name=name, reason=err) from err
    infos = archive.infolist()
    if len(infos) > _MOST_ENTRIES:
        raise FormatError("zip_too_many_entries", name=name, count=len(infos), most=_MOST_ENTRIES)
    total = sum(info.file_size for info in infos)
    if total > most_bytes:
        raise FormatError("zip_too_large", name=name, size=total, most=most_bytes)
    for info in infos:
        _check_entry(info, name)
    return archive


def entries(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file in the zip file, hidden ones left out.

    Raises `FormatError` as `check_archive` does, and for an entry that does not unpack.
    """
    archive = check_archive(data, name)
    for info in archive.infolist():
        inner = _decoded_name(info)
        if (
            not inner
            or info.is_dir()
            or any(part.startswith((".", "__MACOSX")) for part in inner.split("/"))
        ):
            continue
        yield inner, read_entry(archive, info, name)


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Return the content of an entry, at most its declared size.

    Raises `FormatError` for an entry that does not unpack.
    """
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as err:
        raise FormatError("zip_entry_damaged", name=name, entry=info.filename, reason=err) from err
    if len(content) > info.file_size:
        raise FormatError("zip_entry_larger", name=name, entry=info.filename)
    return content


def _check_entry(info: zipfile.ZipInfo, name: str) -> None:
    inner = _decoded_name(info).replace("\\", "/")
    path = PurePosixPath(inner)
    if (
        path.is_absolute()
        or ".." in path.parts
        or ":" in path.parts[0:1]
        or "\0" in inner
        or (len(inner) > 1 and inner[1] == ":")
    ):
        raise FormatError("zip_entry_leads_out", name=name, entry=info.filename)
    if info.flag_bits & _ENCRYPTED:
        raise FormatError("zip_encrypted", name=name, entry=info.filename)
    if info.file_size > _MOST_ENTRY_BYTES:
        raise FormatError(
            "zip_entry_too_large",
            name=name,
            entry=info.filename,
            size=info.file_size,
            most=_MOST_ENTRY_BYTES,
        )
    picture = path.suffix.lower() in _PICTURES
    if (
        not picture
        and info.file_size > _RATIO_FROM
        and info.file_size > _HIGHEST_RATIO * info.compress_size
    ):
        raise FormatError(
            "zip_entry_swells",
            name=name,
            entry=info.filename,
            size=info.file_size,
            packed=info.compress_size,
        )


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """Return the entry's path; old Windows packers write it in GBK without the flag."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
