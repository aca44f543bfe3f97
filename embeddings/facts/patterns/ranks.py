# ruff: noqa: E501 (the pattern reads better unbroken)
"""Ranks: 居全省第3位, 总量全国第二, 居首位, 前2位. What is ranked precedes, or is that of the last figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from embeddings.facts.patterns.named_facts import named_fact
from embeddings.facts.records import Aspect, Fact, Measure
from embeddings.facts.restrictions import split_restrictions
from embeddings.facts.statements import SectionContext
from embeddings.facts.subjects import Subject, read_subject
from embeddings.facts.years.periods import Period
from embeddings.language.clauses import Clause, clauses
from embeddings.language.time_expressions import TimeWord
from embeddings.records import Paragraph, Report, Role
from embeddings.text.folding import fold
from embeddings.text.numerals import numeral_value

__all__ = ["RANK_UNIT", "may_rank", "read_ranks"]

RANK_UNIT = "位"
_NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
_RANK = re.compile(
    r"(?:(?:有望|继续|稳定|始终|仍|均|分别|双双|稳|总体)*"
    r"(?P<verb>(?:位|名|排|跃|高|稳|仅)?居|(?:位|名|排|序)列|排(?:名|位|序|在)|名次|位次|列(?=全|第|中|东|西)|"
    r"(?:上升|跃升|提升|前移|晋升|攀升|进位|升)(?:到|至|为)|跃(?:到|至))"
    r"(?:也|均|在|于|至|到|为|是|由|从|并列|名|位|居|列)*"
    r"(?P<group>[^，。；、：:,\d“”]{0,16}?)|"
    r"(?<=[，,、；;（(量模幅速])(?P<bare>全[国省市区州]|世界|全球)(?=第[^，,、。；;）)]{1,4}(?:[，,、。；;）)]|$)))"
    rf"(?P<rank>第(?P<number>{_NUMBER})(?:位|名)?|[首榜](?:位|首)|前(?P<within>{_NUMBER})[位名])"
    r"(?!\d|[一二三四五六七八九十]|[次届批季年个期轮条款类方梯产阶步大医人中小高])"
)
_SIGNS = re.compile(r"第|首位|榜首|前\S{1,3}[位名]")
_WITHIN = "前"  # hedge of a rank that is only bounded: 前2位
_SEVERAL = re.compile(r"分别|双双|均|第[一二三四五六七八九十\d]+(?:位|名)?(?:和|与|、)第")
_FROM = re.compile(r"从(?P<group>[^，。；从]{1,10})第")  # 从世界第六位上升到第四位
# Between what is ranked and the verb: 在全国168个重点城市中, 全国, 由第14位, 连续两年.
_BETWEEN = re.compile(
    r"(?:在(?P<within>[^，在]{2,20}?)(?:中|里|内)?|(?P<group>全[国省区市疆州]|世界|全球)|"
    r"[由从][^，由从]{0,20}|连续[一二三四五六七八九十两\d]{1,3}(?:年|个?季度|个?月)(?:来)?|综合|排名|位次|名次)$"
)
_EARLIER = re.compile("[由从][^由从，]{0,6}$")  # 由2018年全省第5位上升至第3位
_GROUP_EDGES = re.compile(
    r"^(?:[^，]{0,6}?(?:提升|上升|前移|跃升|晋升|攀升|进位)[至到]|在|于|的|至|到|为|全部)+|(?:的|中|里|内|位居|前列)+$"
)
# Rankings by their own criteria, not by the last figure.
_JUDGED = re.compile(r"评|考核|调查|测|榜")
# A noun of change alone ranks the change of the last figure's indicator; 总量 ranks its level.
_NOUN = re.compile(r"(?:增速|增幅|涨幅|增长率|增长速度|增量|比重|占比)$")
_ITSELF = re.compile(
    r"^(?:总量|总数|总额|规模|数量|总规模|绝对值|水平|均|也|并|首次|成功|历史性|一举)?$"
)
_LONGEST_HEAD = 24  # characters: a longer run of words names no indicator
_PLANS = (Role.GOALS, Role.TASKS)


def may_rank(text: str) -> bool:
    """Whether a folded paragraph may give a rank."""
    return _SIGNS.search(text) is not None


def read_ranks(
    report: Report,
    paragraph: Paragraph,
    masked: str,
    section: SectionContext,
    others: Sequence[Fact],
    times: Sequence[TimeWord] = (),
) -> Iterator[Fact]:
    """Yield the ranks of a paragraph in reading order.

    Args:
        report: that holds the paragraph.
        paragraph: whose folded text is read.
        masked: its folded text, time words masked.
        section: the default years and aspect of its section.
        others: the other facts of the paragraph, for ranks that name no indicator.
        times: the time words of the paragraph.
    """
    text = fold(report.text[paragraph.start : paragraph.end])
    known = list(others)
    for clause in clauses(text):
        for match in _RANK.finditer(masked, clause.start, clause.end):
            if _SEVERAL.search(text, match.start(), min(match.end() + 2, clause.end)):
                continue
            sentence = text.rfind("。", 0, clause.start) + 1
            stop, within = _stop(masked, clause.start, match.start())
            last = _last_fact(known, paragraph.start + sentence, paragraph.start + stop)
            begin = clause.start if last is None else max(clause.start, last.end - paragraph.start)
            own = read_subject(masked, begin, stop)
            fact = _ranked(report, paragraph, section, clause, match, own, last)
            if fact is None or (fact.indicator_end <= fact.clause_start and _JUDGED.search(within)):
                continue
            fact = replace(fact, whole=_group(text, match, sentence) or within)
            known.append(_of_own_year(fact, text, times, clause.start, match.start()))
            yield known[-1]


def _of_own_year(fact: Fact, text: str, times: Sequence[TimeWord], start: int, end: int) -> Fact:
    """Return a rank of the year that its clause names: 2012年跃居全省第3位."""
    named = [
        word
        for word in times
        if start <= word.start < end and word.first == word.last
        if not (word.base or word.report or text.startswith(("起", "以来"), word.end))
    ]
    if not named or _EARLIER.search(text, start, named[-1].start):
        return fact
    return replace(fact, first_year=named[-1].first, last_year=named[-1].last)


def _stop(masked: str, begin: int, end: int) -> tuple[int, str]:
    """Return the end of the ranked indicator within `begin:end`, and the group that it is ranked in."""
    within = ""
    while match := _BETWEEN.search(masked, begin, end):
        within = match["within"] or match["group"] or within
        end = match.start()
    return end, within


def _last_fact(others: Sequence[Fact], start: int, end: int) -> Fact | None:
    """Return the last fact within `start:end` of the report."""
    within = [fact for fact in others if start <= fact.start and fact.end <= end]
    return max(within, key=lambda fact: fact.end, default=None)


def _ranked(
    report: Report,
    paragraph: Paragraph,
    section: SectionContext,
    clause: Clause,
    match: re.Match[str],
    own: Subject | None,
    last: Fact | None,
) -> Fact | None:
    offset = paragraph.start
    number = match["number"] or match["within"] or "1"
    rank = Decimal(number) if number.isdecimal() else Decimal(numeral_value(number) or 0)
    head = own.head if own is not None else ""
    if _NOUN.fullmatch(head) or _ITSELF.fullmatch(head):
        if last is None or last.aspect is Aspect.TARGET or last.yearly_average:
            return None
        changed = not head and last.measure in (Measure.CHANGE, Measure.POINTS)
        noun = "增速" if changed else head if _NOUN.fullmatch(head) else ""
        named = last
        indicator = last.indicator + ("" if _NOUN.search(last.indicator) else noun)
        restrictions = last.restrictions
    elif own is None or own.generic or len(head) > _LONGEST_HEAD or section.role in _PLANS:
        return None
    else:
        indicator, restrictions = split_restrictions(head)
        named = _of_section(report, paragraph, section, own, last)
    year = named.last_year
    return replace(
        named,
        start=offset + match.start("rank"),
        end=offset + match.end("rank"),
        clause_start=offset + clause.start,
        clause_end=offset + clause.end,
        indicator=indicator,
        restrictions=restrictions,
        measure=Measure.RANK,
        low=Decimal(1) if match["within"] else rank,
        high=rank,
        unit=RANK_UNIT,
        unit_class="",
        direction=0,
        hedge=_WITHIN if match["within"] else "",
        milestone=False,
        first_year=year,
        last_year=year,
        cumulative=False,
        yearly_average=False,
    )


def _of_section(
    report: Report, paragraph: Paragraph, section: SectionContext, own: Subject, last: Fact | None
) -> Fact:
    """Return a fact of a subject that the sentence ranks by name, without its value."""
    period = section.period
    if last is not None and last.last_year is not None:
        period = Period(first=last.last_year, last=last.last_year)
    return named_fact(
        report,
        paragraph,
        (own.start, own.end),
        measure=Measure.RANK,
        unit=RANK_UNIT,
        year=period.last,
        aspect=Aspect.RESULT if section.role is Role.REVIEW else Aspect.NEITHER,
        place=own.place or report.region,
    )


def _group(text: str, match: re.Match[str], sentence: int) -> str:
    """Return the group of a rank: 全省 of 居全省第3位."""
    group = match["bare"] or _GROUP_EDGES.sub("", match["group"] or "")
    if not group and (came := _FROM.search(text, sentence, match.end())):
        group = _GROUP_EDGES.sub("", came["group"])
    return group
