"""The places of all passages: one table with a row per paragraph, one with a row per sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.index.passage_index import Candidate
from embeddings.search.top_k import Rows, Scores

__all__ = [
    "PARAGRAPH_ROW",
    "SENTENCE_ROW",
    "PassageTable",
    "scored_candidates",
    "sentences_of",
]

Structured = npt.NDArray[np.void]
Flags = npt.NDArray[np.bool_]

PARAGRAPH_ROW = np.dtype(
    [
        ("report", "<i4"),  # row of the catalogue
        ("number", "<i4"),  # 1-based within the report
        ("start", "<i4"),  # offsets in the report's text
        ("end", "<i4"),
        ("digest", "<u8", (2,)),  # of what was embedded
    ]
)
SENTENCE_ROW = np.dtype(
    [
        ("paragraph", "<i4"),  # row of the paragraph table
        ("start", "<i4"),
        ("end", "<i4"),
        ("digest", "<u8", (2,)),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageTable:
    """Both tables, in the order of the catalogue: `report` and `paragraph` are non-decreasing."""

    paragraphs: Structured  # of PARAGRAPH_ROW
    sentences: Structured  # of SENTENCE_ROW; every paragraph has at least one

    @classmethod
    def empty(cls) -> "PassageTable":
        """Return the table of no passage."""
        return cls(
            paragraphs=np.zeros(0, dtype=PARAGRAPH_ROW), sentences=np.zeros(0, dtype=SENTENCE_ROW)
        )

    def of_reports(self, reports: Flags) -> tuple[Flags, Flags]:
        """Return which paragraphs and which sentences belong to the flagged catalogue rows."""
        paragraphs = reports[self.paragraphs["report"]]
        return paragraphs, paragraphs[self.sentences["paragraph"]]

    def first_sentences(self) -> Rows:
        """Return the row of each paragraph's first sentence, followed by the number of sentences.

        For repeated look-ups: it scans the sentence table once.
        """
        return np.searchsorted(
            np.ascontiguousarray(self.sentences["paragraph"]),
            np.arange(len(self.paragraphs) + 1, dtype=np.int32),
        )

    def first_paragraphs(self, reports: int) -> Rows:
        """Return the row of each report's first paragraph, followed by the number of paragraphs."""
        return np.searchsorted(
            np.ascontiguousarray(self.paragraphs["report"]), np.arange(reports + 1, dtype=np.int32)
        )

    def kept(self, reports: Flags) -> "PassageTable":
        """Return the table of the flagged catalogue rows alone, renumbered."""
        keep_paragraphs, keep_sentences = self.of_reports(reports)
        paragraphs = self.paragraphs[keep_paragraphs]
        sentences = self.sentences[keep_sentences]
        paragraphs["report"] = _places(reports)[paragraphs["report"]]
        sentences["paragraph"] = _places(keep_paragraphs)[sentences["paragraph"]]
        return PassageTable(paragraphs=paragraphs, sentences=sentences)

    def joined(self, later: "PassageTable", reports: int) -> "PassageTable":
        """Return this table, of `reports` catalogue rows, followed by a later one."""
        paragraphs, sentences = later.paragraphs.copy(), later.sentences.copy()
        paragraphs["report"] += reports
        sentences["paragraph"] += len(self.paragraphs)
        return PassageTable(
            paragraphs=np.concatenate([self.paragraphs, paragraphs]),
            sentences=np.concatenate([self.sentences, sentences]),
        )


def sentences_of(paragraphs: Rows, first_sentences: Rows) -> tuple[Rows, Rows]:
    """Return the concatenated sentence rows of `paragraphs`, and the start of each one's rows."""
    first = first_sentences[paragraphs]
    counts = first_sentences[paragraphs + 1] - first
    begins = np.cumsum(counts) - counts
    return np.repeat(first - begins, counts) + np.arange(int(counts.sum())), begins


def _places(keep: Flags) -> npt.NDArray[np.int64]:
    return np.cumsum(keep, dtype=np.int64) - 1


def scored_candidates(
    table: PassageTable,
    report_ids: Sequence[str],
    rows: Rows,
    sentences: Rows,
    begins: Rows,
    *,
    lexical: Scores,
    dense: Scores,
    sentence_lexical: Scores,
    sentence_dense: Scores,
) -> list[Candidate]:
    """Return the candidates of paragraph `rows`, each with the best of its sentences.

    Args:
        table: of the passages.
        report_ids: of the catalogue, in its order.
        rows: of the paragraphs.
        sentences: their rows, one paragraph after another.
        begins: start of each paragraph's rows in `sentences`.
        lexical: score of each paragraph; `dense` likewise.
        dense: score of each paragraph.
        sentence_lexical: score of each sentence; `sentence_dense` likewise.
        sentence_dense: score of each sentence.
    """
    best_lexical = _best_of_each(sentence_lexical, begins)
    best_dense = _best_of_each(sentence_dense, begins)
    best = np.where(sentence_lexical[best_lexical] > 0, best_lexical, best_dense)
    places, paragraphs = table.sentences[sentences[best]], table.paragraphs[rows]
    columns = (
        paragraphs["report"],
        paragraphs["number"],
        lexical,
        sentence_lexical[best_lexical],
        dense,
        sentence_dense[best_dense],
        places["start"],
        places["end"],
    )
    return [
        Candidate(
            report_id=report_ids[values[0]],
            paragraph=values[1],
            lexical=values[2],
            lexical_sentence=values[3],
            dense=values[4],
            dense_sentence=values[5],
            sentence_start=values[6],
            sentence_end=values[7],
        )
        for values in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _best_of_each(values: Scores, begins: Rows) -> Rows:
    """Return the place of the first largest value of each run; runs begin at `begins`."""
    largest = np.maximum.reduceat(values, begins)
    counts = np.diff(begins, append=len(values))
    places = np.flatnonzero(values == np.repeat(largest, counts))
    first: Rows = places[np.searchsorted(places, begins)]
    return first
