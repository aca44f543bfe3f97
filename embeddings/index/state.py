"""The state of an embedded index as one immutable value; changes make a new one."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from embeddings.index.catalogue import Catalogue
from embeddings.index.fact_table import FactBatch, FactTable
from embeddings.index.passage_table import PassageTable
from embeddings.search.dense import DenseIndex
from embeddings.search.packed_postings import PackedPostings
from embeddings.search.postings import Postings
from embeddings.search.vocabulary import Vocabulary
from embeddings.text.sketches import Sketches, report_sketches

__all__ = ["GranularityState", "IndexState"]

Flags = npt.NDArray[np.bool_]
Int64s = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class GranularityState:
    """Postings and vectors at one granularity, row by row as in the passage table."""

    postings: Postings | PackedPostings
    dense: DenseIndex

    def kept(self, keep: Flags) -> "GranularityState":
        """Return the flagged rows alone, renumbered."""
        return GranularityState(
            postings=self.postings.unpacked().kept(keep), dense=self.dense.kept(keep)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexState:
    """Reports, passages, terms, postings and vectors."""

    catalogue: Catalogue
    table: PassageTable
    vocabulary: Vocabulary  # of both granularities
    paragraphs: GranularityState
    sentences: GranularityState
    facts: FactTable | None  # None if the snapshot has none of this revision
    sketches: Sketches | None  # one per report; None if the snapshot has none

    @classmethod
    def empty(cls, dimension: int) -> "IndexState":
        """Return the state of an index without reports."""
        part = GranularityState(
            postings=Postings.empty(),
            dense=DenseIndex.of(np.zeros((0, dimension), dtype=np.float16)),
        )
        return cls(
            catalogue=Catalogue({}, {}),
            table=PassageTable.empty(),
            vocabulary=Vocabulary.of(()),
            paragraphs=part,
            sentences=part,
            facts=FactBatch().table(),
            sketches=report_sketches(()),
        )

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the manifest."""
        facts = {} if self.facts is None else {"facts": len(self.facts)}
        return {
            "reports": len(self.catalogue),
            "paragraphs": len(self.table.paragraphs),
            "sentences": len(self.table.sentences),
            "terms": len(self.vocabulary),
            "paragraph_postings": len(self.paragraphs.postings),
            "sentence_postings": len(self.sentences.postings),
            **facts,
        }

    def with_facts(self) -> "IndexState":
        """Return the state with the facts of its reports; itself if it has them."""
        if self.facts is not None:
            return self
        return replace(self, facts=FactTable.of(self.catalogue.values()))

    def with_sketches(self) -> "IndexState":
        """Return the state with the sketches of its reports; itself where it has them."""
        if self.sketches is not None:
            return self
        return replace(self, sketches=report_sketches(self.catalogue.values()))

    def without(self, report_ids: set[str]) -> "IndexState":
        """Return the state without these reports, their passages and the terms of these alone."""
        keep = np.fromiter(
            (report_id not in report_ids for report_id in self.catalogue),
            dtype=bool,
            count=len(self.catalogue),
        )
        if keep.all():
            return self
        keep_paragraphs, keep_sentences = self.table.of_reports(keep)
        paragraphs = self.paragraphs.kept(keep_paragraphs)
        sentences = self.sentences.kept(keep_sentences)
        used = (paragraphs.postings.frequencies > 0) | (sentences.postings.frequencies > 0)
        terms = [term for term, use in zip(self.vocabulary.terms(), used, strict=True) if use]
        numbers = np.where(used, np.cumsum(used) - 1, -1)
        return IndexState(
            catalogue=self.catalogue.without(report_ids),
            table=self.table.kept(keep),
            vocabulary=Vocabulary.of(terms),
            paragraphs=_with_terms(paragraphs, numbers, len(terms)),
            sentences=_with_terms(sentences, numbers, len(terms)),
            facts=None if self.facts is None else self.facts.kept(keep),
            sketches=None if self.sketches is None else self.sketches[keep],
        )

    def joined(self, later: "IndexState") -> "IndexState":
        """Return this state followed by another; no report may be in both."""
        if not len(self.catalogue):
            return later
        vocabulary = Vocabulary.of({*self.vocabulary.terms(), *later.vocabulary.terms()})
        places = {term: number for number, term in enumerate(vocabulary.terms())}
        mine, theirs = (
            np.fromiter((places[term] for term in state.vocabulary.terms()), dtype=np.int64)
            for state in (self, later)
        )
        paragraphs, sentences = (
            GranularityState(
                postings=here.postings.unpacked()
                .renumbered(mine, len(vocabulary))
                .joined(there.postings.unpacked().renumbered(theirs, len(vocabulary))),
                dense=DenseIndex.of(np.concatenate([here.dense.vectors, there.dense.vectors])),
            )
            for here, there in (
                (self.paragraphs, later.paragraphs),
                (self.sentences, later.sentences),
            )
        )
        return IndexState(
            catalogue=self.catalogue.joined(later.catalogue),
            table=self.table.joined(later.table, len(self.catalogue)),
            vocabulary=vocabulary,
            paragraphs=paragraphs,
            sentences=sentences,
            facts=None
            if self.facts is None or later.facts is None
            else self.facts.joined(later.facts),
            sketches=None
            if self.sketches is None or later.sketches is None
            else np.concatenate([self.sketches, later.sketches]),
        )


def _with_terms(part: GranularityState, numbers: Int64s, terms: int) -> GranularityState:
    return GranularityState(
        postings=part.postings.unpacked().renumbered(numbers, terms), dense=part.dense
    )
