"""The figures that a report opens its review or its plan with: 浙江去年经济怎么样."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from embeddings.language.clauses import Clause, clauses
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report, Role
from embeddings.text.folding import fold
from qa.facts.names.synonyms import listed_names, put_alike
from qa.question.aspect import TARGETS
from qa.question.question import Question
from qa.question.scope import newest_report, preferred_reports
from qa.quotes import LONGEST, Quote
from qa.records import Scope

__all__ = ["Headline", "asks_for_economy", "headline_figures"]

_ASKED = lazy_regex(
    r"的?(?:整体|总体|宏观|国民)?经济(?:形势|状况|情况|运行|发展|增长|表现|社会)*(?:搞|发展|做|干)?得?"
    r"(?:怎么?样|咋样|如何|好不好|好吗|行不行|行吗)[啊呢了吗]?[?？。]?"
)
# The product itself, not what is measured by it.
_PRODUCT = lazy_regex(
    r"^(?!.*(?:占|单位|万元|相当于|增加值).{0,8}生产总值).*生产总值(?!.{0,3}(?:比重|比例|能耗)).*\d"
)
_SEVERAL_YEARS = lazy_regex(r"年均|累计|五年|四年|三年|年以来|翻[一两]番")
_FIGURE = lazy_regex(r"\d")


class Headline(NamedTuple):
    """The clauses that give the figures."""

    quote: Quote
    planned: bool  # they are targets


def asks_for_economy(question: Question) -> bool:
    """Whether a question asks how the economy of a place does, and nothing else of it."""
    return _ASKED.fullmatch(question.unscoped.replace(" ", "")) is not None


def headline_figures(scope: Scope, reports: Mapping[str, Report]) -> Headline | None:
    """Return the clauses from the product on that give most of the usual indicators; or None.

    They are of the review of the report that should answer, or of its plan where targets or the
    report's own year are asked for; those of one year are preferred to those of several.
    """
    report = newest_report(preferred_reports(scope, reports.values()), scope.regions)
    if report is None:
        return None
    planned = scope.aspect == TARGETS or report.year in scope.about_years
    best, most = None, (False, 0)
    for paragraph in report.paragraphs:
        if (report.role_of(paragraph) is Role.REVIEW) is planned:
            continue
        text = report.text[paragraph.start : paragraph.end]
        parts = clauses(text)
        for first, clause in enumerate(parts):
            if not _PRODUCT.search(text[clause.start : clause.end]):
                continue
            end = _end(text, parts[first:])
            told = _told(text[clause.start : end])
            if told > most:
                start = paragraph.start
                best, most = (paragraph.number, start + clause.start, start + end), told
    if best is None:
        return None
    quote = Quote(report_id=report.report_id, paragraph=best[0], start=best[1], end=best[2])
    return Headline(quote, planned)


def _end(text: str, parts: Sequence[Clause]) -> int:
    """Return where the figures end that begin with the first clause, as far as a quote may go."""
    end = parts[0].end
    for before, clause in pairwise(parts):
        if clause.end - parts[0].start > LONGEST:
            break
        if _FIGURE.search(text, clause.start, clause.end):
            end = clause.end
        elif end != before.end:
            break  # two clauses without a figure
    return end


def _told(text: str) -> tuple[bool, int]:
    """Return whether a text speaks of one year alone, and how many usual indicators it names."""
    said = put_alike(fold(text))
    told = sum(name in said for name in listed_names())
    return _SEVERAL_YEARS.search(text) is None, told
