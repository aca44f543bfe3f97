"""A test set checked against the reports it asks of: are the reports there, do the quotes stand?"""

import difflib
from collections.abc import Iterator

from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from qa.evaluation.matching.normalisation import compact, contains_form, normalised
from qa.evaluation.matching.quote_locations import ReportCollection, named_reports, quote_spans
from qa.evaluation.testsets.test_set import (
    BLANK,
    Evidence,
    Finding,
    Severity,
    TestQuestion,
    TestSet,
)

__all__ = ["check_test_set", "nearest_quote"]


def check_test_set(test_set: TestSet, index: ReportCollection) -> tuple[Finding, ...]:
    """Return what is wrong with `test_set` over `index`, in the order of its lines.

    Errors: a report that is not indexed, a quote that stands in no paragraph of its report, a
    blank left by `testset new` from marks.
    Warnings: an answer part that no quote holds (a computed one stands in none), an answerable
    question without evidence, a question asked twice.
    """
    checker = _Checker(test_set, index)
    return tuple(finding for question in test_set.questions for finding in checker.check(question))


def nearest_quote(text: str, quote: str) -> str:
    """Return the stretch of `text`, about as long as `quote`, that is most like it; "" if none."""
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
    furthest = start + len(wanted) * 3 // 2  # a match beyond is of something else
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
            yield self._finding(
                question,
                Severity.WARNING,
                "no evidence, so neither citations nor retrieval are scored",
                "quote the sentence that proves the answer",
            )
        key = (normalised(question.question), hash(question.history))
        if key in self._asked:
            yield self._finding(
                question,
                Severity.WARNING,
                f"asks the same as {self._asked[key]!r}",
                "word it differently or drop one",
            )
        self._asked.setdefault(key, question.id)

    def _check_place(self, question: TestQuestion, place: Evidence) -> Iterator[Finding]:
        reports = named_reports(place.report, self._index)
        if not reports:
            yield self._finding(
                question,
                Severity.ERROR,
                f"unknown report {place.report!r}",
                self._report_hint(place.report),
            )
            return
        if not place.quote or any(_in_one_paragraph(r, place.quote) for r in reports):
            return
        if any(quote_spans(report.text, place.quote) for report in reports):
            yield self._finding(
                question,
                Severity.ERROR,
                f"the quote {_short(place.quote)!r} runs over more than one paragraph",
                "quote one sentence of one paragraph; give several places if need be",
            )
            return
        near = nearest_quote(reports[0].text, place.quote)
        yield self._finding(
            question,
            Severity.ERROR,
            f"the quote {_short(place.quote)!r} is not in {reports[0].title}",
            f"the nearest there is {near!r}" if near else self._quote_hint(place.quote),
        )

    def _check_parts(self, question: TestQuestion) -> Iterator[Finding]:
        if any(BLANK in forms for forms in question.answers):
            yield self._finding(
                question, Severity.ERROR, "the answer is still blank", f"replace {BLANK!r} by it"
            )
            return
        quotes = [place.quote for place in (*question.evidence, *question.also) if place.quote]
        for forms in question.answers if quotes else ():
            if not any(contains_form(quote, form) for form in forms for quote in quotes):
                yield self._finding(
                    question,
                    Severity.WARNING,
                    f"the answer part {forms[0]!r} is in no quote",
                    "correct one of the two, unless the part is computed",
                )

    def _report_hint(self, name: str) -> str:
        names = [
            known
            for report in self._index.reports.values()
            for known in (report.title, *(source.name for source in report.sources))
        ]
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        if near:
            return f"did you mean {near[0]!r}? Or name the index that holds it with --index"
        return "index it, or name the index that holds it with --index"

    def _quote_hint(self, quote: str) -> str:
        for report in self._index.reports.values():
            if quote_spans(report.text, quote):
                return f"it stands in {report.title!r}"
        return "copy it from the report, white space aside"

    def _finding(
        self, question: TestQuestion, severity: Severity, message: str, remedy: str
    ) -> Finding:
        return Finding(
            severity=severity,
            file=self._file,
            line=question.line,
            question_id=question.id,
            message=message,
            remedy=remedy,
        )


def _in_one_paragraph(report: Report, quote: str) -> bool:
    return any(
        paragraph.start <= start and end <= paragraph.end
        for start, end in quote_spans(report.text, quote)
        for paragraph in report.paragraphs
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
