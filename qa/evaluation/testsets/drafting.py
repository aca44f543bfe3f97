"""Draft questions of the indexed reports, for a person to edit into a test set.

Figures and lists are asked from single clauses; unanswerable questions are made from figure
questions by another year or region, about which no indexed report is. A draft is worded like the
report; a person rewords it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.index.passage_index import PassageIndex
from embeddings.records import Paragraph, Report, Role
from embeddings.text.gazetteer import BUNDLED, NATION
from embeddings.text.sentences import sentence_spans
from qa.evaluation.matching.figures import FIGURE
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.test_set import GoldEvidence, TestQuestion

__all__ = ["KINDS", "draft_questions"]

KINDS = ("figures", "lists", "unanswerable")
NOTE = "draft: reword the question, check the answer, then delete this note"
_SHARES = {"figures": 0.6, "lists": 0.2, "unanswerable": 0.2}  # of the drafts asked for

_CLAUSE = re.compile(r"[^，；。！？：\n]+")
_UNIT = re.compile(r"[^0-9０-９,，.．多余]*$")
_SUBJECT = re.compile(r"[\u4e00-\u9fff]{4,}")
_UNFIT = re.compile(
    r"^(?:其中|比|同比|较|分别|又|也|并|再|均|年均|占|第|达到|增长|提高)|其他|为此|这|此|该|他们|我们"
)
_QUALIFIER = re.compile(r"^(?:以上|以下|以内|左右)")
_OWN_TIME = re.compile(r"年|“.五”|“.{2}五”")  # a clause with its own time fits no other year
_ITEM = r"(?:(?![和与的])[^，；。！？：、\n\d]){2,12}"
_LIST = re.compile(
    r"(?P<verb>建成|实施|推进|完成|启动|开工建设|开工|引进|培育|发展|打造|举办|出台|制定|新建|改造|"
    r"创建|获得|开通|建设|设立|颁布|修订|取消|支持|加强|深化|整治)了?"
    rf"(?P<items>(?:{_ITEM}、){{2,}}{_ITEM}?)等(?P<count>\d+[个项条家座处件类种]|一批)?"
    r"(?P<noun>[\u4e00-\u9fff]{2,10})(?=[，；。])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A question made from one clause, its year and region still open."""

    report: Report
    year: int
    tail: str  # the question after year and region
    forms: tuple[tuple[str, ...], ...]
    quote: str
    type: str

    def question(self, year: int | None = None, region: str | None = None) -> str:
        """Return the question for this year and region, or for others."""
        place = BUNDLED.full_name(region or self.report.region or "")
        return f"{year or self.year}年{place}{self.tail}"


def draft_questions(
    index: PassageIndex, *, count: int = 20, kinds: Sequence[str] = KINDS, seed: int = SEED
) -> tuple[TestQuestion, ...]:
    """Return up to `count` drafts, spread over the indexed reports; the same for the same seed.

    Args:
        index: whose reports are asked.
        count: how many; fewer come where the reports hold fewer fitting clauses.
        kinds: of KINDS; the drafts are shared out among them.
        seed: of the choice.
    """
    generator = np.random.default_rng(seed)
    figures = _spread(_figure_drafts(index), generator)
    lists = _spread(_list_drafts(index), generator)
    total = sum(_SHARES[kind] for kind in kinds)
    wanted = {kind: round(count * _SHARES[kind] / total) for kind in kinds}
    if kinds:
        wanted[kinds[0]] += count - sum(wanted.values())
    chosen = figures[: wanted.get("figures", 0)] + lists[: wanted.get("lists", 0)]
    questions = [_answerable(draft) for draft in chosen]
    left = figures[wanted.get("figures", 0) :] or figures
    questions += _unanswerable(left, index, wanted.get("unanswerable", 0), generator)
    return tuple(
        TestQuestion(
            id=f"draft-{number:03}",
            question=q.question,
            type=q.type,
            answerable=q.answerable,
            answers=q.answers,
            evidence=q.evidence,
            note=q.note,
        )
        for number, q in enumerate(questions, start=1)
    )


def _answerable(draft: _Draft) -> TestQuestion:
    return TestQuestion(
        id="",
        question=draft.question(),
        type=draft.type,
        answerable=True,
        answers=draft.forms,
        evidence=(GoldEvidence(report=_name(draft.report), quote=draft.quote),),
        note=NOTE,
    )


