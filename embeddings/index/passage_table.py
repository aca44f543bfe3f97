"""Where every passage stands: two tables of one row per paragraph and one row per sentence."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.search.top_k import Rows

__all__ = ["PARAGRAPH_ROW", "SENTENCE_ROW", "PassageTable", "sentences_of"]

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
    """Both grains, in the order of the catalogue: `report` and `paragraph` never fall."""

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
        """Return the row of each paragraph's first sentence, and behind the last one their number.

        For whoever asks often: it reads the sentence table through once.
        """
        return np.searchsorted(
            np.ascontiguousarray(self.sentences["paragraph"]),
            np.arange(len(self.paragraphs) + 1, dtype=np.int32),
        )

    def first_paragraphs(self, reports: int) -> Rows:
        """Return the row of each report's first paragraph, and behind the last one their number."""
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
        """Return this table, of `reports` catalogue rows, with a later one behind."""
        paragraphs, sentences = later.paragraphs.copy(), later.sentences.copy()
        paragraphs["report"] += reports
        sentences["paragraph"] += len(self.paragraphs)
        return PassageTable(
            paragraphs=np.concatenate([self.paragraphs, paragraphs]),
            sentences=np.concatenate([self.sentences, sentences]),
        )


def sentences_of(paragraphs: Rows, first_sentences: Rows) -> tuple[Rows, Rows]:
    """Return the sentence rows of `paragraphs`, one after another, and where each one's begin."""
    first = first_sentences[paragraphs]
    counts = first_sentences[paragraphs + 1] - first
    begins = np.cumsum(counts) - counts
    return np.repeat(first - begins, counts) + np.arange(int(counts.sum())), begins


def _places(keep: Flags) -> npt.NDArray[np.int64]:
    return np.cumsum(keep, dtype=np.int64) - 1
