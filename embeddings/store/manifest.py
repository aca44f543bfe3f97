"""The manifest: the description of an index directory."""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from embeddings.errors import IndexFormatError

__all__ = ["FORMAT", "EncoderIdentity", "FileRecord", "Manifest", "new_manifest"]

FORMAT = 2  # incremented with every change that an older reader would misread
READABLE = (1, FORMAT)  # 1: postings, texts and vectors are not compressed
LIBRARIES = ("numpy", "faiss-cpu", "rjieba", "scipy")


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderIdentity:
    """The encoder of the vectors."""

    name: str
    revision: str
    dimension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file of a snapshot."""

    name: str  # within the snapshot; behind its folder and a stroke if it lies in one
    size: int  # bytes
    sha256: str
    crc32: int | None = None  # of the same bytes; absent from snapshots of earlier versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The first file of a snapshot to read: all others are listed in it."""

    format: int
    package: str  # version that wrote it
    created: str  # ISO time, UTC
    encoder: EncoderIdentity
    counts: dict[str, int]  # reports, paragraphs, sentences, terms
    libraries: dict[str, str]  # versions
    files: tuple[FileRecord, ...]

    def folders(self) -> dict[str, list[FileRecord]]:
        """Return the files, named within their folders, by folder: "" is that of the snapshot."""
        found: dict[str, list[FileRecord]] = {}
        for record in self.files:
            folder, _, name = record.name.rpartition("/")
            found.setdefault(folder, []).append(replace(record, name=name))
        return found

    def to_json(self) -> bytes:
        """Return the manifest as indented JSON."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, stored: bytes, place: str) -> "Manifest":
        """Return the manifest of the bytes `stored`; `place` is for messages.

        Raises:
            IndexFormatError: for a manifest of another format version, or a damaged one.
        """
        try:
            value = json.loads(stored)
            found = value["format"]
            if found not in READABLE or isinstance(found, bool):
                raise IndexFormatError(
                    "index_other_format", path=place, found=str(found), expected=FORMAT
                )
            return cls(
                format=found,
                package=_typed(value["package"], str),
                created=_typed(value["created"], str),
                encoder=EncoderIdentity(
                    name=_typed(value["encoder"]["name"], str),
                    revision=_typed(value["encoder"]["revision"], str),
                    dimension=_count(value["encoder"]["dimension"]),
                ),
                counts={key: _count(count) for key, count in value["counts"].items()},
                libraries={key: _typed(name, str) for key, name in value["libraries"].items()},
                files=tuple(
                    FileRecord(
                        name=_plain_name(record["name"]),
                        size=_count(record["size"]),
                        sha256=_typed(record["sha256"], str),
                        crc32=None if record.get("crc32") is None else _count(record["crc32"]),
                    )
                    for record in value["files"]
                ),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise IndexFormatError(
                "manifest_damaged", path=place, reason=f"{type(error).__name__}: {error}"
            ) from error


def new_manifest(
    encoder: EncoderIdentity, counts: dict[str, int], files: tuple[FileRecord, ...]
) -> Manifest:
    """Return the manifest of a snapshot being written."""
    return Manifest(
        format=FORMAT,
        package=_version("govreport-qa"),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=encoder,
        counts=counts,
        libraries={name: _version(name) for name in LIBRARIES},
        files=files,
    )


@lru_cache
def _version(distribution: str) -> str:
    from importlib import metadata  # noqa: PLC0415 - needed by writers only

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:  # run from a checkout
        return "not installed"


def _typed(value: Any, kind: type[str]) -> str:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} where a {kind.__name__} is expected")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"{value!r} where a count is expected")
    return value


def _plain_name(value: Any) -> str:
    """Return a file name, alone or in the folder of a segment, within its snapshot."""
    folder, stroke, name = _typed(value, str).rpartition("/")
    if bool(stroke) != bool(re.fullmatch("s[1-9][0-9]{0,3}", folder)):
        raise ValueError(f"{value!r} is no plain file name")
    if not name or name in {".", ".."} or set(name) & set("/\\:\0"):
        raise ValueError(f"{value!r} is no plain file name")
    return f"{folder}{stroke}{name}"
