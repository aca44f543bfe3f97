"""Unanswerable questions: year, region, place or indicator changed, another figure, another world.

Each is checked to be absent: no clause of the index meets its words, or none of the year asked
about does. Nothing is picked by hand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from embeddings.language.figures import find_figures
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord, find_times
from embeddings.records import Report
from qa.question.question import find_regions
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.questions import Question

__all__ = [
    "Unanswerable",
    "changed_indicators",
    "changed_places",
    "changed_regions",
    "changed_years",
    "other_figures",
    "unrelated",
]

SEED = 1954
_REGIONS = (
    "西宁",
    "成都",
    "南宁",
    "贵阳",
    "合肥",
    "大连",
    "厦门",
    "银川",
    "广东省",
    "浙江省",
    "云南省",
    "吉林省",
    "七台河",
    "鹤岗",
    "防城港",
    "蚌埠",
    "淮北",
    "三明市",
    "莆田",
    "商洛",
    "汉中",
    "朝阳市",
    "阳泉",
    "濮阳",
    "鄂州",
    "湘潭",
    "云浮",
    "保山",
    "铜陵",
    "白城",
    "盘锦",
    "舟山",
)
# What is asked of a thing of which the report gives another kind of figure.
_OTHER_FIGURES = {
    "money": ("总投资是多少亿元", "一共花了多少钱", "总投资多少"),
    "people": ("涉及多少人", "安排了多少人就业"),
    "area": ("占地多少平方米",),
    "share": ("完成了总数的百分之几",),
}
_SUBJECT = re.compile(r"(?:^|[，。；、])([一-鿿]{4,12})$")
_WHOLE = re.compile(r"全国|我国|国家|中国|兰州市?|中央")
_SHARED_MOST = 0.34  # share of the question's character pairs that a paragraph may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswerable:
    """A question that the index cannot answer, what it was made of, and why it is refused."""

    question: str
    source: str  # id of the answerable question
    change: str  # year, region, place, indicator, figure, unrelated
    reason: Reason


def changed_years(
    questions: Sequence[Question], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions of years for which no report is indexed and of which none speaks."""
    reports = list(retriever.index.reports.values())
    held = {report.year for report in reports if report.year}
    absent = [
        year
        for year in range(min(held) - 8, max(held) + 9)
        if not {year, year + 1} & held and not _spoken_of(year, reports)
    ]
    chance, made = Random(SEED), []
    for question, word in _single_year(_shuffled(questions, chance)):
        year = chance.choice(absent)
        text = f"{question.text[: word.start]}{year}年{question.text[word.end :]}"
        made.append(_made(text, question, "year", Reason.NO_REPORT))
        if len(made) == count:
            break
    return made


