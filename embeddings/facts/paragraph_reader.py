"""The facts of one paragraph: clause by clause, each inheriting from those before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from embeddings.facts.coordination import RESPECTIVE, figure_runs, members
from embeddings.facts.places import place_of_remark
from embeddings.facts.predicates import Predicate, read_predicate
from embeddings.facts.records import Fact
from embeddings.facts.statements import ParagraphContext, SectionContext, Statement, fact_of
from embeddings.facts.subjects import (
    Subject,
    in_list,
    in_total,
    join_subjects,
    of_rate,
    read_object,
    read_subject,
    split_whole,
    without_evaluation,
)
from embeddings.facts.values import DATE_UNITS, SHARE_UNITS, figures_of, states_something
from embeddings.facts.years.in_force import TimesInForce
from embeddings.facts.years.periods import Period, base_year
from embeddings.facts.years.time_words import masked, statement_times
from embeddings.language.clauses import Clause, clauses
from embeddings.language.figures import Figure
from embeddings.language.time_expressions import Anchor, TimeWord
from embeddings.records import Paragraph, Report, Role

__all__ = ["ParagraphReader"]

_EACH = re.compile("均|双双|各(?:有|达|为|增长|下降)?$")  # 收入、支出均增长10%; 金牌、铜牌各1枚
_RUNNING = re.compile("已?连续")
# A clause that comes between a subject and its figure.
_ASIDE = re.compile(
    r"^(?:虽然|尽管|由于|按|经|扣除|剔除|在.*基础上|克服|面对|同比|再?创|屡创|好于|高于|低于|超过|居(?!民)|位居|名列|排名|连续|增速|"
    r"其中|约|折合|比|较|略|继续|保持|总量|圆满|全面完成|顺利|超额)"
)
_LONGEST_HEAD = 40  # characters of words that name an indicator
_LOOKED_BACK = 3  # clauses without figures that may name the subject
# What follows 主要预期目标是 or 今年全省计划: are targets; 去年的目标是 belongs to a review.
_ANNOUNCED = re.compile(r"(?:预期目标|预期性指标)(?:是|为|:)|(?P<other>目标|指标|计划)(?:是|为)?:")
_PLANS, _SIZES = (Role.GOALS, Role.TASKS), ("以上", "以下")


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
        self._text = folded
        figures = figures_of(folded)
        self._figures = [figure for figure in figures if states_something(figure, folded)]
        times = statement_times(folded, anchor) if self._figures else ()
        self._context = ParagraphContext(
            report=report,
            paragraph=paragraph,
            section=section,
            text=folded,
            times=times,
        )
        spans = [(word.start, word.end) for word in times]
        self._figures = [
            one
            for one in self._figures
            if not any(start < one.end and one.start < end for start, end in spans)
        ]
        spans += [(one.start, one.end) for one in figures if one.unit in DATE_UNITS]
        self._masked = masked(folded, spans)
        self._waiting: list[Clause] = []  # clauses without figures, not read yet
        self._carried: Subject | None = None
        self._nominal = 0  # noun of change of the subject carried: 1 涨幅, -1 降幅
        self._times = self._times_in_force()
        self._place: str | None = None  # named in the sentence
        self._sentence_start = 0
        self._since: int | None = None  # the year that the sentence has compared with
        self._told: list[Subject] = []  # those with an amount in the sentence, in its order

    def facts(self) -> Iterator[Fact]:
        """Yield the facts in reading order."""
        if not self._figures:
            return
        announced = self._announcement()
        sentence, last = -1, self._figures[-1].start
        for clause in clauses(self._text):
            if clause.start > last:
                return
            self._times.begin_clause(clause)
            if clause.sentence != sentence:
                sentence = clause.sentence
                self._sentence_start, self._place = clause.start, None
                self._told.clear()
                self._since = None
                self._times.begin_sentence(clause.start)
            if announced is not None and clause.start >= announced:
                self._announce()
                announced = None
            if figures := [one for one in self._figures if clause.start <= one.start < clause.end]:
                yield from self._read(clause, figures)
                self._waiting.clear()
            else:
                self._waiting.append(clause)
                self._times.skip(clause)

    def _announcement(self) -> int | None:
        """Return where the targets of the year are announced, None for nowhere."""
        year = self._context.report.year
        for match in _ANNOUNCED.finditer(self._text):
            if match["other"] is None:
                return match.start()
            told = self._text.rfind("。", 0, match.start()) + 1
            words = [word for word in self._context.times if told <= word.start < match.start()]
            if words and year is not None and words[-1].last >= year:
                return match.start()
        return None

    def _announce(self) -> None:
        """Read what follows as targets of the report's year, whatever the section does."""
        year = self._context.report.year
        if self._context.section.role not in _PLANS and year is not None:
            section = SectionContext(role=Role.GOALS, period=Period(first=year, last=year))
            self._context = replace(self._context, section=section)
            self._times = self._times_in_force()

    def _times_in_force(self) -> TimesInForce:
        context = self._context
        return TimesInForce(
            self._text,
            self._masked,
            context.times,
            role=context.section.role,
            period=context.section.period,
            year=context.report.year,
        )

    def _catch_up(self) -> None:
        """Read the subjects of the skipped clauses without figures."""
        for clause in self._waiting[-_LOOKED_BACK:]:
            lead = _RUNNING.split(self._masked[clause.start : clause.end])[0]
            if _ASIDE.match(lead):
                continue
            predicate = read_predicate(lead)
            subject = read_subject(self._masked, clause.start, clause.start + predicate.start)
            if subject is None or not subject.head or len(subject.head) > _LONGEST_HEAD:
                continue
            self._carried = join_subjects(self._carried, without_evaluation(subject))
            self._nominal = predicate.nominal or predicate.direction
        self._waiting.clear()

    def _read(self, clause: Clause, figures: Sequence[Figure]) -> Iterator[Fact]:
        position = clause.start
        shared: str | None = None  # the whole of a share whose earlier value was just read
        for group in figure_runs(self._text, self._masked, clause.start, figures):
            begin, end = group[0].start, group[-1].end
            predicate = read_predicate(self._masked[position:begin], self._text[end : end + 6])
            stop, whole = position + predicate.start, ""
            if predicate.apart is not None:
                whole = self._text[slice(*(position + place for place in predicate.apart))]
            elif predicate.part_of and predicate.compared is not None and group[0].unit == "%":
                whole = self._text[slice(*(position + place for place in predicate.compared))]
            elif group[0].unit in SHARE_UNITS or group[0].unit_class == "share":
                stop, whole = split_whole(self._text, position, stop)
            own, counted = read_subject(self._masked, position, stop), None
            if predicate.empty and self._text.startswith("、", position, begin):
                own = in_list(own, self._carried)
            if not whole and (predicate.empty or own is None or not own.head):
                counted = self._counted(clause, group, own, predicate)
            if counted is None and (own is None or not own.head or own.generic or own.rate):
                self._catch_up()
            subject = counted or join_subjects(self._carried, own, after=self._text[end : end + 1])
            if subject is own is not None and (earlier := self._earlier()) is not None:
                subject = of_rate(earlier, own)
            if own is counted is None and position == begin == self._sentence_start:
                subject = None  # no words before the figure, and no counted noun
            if subject is self._carried and subject is not None:
                subject = replace(subject, increased=0)
                subject = in_total(subject) if predicate.totals else subject
            nominal = predicate.nominal
            if own is None or not own.head:
                nominal = nominal or self._nominal
                if not predicate.direction:
                    predicate = replace(predicate, nominal=nominal)
            if predicate.from_value:
                shared = whole if whole or predicate.share else None
            elif shared is not None and own is None and predicate.reached:
                predicate, whole, shared = replace(predicate, share=True), shared, None
            word = self._times.govern(position, begin, predicate)
            if self._place is None:
                self._place = self._place_before()
            if subject is not None and subject.head:
                statement = Statement(
                    clause=clause,
                    sentence_start=self._sentence_start,
                    position=position,
                    predicate=predicate,
                    word=word,
                    base=self._base(position, predicate, word),
                    place=self._place,
                    whole=whole.strip("的 "),
                )
                attribute = counted is not None and self._is_attribute(group[-1], counted, clause)
                if not attribute and (word is not None or not predicate.from_value):
                    yield from self._state(statement, group, subject)
                self._carried, self._nominal = subject, nominal
                if subject.place is not None:
                    self._place = subject.place
                self._waiting.clear()
            position = end if counted is None else max(end, counted.end)

    def _earlier(self) -> Subject | None:
        """Return the subject carried, if the sentence that is read has told it."""
        told = self._carried
        return told if told is not None and told.start >= self._sentence_start else None

    def _base(self, position: int, predicate: Predicate, word: TimeWord | None) -> int | None:
        """Return the year that a clause before compares with: 比1992年增长1.3倍，年均递增18.5%."""
        if predicate.averaged and self._times.base is None:
            return self._since
        if predicate.compared is not None:
            start, end = (position + place for place in predicate.compared)
            self._since = base_year(self._text, start, end, self._context.times, None)
        elif predicate.from_value and word is not None and word.first == word.last:
            self._since = word.last
        return self._times.base

    def _place_before(self) -> str | None:
        """Return the place that a clause without figures of the same sentence begins with."""
        region = self._context.report.region or ""
        for clause in self._waiting:
            if clause.start >= self._sentence_start:
                place = place_of_remark(self._text[clause.start : clause.end], region)
                if place is not None:
                    return place
        return None

    def _is_attribute(self, figure: Figure, counted: Subject, clause: Clause) -> bool:
        """Whether a figure modifies the noun of another one: 15亩以上撂荒耕地12.42万亩."""
        later = [one.start for one in self._figures if figure.end <= one.start < clause.end]
        sized = figure.qualifier in _SIZES and figure.start == clause.start
        if not later or later[0] == counted.end:
            return sized or bool(later)
        return sized and "、" not in self._text[figure.end : later[0]]

    def _counted(
        self,
        clause: Clause,
        group: Sequence[Figure],
        own: Subject | None,
        predicate: Predicate,
    ) -> Subject | None:
        """Return the subject of a figure with the noun that it counts: 打造15个教育集团."""
        figure, changing = group[-1], predicate.direction or predicate.nominal
        if figure.unit in SHARE_UNITS or changing:
            return None
        later = (one.start for one in self._figures if figure.end <= one.start < clause.end)
        span = read_object(self._text, figure.end, next(later, clause.end))
        if span is None:
            return None
        noun, start = self._text[slice(*span)], span[0]
        if figure.qualifier in _SIZES and (change := read_predicate(noun)).direction:
            noun, start = noun[: change.start], figure.start  # 500万元以上固定资产投资增长1.8%
        stop = span[0] + len(noun)
        if own is None or not own.head:
            place = own.place if own is not None else None
            return Subject(head=noun, start=start, end=stop, place=place)
        return replace(own, head=own.head + noun, end=stop)

    def _state(
        self, statement: Statement, group: Sequence[Figure], subject: Subject
    ) -> Iterator[Fact]:
        subjects = members(subject) if len(group) > 1 else (subject,)
        if len(subjects) < len(group) and subject == self._carried:
            subjects = self._told_before(statement.position, group) or subjects
        if len(group) == 1 and _EACH.search(self._text, statement.position, group[0].start):
            subjects = members(subject)
            group = list(group) * len(subjects)
        if len(subjects) == len(group):
            for figure, one in zip(group, subjects, strict=True):
                yield fact_of(self._context, statement, figure, one)
            if not statement.predicate.direction:
                self._told += subjects

    def _told_before(self, position: int, group: Sequence[Figure]) -> tuple[Subject, ...]:
        """Return the subjects told one by one before figures that 分别 gives them together."""
        respective = RESPECTIVE.search(self._text, position, group[0].start)
        told = tuple(self._told[-len(group) :]) if respective else ()
        return told if len({one.head for one in told}) == len(group) else ()
