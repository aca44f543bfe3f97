"""Scores of one answer to one question, as `docs/evaluation.md` defines them.

Every function takes an `Answer` as the assistant gives it or a `RunAnswer` as a run stores it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from qa.evaluation.matching.figures import figures_in
from qa.evaluation.matching.normalisation import compact, contains_form, normalised
from qa.evaluation.matching.quote_locations import ReportCollection, is_named, overlap, quote_spans
from qa.evaluation.testsets.test_set import GoldEvidence, TestQuestion
from qa.records import Citation, Computed

__all__ = [
    "MAX_PASSAGE",
    "GivenAnswer",
    "GivenPassage",
    "answered_parts",
    "character_f1",
    "citation_precision",
    "citation_recall",
    "correct",
    "figure_counts",
    "holds",
    "length_limit",
    "proves",
    "relevant",
    "relevant_grade",
    "required_parts",
    "span_exact",
    "span_f1",
    "tight",
    "tight_limit",
]

MAX_PASSAGE = 1300  # characters; a longer passage is never relevant
MIN_EXCERPT, MAX_EXCERPT = 6, 200  # characters; an excerpt outside counts for nothing
_LIMITS = {"list": 250, "comparison": 400, "measures": 400}  # characters of a correct answer
_TIGHT_LIMITS = {"list": 120, "comparison": 200, "measures": 200}
_LIMIT, _TIGHT_LIMIT = 150, 60  # for every other type


class GivenAnswer(Protocol):
    """The fields of an answer that are scored."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def refused(self) -> bool: ...  # noqa: D102
    @property
    def spans(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def citations(self) -> Sequence[Citation]: ...  # noqa: D102
    @property
    def computed(self) -> Sequence[Computed]: ...  # noqa: D102


class GivenPassage(Protocol):
    """The fields of a retrieved passage that are scored."""

    @property
    def report_id(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102


def length_limit(question: TestQuestion) -> int:
    """Return the maximum number of characters of a correct answer."""
    return _LIMITS.get(question.type, _LIMIT)


def tight_limit(question: TestQuestion) -> int:
    """Return the maximum number of characters of a tight answer."""
    return _TIGHT_LIMITS.get(question.type, _TIGHT_LIMIT)


def required_parts(question: TestQuestion) -> int:
    """Return how many parts a correct answer must contain: all; of `measures`, half."""
    parts = len(question.answers)
    return (parts + 1) // 2 if question.type == "measures" else parts


def answered_parts(question: TestQuestion, text: str) -> tuple[bool, ...]:
    """Return, for each required part, whether one of its forms is in `text`."""
    return tuple(any(contains_form(text, form) for form in forms) for forms in question.answers)


def correct(question: TestQuestion, answer: GivenAnswer) -> bool:
    """Return whether `answer` is right: all required parts within the limit, or a right refusal."""
    return _right(question, answer, length_limit(question))


def tight(question: TestQuestion, answer: GivenAnswer) -> bool:
    """Return whether `answer` is right within the tight limit."""
    return _right(question, answer, tight_limit(question))


def _right(question: TestQuestion, answer: GivenAnswer, limit: int) -> bool:
    if not question.answerable:
        return answer.refused
    if answer.refused or len(answer.text) > limit:
        return False
    return sum(answered_parts(question, answer.text)) >= required_parts(question)


def span_exact(question: TestQuestion, answer: GivenAnswer) -> bool:
    """Return whether each part has a span equal, under N, to one of its forms."""
    spans = {normalised(span) for span in answer.spans}
    return all(any(normalised(form) in spans for form in forms) for forms in question.answers)


def span_f1(question: TestQuestion, answer: GivenAnswer) -> float:
    """Return the F1 over characters, best form and span per part, averaged over the parts."""
    if not question.answers:
        return 0.0
    best = [
        max((character_f1(form, span) for form in forms for span in answer.spans), default=0.0)
        for forms in question.answers
    ]
    return sum(best) / len(best)


def character_f1(form: str, span: str) -> float:
    """Return the F1 of two bags of characters under N (Rajpurkar et al. 2016, per character)."""
    wanted, given = Counter(normalised(form)), Counter(normalised(span))
    shared = (wanted & given).total()
    return 2 * shared / (wanted.total() + given.total()) if shared else 0.0


def proves(citation: Citation, place: GoldEvidence, index: ReportCollection) -> bool:
    """Return whether `citation` covers `place`.

    It must be of the same report and share at least half of the shorter of quote and excerpt; an
    excerpt under 6 or over 200 characters covers nothing.
    """
    if not MIN_EXCERPT <= len(citation.excerpt) <= MAX_EXCERPT:
        return False
    report = index.reports.get(citation.report_id)
    if report is None or not is_named(place.report, report):
        return False
    cited = (citation.start, citation.end)
    return any(
        2 * overlap(cited, span) >= min(span[1] - span[0], cited[1] - cited[0])
        for span in quote_spans(report.text, place.quote)
    )


def citation_recall(
    question: TestQuestion, citations: Sequence[Citation], index: ReportCollection
) -> float:
    """Return the share of evidence items that some citation covers.

    An `also` place may replace the evidence if there is only one item.
    """
    if not question.evidence:
        return 0.0
    if len(question.evidence) == 1:
        places: Iterable[GoldEvidence] = (*question.evidence, *question.also)
        return float(any(proves(cited, place, index) for cited in citations for place in places))
    covered = sum(
        any(proves(cited, place, index) for cited in citations) for place in question.evidence
    )
    return covered / len(question.evidence)


def citation_precision(
    question: TestQuestion, citations: Sequence[Citation], index: ReportCollection
) -> float:
    """Return the share of citations that cover some evidence or `also` place; 0 without any."""
    if not citations:
        return 0.0
    places = (*question.evidence, *question.also)
    covering = sum(any(proves(cited, place, index) for place in places) for cited in citations)
    return covering / len(citations)


def figure_counts(answer: GivenAnswer) -> tuple[int, int]:
    """Return (supported, all): counts of figures, supported by an excerpt or a calculation."""
    figures = figures_in(answer.text)
    sources = [citation.excerpt for citation in answer.citations]
    sources += [computed.value for computed in answer.computed]
    supported = sum(any(contains_form(source, figure) for source in sources) for figure in figures)
    return supported, len(figures)


def relevant(passage: GivenPassage, question: TestQuestion, index: ReportCollection) -> bool:
    """Return whether `passage` contains an evidence or `also` quote of its report.

    A passage over 1,300 characters never is.
    """
    return relevant_grade(passage, question, index) > 0


def relevant_grade(passage: GivenPassage, question: TestQuestion, index: ReportCollection) -> int:
    """Return the highest grade among the quotes that `passage` contains; 0 if it has none."""
    return max(
        (
            place.grade
            for place in (*question.evidence, *question.also)
            if holds(passage, place, index)
        ),
        default=0,
    )


def holds(passage: GivenPassage, place: GoldEvidence, index: ReportCollection) -> bool:
    """Return whether `passage` contains the quote of `place`, and is of its report."""
    if place.quote and (
        len(passage.text) > MAX_PASSAGE or compact(place.quote) not in compact(passage.text)
    ):
        return False
    report = index.reports.get(passage.report_id)
    return report is not None and is_named(place.report, report)
