"""The sentences that contain a term, and the sentences that two reports share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embeddings.records import Report
from embeddings.text.folding import fold
from qa.diff.records import DiffStatement
from qa.diff.statements import bare_words, figures_of, statements_of
from qa.diff.words.contexts import clause_around
from qa.diff.words.term_counts import Occurrence, TermCount, TermHistory, occurrences
from qa.quotes import LONGEST, SHORTEST

__all__ = ["Mention", "SharedStatement", "mentions", "shared_statements"]

_COPIED_FROM = 12  # minimum characters of a shared sentence, without punctuation
_FORMAL = re.compile(r"各位代表|向大会报告|请予审议|提出意见|表示.{0,6}感谢|致以.{0,8}敬意")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The most informative sentence of a report that contains a term."""

    report_id: str
    title: str
    year: int | None
    region: str | None
    count: int  # of the term in the whole report
    paragraph: int  # 1-based
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStatement:
    """A sentence that two reports have in the same words, figures included."""

    one: DiffStatement
    other: DiffStatement


def mentions(
    history: TermHistory,
    reports: Mapping[str, Report],
    *,
    most: int | None = None,
    of_each_region: bool = False,
) -> tuple[Mention, ...]:
    """Return the best sentence of each report that contains a term, the latest year first.

    The best is not a salutation and has the term most often; among these, one with a figure, then
    the longest that can be cited. Where none can, the clause of the first mention.

    Args:
        history: the reports, with the counts of the term.
        reports: of the index, by report_id.
        most: how many are wanted; by default all.
        of_each_region: whether only the latest of each region is wanted.
    """
    counted = [one for one in history.counts if one.count]
    counted.sort(key=lambda one: (-(one.year or 0), one.region or "", one.title))
    found: list[Mention] = []
    regions: set[str] = set()
    for one in counted:
        if len(found) == most:
            break
        if of_each_region and (one.region or "") in regions:
            continue
        places = occurrences(TermHistory(term=history.term, counts=(one,)), reports)
        said = _mention(one, reports[one.report_id], places) if places else None
        if said is not None:
            found.append(said)
            regions.add(said.region or "")
    return tuple(found)


def _mention(count: TermCount, report: Report, places: Sequence[Occurrence]) -> Mention | None:
    starts = [place.start for place in places]
    paragraphs = {place.paragraph for place in places}
    holding = [
        (inside, statement)
        for statement in statements_of(report, paragraphs)
        if SHORTEST <= statement.end - statement.start <= LONGEST
        and (inside := sum(statement.start <= start < statement.end for start in starts))
    ]
    if holding:
        best = max(holding, key=_worth)[1]
        where = (best.paragraph, best.start, best.end)
    else:
        clause = clause_around(report, places[0].start, places[0].end)
        if clause is None:
            return None
        where = clause
    return Mention(
        report_id=count.report_id,
        title=count.title,
        year=count.year,
        region=count.region,
        count=count.count,
        paragraph=where[0],
        start=where[1],
        end=where[2],
        sentence=report.text[where[1] : where[2]],
    )


def _worth(row: tuple[int, DiffStatement]) -> tuple[bool, int, bool, int]:
    count, statement = row
    text = statement.text
    return _FORMAL.search(text) is None, count, bool(figures_of(text)), len(text)


def shared_statements(one: Report, other: Report) -> tuple[SharedStatement, ...]:
    """Return the sentences that both reports have in the same words, in the order of the first.

    Salutations and thanks, which every report has, are left out.
    """
    theirs: dict[str, DiffStatement] = {}
    for statement in statements_of(other):
        theirs.setdefault(_wording(statement.text), statement)
    found = []
    for statement in statements_of(one):
        wording = _wording(statement.text)
        if len(wording) >= _COPIED_FROM and wording in theirs and not _FORMAL.search(wording):
            found.append(SharedStatement(one=statement, other=theirs[wording]))
    return tuple(found)


def _wording(text: str) -> str:
    """Return the words and figures of a sentence, equal for sentences in the same words."""
    values = "|".join(f"{figure.low}{figure.high}{figure.unit}" for figure in figures_of(text))
    return f"{bare_words(fold(text))}|{values}"
