"""A report's passages at both granularities in flat arrays, segmented once.

What `passages.passages_of` gives paragraph by paragraph, for an index of any number of reports.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.passages import context_of
from embeddings.records import Report
from embeddings.text.segmented_texts import BETWEEN, SegmentedTexts, segment_together
from embeddings.text.sentences import sentence_spans
from embeddings.text.term_numbers import NumberedTerms, TermNumbers

__all__ = ["GranularityPassages", "ReportPassages", "TokenRuns", "report_passages"]

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRuns:
    """Where the tokens of each text begin among those of the report, and how many they are."""

    starts: Places
    sizes: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class GranularityPassages:
    """The passages at one granularity, in reading order."""

    paragraphs: Places  # place of each one's paragraph in the report, from 0
    starts: Places  # offsets in the report's text
    ends: Places
    contexts: Places  # place of each one's context in `ReportPassages.contexts`
    own: NumberedTerms
    around: NumberedTerms  # terms of the contexts
    tokens: TokenRuns

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPassages:
    """A report, segmented."""

    contexts: tuple[str, ...]  # no two alike
    context_tokens: TokenRuns
    tokens: npt.NDArray[np.int32]  # rows of the bundled model
    paragraphs: GranularityPassages
    sentences: GranularityPassages  # at least one of each paragraph


def report_passages(report: Report, numbers: TermNumbers) -> ReportPassages:
    """Return the passages of `report`, their terms numbered by `numbers`."""
    texts = [report.text[each.start : each.end] for each in report.paragraphs]
    context_places: dict[str, int] = {}
    context_numbers = np.array(
        [
            context_places.setdefault(context_of(report, each), len(context_places))
            for each in report.paragraphs
        ],
        dtype=np.int64,
    )
    contexts = tuple(context_places)
    segmented = segment_together([*contexts, *texts])
    begins, stops = segmented.starts[len(contexts) :], segmented.ends[len(contexts) :]
    starts, ends = _sentences(texts, begins, stops)
    first = np.array([each.start for each in report.paragraphs], dtype=np.int64)
    owners = begins.searchsorted(starts, side="right") - 1
    shifts = (first - begins)[owners]
    context_starts, context_ends = (
        segmented.starts[: len(contexts)],
        segmented.ends[: len(contexts)],
    )
    context_terms = numbers.occurrences(segmented, context_starts, context_ends)
    own = numbers.occurrences(segmented, starts, ends)
    paragraphs = GranularityPassages(
        paragraphs=np.arange(len(texts)),
        starts=first,
        ends=first + stops - begins,
        contexts=context_numbers,
        own=NumberedTerms(passages=owners[own.passages], numbers=own.numbers),
        around=_spread(context_terms, context_numbers, len(contexts)),
        tokens=_tokens(segmented, begins, stops),
    )
    sentences = GranularityPassages(
        paragraphs=owners,
        starts=starts + shifts,
        ends=ends + shifts,
        contexts=context_numbers[owners],
        own=own,
        around=_spread(context_terms, context_numbers[owners], len(contexts)),
        tokens=_tokens(segmented, starts, ends),
    )
    return ReportPassages(
        contexts=contexts,
        context_tokens=_tokens(segmented, context_starts, context_ends),
        tokens=segmented.tokens,
        paragraphs=paragraphs,
        sentences=sentences,
    )


def _sentences(texts: list[str], begins: Places, stops: Places) -> tuple[Places, Places]:
    """Return where sentences begin and end, as the texts stand at `begins:stops`."""
    spans = np.array(sentence_spans(BETWEEN.join(texts)), dtype=np.int64).reshape(-1, 2)
    spans += int(begins[0]) if len(begins) else 0
    without = np.ones(len(texts), dtype=bool)
    without[begins.searchsorted(spans[:, 0], side="right") - 1] = False
    if without.any():  # white space alone is a sentence as well
        whole = np.stack([begins[without], stops[without]], axis=1)
        spans = np.concatenate([spans, whole])
        spans = spans[np.argsort(spans[:, 0], kind="stable")]
    return spans[:, 0], spans[:, 1]


def _spread(terms: NumberedTerms, contexts: Places, count: int) -> NumberedTerms:
    """Return the terms of each passage's context; `terms` are those of `count` contexts."""
    order = np.argsort(terms.passages, kind="stable")
    numbers = terms.numbers[order]
    firsts = terms.passages[order].searchsorted(np.arange(count + 1))
    sizes = np.diff(firsts)[contexts]
    shifts = firsts[contexts] - (np.cumsum(sizes) - sizes)
    return NumberedTerms(
        passages=np.repeat(np.arange(len(contexts)), sizes),
        numbers=numbers[np.repeat(shifts, sizes) + np.arange(int(sizes.sum()))],
    )


def _tokens(segmented: SegmentedTexts, starts: Places, ends: Places) -> TokenRuns:
    first = segmented.token_starts.searchsorted(starts)
    return TokenRuns(starts=first, sizes=segmented.token_starts.searchsorted(ends) - first)