def changed_regions(
    questions: Sequence[Question], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions about regions that no report is of and none names."""
    reports = list(retriever.index.reports.values())
    absent = [name for name in _REGIONS if not any(name[:2] in report.text for report in reports)]
    chance, made = Random(SEED + 1), []
    for question in _shuffled(questions, chance):
        whole = _WHOLE.search(question.text)
        if whole is None and not (times := find_times(question.text, Anchor())):
            continue
        name = chance.choice(absent) if absent else None
        if name is None:
            break
        if whole is not None:
            text = _WHOLE.sub(name, question.text, count=1)
        else:
            end = times[0].end
            text = f"{question.text[:end]}{name}{question.text[end:]}"
        if len(find_regions(text)) == 1:
            made.append(_made(text, question, "region", Reason.NO_REPORT))
        if len(made) == count:
            break
    return made


def changed_places(
    questions: Sequence[Question], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions asked of another indexed place, whose reports say nothing of the kind.

    No paragraph of that place's reports holds the words of the question or any of its answers.
    """
    of_place: dict[str, list[Report]] = {}
    for report in retriever.index.reports.values():
        of_place.setdefault(report.region or "", []).append(report)
    chance, made = Random(SEED + 3), []
    for question in _shuffled(questions, chance):
        named = find_regions(question.text)
        if len(named) != 1 or named[0].name not in of_place:
            continue
        start, end = named[0].start, named[0].end
        wanted = _pairs(question.text[:start] + question.text[end:])
        for name in chance.sample(sorted(of_place), min(4, len(of_place))):
            if not name or name == named[0].name or not wanted:
                continue
            if not _says(of_place[name], question, wanted):
                text = f"{question.text[:start]}{name}{question.text[end:]}"
                made.append(_made(text, question, "place", Reason.NO_FIGURE))
                break
        if len(made) == count:
            break
    return made


def _says(reports: Sequence[Report], question: Question, wanted: frozenset[str]) -> bool:
    """Whether reports hold an answer of `question`, or a paragraph with its pairs `wanted`."""
    texts = [
        report.text[paragraph.start : paragraph.end]
        for report in reports
        for paragraph in report.paragraphs
    ]
    forms = [form for part in question.answers for form in part]
    return any(
        any(form in text for form in forms)
        or len(wanted & _pairs(text)) / len(wanted) >= _SHARED_MOST
        for text in texts
    )


def changed_indicators(
    questions: Sequence[Question], retriever: Retriever, count: int
) -> list[Unanswerable]:
    """Return questions whose indicator is foreign to the report of the year asked about.

    The indicator of one question is asked of another year that is indexed, where neither the
    report of that year nor the next holds a paragraph with the words or any of the answers.
    """
    reports = [report for report in retriever.index.reports.values() if report.year]
    years = sorted({report.year for report in reports if report.year})
    pairs = {
        report.report_id: [
            _pairs(report.text[paragraph.start : paragraph.end]) for paragraph in report.paragraphs
        ]
        for report in reports
    }
    chance, made = Random(SEED + 2), []
    for question, word in _single_year(_shuffled(questions, chance)):
        rest = question.text[: word.start] + question.text[word.end :]
        wanted = _pairs(rest)
        for year in chance.sample(years, min(4, len(years))):
            near = [report for report in reports if report.year in (year, year + 1)]
            if abs(year - word.first) < 2 or not wanted:
                continue
            if any(
                form in report.text for report in near for part in question.answers for form in part
            ):
                continue
            shared = max(
                len(wanted & own) / len(wanted)
                for report in near
                for own in pairs[report.report_id]
            )
            if shared < _SHARED_MOST:
                text = f"{question.text[: word.start]}{year}年{question.text[word.end :]}"
                made.append(_made(text, question, "indicator", Reason.NO_FIGURE))
                break
        if len(made) == count:
            break
    return made


def other_figures(retriever: Retriever, count: int, seed: int) -> list[Unanswerable]:
    """Return questions for a kind of figure that no report gives of a thing: 停车泊位 … 总投资.

    The thing has a figure in some clause; no sentence that names it has one of the kind asked for.
    """
    reports = list(retriever.index.reports.values())
    chance, made = Random(seed), []
    for _ in range(50 * count):
        report = chance.choice(reports)
        paragraph = chance.choice(report.paragraphs)
        text = report.text[paragraph.start : paragraph.end]
        figures = [one for one in find_figures(text) if one.unit_class in {"count", "length"}]
        if report.year is None or not figures:
            continue
        figure = chance.choice(figures)
        subject = _SUBJECT.search(text[: figure.start])
        if subject is None:
            continue
        kinds = {
            found.unit_class
            for other in reports
            for sentence in re.split(r"[。；]", other.text if subject[1] in other.text else "")
            if subject[1] in sentence
            for found in find_figures(sentence)
        }
        absent = [kind for kind in _OTHER_FIGURES if kind not in kinds]
        if absent:
            asked = chance.choice(_OTHER_FIGURES[chance.choice(absent)])
            made.append(
                Unanswerable(
                    question=f"{report.year - 1}年{subject[1]}{asked}？",
                    source=f"{report.report_id}-{paragraph.number}",
                    change="figure",
                    reason=Reason.NO_FIGURE,
                )
            )
        if len(made) == count:
            break
    return made


def unrelated(texts: Sequence[str], retriever: Retriever, count: int) -> list[Unanswerable]:
    """Return questions of another world: those of `texts` whose words stand in no paragraph."""
    held = [
        _pairs(report.text[paragraph.start : paragraph.end])
        for report in retriever.index.reports.values()
        for paragraph in report.paragraphs
    ]
    order = list(texts)
    Random(SEED + 4).shuffle(order)
    made: list[Unanswerable] = []
    for number, text in enumerate(order):
        wanted = _pairs(text)
        if wanted and max(len(wanted & own) / len(wanted) for own in held) < _SHARED_MOST:
            made.append(
                Unanswerable(
                    question=text,
                    source=f"unrelated-{number}",
                    change="unrelated",
                    reason=Reason.NOTHING_NEAR,
                )
            )
        if len(made) == count:
            break
    return made


def _made(text: str, question: Question, change: str, reason: Reason) -> Unanswerable:
    return Unanswerable(question=text, source=question.id, change=change, reason=reason)


def _shuffled(questions: Sequence[Question], chance: Random) -> list[Question]:
    """Return the questions over dated reports that need no earlier turn, shuffled."""
    kept = [
        question
        for question in questions
        if question.answerable
        and not question.history
        and not any(name.startswith("local-") for name in question.reports)
    ]
    chance.shuffle(kept)
    return kept


def _single_year(questions: Sequence[Question]) -> Iterator[tuple[Question, TimeWord]]:
    """Yield the questions that name one year and nothing else of time."""
    for question in questions:
        times = find_times(question.text, Anchor())
        if len(times) == 1 and times[0].kind is TimeKind.YEAR and not times[0].base:
            yield question, times[0]


def _spoken_of(year: int, reports: Sequence[Report]) -> bool:
    """Whether a report writes the year beside a figure: then it might be answered from there."""
    for report in reports:
        for paragraph in report.paragraphs:
            text = report.text[paragraph.start : paragraph.end]
            if str(year) in text and len(find_figures(text)) > 1:
                return True
    return False


def _pairs(text: str) -> frozenset[str]:
    letters = [letter for letter in text if "一" <= letter <= "鿿"]
    return frozenset(a + b for a, b in pairwise(letters))
