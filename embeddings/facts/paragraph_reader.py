"""The facts of one paragraph: clause by clause, with what a clause takes from those before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from embeddings.facts.aspects import aspect_of
from embeddings.facts.periods import Period, base_year, period_of, year_part
from embeddings.facts.predicates import MASK, Predicate, measure_of, read_predicate
from embeddings.facts.records import Fact, Measure
from embeddings.facts.restrictions import split_restrictions
from embeddings.facts.subjects import (
    Subject,
    join_subjects,
    members,
    read_object,
    read_subject,
    split_whole,
)
from embeddings.facts.values import DATE_UNITS, SHARE_UNITS, states_something, value_of
from embeddings.language.clauses import Clause, clauses
from embeddings.language.figures import Figure, find_figures
from embeddings.language.tense_cues import ESTIMATED, PLANNED
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord, find_times
from embeddings.records import Paragraph, Report, Role

__all__ = ["ParagraphReader", "SectionContext"]

_SIBLING = re.compile(r"(?:[、和与及,]|以及)")
# A clause that comes between a subject and its figure.
_ASIDE = re.compile(
    r"^(?:虽然|尽管|由于|按|经|扣除|剔除|在.*基础上|克服|面对|同比|再?创|屡创|好于|高于|低于|超过|居|位居|名列|排名|连续|增速|"
    r"其中|约|折合|比|较|略|继续|保持|总量|圆满|全面完成|顺利|超额)"
)
_FROM = re.compile(r"[从由](?=[^从由]*$)")
_LONGEST_HEAD = 40  # characters: a longer run of words names no indicator
_NO_TIMES = frozenset(("改革开放",))  # a policy as often as an era
_LASTING = re.compile(r"时期|期间|以?来")  # a plan's name alone names the plan, not its years
_PLANS = (Role.GOALS, Role.TASKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionContext:
    """What the section of a paragraph says of its figures."""

    role: Role
    period: Period  # of a figure that names no year


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """A run of figures with what they are tied to; `position` is where its words begin."""

    clause: Clause
    position: int
    predicate: Predicate
    word: TimeWord | None
    whole: str


class ParagraphReader:
    """Reads one paragraph; offsets are relative to it until a fact is made."""

    def __init__(
        self,
        report: Report,
        paragraph: Paragraph,
        folded: str,
        section: SectionContext,
        anchor: Anchor,
    ) -> None:
        self._report = report
        self._paragraph = paragraph
        self._text = folded
        self._section = section
        self._times = [
            word for word in find_times(folded, anchor, prose=True) if word.text not in _NO_TIMES
        ]
        self._figures = find_figures(folded)
        self._masked = self._mask()
        self._carried: Subject | None = None
        self._nominal = 0  # noun of change of the subject carried: 1 涨幅, -1 降幅
        self._word: TimeWord | None = None  # the time word in force
        self._topic: TimeWord | None = None  # the one that is in force beyond its sentence
        self._base: int | None = None  # the year that the sentence compares with
        self._planned = False  # the sentence has set a target
        self._estimated = False

    def facts(self) -> Iterator[Fact]:
        """Yield the facts in reading order."""
        sentence = -1
        for clause in clauses(self._text):
            if clause.sentence != sentence:
                sentence = clause.sentence
                self._begin_sentence(clause.start)
            figures = [
                figure
                for figure in self._figures
                if clause.start <= figure.start < clause.end and self._counts(figure)
            ]
            if figures:
                yield from self._read(clause, figures)
            else:
                self._pass(clause)
            self._note_times(self._times_in(clause.start, clause.end))
            piece = self._text[clause.start : clause.end]
            self._planned = self._planned or PLANNED.search(piece) is not None
            self._estimated = self._estimated or ESTIMATED.search(piece) is not None

    def _begin_sentence(self, start: int) -> None:
        """Forget what holds for one sentence alone."""
        self._planned = self._estimated = False
        self._base = None
        end = self._text.find("。", start)
        planned = PLANNED.search(self._text, start, end if end >= 0 else len(self._text))
        if planned and self._section.role in _PLANS and _before(self._topic, self._report.year):
            self._topic = None
        self._word = self._topic

    def _mask(self) -> str:
        """Return the text with every time word masked, for what stands around it is one phrase."""
        characters = list(self._text)
        spans = [(word.start, word.end) for word in self._times]
        spans += [(one.start, one.end) for one in self._figures if one.unit in DATE_UNITS]
        for start, end in spans:
            characters[start:end] = MASK * (end - start)
        return "".join(characters)

    def _counts(self, figure: Figure) -> bool:
        """Whether a figure can state something."""
        if any(word.start < figure.end and figure.start < word.end for word in self._times):
            return False
        return states_something(figure, self._text)

    def _times_in(self, start: int, end: int) -> list[TimeWord]:
        return [word for word in self._times if start <= word.start < end and not word.report]

    def _note_times(self, words: Sequence[TimeWord]) -> None:
        """Let the last of `words` that is no base of a comparison govern what follows."""
        for word in words:
            if not word.base:
                self._word = word
                if not word.until and (
                    word.kind is not TimeKind.PLAN or _LASTING.search(word.text)
                ):
                    self._topic = word

    def _pass(self, clause: Clause) -> None:
        """Take up the subject, and the base of comparison, of a clause without figures."""
        for word in self._times_in(clause.start, clause.end):
            if word.base:
                self._base = word.last
        lead = self._masked[clause.start : clause.end]
        if _ASIDE.match(lead):
            return
        predicate = read_predicate(lead)
        subject = read_subject(self._masked, clause.start, clause.start + predicate.start)
        if subject is None or not subject.head or len(subject.head) > _LONGEST_HEAD:
            return
        self._carried = join_subjects(self._carried, subject)
        self._nominal = predicate.nominal or predicate.direction

    def _read(self, clause: Clause, figures: Sequence[Figure]) -> Iterator[Fact]:
        position = clause.start
        for group in self._groups(figures):
            begin, end = group[0].start, group[-1].end
            predicate = read_predicate(self._masked[position:begin], self._text[end : end + 6])
            stop, whole = position + predicate.start, ""
            if predicate.apart is not None:
                whole = self._text[slice(*(position + place for place in predicate.apart))]
            elif group[0].unit in SHARE_UNITS or group[0].unit_class == "share":
                stop, whole = split_whole(self._text, position, stop)
            own = read_subject(self._masked, position, stop)
            counted = None
            if not whole and (predicate.empty or own is None or not own.head):
                counted = self._counted(clause, group, own, predicate)
            subject = counted or join_subjects(self._carried, own)
            nominal = predicate.nominal
            if own is None or not own.head:
                nominal = nominal or self._nominal
            if not predicate.direction:
                predicate = replace(predicate, nominal=nominal)
            word = self._govern(position, begin, predicate)
            if subject is not None and subject.head:
                statement = _Statement(
                    clause=clause,
                    position=position,
                    predicate=predicate,
                    word=word,
                    whole=whole.strip("的 "),
                )
                if word is not None or not predicate.from_value:
                    yield from self._state(statement, group, subject)
                self._carried, self._nominal = subject, nominal
            position = end if counted is None else max(end, counted.end)

    def _counted(
        self,
        clause: Clause,
        group: Sequence[Figure],
        own: Subject | None,
        predicate: Predicate,
    ) -> Subject | None:
        """Return the subject of a figure before the noun that it counts: 打造15个教育集团."""
        figure = group[-1]
        if figure.unit in SHARE_UNITS or predicate.direction or predicate.nominal:
            return None
        later = (one.start for one in self._figures if one.start >= figure.end)
        span = read_object(self._text, figure.end, min(next(later, clause.end), clause.end))
        if span is None:
            return None
        noun = self._text[slice(*span)]
        if own is None or not own.head:
            place = own.place if own is not None else None
            return Subject(head=noun, start=span[0], end=span[1], place=place)
        return replace(own, head=own.head + noun, end=span[1])

    def _govern(self, start: int, end: int, predicate: Predicate) -> TimeWord | None:
        """Return the time word of a figure, and let it govern what follows.

        Behind 从, a time word is of the earlier value alone (从去年的2.1%提高到2.3%), and an
        earlier value without one is of no known year.
        """
        words = self._times_in(start, end)
        opening = _FROM.search(self._masked, start, end) if predicate.from_value else None
        if opening is None:
            self._note_times(words)
            return self._word
        self._note_times([word for word in words if word.start < opening.start()])
        return next((word for word in words if word.start > opening.start()), None)

    def _groups(self, figures: Sequence[Figure]) -> list[list[Figure]]:
        """Return the figures in runs that one predicate governs: 8%和9%."""
        groups: list[list[Figure]] = []
        for figure in figures:
            if groups:
                last = groups[-1][-1]
                between = self._text[last.end : figure.start]
                if not last.unit and between == ":":
                    continue  # the second side of a ratio
                if last.unit == figure.unit and _SIBLING.fullmatch(between):
                    groups[-1].append(figure)
                    continue
            groups.append([figure])
        return groups

    def _state(
        self, statement: _Statement, group: Sequence[Figure], subject: Subject
    ) -> Iterator[Fact]:
        subjects = members(subject) if len(group) > 1 else (subject,)
        if len(subjects) == len(group):
            for figure, one in zip(group, subjects, strict=True):
                yield self._fact(statement, figure, one)

    def _fact(self, statement: _Statement, figure: Figure, subject: Subject) -> Fact:
        text, offset = self._text, self._paragraph.start
        clause, predicate = statement.clause, statement.predicate
        value = value_of(figure, text)
        measure, direction = measure_of(predicate, value.unit, share=statement.whole != "")
        if not value.unit:
            measure, direction = Measure.RATIO, 0
        elif measure is Measure.LEVEL and subject.increased and value.unit not in SHARE_UNITS:
            measure, direction = Measure.INCREASE, subject.increased
        if value.negative:
            direction = -1
        low, high = (-value.high, -value.low) if direction < 0 else (value.low, value.high)
        words = text[clause.start : figure.start]
        period = self._period(statement, words, measure)
        indicator, restrictions = split_restrictions(subject.head + self._noun(statement, measure))
        return Fact(
            report_id=self._report.report_id,
            paragraph=self._paragraph.number,
            start=offset + figure.start,
            end=offset + value.end,
            clause_start=offset + clause.start,
            clause_end=offset + clause.end,
            indicator_start=offset + subject.start,
            indicator_end=offset + subject.end,
            indicator=indicator,
            restrictions=restrictions,
            measure=measure,
            low=low,
            high=high,
            unit=value.unit,
            unit_class=figure.unit_class,
            direction=direction,
            hedge=figure.qualifier,
            milestone=predicate.milestone,
            first_year=period.first,
            last_year=period.last,
            cumulative=period.cumulative,
            yearly_average=predicate.averaged,
            year_part=year_part(words),
            aspect=aspect_of(
                words,
                self._section.role,
                period,
                planned_before=self._planned,
                task_year=self._report.year,
            ),
            estimated=self._estimated or ESTIMATED.search(words) is not None,
            place=subject.place or self._report.region,
            whole=statement.whole,
        )

    def _noun(self, statement: _Statement, measure: Measure) -> str:
        """Return the noun that is part of the indicator where its points are counted: 增速."""
        predicate = statement.predicate
        if measure is not Measure.POINTS:
            return ""
        if predicate.nominal_start >= 0:
            return "增速" if predicate.nominal > 0 else "降幅"
        return "比重" if predicate.share and not statement.whole else ""

    def _period(self, statement: _Statement, words: str, measure: Measure) -> Period:
        default, word, compared = self._section.period, statement.word, statement.predicate.compared
        base: int | None = None
        if compared is not None:
            start, end = (statement.position + place for place in compared)
            last = word.last if word is not None else default.last
            base = base_year(self._text, start, end, self._times, last)
        return period_of(
            measure,
            statement.predicate,
            word,
            default,
            words,
            base=base if base is not None else self._base,
        )


def _before(word: TimeWord | None, year: int | None) -> bool:
    return word is not None and year is not None and word.last < year