def _unanswerable(
    drafts: Sequence[_Draft], index: PassageIndex, count: int, generator: np.random.Generator
) -> list[TestQuestion]:
    """Return `count` questions of years and regions that no report is about, in turn."""
    spoken_of = {year for r in index.reports.values() for year in _years(r)}
    regions = {report.region for report in index.reports.values() if report.region}
    foreign = sorted(
        set(BUNDLED.children(NATION)) - regions - {BUNDLED.parent(name) for name in regions}
    )
    questions = []
    timeless = [draft for draft in drafts if not _OWN_TIME.search(draft.tail)]
    for number, draft in enumerate(timeless[:count]):
        if number % 2 == 0 or not foreign:
            year = max(spoken_of, default=draft.year) + 2 + number % 5
            question, change = draft.question(year=year), f"year {draft.year} → {year}"
        else:
            region = foreign[int(generator.integers(len(foreign)))]
            question = draft.question(region=region)
            change = f"region {draft.report.region} → {region}"
        questions.append(
            TestQuestion(
                id="", question=question, type="unanswerable", answerable=False,
                note=f"{NOTE}; {change}",
            )
        )  # fmt: skip
    return questions


def _figure_drafts(index: PassageIndex) -> Iterator[_Draft]:
    for report, paragraph in _paragraphs(index):
        year = _year_of(report, paragraph)
        if year is None:
            continue
        for start, end in sentence_spans(report.text[paragraph.start : paragraph.end]):
            sentence = report.text[paragraph.start + start : paragraph.start + end]
            for match in _CLAUSE.finditer(sentence):
                clause = match.group().strip()
                figures = list(FIGURE.finditer(clause))
                if len(figures) != 1 or not 8 <= len(clause) <= 40 or _UNFIT.match(clause):
                    continue
                figure = figures[0]
                unit = _UNIT.search(figure.group())
                before, after = clause[: figure.start()], clause[figure.end() :]
                known_unit = unit is not None and bool(unit.group())
                if not _SUBJECT.search(before) or not known_unit or "年" in figure.group():
                    continue
                share = unit is None or unit.group() in "%％‰" or "分之" in unit.group()
                asked = "" if share or unit is None else unit.group()
                after = _QUALIFIER.sub("", after)
                yield _Draft(
                    report=report,
                    year=year,
                    tail=f"{before}多少{asked}{after}？",
                    forms=((figure.group(),),),
                    quote=clause,
                    type="number",
                )


def _list_drafts(index: PassageIndex) -> Iterator[_Draft]:
    for report, paragraph in _paragraphs(index):
        year = _year_of(report, paragraph)
        if year is None:
            continue
        for match in _LIST.finditer(report.text[paragraph.start : paragraph.end]):
            yield _Draft(
                report=report,
                year=year,
                tail=f"{match['verb']}了哪些{match['noun']}？",
                forms=tuple((name,) for name in match["items"].split("、")),
                quote=match.group(),
                type="list",
            )


def _paragraphs(index: PassageIndex) -> Iterator[tuple[Report, Paragraph]]:
    for report in index.reports.values():
        for paragraph in report.paragraphs:
            yield report, paragraph


def _year_of(report: Report, paragraph: Paragraph) -> int | None:
    """Return the year that a paragraph is about: the last one reviewed, or the one planned."""
    if report.role_of(paragraph) is Role.REVIEW and report.period is not None:
        return report.period[1]
    return report.year


def _years(report: Report) -> range:
    first, last = report.period or (report.year or 0, report.year or 0)
    return range(first, max(last, report.year or 0) + 1)


def _spread(drafts: Iterator[_Draft], generator: np.random.Generator) -> list[_Draft]:
    """Return the drafts in random order, the reports taking turns."""
    by_report: dict[str, list[_Draft]] = {}
    for draft in drafts:
        by_report.setdefault(draft.report.report_id, []).append(draft)
    piles = list(by_report.values())
    for pile in piles:
        generator.shuffle(pile)
    generator.shuffle(piles)
    rounds = max((len(pile) for pile in piles), default=0)
    return [pile[turn] for turn in range(rounds) for pile in piles if turn < len(pile)]


def _name(report: Report) -> str:
    return report.title or report.report_id
