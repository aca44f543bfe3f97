"""Questions that can be answered, offered with a refusal or below an answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest

from embeddings.index.catalogue import all_reports
from embeddings.language.clauses import clauses
from embeddings.language.figures import find_figures
from embeddings.records import Report, Role
from embeddings.text.bigrams import bigrams
from embeddings.text.bounded_cache import BoundedCache
from embeddings.text.folding import fold
from embeddings.text.gazetteer import NATION
from qa.question.limits import MANY_PARTS
from qa.question.question import find_regions
from qa.question.separate_questions import separate_questions
from qa.records import Answer, Citation, Retrieval, ScoredPassage
from qa.snapshot import Snapshot

__all__ = [
    "SureQuestions",
    "alike",
    "answered_questions",
    "figure_question",
    "next_questions",
    "outline_question_of",
    "suggestions",
    "sure_questions",
]

_MOST = 5  # candidates: each is asked before it is offered
_OFFERED = 3  # questions under an answer
_FIGURES, _MORE_FIGURES = 8, 12  # questions for figures, before the outlines and after them
_OUTLINED = 3  # reports whose outlines are offered: nearly all reports have one
_REMEMBERED = 4_096  # suggestions
_SHORTEST, _LONGEST = 4, 20  # characters of a subject that makes a readable question
_ALIKE = 0.65  # share of character pairs; year, region and 多少 alone make about half
_HEDGES = re.compile(
    "^(?:全[市省国县区年]|力争|争取|确保|预计|努力|实现|今年|又|共|完成|使|其中|我们|平均|每年)+"
)
_VERBS = re.compile(
    "(?:年均|累计|稳定|控制|保持)?(?:达到?|增长|增加|提高|突破|超过|下降|在|为|到)$"
)
# a subject with one of these is not understood outside its sentence
_PIECE = re.compile("[“”《》（）()，、：；]|[去今明上]年|同期|^[是占比为]|的$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATES = frozenset({"", "年", "月", "日", "周年"})


def suggestions(retrieval: Retrieval, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Return a few questions whose answers should be in the nearest passages.

    Each is made of a clause with a figure: 新建公共停车泊位1.7万个 → 新建公共停车泊位多少个？
    """
    found: list[str] = []
    for passage in retrieval:
        report = reports[passage.report_id]
        sentence = passage.text[
            passage.match_start - passage.start : passage.match_end - passage.start
        ]
        for clause in clauses(sentence):
            text = sentence[clause.start : clause.end]
            question = figure_question(text, report, passage.paragraph)
            if question and not any(alike(question, other) for other in found):
                found.append(question)
                break
        if len(found) == _MOST:
            break
    return tuple(found)


