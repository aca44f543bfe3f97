"""Source files → documents: which files are reports, and which format reads them."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from embeddings.errors import FormatError
from embeddings.formats import Document
from embeddings.formats.plain import read_plain
from embeddings.records import SourceFile

__all__ = ["FORMATS", "MOST_BYTES", "find_sources", "read_documents"]

FORMATS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md"}
MOST_BYTES = 200_000_000  # a report has 60 kB; a larger file is something else
_NO_REPORTS = {"metadata.csv": "metadata, not a report"}
_NO_REPORT_STEMS = ("readme", "license", "licence", "changelog", "contributing", "notice")
_TEST_SET_FOLDERS = {"testsets", "testset"}
_FIRST_LINE = 20_000  # bytes in which a test set shows its `question` field


def find_sources(paths: Iterable[Path | str]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Return the files to read below `paths`, and the ones passed over with the reason.

    A file given by itself is always read. Raises `FormatError` for a path that does not exist.
    """
    files: dict[Path, None] = {}
    skipped: list[tuple[Path, str]] = []
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
            raise FormatError(f"{given} does not exist; give a file or a folder of reports")
    return list(files), skipped


def read_documents(path: Path, *, encoding: str | None = None) -> Sequence[Document]:
    """Return the documents in the file at `path`.

    Raises `FormatError` or `EncodingError`, naming the file and what to do.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FormatError(
                f"{path} has {size:,} bytes, more than the {MOST_BYTES:,} a report file may have; "
                "split it"
            )
        data = path.read_bytes()
    except OSError as err:
        raise FormatError(f"{path} cannot be read: {err.strerror or err}") from err
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(set(FORMATS.values())))
        raise FormatError(
            f"{path} has the unknown extension {path.suffix!r}; readable formats: {known}"
        )
    source = SourceFile(
        path=str(path.absolute()),
        name=path.name,
        format=kind,
        encoding="",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    return (read_plain(data, source, encoding=encoding),)


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            found += [entry] if entry.name.startswith(".") else _below(entry)
        elif entry.is_file():
            found.append(entry)
    return found


def _reason_to_skip(path: Path, root: Path) -> str | None:
    name = path.name.lower()
    folders = {part.lower() for part in path.relative_to(root).parts[:-1]} | {root.name.lower()}
    if name.startswith((".", "~$")):
        return "hidden"
    if name in _NO_REPORTS:
        return _NO_REPORTS[name]
    if name.startswith(_NO_REPORT_STEMS):
        return "about the folder, not a report"
    if folders & _TEST_SET_FOLDERS:
        return "in a folder of test sets"
    if path.suffix.lower() not in FORMATS:
        return f"not a report format ({path.suffix or 'no extension'})"
    if path.suffix.lower() == ".jsonl" and _is_test_set(path):
        return "a test set"
    return None


def _is_test_set(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b'"question"' in file.readline(_FIRST_LINE)
    except OSError:
        return False
