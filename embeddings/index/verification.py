"""Verification of an index: files, counts, offsets, passages, postings, vectors.

Every finding has the place, the fault and the remedy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import file_digest, sha256
from itertools import pairwise
from pathlib import Path

import numpy as np

from embeddings.errors import IndexFormatError, IndexStateError
from embeddings.index.catalogue import BODIES
from embeddings.index.fact_verification import fact_faults
from embeddings.index.files import FACTS, vectors_name
from embeddings.index.leg_verification import posting_faults, vector_faults
from embeddings.index.passages import context_of, digest_of, embedded_text
from embeddings.index.segments.reading import read_segments
from embeddings.index.state import IndexState
from embeddings.index.stored.report_columns import COLUMNS
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.search.vocabulary import Vocabulary
from embeddings.store.pointer import CURRENT, is_as_written
from embeddings.store.snapshots import (
    MANIFEST,
    StoredSnapshot,
    leftovers,
    read_current,
    read_snapshot,
    write_lock,
)
from embeddings.text.sketches import report_sketch

__all__ = ["FindingKind", "IndexFinding", "verify_index"]


class FindingKind(StrEnum):
    """The severity of a finding."""

    DAMAGED = "damaged"  # answers may be wrong or fail
    LEFTOVER = "leftover"  # answers are right; a killed writer left files


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFinding:
    """A fault of an index, with its remedy."""

    kind: FindingKind
    where: str
    what: Message
    remedy: Message

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str) -> str:
        """Return place, fault and remedy in one line of `language`, zh or en."""
        found = Message("finding", where=self.where, what=self.what, remedy=self.remedy)
        return found.text(language)


def verify_index(directory: Path | str) -> list[IndexFinding]:
    """Return the faults of the index in `directory`; empty if there are none.

    Reads every file. No encoder is needed.

    Raises:
        NoIndexError: where there is none.
    """
    directory = Path(directory)
    try:
        snapshot = read_snapshot(directory)
        findings = list(_file_findings(snapshot))
        if not findings:
            revision = snapshot.manifest.encoder.revision
            for segment in read_current(directory, read_segments):
                where = segment.folder or snapshot.path
                findings += _state_findings(segment.state, where, revision)
        if not is_as_written(directory):
            findings.append(_damaged(directory / CURRENT, Message("found_pointer_altered")))
    except IndexFormatError as error:
        return [_damaged(directory, error.message)]
    return [*findings, *_leftover_findings(directory)]


def _damaged(where: str | Path, what: Message) -> IndexFinding:
    remedy = Message("remedy_restore")
    return IndexFinding(kind=FindingKind.DAMAGED, where=str(where), what=what, remedy=remedy)


def _file_findings(snapshot: StoredSnapshot) -> Iterator[IndexFinding]:
    listed = {record.name for record in snapshot.manifest.files}
    for record in snapshot.manifest.files:
        path = snapshot.path / record.name
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
        if found != record.sha256:
            yield _damaged(
                path, Message("found_other_hash", found=found[:12], expected=record.sha256[:12])
            )
    for path in snapshot.path.rglob("*"):
        name = path.relative_to(snapshot.path).as_posix()
        if name not in {*listed, *snapshot.manifest.folders(), MANIFEST}:
            yield _damaged(path, Message("found_unlisted_file"))


def _leftover_findings(directory: Path) -> list[IndexFinding]:
    try:
        with write_lock(directory, 0):
            found = leftovers(directory)
    except IndexStateError:  # being written, or not writable: unknown
        return []
    return [
        IndexFinding(
            kind=FindingKind.LEFTOVER,
            where=str(path),
            what=Message("found_leftover"),
            remedy=Message("remedy_collect"),
        )
        for path in found
    ]


def _state_findings(state: IndexState, where: Path, revision: str) -> Iterator[IndexFinding]:
    yield from _sorted_findings(state.vocabulary, where, "terms.npy", "term_ends.npy")
    sound = True
    for finding in _table_findings(state, where):
        sound = False
        yield finding
    if not state.catalogue.columns_fit():
        yield _damaged(where / COLUMNS, Message("found_other_columns"))
    if sound:  # rows can be trusted
        yield from _report_findings(state, revision, where)
        if state.facts is not None:
            yield from _sorted_findings(
                state.facts.strings, where, "fact_strings.npy", "fact_string_ends.npy"
            )
            for fault in fact_faults(state.facts, state.table, len(state.catalogue)):
                yield _damaged(where / FACTS, fault)
    used = np.zeros(len(state.vocabulary), dtype=bool)
    for granularity, part in (("paragraph", state.paragraphs), ("sentence", state.sentences)):
        name = vectors_name(granularity, coded=part.dense.ranges is not None)
        for fault in posting_faults(part.postings):
            yield _damaged(f"{where}/{granularity}_posting*", fault)
        for fault in vector_faults(part.dense):
            yield _damaged(where / name, fault)
        used |= part.postings.frequencies > 0
    if not used.all():
        yield _damaged(where, Message("found_unused_terms", count=int((~used).sum())))


def _sorted_findings(
    vocabulary: Vocabulary, where: Path, text_name: str, ends_name: str
) -> Iterator[IndexFinding]:
    ends = vocabulary.ends
    if len(ends) and (
        ends[0] <= 0 or (np.diff(ends) <= 0).any() or ends[-1] > len(vocabulary.text)
    ):
        yield _damaged(where / ends_name, Message("found_term_ends"))
        return
    try:
        terms = vocabulary.terms()
    except UnicodeDecodeError as error:
        yield _damaged(where / text_name, Message("found_term_no_text", reason=error))
        return
    encoded = [term.encode() for term in terms]
    if any(one >= other for one, other in pairwise(encoded)):
        yield _damaged(where / text_name, Message("found_terms_unordered"))


def _table_findings(state: IndexState, where: Path) -> Iterator[IndexFinding]:
    paragraphs, sentences = state.table.paragraphs, state.table.sentences
    reports, owners = paragraphs["report"], sentences["paragraph"]
    for name, column, size in (
        ("paragraphs.npy", reports, len(state.catalogue)),
        ("sentences.npy", owners, len(paragraphs)),
    ):
        if len(column) and (column[0] < 0 or column[-1] >= size or (np.diff(column) < 0).any()):
            yield _damaged(where / name, Message("found_rows_astray"))
            return
    if len(np.unique(owners)) != len(paragraphs):
        yield _damaged(where / "sentences.npy", Message("found_no_sentence"))
    outside = (
        (sentences["start"] < paragraphs["start"][owners])
        | (sentences["end"] > paragraphs["end"][owners])
        | (sentences["start"] >= sentences["end"])
    )
    if outside.any():
        row = int(np.argmax(outside))
        yield _damaged(
            where / "sentences.npy",
            Message("found_sentences_outside", count=int(outside.sum()), row=row),
        )


def _report_findings(state: IndexState, revision: str, where: Path) -> Iterator[IndexFinding]:
    table = state.table
    numbers = np.arange(len(state.catalogue) + 1)
    firsts = np.searchsorted(table.paragraphs["report"], numbers).tolist()
    sentence_firsts = table.first_sentences().tolist()
    for place, report in enumerate(state.catalogue.values()):
        rows = range(firsts[place], firsts[place + 1])
        try:
            what = _text_finding(report) or _row_finding(report, state, rows)
            if what is None and state.sketches is not None:
                what = _sketch_finding(report, state.sketches[place])
            if what is None:
                what = _digest_finding(report, state, rows, sentence_firsts, revision)
        except IndexFormatError as error:
            what = error.message
        if what is not None:
            yield _damaged(where / f"{BODIES}, report {report.report_id}", what)


def _text_finding(report: Report) -> Message | None:
    if sha256(report.text.encode()).hexdigest() != report.sha256:
        return Message("found_other_text")
    end = 0
    for number, paragraph in enumerate(report.paragraphs, start=1):
        if paragraph.number != number:
            return Message("found_paragraph_number", number=number, found=paragraph.number)
        if not end <= paragraph.start < paragraph.end <= len(report.text):
            return Message(
                "found_paragraph_place", number=number, start=paragraph.start, end=paragraph.end
            )
        if paragraph.section is not None and not 0 <= paragraph.section < len(report.sections):
            return Message("found_paragraph_section", number=number, section=paragraph.section)
        end = paragraph.end
    for place, section in enumerate(report.sections):
        if section.number != place or not 0 <= section.start <= section.end <= len(report.text):
            return Message("found_section_place", number=place, found=section.number)
    return None


def _row_finding(report: Report, state: IndexState, rows: range) -> Message | None:
    stored = state.table.paragraphs[rows.start : rows.stop]
    found = list(
        zip(
            stored["number"].tolist(), stored["start"].tolist(), stored["end"].tolist(), strict=True
        )
    )
    if found != [(one.number, one.start, one.end) for one in report.paragraphs]:
        return Message("found_other_paragraphs")
    return None


def _sketch_finding(report: Report, stored: np.void) -> Message | None:
    if (report_sketch(report) != stored["bands"]).any():
        return Message("found_other_sketch")
    return None


def _digest_finding(
    report: Report, state: IndexState, rows: range, sentence_firsts: list[int], revision: str
) -> Message | None:
    """Return the finding for a passage whose vector was made of another text."""
    for paragraph, row in zip(report.paragraphs, rows, strict=True):
        context = context_of(report, paragraph)
        sentences = state.table.sentences[sentence_firsts[row] : sentence_firsts[row + 1]]
        for passage in (state.table.paragraphs[row], *sentences):
            text = report.text[passage["start"] : passage["end"]]
            digest = np.frombuffer(digest_of(revision, embedded_text(context, text)), dtype="<u8")
            if (digest != passage["digest"]).any():
                return Message("found_other_vector", number=paragraph.number)
    return None