def answered_questions(
    candidates: Iterable[str], asked: str, sure: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the first three distinct `candidates` that `sure` reports as answered.

    The same question with another year or place differs from the one that was `asked`.
    """
    found: list[str] = []
    for question in candidates:
        variant = _scope_of(question) != _scope_of(asked)
        known = found if variant else [asked, *found]
        if not any(alike(question, other) for other in known) and sure(question):
            found.append(question)
        if len(found) == _OFFERED:
            break
    return tuple(found)


class SureQuestions(BoundedCache[tuple[str, int, tuple[float | None, bool]], bool]):
    """Whether suggestions were answered confidently, by k and by whom."""


def sure_questions(snapshot: Snapshot) -> SureQuestions:
    """Return what is known of the suggestions of a snapshot; many answers bring the same ones."""
    return snapshot.derived(SureQuestions, lambda: SureQuestions(_REMEMBERED))


def _scope_of(question: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the years and places that a question names."""
    text = fold(question)
    places = frozenset(region.name for region in find_regions(text))
    return frozenset(_YEAR.findall(text)), places


def next_questions(
    answer: Answer, retrieval: Retrieval, reports: Mapping[str, Report]
) -> Iterator[str]:
    """Yield possible next questions, the nearest first; the caller checks which are answered.

    After a refusal they are its own suggestions, else the question in context, of the year before
    and of another place; then figures and outlines of the first report that was found.
    """
    yield from answer.suggestions if answer.refused else _variants(retrieval, reports)
    yield from _further_questions(retrieval, answer.citations, reports)


def _variants(retrieval: Retrieval, reports: Mapping[str, Report]) -> Iterator[str]:
    """Yield the question in context, of the year before, and of another place.

    None of a question of many parts, each of which would be searched for again.
    """
    if retrieval.parsed is not None and len(retrieval.parsed.parts) > MANY_PARTS:
        return
    if retrieval.in_context:
        yield retrieval.in_context
    text = retrieval.rewritten
    if len(separate_questions(text)) > 1:
        return
    years = retrieval.scope.about_years
    if len(years) == 1 and _YEAR.findall(text) == [str(years[0])]:
        held = all_reports(reports).years
        if {years[0] - 1, years[0]} & held:
            yield text.replace(str(years[0]), str(years[0] - 1))
    regions = retrieval.scope.regions
    others = (name for name in all_reports(reports).regions if name not in regions)
    other = next((name for name in others if name and name != NATION), None)
    if len(regions) == 1 and other is not None and text.count(regions[0]) == 1:
        yield text.replace(regions[0], other)


def _further_questions(
    retrieval: Retrieval, citations: Sequence[Citation], reports: Mapping[str, Report]
) -> Iterator[str]:
    """Yield questions to the report of the first citation, or of the first passage without one.

    They are for the figures around that place, for the outlines of the report and of others of its
    place, those nearest in time first, and for further figures.
    """
    for place in (*citations, *retrieval)[:1]:
        report = reports[place.report_id]
        figures = _around(report, place)
        yield from islice(figures, _FIGURES)
        same = list(all_reports(reports).of_regions([report.region]))
        year = report.year or 0
        same.sort(key=lambda other: (other is not report, abs((other.year or 0) - year)))
        yield from map(outline_question_of, same[:_OUTLINED])
        yield from islice(figures, _MORE_FIGURES)


def outline_question_of(report: Report) -> str:
    """Return the question for the outline of a report: 2024年浙江政府工作报告的提纲."""
    place = "" if report.region in (None, NATION) else report.region
    name = f"{report.year}年{place}政府工作报告" if report.year else report.title
    return f"{name}的提纲"


def _around(report: Report, place: Citation | ScoredPassage) -> Iterator[str]:
    """Yield the questions for the figures of a report, those nearest to a place first."""
    after = range(place.paragraph + 1, len(report.paragraphs) + 1)
    before = range(place.paragraph - 1, 0, -1)
    by_distance = chain.from_iterable(zip_longest(after, before))
    for number in chain([place.paragraph], by_distance):
        if number is not None:
            yield from _of_paragraph(report, number, place)


def _of_paragraph(report: Report, number: int, place: Citation | ScoredPassage) -> Iterator[str]:
    """Yield the questions that the clauses of a paragraph answer, but for those cited.

    Of a passage the clauses of the matching sentence count too: nothing of it was cited.
    """
    cited = (place.start, place.end) if isinstance(place, Citation) else (0, 0)
    paragraph = report.paragraphs[number - 1]
    text = report.text[paragraph.start : paragraph.end]
    for clause in clauses(text):
        start, end = paragraph.start + clause.start, paragraph.start + clause.end
        if start < cited[1] and cited[0] < end:
            continue
        question = figure_question(text[clause.start : clause.end], report, number)
        if question:
            yield question


def figure_question(clause: str, report: Report, paragraph: int) -> str:
    """Return 地区生产总值增长7.5% as 2017年兰州地区生产总值增长多少？; "" if it makes no question.

    Args:
        clause: of the report; it makes a question if it states one figure and little else.
        report: the report, whose region and year the question names.
        paragraph: 1-based; a figure in the review section is of the year reviewed.
    """
    figures = [f for f in find_figures(clause) if f.unit not in _DATES]
    if len(figures) != 1 or len(clause[figures[0].end :].strip(" 　")) > 1:
        return ""
    subject = _HEDGES.sub("", clause[: figures[0].start].strip(" 　，、"))
    told = len(_VERBS.sub("", subject))
    if told < _SHORTEST or len(subject) > _LONGEST or find_figures(subject):
        return ""
    if _PIECE.search(subject):
        return ""
    unit = "" if figures[0].unit in ("%", "元") else figures[0].unit
    return f"{_head(report, paragraph)}{subject}多少{unit}？"


def alike(one: str, other: str) -> bool:
    """Return whether two questions share most of their character pairs."""
    pairs = [bigrams(text) for text in (one, other)]
    return len(pairs[0] & pairs[1]) > _ALIKE * min(map(len, pairs))


def _head(report: Report, paragraph: int) -> str:
    year = report.year
    reviews = report.role_of(report.paragraphs[paragraph - 1]) is Role.REVIEW
    if reviews and report.period is not None and report.period[0] == report.period[1]:
        year = report.period[1]
    region = "" if report.region in (None, "全国") else report.region
    return f"{year}年{region}" if year else f"{region}"
