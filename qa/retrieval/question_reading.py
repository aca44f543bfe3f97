"""A question normalised, made self-contained from the earlier turns, and parsed with its parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from embeddings.encoders.encoder import Encoder
from embeddings.index.passage_index import IndexQuery, PassageIndex
from embeddings.index.stored.report_set import ReportSet
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.segmentation import BIGRAM_MARK, terms
from qa.normalisation.normalisation import Normalised, normalised
from qa.question.aspect import TARGETS
from qa.question.decomposition import with_parts
from qa.question.follow_ups.rewriting import Rewriting, Similar, rewrite
from qa.question.limits import LONGEST_QUESTION
from qa.question.question import Question, Reading, parse_question
from qa.question.region_objects import without_objects
from qa.question.scope import (
    asks_of_the_future,
    derive_scope,
    question_anchor,
    speaking_year,
)
from qa.question.synonyms import Lexicon
from qa.records import Retrieval, Turn
from qa.retrieval.coverage import missing_of, united
from qa.retrieval.report_filter import ReportFilter
from qa.snapshot import Snapshot

__all__ = ["QuestionReading", "read_question", "recent_turns", "similarity", "understood"]

_TURNS = 20  # latest turns that a follow-up can refer to
_NAMED_YEAR = lazy_regex(r"(?P<name>[\u4e00-\u9fff]{3,12})(?:的)?[今去前明上]年")
_PARAGRAPHS_READ = 40  # for a name
_LONGEST_ANSWER = 2_000  # characters of an earlier answer that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReading:
    """A question as typed, with every stage of its reading."""

    normalised: Normalised
    rewriting: Rewriting  # self-contained
    question: Question  # as it is searched

    @property
    def parts(self) -> tuple[Question, ...]:
        """The parts of a comparing question; the question itself for one thing."""
        return self.question.parts or (self.question,)


def read_question(
    question: str,
    history: Sequence[Turn],
    *,
    snapshot: Snapshot,
    lexicon: Lexicon,
    allowed: ReportSet,
    reports: ReportSet,
    continued: bool = False,
) -> QuestionReading:
    """Return the reading of `question`, asked after the turns of `history`.

    If `continued`, the year and place of the last turn hold for any question that says none.
    Relative years (今年) are resolved against the report whose words the question gives (2016年报告
    说今年), else the newest one of `allowed`, or of `reports` if `allowed` is empty.
    """
    asked = normalised(question, spoken=_spoken_in(snapshot.index))
    history = [replace(turn, question=normalised(turn.question).text) for turn in history]
    anchor = question_anchor(allowed or reports)

    places = snapshot.gazetteer
    rewriting = rewrite(
        asked.text,
        history,
        anchor=anchor,
        gazetteer=places,
        similar=similarity(snapshot.index.encoder),
    )
    text = (continued and rewriting.in_context) or rewriting.text
    named = Reading(anchor=anchor, gazetteer=places).regions(text)
    named = without_objects(named, fold(text), frozenset(reports.regions))
    regions = tuple(region.name for region in named) if any(allowed.regions) else ()
    if regions and not allowed.of_regions(regions):
        regions = tuple(sorted({name for region in named for name in region.above}))
    year = speaking_year(text)
    if not named and year is None and len(allowed.regions) > 1:
        regions = _region_of_name(fold(text), snapshot, allowed)
    if regions or year is not None:
        anchor = question_anchor(allowed or reports, regions, year=year)
    parsed = parse_question(text, anchor=anchor, lexicon=lexicon, named=named)
    if asks_of_the_future(parsed, allowed or reports):
        parsed = parsed.of_aspect(TARGETS)
    reading = Reading(anchor=anchor, gazetteer=places)
    return QuestionReading(
        normalised=asked,
        rewriting=rewriting,
        question=with_parts(parsed, reading=reading, lexicon=lexicon),
    )


def understood(
    question: str, read: QuestionReading, wanted: ReportFilter, snapshot: Snapshot
) -> Retrieval:
    """Return a question as it was read, with its scope in the reports; no passages."""
    allowed = wanted.allowed or wanted.reports
    return Retrieval(
        passages=(),
        question=question,
        rewritten=read.question.text,
        scope=wanted.narrowed(derive_scope(read.question, allowed)),
        missing=wanted.missing(united(missing_of(part, allowed) for part in read.parts)),
        slips=read.normalised.slips,
        in_context=read.rewriting.in_context,
        optional_context=read.rewriting.optional,
        parsed=read.question,
        snapshot=snapshot,
    )


def similarity(encoder: Encoder) -> Similar:
    """Return the similarity of a word to others, by the vectors of an encoder."""

    def similar(word: str, others: Sequence[str]) -> Sequence[float]:
        vectors = encoder.encode_passages([word, *others])
        return [float(value) for value in vectors[1:] @ vectors[0]]

    return similar


def recent_turns(history: Sequence[Turn]) -> list[Turn]:
    """Return the last turns, oldest first, each cut to the limits of length."""
    return [
        replace(
            turn,
            question=turn.question[:LONGEST_QUESTION],
            answer=turn.answer[:_LONGEST_ANSWER],
        )
        for turn in history[-_TURNS:]
    ]


def _region_of_name(folded: str, snapshot: Snapshot, allowed: ReportSet) -> tuple[str, ...]:
    """Return the place of the reports that have the name before 今年, if it is one: 三门核电今年….

    The year is that of its own newest report, not of whichever place has the newest of all.
    """
    led = _NAMED_YEAR.match(folded)
    if led is None:
        return ()
    name = led["name"]
    weights = dict.fromkeys(terms(name), 1.0)
    found = snapshot.index.search(IndexQuery(terms=weights, vector=None, k=_PARAGRAPHS_READ))
    having = {
        region
        for one in found
        if (region := snapshot.reports[one.report_id].region) is not None
        and region in allowed.regions
        and name in snapshot.paragraphs.of(one.report_id, one.paragraph).folded
    }
    return tuple(having) if len(having) == 1 else ()


def _spoken_in(index: PassageIndex) -> Callable[[str], bool]:
    """Return a test whether some passage contains all character pairs of a piece of text."""

    def spoken(piece: str) -> bool:
        pairs = dict.fromkeys((f"{BIGRAM_MARK}{a}{b}" for a, b in pairwise(fold(piece))), 1.0)
        return bool(pairs) and all(
            index.search(IndexQuery(terms={pair: 1.0}, vector=None, k=1)) for pair in pairs
        )

    return spoken
