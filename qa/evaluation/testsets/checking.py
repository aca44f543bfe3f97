"""A test set checked against an index: are its reports indexed, are its quotes in them?"""

import difflib
from collections.abc import Iterator

from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from qa.evaluation.matching.normalisation import compact, contains_form, normalised
from qa.evaluation.matching.quote_locations import ReportCollection, named_reports, quote_spans
from qa.evaluation.testsets.test_set import (
    BLANK,
    Finding,
    GoldEvidence,
    Severity,
    TestQuestion,
    TestSet,
)

__all__ = ["check_test_set", "nearest_quote"]


def check_test_set(test_set: TestSet, index: ReportCollection) -> tuple[Finding, ...]:
    """Return the findings on `test_set` over `index`, in the order of its lines.

    Errors: a report that is not indexed, a quote that is in no paragraph of its report, a blank
    left by `testset from-feedback`.
    Warnings: an answer part that is in no quote (computed ones are in none), an answerable question
    without evidence, a duplicate question, entries skipped when the file was read.
    """
    checker = _Checker(test_set, index)
    found = (finding for question in test_set.questions for finding in checker.check(question))
    return (*test_set.skipped, *found)


def nearest_quote(text: str, quote: str) -> str:
    """Return the part of `text` most similar to `quote`, of about its length; "" if none."""
    wanted = compact(quote)
    pairs = bigrams(wanted)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not pairs:
        return ""
    line = compact(max(lines, key=lambda line: len(pairs & bigrams(compact(line)))))
    matcher = difflib.SequenceMatcher(None, wanted, line, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return ""
    longest = max(blocks, key=lambda block: block.size)
    start = max(0, longest.b - longest.a)
    furthest = start + len(wanted) * 3 // 2  # a match beyond is unrelated
    ends = [b.b + b.size for b in blocks if b.b >= longest.b and b.b + b.size <= furthest]
    return line[start : max(ends)]


class _Checker:
    def __init__(self, test_set: TestSet, index: ReportCollection) -> None:
        self._file = test_set.file or test_set.name
        self._index = index
        self._asked: dict[tuple[str, int], str] = {}

    def check(self, question: TestQuestion) -> Iterator[Finding]:
        """Yield the findings of one question."""
        for place in (*question.evidence, *question.also):
            yield from self._check_place(question, place)
        yield from self._check_parts(question)
        if question.answerable and not question.evidence:
            yield self._finding(question, Severity.WARNING, Message("no_evidence"))
        key = (normalised(question.question), hash(question.history))
        if key in self._asked:
            yield self._finding(
                question, Severity.WARNING, Message("asked_twice", id=self._asked[key])
            )
        self._asked.setdefault(key, question.id)

    def _check_place(self, question: TestQuestion, place: GoldEvidence) -> Iterator[Finding]:
        reports = named_reports(place.report, self._index)
        if not reports:
            yield self._finding(question, Severity.ERROR, self._unknown_report(place.report))
            return
        if not place.quote or any(_in_one_paragraph(r, place.quote) for r in reports):
            return
        if any(quote_spans(report.text, place.quote) for report in reports):
            yield self._finding(
                question,
                Severity.ERROR,
                Message("quote_over_paragraphs", quote=_short(place.quote)),
            )
            return
        missing = self._missing_quote(reports[0], place.quote)
        yield self._finding(question, Severity.ERROR, missing)

    def _check_parts(self, question: TestQuestion) -> Iterator[Finding]:
        if any(BLANK in forms for forms in question.answers):
            yield self._finding(question, Severity.ERROR, Message("answer_blank", blank=BLANK))
            return
        quotes = [place.quote for place in (*question.evidence, *question.also) if place.quote]
        for forms in question.answers if quotes else ():
            if not any(contains_form(quote, form) for form in forms for quote in quotes):
                yield self._finding(
                    question, Severity.WARNING, Message("part_in_no_quote", part=forms[0])
                )

    def _unknown_report(self, name: str) -> Message:
        names = [
            known
            for report in self._index.reports.values()
            for known in (report.title, *(source.name for source in report.sources))
        ]
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        if near:
            return Message("set_report_unknown_near", name=name, near=near[0])
        return Message("set_report_unknown", name=name)

    def _missing_quote(self, report: Report, quote: str) -> Message:
        shown = {"quote": _short(quote), "title": report.title}
        near = nearest_quote(report.text, quote)
        if near:
            return Message("quote_missing_near", **shown, near=near)
        for other in self._index.reports.values():
            if quote_spans(other.text, quote):
                return Message("quote_elsewhere", **shown, other=other.title)
        return Message("quote_missing", **shown)

    def _finding(self, question: TestQuestion, severity: Severity, message: Message) -> Finding:
        return Finding(
            severity=severity,
            file=self._file,
            line=question.line,
            question_id=question.id,
            message=message,
        )


def _in_one_paragraph(report: Report, quote: str) -> bool:
    return any(
        paragraph.start <= start and end <= paragraph.end
        for start, end in quote_spans(report.text, quote)
        for paragraph in report.paragraphs
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
