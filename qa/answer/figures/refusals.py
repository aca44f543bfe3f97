"""Why no fact answers a figure question: the condition that nothing meets, and what there is."""

from collections.abc import Sequence

from embeddings.facts.records import Aspect, Measure
from qa.answer.figures.statements import value_text
from qa.facts.asked_measure import AskedAspect
from qa.facts.conditions import Condition
from qa.facts.fact_book import KNOWN
from qa.facts.frames import Frame
from qa.facts.grid import GridRow
from qa.facts.lookup import SAME, FactMatch

__all__ = ["refusal_words", "understood"]

_MEASURES = {
    Measure.LEVEL: "数额",
    Measure.CHANGE: "增幅",
    Measure.POINTS: "百分点变化",
    Measure.INCREASE: "增减数",
    Measure.SHARE: "占比",
    Measure.MULTIPLE: "倍数",
    Measure.GAP: "与其他地方之差",
    Measure.RATIO: "比值",
    Measure.RANK: "位次",
}


def understood(near: Sequence[FactMatch]) -> bool:
    """Whether the indicator asked for is one that the reports name, whatever they say of it."""
    return any(match.likeness >= KNOWN for match in near)


def refusal_words(frame: Frame, row: GridRow) -> str:
    """Return what a person is told: which condition no fact meets, with the nearest one that fails.

    Conditions are told in the order restricting word, place, measure, year, aspect.
    """
    near = [match for cell in row.cells for match in cell.near if match.likeness >= SAME]
    asked = _asked(frame, row)
    if not near:
        return f"报告没有提到{asked}。"
    same = [match for match in near if not match.apart]
    if not same:
        words = "、".join(dict.fromkeys(word for match in near for word in _other(frame, match)))
        apart = {word for match in near[:1] for word in match.apart}
        wanted = "、".join(word for _, word in sorted(frame.name.restrictions) if word in apart)
        only = f"只有{words}的" if words else "只有不分这一项的"
        return (
            f"报告没有说{asked}：{only}{f'，没有{wanted}的' if wanted else ''}。{_nearest(near[0])}"
        )
    for failing, words in (
        ({Condition.ASPECT}, _aspect_words(frame, row)),
        ({Condition.TIME}, "{years}"),
        ({Condition.TIME, Condition.ASPECT}, "{years}"),
        ({Condition.MEASURE}, "只说了{measures}"),
        ({Condition.MEASURE, Condition.UNIT}, "只说了{measures}"),
        ({Condition.PLACE}, "只有{places}的"),
    ):
        found = [match for match in same if match.failing == failing]
        if found:
            told = words.format(
                years=_years(found),
                measures="、".join(dict.fromkeys(_MEASURES[m.fact.measure] for m in found)),
                places="、".join(dict.fromkeys(str(m.fact.place) for m in found)),
            )
            return f"报告没有说{asked}：{told}。{_nearest(found[0])}"
    return f"报告没有说{asked}。{_nearest(same[0])}"


def _asked(frame: Frame, row: GridRow) -> str:
    first, last = row.period
    when = f"{first}年" if first == last else f"{first}—{last}年"
    place = row.place or "、".join(name for name in frame.regions if name != "全国")
    aspect = {AskedAspect.TARGET: "的目标", AskedAspect.RESULT: "的实际数"}.get(frame.aspect, "")
    said = frame.said.removesuffix("目标").removesuffix("的") if aspect == "的目标" else frame.said
    return f"{place}{when}“{said}”{aspect}"


def _other(frame: Frame, match: FactMatch) -> list[str]:
    asked = {word for _, word in frame.name.restrictions}
    return [word for word in match.fact.restrictions if word not in asked]


def _aspect_words(frame: Frame, row: GridRow) -> str:
    return "只有实际数" if frame.aspect is AskedAspect.TARGET else "只有目标"


def _years(found: Sequence[FactMatch]) -> str:
    spans = sorted({match.fact.years for match in found if match.fact.years is not None})
    if not spans:
        return "没有说明年份"
    told = [f"{low}" if low == high else f"{low}—{high}" for low, high in spans[-6:]]
    return f"只有{'、'.join(told)}年的"


def _nearest(match: FactMatch) -> str:
    fact, report = match.fact, match.report
    clause = report.text[fact.clause_start : fact.clause_end]
    aspect = "目标" if fact.aspect is Aspect.TARGET else ""
    value = value_text(fact, report)[1]
    shown = clause if len(clause) <= 40 else f"…{value}"
    return f"最接近的是《{report.title}》第{fact.paragraph}段{aspect}：“{shown}”"
