"""Source files → documents: which files are reports, and which format reads them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from embeddings.errors import FormatError, ReadError
from embeddings.reading import Document
from embeddings.reading.archive import entries
from embeddings.reading.markdown import read_markdown
from embeddings.reading.pdf import read_pdf
from embeddings.reading.plain import read_plain
from embeddings.reading.tabular import read_csv, read_jsonl
from embeddings.reading.web import read_web_page
from embeddings.reading.word import read_word
from embeddings.records import SourceFile

__all__ = ["FORMATS", "MOST_BYTES", "find_sources", "read_documents"]

FORMATS = {  # extension → format
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".doc": "docx",  # refused with the remedy, or a docx by a wrong name
    ".pdf": "pdf",
    ".zip": "zip",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
MOST_BYTES = 200_000_000  # a report has 60 kB; a larger file is something else
_NO_REPORTS = {"metadata.csv": "metadata, not a report"}
_NO_REPORT_STEMS = ("readme", "license", "licence", "changelog", "contributing", "notice")
_PDF = b"%PDF-"
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
            raise FormatError("file_missing", path=given)
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
    source = SourceFile(
        path=str(path.absolute()),
        name=path.name,
        format=_format(path.name),
        encoding="",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    if source.format == "zip":
        return _unpacked(data, source, encoding)
    return _documents(data, source, encoding)


def _format(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    kind = FORMATS.get(suffix)
    if kind is None:
        known = ", ".join(dict.fromkeys(FORMATS.values()))
        raise FormatError(f"{name} has the unknown extension {suffix!r}; readable formats: {known}")
    return kind


def _documents(data: bytes, source: SourceFile, encoding: str | None) -> Sequence[Document]:
    if not data:
        raise FormatError(f"{source.name} is empty (0 bytes); remove it or save it again")
    kind = source.format
    if data.startswith(_PDF) and kind != "pdf":
        kind, source = "pdf", replace(source, format="pdf")
    if kind == "md":
        return (read_markdown(data, source, encoding=encoding),)
    if kind == "html":
        return (read_web_page(data, source, encoding=encoding),)
    if kind == "docx":
        return (read_word(data, source),)
    if kind == "pdf":
        return (read_pdf(data, source),)
    if kind == "csv":
        return read_csv(data, source, encoding=encoding)
    if kind == "jsonl":
        return read_jsonl(data, source, encoding=encoding)
    return (read_plain(data, source, encoding=encoding),)


def _unpacked(data: bytes, source: SourceFile, encoding: str | None) -> Sequence[Document]:
    """Return the documents in a zip file; entries that cannot be read are told in notices.

    Every document's source is the zip file itself, by the name that the entry has in it.
    """
    documents: list[Document] = []
    passed: list[str] = []
    for name, content in entries(data, source.name):
        if reason := _reason_by_name(PurePath(name)):
            passed.append(f"{name}（{reason}）")
            continue
        try:
            inner = replace(source, name=name, format=_format(name))
            if inner.format == "zip":
                raise FormatError(f"{name} is a zip file within a zip file; unpack it first")
            documents += _documents(content, inner, encoding)
        except ReadError as err:
            passed.append(f"{name}（{err}）")
    if not documents:
        found = "; ".join(passed) or "it is empty"
        raise FormatError(f"{source.name} holds no report that can be read: {found}")
    if passed:
        notice = f"{source.name} 中有 {len(passed)} 个文件未读取：{'；'.join(passed)}"
        documents[0] = replace(documents[0], notices=(*documents[0].notices, notice))
    return documents


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            found += [entry] if entry.name.startswith(".") else _below(entry)
        elif entry.is_file():
            found.append(entry)
    return found


def _reason_to_skip(path: Path, root: Path) -> str | None:
    folders = {part.lower() for part in path.relative_to(root).parts[:-1]} | {root.name.lower()}
    if reason := _reason_by_name(path):
        return reason
    if folders & _TEST_SET_FOLDERS:
        return "in a folder of test sets"
    if path.suffix.lower() == ".jsonl" and _is_test_set(path):
        return "a test set"
    return None


def _reason_by_name(path: PurePath) -> str | None:
    name = path.name.lower()
    if name.startswith((".", "~$")):
        return "hidden"
    if name in _NO_REPORTS:
        return _NO_REPORTS[name]
    if name.startswith(_NO_REPORT_STEMS):
        return "about the folder, not a report"
    if path.suffix.lower() not in FORMATS:
        return f"not a report format ({path.suffix or 'no extension'})"
    return None


def _is_test_set(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b'"question"' in file.readline(_FIRST_LINE)
    except OSError:
        return False
