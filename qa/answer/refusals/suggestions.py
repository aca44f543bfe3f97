"""Questions for the figures near what was asked, offered with a refusal."""

from collections.abc import Mapping

from embeddings.language.clauses import clauses
from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report, Role
from embeddings.text.bigrams import bigrams
from embeddings.text.gazetteer import NATION
from qa.records import Retrieval

__all__ = ["alike", "figure_question", "suggestions"]

_MOST = 5  # candidates: each is asked before it is offered
_SHORTEST, _LONGEST = 4, 20  # characters of a subject that makes a readable question
_ALIKE = 0.65  # share of character pairs; year, region and 多少 alone make about half
_HEDGES = lazy_regex(
    "^(?:全[市省国县区年]|力争|争取|确保|预计|努力|实现|今年|又|共|完成|使|其中|我们|平均|每年)+"
)
_VERBS = lazy_regex(
    "(?:年均|累计|稳定|控制|保持)?(?:达到?|增长|增加|提高|突破|超过|下降|在|为|到)$"
)
# a subject with one of these is not understood outside its sentence
_PIECE = lazy_regex("[“”《》（）()，、：；]|[去今明上]年|同期|^[是占比为]|的$")
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
    return f"{_head(report, paragraph, subject)}{subject}多少{unit}？"


def alike(one: str, other: str) -> bool:
    """Return whether two questions share most of their character pairs."""
    pairs = [bigrams(text) for text in (one, other)]
    return len(pairs[0] & pairs[1]) > _ALIKE * min(map(len, pairs))


def _head(report: Report, paragraph: int, subject: str) -> str:
    """Return year and region, unless the subject begins with it: 2024年南通港."""
    year = report.year
    reviews = report.role_of(report.paragraphs[paragraph - 1]) is Role.REVIEW
    if reviews and report.period is not None and report.period[0] == report.period[1]:
        year = report.period[1]
    region = report.region or ""
    region = "" if region == NATION or subject.startswith(region) else region
    return f"{year}年{region}" if year else f"{region}"
