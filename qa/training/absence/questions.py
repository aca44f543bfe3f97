"""Questions about what a report does not say, and as many about what it does.

An indicator that several reports name is asked of one that, by text search, lacks it altogether
(`indicator`), has it with another restricting word alone (`restriction`), or tells its level and
no growth, or the other way round (`measure`). Present ones are asked of what a review ties to a
name outright. Nothing is picked by hand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from embeddings.facts.records import Fact
from embeddings.text.folding import fold
from qa.training.absence.text_search import (
    RESTRICTING,
    SearchedReport,
    bare_name,
    figures_of,
    restriction_of,
)

__all__ = ["Question", "absent_questions", "indicator_names", "present_questions"]

SHARES = {"restriction": 0.25, "measure": 0.25, "indicator": 0.5}  # of the absent questions
_NAMED_BY = 3  # reports that state an indicator before it is asked of others
_OFTEN = 6  # times that one indicator is asked about, at most
_NAME = re.compile(r"[\u4e00-\u9fff]{4,14}")
_OPEN_ENDED = re.compile(
    r"^(?:投入|到位|基本|拉动|开工|累计|各类|入驻|带动|引进|全|我|其中|新|等|的|在|为|年)|(?:的|等|达|为|比|较|同比|增长|下降|完成|实现)$"
)
_LEVEL = (
    "{when}{place}{name}是多少？",
    "{when}{place}的{name}达到多少",
    "{place}{when}{name}有多少？",
)
_GROWTH = (
    "{when}{place}{name}增长了多少？",
    "{when}{place}的{name}增速是多少",
    "{place}{when}{name}增长百分之几？",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of one report; `expected` is the value as written, empty where it is absent."""

    question: str
    kind: str  # indicator | restriction | measure | present
    measure: str  # level | growth
    report_id: str
    name: str
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Indicators that several reports state outright, with the reports that do."""

    stated: Mapping[tuple[str, str], Mapping[str, str]]  # (name, measure) → report → value

    def units(self, name: str) -> frozenset[str]:
        """Return the units in which an indicator is told, its rates of growth included."""
        values = (
            value
            for measure in ("level", "growth")
            for value in self.stated.get((name, measure), {}).values()
        )
        return frozenset(figure.unit for value in values for figure in figures_of(value))


def indicator_names(
    reports: Mapping[str, SearchedReport], facts: Iterable[Sequence[Fact]]
) -> Names:
    """Return the names that facts suggest, kept where the text of several reports states them."""
    suggested: Counter[str] = Counter()
    for some in facts:
        found = {
            fold(reports[fact.report_id].report.text[fact.indicator_start : fact.indicator_end])
            for fact in some
        }
        suggested.update(name for name in found if _NAME.fullmatch(name))
    stated: dict[tuple[str, str], dict[str, str]] = {}
    for name in sorted(name for name, count in suggested.items() if count >= _NAMED_BY):
        if _OPEN_ENDED.search(name):
            continue
        for measure, value_of in (
            ("level", SearchedReport.level_of),
            ("growth", SearchedReport.growth_of),
        ):
            values = {key: value_of(report, name) for key, report in reports.items()}
            values = {key: value for key, value in values.items() if value}
            if len(values) >= _NAMED_BY:
                stated[name, measure] = values
    return Names(stated=stated)


def present_questions(
    reports: Mapping[str, SearchedReport], names: Names, count: int, seed: int
) -> list[Question]:
    """Return questions about values that a review states, spread over the reports."""
    found: dict[str, list[Question]] = defaultdict(list)
    for (name, measure), values in names.stated.items():
        for key, value in values.items():
            found[key].append(_asked(reports[key], name, measure, "present", value))
    return _spread(found, count, Random(seed))


def absent_questions(
    reports: Mapping[str, SearchedReport], names: Names, count: int, seed: int
) -> list[Question]:
    """Return questions about what reports do not say, spread over kinds and reports."""
    found: dict[str, dict[str, list[Question]]] = {kind: defaultdict(list) for kind in SHARES}
    for name, measure in names.stated:
        units = names.units(name)
        for key, report in reports.items():
            for kind in _lacking(report, name, measure, units):
                found[kind][key].append(_asked(report, name, measure, kind))
    made: list[Question] = []
    for kind, share in SHARES.items():  # the last one fills up what the others lack
        most = round(count * share) if kind != "indicator" else count - len(made)
        made += _spread(found[kind], most, Random(seed + len(made)))
    return made


def _lacking(
    report: SearchedReport, name: str, measure: str, units: frozenset[str]
) -> Iterator[str]:
    """Yield for which reason a report surely does not say a measure of an indicator."""
    restriction = restriction_of(name)
    spoken = report.mentions(name)
    if not spoken and not report.mentions(bare_name(name)):
        if not report.may_state(bare_name(name), units) and not report.holds_other_name(name):
            yield "indicator"
    elif restriction:
        others = report.mentions(bare_name(name))
        within = [one for one in others if re.search(RESTRICTING[restriction], one)]
        if others and not within:
            yield "restriction"
    if name in "".join(spoken):
        told = {figure.unit for one in spoken for figure in figures_of(one)}
        rates = told & {"%", "‰", "个百分点", "倍", "番", ""}
        if (measure == "level" and told and told == rates) or (
            measure == "growth" and told and not rates
        ):
            yield "measure"


def _asked(
    report: SearchedReport, name: str, measure: str, kind: str, expected: str = ""
) -> Question:
    told = report.report
    year = told.period[1] if told.period is not None else (told.year or 1) - 1
    wordings = _LEVEL if measure == "level" else _GROWTH
    wording = wordings[sum(map(ord, name)) % len(wordings)]
    return Question(
        question=wording.format(when=f"{year}年", place=told.region, name=name),
        kind=kind,
        measure=measure,
        report_id=told.report_id,
        name=name,
        expected=expected,
    )


def _spread(found: Mapping[str, Sequence[Question]], count: int, chance: Random) -> list[Question]:
    """Return up to `count` questions, one a report in turn, no name more often than need be."""
    waiting = {key: chance.sample(list(some), len(some)) for key, some in sorted(found.items())}
    used: Counter[str] = Counter()
    chosen: list[Question] = []
    while len(chosen) < count and any(waiting.values()):
        for some in waiting.values():
            if some and len(chosen) < count:
                best = min(some, key=lambda one: used[one.name])
                if used[best.name] >= _OFTEN:
                    some.clear()
                    continue
                some.remove(best)
                used[best.name] += 1
                chosen.append(best)
    return chosen
