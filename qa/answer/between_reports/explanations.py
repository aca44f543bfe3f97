"""What a term means, as the notes of the reports explain it."""

from collections.abc import Mapping, Sequence

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from embeddings.text.sentences import sentence_spans
from qa.answer.between_reports.asked_reports import AskedReports
from qa.answer.between_reports.quoted_drafts import LedQuote, quoted_draft
from qa.answer.drafts.draft import Draft
from qa.glossary.glossary import explained
from qa.glossary.term_notes import ExplainedTerm, folded_name
from qa.quotes import LONGEST, SHORTEST, Quote
from qa.records import Retrieval

__all__ = ["draft_explained"]

_MEANS = lazy_regex("^(?:就?是指|指的?是|即指|指|即|是|系)(?!数|标)")
_NOTES = 3  # that one answer quotes


def draft_explained(retrieval: Retrieval) -> Draft | None:
    """Return the notes that explain the term asked for; None where no such note is in scope.

    The newest first; one of each wording. A place or a year that is named is a condition.
    """
    question, snapshot = retrieval.origin()
    term, notes = explained(snapshot, question.text)
    if not notes:
        return None
    over = AskedReports.of(retrieval, term)
    asked = [
        note
        for note in notes
        if (not over.regions or snapshot.reports[note.report_id].region in over.regions)
        and (not over.years or snapshot.reports[note.report_id].year in over.years)
    ]
    chosen = _told_apart(asked, snapshot.reports)
    reports = [snapshot.reports[note.report_id] for note in chosen]
    return quoted_draft(
        [
            LedQuote(quote=_quoted(note, report), label=_label(report) if len(chosen) > 1 else "")
            for note, report in zip(chosen, reports, strict=True)
        ],
        snapshot.reports,
        spans=[_meaning(note, report) for note, report in zip(chosen, reports, strict=True)],
    )


def _told_apart(
    notes: Sequence[ExplainedTerm], reports: Mapping[str, Report]
) -> list[ExplainedTerm]:
    """Return the notes that explain a term differently, the newest first, whole terms before."""
    whole = [note for note in notes if note.names[0] == notes[0].names[0]]
    told: dict[str, ExplainedTerm] = {}
    for note in sorted(whole, key=lambda note: -(reports[note.report_id].year or 0)):
        if note.end - note.start >= SHORTEST:
            text = reports[note.report_id].text[note.start : note.end]
            told.setdefault(folded_name(text), note)
    return list(told.values())[:_NOTES]


def _quoted(note: ExplainedTerm, report: Report) -> Quote:
    """Return a note as a quote, cut after its last whole sentence that an excerpt has room for."""
    end = note.end
    if end - note.start > LONGEST:
        spans = sentence_spans(report.text[note.start : note.end])
        ends = [note.start + last for _, last in spans if SHORTEST <= last <= LONGEST]
        end = ends[-1] if ends else note.start + LONGEST
    return Quote(report_id=note.report_id, paragraph=note.paragraph, start=note.start, end=end)


def _meaning(note: ExplainedTerm, report: Report) -> str:
    """Return the first sentence of an explanation, without 指 or 即 before it."""
    text = report.text[note.explanation : note.end]
    _, end = next(iter(sentence_spans(text)), (0, len(text)))
    return _MEANS.sub("", text[:end]).rstrip("。；;")


def _label(report: Report) -> str:
    return f"{report.region or ''}{report.year}年" if report.year is not None else report.title
