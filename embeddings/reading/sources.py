"""Source files → documents: which files are read, and by which format."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from embeddings.errors import FormatError, ReadError
from embeddings.messages import Message, system_reason
from embeddings.reading import Document
from embeddings.reading.archive import entries
from embeddings.reading.readers import FORMATS, ZIP, read_content, reader_of
from embeddings.reading.tabular import is_question_column
from embeddings.records import SourceFile

__all__ = ["FORMATS", "MOST_BYTES", "find_sources", "read_documents"]

MOST_BYTES = 200_000_000  # a report has 60 kB; a larger file is no report
_METADATA = "metadata.csv"
_NO_REPORT_STEMS = ("readme", "license", "licence", "changelog", "contributing", "notice")
_TEST_SET_FOLDERS = {"testsets", "testset"}
_TEST_SETS = (".jsonl", ".csv", ".tsv")
_FIRST_LINE = 20_000  # bytes that contain the `question` field of a test set


def find_sources(paths: Iterable[Path | str]) -> tuple[list[Path], list[tuple[Path, Message]]]:
    """Return the files to read below `paths`, and the skipped ones with the reason.

    A file given explicitly is always read. Raises `FormatError` for a path that does not exist.
    """
    files: dict[Path, None] = {}
    skipped: list[tuple[Path, Message]] = []
    for given in map(Path, paths):
        if given.is_dir():
            for path in _below(given):
                reason = _reason_to_skip(path, given)
                if reason is None:
                    files[path] = None
                else:
                    skipped.append((path, reason))
        elif given.exists():
            files[given] = None
        else:
            raise FormatError("file_missing", path=given)
    return list(files), skipped


def read_documents(path: Path, *, encoding: str | None = None) -> Sequence[Document]:
    """Return the documents in the file at `path`.

    Raises `FormatError` or `EncodingError`, naming the file and what to do.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FormatError("file_too_large", path=path, size=size, most=MOST_BYTES)
        data = path.read_bytes()
    except OSError as err:
        raise FormatError("file_unreadable", path=path, reason=system_reason(err)) from err
    reader = reader_of(data, path.name)
    source = SourceFile(
        path=str(path.absolute()),
        name=path.name,
        format=ZIP if reader is None else reader.format,
        encoding="",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    if not data:
        raise FormatError("file_empty", name=source.name)
    if reader is None:
        return _unpacked(data, source, encoding)
    return read_content(data, source, reader, encoding)


def _unpacked(data: bytes, source: SourceFile, encoding: str | None) -> Sequence[Document]:
    """Return the documents in a zip file; unreadable entries are listed in notices.

    Every document's source is the zip file, with the entry's name in it.
    """
    documents: list[Document] = []
    passed: list[Message] = []
    for name, content in entries(data, source.name):
        if reason := _reason_by_name(PurePath(name)):
            passed.append(Message("zip_entry_passed_over", entry=name, reason=reason))
            continue
        try:
            reader = reader_of(content, name)
            if reader is None:
                raise FormatError("zip_in_zip", name=name)
            documents += read_content(content, replace(source, name=name), reader, encoding)
        except ReadError as err:
            passed.append(Message("zip_entry_passed_over", entry=name, reason=err.message))
    if not documents:
        raise FormatError(
            "zip_without_report", name=source.name, found=tuple(passed) or Message("zip_empty")
        )
    if passed:
        notice = Message(
            "zip_entries_passed_over", name=source.name, count=len(passed), entries=tuple(passed)
        )
        documents[0] = replace(documents[0], notices=(*documents[0].notices, notice))
    return documents


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            found += [entry] if entry.name.startswith(".") else _below(entry)
        elif entry.is_file() or entry.is_symlink():
            found.append(entry)
    return found


def _reason_to_skip(path: Path, root: Path) -> Message | None:
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(root.resolve()):
            return Message("skipped_link", target=target)
        if not target.is_file():
            return Message("skipped_link_to_folder", target=target)
    folders = {part.lower() for part in path.relative_to(root).parts[:-1]} | {root.name.lower()}
    if reason := _reason_by_name(path):
        return reason
    if folders & _TEST_SET_FOLDERS:
        return Message("skipped_in_test_sets")
    if path.suffix.lower() in _TEST_SETS and _is_test_set(path):
        return Message("skipped_test_set")
    return None


def _reason_by_name(path: PurePath) -> Message | None:
    name = path.name.lower()
    if name.startswith((".", "~$")):
        return Message("skipped_hidden")
    if name == _METADATA:
        return Message("skipped_metadata")
    if name.startswith(_NO_REPORT_STEMS):
        return Message("skipped_about_folder")
    if path.suffix.lower() not in FORMATS:
        if not path.suffix:
            return Message("skipped_no_extension")
        return Message("skipped_format", suffix=path.suffix)
    return None


def _is_test_set(path: Path) -> bool:
    """Return whether the first line of a table has a field or column of questions."""
    try:
        with path.open("rb") as file:
            line = file.readline(_FIRST_LINE)
    except OSError:
        return False
    if path.suffix.lower() == ".jsonl":
        return b'"question"' in line
    return any(map(is_question_column, re.split('[,;\t"]', line.decode("utf-8-sig", "replace"))))
