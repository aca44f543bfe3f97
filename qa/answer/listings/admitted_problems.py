"""What a report admits: 2023年福州存在哪些困难和问题, asked of nothing in particular.

Nine in ten reports admit the problems of their place once: 我们清醒地看到，还面临不少困难和问题：….
The paragraph is found by its words, since it shares none but 问题 with the question.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from embeddings.lazy_regex import lazy_regex
from embeddings.records import Report
from qa.answer.listings.items import ClauseRow, Items, clause_rows, item_of, ordinal
from qa.question.scope import newest_report, preferred_reports
from qa.quotes import SHORTEST
from qa.records import Scope

__all__ = ["admitted_problems", "asks_for_problems"]

_NOUN = "(?:困难|问题|不足|短板|差距|矛盾|挑战|弱项|薄弱环节)"
# As people ask for them: 自己承认哪里做得不好, 有啥毛病, 还有什么没办好.
_PLAINLY = (
    "(?:毛病|缺点|缺陷|弱点|软肋|痛点|难处|难题|欠缺|不好的地方|不够的地方|"
    "(?:做|干|搞|办)得(?:还|最)?(?:不够好|不好|不够|不到位|不行|差)|没有?(?:做|干|搞|办)好)"
)
_ASKED = lazy_regex(
    r"(?:政府工作报告|自己|自身|自认为?|我们|你们|哪里|哪儿|需要|改进|报告|政府|工作|里|中|上|承认|坦承|说|提到|提出|指出|认为|看到|本?[市省县区]|[全我][市省县区]|"
    r"经济|社会|发展|目前|当前|现在|还|都|也|又|主要|突出|存在|面临|面对|遇到|缺啥|有|着|了|的|什么样?|哪些|哪几|个|方面|"
    r"地方|事情?|啥|和|与|及|、|之处|是|到|在|[,，。;；?？吗呢啊]|" + _NOUN + "|" + _PLAINLY + ")+"
)
_NAMED = lazy_regex(f"{_NOUN}|{_PLAINLY}")
_ASKING = lazy_regex(r"什么|哪|啥")
_SEEN = "(?:清醒|深刻|充分|清楚)地?(?:[认意]识|看)到"
_SAID = lazy_regex(
    rf"{_SEEN}(?P<seen>[，,]?[^。；：:]{{0,80}}?){_NOUN}|{_SEEN}(?=[：:])|"
    rf"(?:[认意]识|看)到[^。；]{{0,60}}?(?:存在|面临|还有)[^。；]{{0,30}}?{_NOUN}|"
    rf"{_NOUN}[^。；，,]{{0,6}}(?:不能|不容|不可)忽视(?=。)"
)
# Of other reports: words that others use of the outlook.
_MENTIONED = lazy_regex(
    rf"(?P<seen>)(?:存在|面临)(?:着|的)?(?:一些|不少|许多|诸多|很多|较多)[^。；]{{0,16}}?{_NOUN}"
)
_ANNOUNCED = lazy_regex(r"(?:存在|面临|还有|仍有|尚有)[^，,]{0,16}$")
# The first item where it announces once more: 政府工作中也还有许多不足之处.
_AGAIN = lazy_regex(rf"(?:社会|发展|工作)[^，,]{{0,8}}(?:存在|面临|还?有)[^，,]{{0,8}}{_NOUN}")
_MAINLY = lazy_regex(r"(?:主要|突出)(?:是|有|表现[在为]|体现在)")
# How the sentence behind the problems begins: what is to be done about them, or hope.
_BEHIND = lazy_regex(
    r"对此|对于?[这上]|针对|为此|面对|[这上][些述里]|我们|必须|困难(?:不容|面前)|越是|但|知|要|更要|只要|"
    r"今后|下一步|同时(?:也要|，?我们)|解决|以上|各位代表"
)
_SENTENCE_END = lazy_regex(r"[。！？!?]")
_ITEM_END = lazy_regex(r"[。！？!?；;]")
_PARAGRAPHS = 10  # behind the announcement at most
_OWN = 25  # characters up to the noun from which they are a problem, not the announcement of some
_LEAST = 2  # problems that are admitted, not mentioned


def asks_for_problems(unscoped: str) -> bool:
    """Whether a question, without its places and years, asks what a report admits as a whole."""
    rest = unscoped.strip()
    return bool(
        _NAMED.search(rest) and _ASKING.search(rest) and _ASKED.fullmatch(rest.replace(" ", ""))
    )


def admitted_problems(scope: Scope, reports: Mapping[str, Report]) -> Items | None:
    """Return the problems that the report in scope admits; None if it admits none.

    Of the reports of two years it is the later one, which looks back on the year asked about.
    """
    report = newest_report(preferred_reports(scope, reports.values()), scope.regions)
    if report is None:
        return None
    for pattern, paragraph in product((_SAID, _MENTIONED), report.paragraphs):
        said = pattern.search(report.text, paragraph.start, paragraph.end)
        if said is None:
            continue
        rows = _rows_behind(report, paragraph.number, said)
        items = [item_of(report, rows[low:high]) for low, high in pairwise(_bounds(report, rows))]
        items = [item for item in items if item.clause_end - item.start >= SHORTEST]
        if items and _AGAIN.search(report.text, items[0].start, items[0].clause_end):
            items = items[1:]
        if len(items) >= _LEAST:
            return Items(
                report_id=report.report_id,
                lead=(paragraph.start, said.end()),
                paragraphs=frozenset(item.paragraph for item in items),
                items=tuple(items),
                numbered=False,
            )
    return None


def _rows_behind(report: Report, number: int, said: re.Match[str]) -> list[ClauseRow]:
    """Return the clauses that follow the announcement, up to what is to be done about them."""
    seen = said["seen"] or ""
    own = len(seen) > _OWN and _ANNOUNCED.search(seen) is None
    begin = said.start("seen") if own else said.end()
    found: list[ClauseRow] = []
    announced = False
    section = report.paragraphs[number - 1].section
    for place in range(number, min(number + _PARAGRAPHS, len(report.paragraphs)) + 1):
        if report.paragraphs[place - 1].section != section:
            break
        for row in clause_rows(report, place):
            if row.start < begin:
                continue
            opens = not row.gap or _SENTENCE_END.search(row.gap)
            if found and opens and _BEHIND.match(report.text, row.start):
                return found
            mainly = None if len(found) > 1 else _MAINLY.match(report.text, row.start, row.end)
            start = row.start if mainly is None else mainly.end()
            if start < row.end:
                gap = "" if announced or mainly is not None else row.gap
                found.append(replace(row, start=start, gap=gap))
            announced = start == row.end  # 主要是：, and the first item follows
    return found


def _bounds(report: Report, rows: Sequence[ClauseRow]) -> list[int]:
    """Return where the items begin, and the end: at numbers, at semicolons, else at commas."""
    numbered = [
        place for place, row in enumerate(rows) if ordinal(report.text[row.start : row.end])
    ]
    parted = [
        place
        for place, row in enumerate(rows)
        if not place or not row.gap or _ITEM_END.search(row.gap)
    ]
    for starts in (numbered, parted):
        if len(starts) >= _LEAST:
            return [*starts, len(rows)]
    return list(range(len(rows) + 1))
