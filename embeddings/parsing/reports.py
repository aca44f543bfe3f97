"""A source file → its reports: cleaned, structured, with metadata, duplicates folded."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from embeddings.errors import FormatError
from embeddings.messages import Message
from embeddings.parsing.cleaning import clean_lines, drop_before_title, drop_contents
from embeddings.parsing.duplicates import fold_duplicates
from embeddings.parsing.lines.joining import join_lines
from embeddings.parsing.lines.list_numbers import separate_list_numbers
from embeddings.parsing.lines.long_lines import split_blobs
from embeddings.parsing.lines.note_marks import take_off_note_marks
from embeddings.parsing.lines.text_tables import read_text_tables
from embeddings.parsing.metadata import FIELDS, infer_metadata
from embeddings.parsing.radicals import replace_radicals
from embeddings.parsing.repeated_copies import split_copies
from embeddings.parsing.structure import build_structure
from embeddings.reading import Document, Line
from embeddings.reading.encoding import decode
from embeddings.reading.sources import find_sources, read_documents
from embeddings.records import Kind, Report
from embeddings.text.dates import year_in
from embeddings.text.folding import fold_radicals
from embeddings.text.gazetteer import BUNDLED, Gazetteer

__all__ = ["find_sources", "read_metadata_table", "read_reports"]

_TABLE_NAME = "metadata.csv"


def read_reports(
    path: Path | str,
    *,
    encoding: str | None = None,
    metadata: Mapping[str, Mapping[str, str]] | None = None,
    gazetteer: Gazetteer = BUNDLED,
) -> list[Report]:
    """Return the reports in the file at `path`, duplicates within it merged, with `notices`.

    `encoding` overrides detection. `metadata` maps a file's name to fields (title, year, region,
    issuer, date) written by hand; without it, a `metadata.csv` beside the file is read.
    `gazetteer` is that of the reports read before.
    Raises `FormatError` or `EncodingError` if the file has no readable report.
    """
    path = Path(path)
    table = read_metadata_table(path.parent / _TABLE_NAME) if metadata is None else metadata
    reports: list[Report] = []
    for document in read_documents(path, encoding=encoding):
        written = _written(table, document.source.name)
        folded, radicals = replace_radicals(document.lines)
        document = replace(document, changes=(*document.changes, *radicals))
        for lines in split_copies(split_blobs(folded)):
            report = _report(document, lines, written, gazetteer)
            if report is not None:
                reports.append(report)
    if not reports:
        raise FormatError("report_without_text", path=path)
    kept, _ = fold_duplicates(reports)
    return kept


def read_metadata_table(path: Path) -> dict[str, dict[str, str]]:
    """Return file name → fields from a `metadata.csv`; empty if there is none.

    Its first line names the columns: `file` and any of title, kind, year, region, issuer,
    date, current_year, period. Raises `FormatError` if the column `file` is missing.
    """
    if not path.is_file():
        return {}
    text = decode(path.read_bytes(), name=str(path)).text
    rows = csv.DictReader(io.StringIO(text))
    if "file" not in (rows.fieldnames or ()):
        raise FormatError(
            "metadata_without_file", path=path, found=tuple(rows.fieldnames or ()), wanted=FIELDS
        )
    return {
        row["file"]: {name: row[name] for name in FIELDS if row.get(name)}
        for row in rows
        if row.get("file")
    }


def _written(table: Mapping[str, Mapping[str, str]], name: str) -> Mapping[str, str] | None:
    """Return the fields of the file `name`: by its path in a zip, name, or stem."""
    path = PurePath(name)
    return next((table[key] for key in (name, path.name, path.stem) if key in table), None)


def _report(
    document: Document,
    lines: Sequence[Line],
    written: Mapping[str, str] | None,
    gazetteer: Gazetteer,
) -> Report | None:
    tabled, tables = read_text_tables(lines)
    unmarked, marks = take_off_note_marks(tabled)
    separated, numbers = separate_list_numbers(unmarked)
    cleaned, changes = clean_lines(separated)
    cleaned, contents = drop_contents(cleaned)
    logical, dropped = drop_before_title(join_lines(cleaned))
    stem = fold_radicals(PurePath(document.source.name).stem)
    said = {name: fold_radicals(value) for name, value in document.metadata.items()}
    year = next((year for line in logical if line.head and (year := year_in(line.text))), None)
    structure = build_structure(logical, year=year)
    if not structure.paragraphs:
        return None
    known = infer_metadata(structure, stem=stem, table=written, known=said, gazetteer=gazetteer)
    if known.year is not None and known.year != year:  # for which 2016年工作 is a review
        structure = build_structure(logical, year=known.year)
        known = infer_metadata(structure, stem=stem, table=written, known=said, gazetteer=gazetteer)
    sha256 = hashlib.sha256(structure.text.encode()).hexdigest()
    unread = document.source.unread
    if known.kind is Kind.OTHER:
        unread = (*unread, Message("no_report", title=known.title))
    source = replace(document.source, page_starts=structure.page_starts, unread=unread)
    return Report(
        report_id=sha256[:12],
        title=known.title,
        kind=known.kind,
        year=known.year,
        region=known.region,
        issuer=known.issuer,
        date=known.date,
        current_year=known.current_year,
        period=known.period,
        origins=known.origins,
        sources=(source,),
        sha256=sha256,
        text=structure.text,
        sections=structure.sections,
        paragraphs=structure.paragraphs,
        notices=(
            *document.notices,
            *unread,
            *known.notices,
        ),
        changes=(
            *document.changes,
            *tables,
            *marks,
            *numbers,
            *changes,
            *contents,
            *(change for line in logical for change in line.changes),
            *dropped,
            *structure.changes,
        ),
    )
