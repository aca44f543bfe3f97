"""One figure asked for: its clause quoted, or target and result side by side, both labelled."""

from collections.abc import Sequence

from embeddings.facts.records import Aspect
from embeddings.language.unit_conversion import converted, convertible, written
from qa.answer.figures.statements import AnswerText, label_of, value_text
from qa.facts.asked_measure import AskedAspect
from qa.facts.frames import Frame
from qa.facts.indicator_names import is_of_new
from qa.facts.lookup import FactMatch
from qa.facts.rows import GridRow

__all__ = ["say_single", "say_together", "shown_matches"]


def say_single(answer: AnswerText, frame: Frame, matches: Sequence[FactMatch]) -> None:
    """Add one figure: its clause, or target and result beside each other."""
    if len(matches) > 1:
        for number, match in enumerate(matches):
            answer.join(" · " if number else "")
            _label(answer, frame, match, " ")
            answer.quote(match, whole=False)
            if not number:
                _convert(answer, frame, match)
            if match.report.year is not None:
                answer.say(f"（{match.report.year}年报告）", "report", match.report.title)
        return
    match = matches[0]
    _label(answer, frame, match, "：")
    answer.quote(match, whole=True)
    _convert(answer, frame, match)


def say_together(answer: AnswerText, matches: Sequence[FactMatch]) -> None:
    """Add one quote with several figures."""
    labels = {label_of(match.fact) for match in matches} - {""}
    if len(labels) == 1:
        answer.say(f"{labels.pop()}：", "aspect", matches[0].report.title)
    answer.quote_all(matches)


def shown_matches(frame: Frame, row: GridRow, *, alone: bool) -> list[FactMatch]:
    """Return the facts of a row to state, each once; `alone` if nothing else is asked.

    If the question names no aspect, a past year's result comes with the target beside it.
    """
    found: list[FactMatch] = []
    for cell in row.cells:
        match = cell.match
        if match is not None and not any(other.fact == match.fact for other in found):
            found.append(match)
    if frame.aspect is AskedAspect.BOTH:
        return found
    targets = [match for match in found if match.fact.aspect is Aspect.TARGET]
    beside = alone and len(found) == 2 and len(targets) == 1 and _are_of_one_kind(*found)
    return found if beside else found[:1]


def _are_of_one_kind(match: FactMatch, other: FactMatch) -> bool:
    """Whether a result may be held against a target: not 736万户 against 新增130万户."""
    fact, told = match.fact, other.fact
    new = is_of_new(fact.restrictions) == is_of_new(told.restrictions)
    return new and fact.measure is told.measure and fact.unit_class == told.unit_class


def _label(answer: AnswerText, frame: Frame, match: FactMatch, mark: str) -> None:
    """Add 目标, 实际 or 预计, with the year if the question names none."""
    label = label_of(match.fact)
    years = match.fact.years
    when = ""
    if not frame.periods and years is not None and years[0] == years[1]:
        when = f"{years[0]}年"
    if label or when:
        answer.say(f"{when}{label}{mark}", "aspect", match.report.title)


def _convert(answer: AnswerText, frame: Frame, match: FactMatch) -> None:
    """Add the value converted to the unit asked for, if the report gives it in another one."""
    fact = match.fact
    wanted = next((unit for unit in frame.units if convertible(fact.unit, unit)), None)
    if wanted is None or wanted == fact.unit or fact.low != fact.high:
        return
    told = f"合{written(converted(fact.low, fact.unit, wanted), wanted)}"
    answer.join("，")
    answer.say(told, "converted", value_text(fact, match.report)[1])
    answer.spans.append(told[1:])
