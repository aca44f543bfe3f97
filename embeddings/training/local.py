"""Questions over the reports of cities and provinces: the sets in `LOCAL_SETS`.

The questions are here, in the form of a test set; their reports are in
`$GOVREPORT_SHARED/data/reports/local.tar.xz`, and no report is asked of by two sets. `local` and
`local_more` were written by hand. An unanswerable question names in `over` the report that it was
written over, and in `lacks` words without which no report answers it. Half of the reports are held
out: no model may be fitted on their questions, so that every model can be measured on them.
"""

import json
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.text.folding import fold, without_whitespace
from embeddings.training.folds import fold_of
from embeddings.training.sources import WrittenQuestion

__all__ = [
    "LOCAL_SETS",
    "extract_reports",
    "is_held_out",
    "local_paragraphs",
    "local_questions",
    "local_rows",
    "paragraph_with",
    "report_asked",
    "titles_by_place",
]

LOCAL_SETS = {
    "local": Path(__file__).with_name("local_questions.jsonl"),
    "local_more": Path(__file__).with_name("local_questions_more.jsonl"),
    "local_made": Path(__file__).with_name("local_questions_made.jsonl"),
}

_SALT = 14
_TITLE = re.compile(r"(?P<year>\d{4})年(?P<place>.+?)(?:人民)?政府工作报告")


def is_held_out(report: str) -> bool:
    """Return whether the questions over `report` (its title) are held out from all fitting."""
    return blake2b(f"{_SALT} {report}".encode(), digest_size=8).digest()[0] % 2 == 1


def local_rows(name: str) -> list[dict[str, Any]]:
    """Return the questions of a set as its file has them, of both halves."""
    return [json.loads(line) for line in LOCAL_SETS[name].read_text(encoding="utf-8").splitlines()]


def report_asked(row: Mapping[str, Any]) -> str:
    """Return the title of the report that a question was written over."""
    return str(row["over"] if "over" in row else row["evidence"][0]["report"])


def titles_by_place(
    archive: Path, years: range, *, besides: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return the titles of the reports of `years` by place, none of those in `besides`."""
    with tarfile.open(archive) as members:
        names = sorted(members.getnames())
    found: defaultdict[str, list[str]] = defaultdict(list)
    for title in (PurePosixPath(name).stem for name in names):
        match = _TITLE.fullmatch(title)
        if match is not None and int(match["year"]) in years and title not in besides:
            found[match["place"]].append(title)
    return dict(found)


def extract_reports(archive: Path, titles: Collection[str], folder: Path) -> list[Path]:
    """Write the reports of `archive` named `titles` into `folder`; return their files, sorted."""
    wanted = set(titles)
    written = []
    with tarfile.open(archive) as members:
        for member in members:
            name = PurePosixPath(member.name)
            content = members.extractfile(member) if name.stem in wanted else None
            if content is not None:
                path = folder / name.name
                path.write_bytes(content.read())
                written.append(path)
    return sorted(written)


def local_questions(archive: Path, *, held_out: bool = False) -> list[WrittenQuestion]:
    """Return one record per answerable question and evidence paragraph of one half of the reports.

    Of all sets.
    """
    rows = [
        row
        for name in LOCAL_SETS
        for row in local_rows(name)
        if row["evidence"] and is_held_out(report_asked(row)) == held_out
    ]
    titles = {evidence["report"] for row in rows for evidence in row["evidence"]}
    paragraphs = local_paragraphs(archive, frozenset(titles))
    found = []
    for row in rows:
        for evidence in row["evidence"]:
            quote = _plain(evidence["quote"])
            paragraph = paragraph_with(quote, paragraphs[evidence["report"]])
            start = paragraph.find(quote)
            found.append(
                WrittenQuestion(
                    id=row["id"],
                    report=evidence["report"],
                    question=fold(row["question"]),
                    paragraph=paragraph,
                    start=start,
                    end=start + len(quote),
                    fold=fold_of(report_asked(row)),
                )
            )
    return found


def paragraph_with(quote: str, paragraphs: Collection[str]) -> str:
    """Return the first of `paragraphs` (as `local_paragraphs` gives them) that holds `quote`.

    Raises:
        ValueError: if none does.
    """
    wanted = _plain(quote)
    for paragraph in paragraphs:
        if wanted in paragraph:
            return paragraph
    raise ValueError(f"no paragraph holds {quote!r}")


@lru_cache(maxsize=4)
def local_paragraphs(archive: Path, titles: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the paragraphs of the reports named `titles`.

    As the written questions have them: NFKC, folded, no white space.
    """
    return {report.title: tuple(_paragraphs(report)) for report in _reports(archive, titles)}


def _reports(archive: Path, titles: Collection[str]) -> Iterator[Report]:
    with TemporaryDirectory() as folder:
        for path in extract_reports(archive, titles, Path(folder)):
            yield from read_reports(path)


def _paragraphs(report: Report) -> Iterator[str]:
    for paragraph in report.paragraphs:
        yield _plain(report.text[paragraph.start : paragraph.end])


def _plain(text: str) -> str:
    return without_whitespace(unicodedata.normalize("NFKC", text))
