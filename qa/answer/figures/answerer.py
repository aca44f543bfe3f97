"""`FactAnswerer`: a figure question answered from facts, or refused with the true reason.

It decides only if it understands the question, that is if the reports name the indicator.
Everything else is left to the passages.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from embeddings.index.stored.report_set import ReportSet
from embeddings.language.figures import find_figures
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.answer.drafts.draft import Draft
from qa.answer.figures.derived import (
    by_residence,
    increase_over_base,
    named_both,
    planned_over_base,
    said_by_growth,
)
from qa.answer.figures.quoted.anchoring import (
    anchored_grids,
    dated,
    fits_better,
    labelled,
    planned,
)
from qa.answer.figures.quoted.quoted_names import is_named, of_nothing_named
from qa.answer.figures.quoted.unrelated import misdated, unrelated
from qa.answer.figures.quoted.vetting import borne_out, cited_facts, has_figure
from qa.answer.figures.refusals import (
    lacking_message,
    refusal_draft,
    refusal_grounds,
    that_should_say,
    understood,
)
from qa.answer.figures.sentences import said_in_a_sentence
from qa.answer.figures.table_draft import cell_proof, is_table, table_draft
from qa.answer.figures.tables import columns, grid_table
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_name import asked_name
from qa.facts.asked_operation import Across
from qa.facts.fact_book import FactBook
from qa.facts.frames import FigureQuestion, read_figure_question
from qa.facts.grid import Grid, by_year, read_grid, read_whole
from qa.facts.indicator_names import is_listed_thing, read_name
from qa.facts.names.common_names import is_common
from qa.facts.rows import FactScope
from qa.question.answer_type import AnswerType
from qa.question.scope import hard_reports
from qa.quotes import Quote
from qa.records import SURE, Answer, Retrieval
from qa.retrieval.versions import Versions
from qa.short_answers.figure_bounds import as_asked
from qa.snapshot import Snapshot
from qa.tables import FigureTable

__all__ = ["FactAnswerer", "FigureReading"]

_HEAD = 2  # characters of the noun that ends a name: 产量
_HOW = lazy_regex("怎么?样|如何|咋样|情况|介绍|啥样")
_REPORTS_ASKED = 60  # newest reports searched for the name of an indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReading:
    """A figure question with the facts that may answer it."""

    asked: FigureQuestion
    scope: FactScope | None  # None if the question does not determine a place


class FactAnswerer:
    """Answers figure questions from the facts of a snapshot."""

    def read(self, retrieval: Retrieval) -> FigureReading | None:
        """Return the figures that a question asks for and the facts in scope; None for none."""
        question, snapshot = retrieval.origin()
        asked = read_figure_question(question)
        if asked is None:
            return None
        return FigureReading(asked=asked, scope=self._scope(snapshot, retrieval, asked))

    def draft(
        self, retrieval: Retrieval, reading: FigureReading, *, refusing: bool = True
    ) -> Draft | None:
        """Return the answer or refusal from facts; None if the facts do not decide.

        Unless `refusing`, None in place of a refusal: to know that reports name an indicator and
        give no figure of it takes the names of all their facts.
        """
        asked, scope = reading.asked, reading.scope
        question, _ = retrieval.origin()
        if scope is None:
            return None
        grids = [
            read_whole(asked, frame, scope) or read_grid(asked, frame, scope)
            for frame in asked.frames
        ]
        if not all(grid.rows for grid in grids):
            return None
        yearly = by_year(asked, asked.frames[0]) if not grids[0].stated else None
        if yearly is not None:
            asked, frame = yearly
            grids = [read_grid(asked, frame, scope)]
        grids = [
            grid if grid.stated else increase_over_base(grid.frame, scope) or grid for grid in grids
        ]
        grids = planned_over_base(asked, grids, scope) or grids
        derived = said_by_growth(asked, grids, scope)
        if derived is not None:
            return derived
        if len(grids) == 1 and (both := by_residence(grids[0], asked, scope)):
            grids = both if named_both(grids[0]) else [*both, grids[0]]
        if not any(grid.stated for grid in grids):
            told = question.kind.kind is AnswerType.OPEN and not _is_bare(grids, question.folded)
            left = told or not refusing or _is_span(asked, grids) or _of_an_area(grids)
            return None if left else _refused(grids, scope, retrieval)
        if is_table(asked, grids, apart=bool(question.parts)):
            return table_draft(asked, grids[0], scope)
        draft = _as_asked(asked, [grid for grid in grids if grid.stated], question.folded)
        lacking = tuple(grid for grid in grids if not grid.stated)
        if draft is None or not lacking:
            return draft
        named = {grid.frame.said for grid in grids if grid.stated}
        unsaid = tuple(lacking_message(grid.frame, named) for grid in lacking)
        return replace(draft, lacking=lacking, notices=(*draft.notices, *unsaid))

    def table(self, snapshot: Snapshot, asked: FigureQuestion) -> FigureTable:
        """Return the table of a question, each cell with its own citation."""
        scope = self._within(snapshot, snapshot.every)
        grid = read_grid(asked, asked.frames[0], scope)
        return grid_table(grid, columns(grid), cell_proof)

    def checked(self, answer: Answer, reading: FigureReading | None) -> Answer | Draft:
        """Return a quoted answer, corrected or refused by the facts; usually unchanged.

        A figure of something that the question does not name is refused; one of another year or
        aspect is replaced by the right fact of the same indicator; a target is labelled as one.
        """
        if answer.refused or answer.retrieval is None:
            return answer
        question, snapshot = answer.retrieval.origin()
        if reading is None:
            book = self.book(snapshot)
            return planned(dated(answer, question, book), question, book)
        asked, scope = reading.asked, reading.scope
        refused = unrelated(answer, answer.retrieval, asked, self.book(snapshot))
        if refused is not None or scope is None:
            return refused or answer
        grids = anchored_grids(answer, asked, scope)
        draft = _as_asked(asked, grids, question.folded) if grids else None
        if draft is not None:
            return replace(draft, probability=answer.confidence)
        refused = misdated(answer, answer.retrieval, asked, scope.book)
        told = labelled(answer, asked, scope)
        return refused or planned(told, question, scope.book)

    def better_of(
        self, retrieval: Retrieval, reading: FigureReading | None
    ) -> Callable[[Quote, Quote], bool] | None:
        """Return whether only the second of two quotes has a figure of the time asked for.

        None where any time and aspect may answer.
        """
        if reading is None or reading.asked.across is not None or len(reading.asked.frames) != 1:
            return None
        (frame,) = reading.asked.frames
        aspects = (AskedAspect.TARGET, AskedAspect.RESULT)
        if len(frame.periods) > 1 or not (frame.periods or frame.aspect in aspects):
            return None
        book = self.book(retrieval.origin()[1])
        return lambda quote, other: fits_better(frame, quote, other, book)

    def names(self, snapshot: Snapshot, text: str) -> bool:
        """Whether a text is little more than the name of an indicator: 细颗粒物浓度是多少."""
        name = read_name(asked_name(fold(text), ()))
        newest = snapshot.every.newest_first()[:_REPORTS_ASKED]
        return bool(name) and self.book(snapshot).knows(name, newest)

    def has_all(self, draft: Draft, answer: Answer) -> bool:
        """Whether a quoted answer has the figures that `draft`, of facts alone, lacks.

        It names them, or it is sure of itself: words that name nothing may be everyday ones.
        """
        if answer.refused:
            return False
        quoted = "".join(citation.excerpt for citation in answer.citations)
        if len(find_figures(quoted)) <= len(draft.lacking):
            return False  # of each a figure is asked for
        ranks = any(grid.frame.measure is AskedMeasure.RANK for grid in draft.lacking)
        if ranks or answer.retrieval is None:
            return False
        book = self.book(answer.retrieval.origin()[1])
        if not all(_is_in(answer, grid, book) for grid in draft.lacking):
            return False
        unnamed = [grid.frame.name for grid in draft.lacking if not is_named(grid.frame, quoted)]
        told = cited_facts(draft.citations, book)
        heads = {name.text[-_HEAD:] for named in told for name in named.names}
        if any(name.text[-_HEAD:] in heads for name in unnamed):
            return False  # a report that writes 粮食产量 writes 棉花产量
        return not unnamed or answer.confidence >= SURE

    def overrules(self, draft: Draft, answer: Answer) -> bool:
        """Whether the refusal `draft` takes precedence over an answer quoted from passages."""
        grid, retrieval = draft.refused, answer.retrieval
        if answer.refused or grid is None or retrieval is None or len(grid.rows) > 1:
            return True
        question, snapshot = retrieval.origin()
        if of_nothing_named(answer, question, grid.frame):
            return True
        dated = bool(grid.frame.periods) or any(word.report for word in question.times)
        book, period = self.book(snapshot), grid.rows[0].period
        return not borne_out(answer, grid.frame, period, book, dated=dated)

    def book(self, snapshot: Snapshot) -> FactBook:
        """Return the facts of a snapshot, read once."""

        def read() -> FactBook:
            facts = snapshot.index.facts
            return FactBook(snapshot.reports, lambda report: facts.stored(report.report_id))

        return snapshot.derived(FactBook, read)

    def _scope(
        self, snapshot: Snapshot, retrieval: Retrieval, asked: FigureQuestion
    ) -> FactScope | None:
        """Return the facts that may answer; None if the question does not determine a place."""
        every = snapshot.every
        later = snapshot.derived(Versions, lambda: Versions(every)).later(retrieval.question)
        reports = every.without({key for key, version in later.items() if version != key})
        if retrieval.scope.hard:
            reports = hard_reports(
                reports,
                retrieval.scope.report_years,
                retrieval.scope.regions,
                gazetteer=snapshot.gazetteer,
            )
        over_places = asked.across in (Across.PROVINCES, Across.CITIES, Across.PLACES)
        anywhere = not over_places and not any(frame.regions for frame in asked.frames)
        if anywhere and len(reports.regions) > 1:
            near = Counter(snapshot.reports[p.report_id].region for p in retrieval.passages[:3])
            reports = reports.of_regions([region for region, _ in near.most_common(1)])
        if not reports:
            return None
        return self._within(snapshot, reports)

    def _within(self, snapshot: Snapshot, reports: ReportSet) -> FactScope:
        return FactScope(book=self.book(snapshot), reports=reports, gazetteer=snapshot.gazetteer)


def _as_asked(asked: FigureQuestion, grids: list[Grid], question: str) -> Draft | None:
    """Return grids in a sentence, the short answers as the folded question asks for them."""
    draft = said_in_a_sentence(asked, grids)
    if draft is None:
        return None
    return replace(draft, spans=tuple(as_asked(span, question) for span in draft.spans))


def _is_in(answer: Answer, grid: Grid, book: FactBook) -> bool:
    """Whether a quoted answer may have the figure of a grid that no fact states."""
    known = understood([match for cell in grid.cells for match in cell.near])
    return has_figure(answer, grid.frame, grid.rows[0].period, book, known=known)


def _is_span(asked: FigureQuestion, grids: list[Grid]) -> bool:
    """Whether the years named may mean one span: 2003到2007这五年."""
    return asked.across is Across.YEARS and not asked.by_year and len(grids[0].rows) > 1


def _is_bare(grids: list[Grid], folded: str) -> bool:
    """Whether a question is the name of an indicator alone; 外贸怎么样 asks for no figure."""
    return is_listed_thing(grids[0].frame.name) and not _HOW.search(folded)


def _of_an_area(grids: list[Grid]) -> bool:
    """Whether the question is about a part of the place (兰州新区), which facts do not record."""
    return any(group == "area" for grid in grids for group, _ in grid.frame.name.restrictions)


def _refused(grids: list[Grid], scope: FactScope, retrieval: Retrieval) -> Draft | None:
    """Return the refusal of a question whose indicator is known if none of its facts fits."""
    grid, *others = grids
    if any(other.frame.name != grid.frame.name for other in others):
        return None
    near = [match for cell in grid.cells for match in cell.near]
    newest, name = scope.reports.newest_first()[:_REPORTS_ASKED], grid.frame.name
    nameless = name.text in dict(name.restrictions).values()  # 打算新增多少: said before
    if nameless or not (
        understood(near)
        or is_listed_thing(name)
        or is_common(name)
        or scope.book.knows(name, newest)
    ):
        return None
    grounds = refusal_grounds(grid.frame, grid.rows[0], that_should_say(grid, scope))
    return refusal_draft(retrieval, grounds, grid)
