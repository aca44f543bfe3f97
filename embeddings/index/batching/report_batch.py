"""New reports on their way into an index: segmented, counted and embedded, report by report.

Only flat arrays and the reports' JSON lines are kept, so that a million passages fit in memory.
"""

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.errors import InputError
from embeddings.index.batching.granularity_batch import GranularityBatch
from embeddings.index.batching.report_passages import report_passages
from embeddings.index.batching.vector_cache import Digests, EmbeddedBefore
from embeddings.index.catalogue import Catalogue
from embeddings.index.fact_table import FactBatch
from embeddings.index.passage_table import PARAGRAPH_ROW, SENTENCE_ROW, PassageTable
from embeddings.index.state import IndexState
from embeddings.index.stored.lines import head_line
from embeddings.index.stored.report import body_line
from embeddings.records import Report
from embeddings.search.vocabulary import Vocabulary
from embeddings.text.sketches import report_sketches
from embeddings.text.term_numbers import TermNumbers

__all__ = ["ReportBatch"]

Structured = npt.NDArray[np.void]


class ReportBatch:
    """Reports taken up one by one; `state` makes an index state of them."""

    def __init__(self, encoder: Encoder, earlier: EmbeddedBefore) -> None:
        self._heads: dict[str, bytes] = {}
        self._bodies: dict[str, bytes] = {}
        self._numbers = TermNumbers()
        self._paragraph_count = 0
        self._paragraph_rows: list[Structured] = []
        self._sentence_rows: list[Structured] = []
        self._facts = FactBatch()
        self._sketches = [report_sketches(())]
        self._paragraphs = GranularityBatch(encoder, earlier.paragraphs)
        self._sentences = GranularityBatch(encoder, earlier.sentences)

    @property
    def report_ids(self) -> set[str]:
        """The ids of the reports taken up."""
        return set(self._heads)

    @property
    def embedded(self) -> int:
        """How many passages had to be embedded, because the earlier state had no vector."""
        return self._paragraphs.embedded + self._sentences.embedded

    def append(self, report: Report, lines: tuple[bytes, bytes] | None = None) -> None:
        """Add a report.

        Args:
            report: to add.
            lines: its head and its body as lines of JSON; made by default.

        Raises:
            InputError: for an id that the batch already has.
        """
        # imported when it is needed: a question asked from nothing needs none of it
        from embeddings.facts.extraction import extract_facts  # noqa: PLC0415

        if report.report_id in self._heads:
            raise InputError("report_id_twice", id=report.report_id, title=report.title)
        row = len(self._heads)
        head, body = lines or (head_line(report), body_line(report))
        self._heads[report.report_id], self._bodies[report.report_id] = head, body
        self._facts.append(report.report_id, extract_facts(report))
        self._sketches.append(report_sketches([report]))
        passages = report_passages(report, self._numbers)
        paragraphs, sentences = passages.paragraphs, passages.sentences
        self._paragraph_rows.append(
            _rows(
                PARAGRAPH_ROW,
                report=np.full(len(paragraphs), row),
                number=np.array([each.number for each in report.paragraphs]),
                start=paragraphs.starts,
                end=paragraphs.ends,
            )
        )
        self._sentence_rows.append(
            _rows(
                SENTENCE_ROW,
                paragraph=sentences.paragraphs + self._paragraph_count,
                start=sentences.starts,
                end=sentences.ends,
            )
        )
        self._paragraph_count += len(paragraphs)
        self._paragraphs.extend(report.text, passages, paragraphs)
        self._sentences.extend(report.text, passages, sentences)

    def state(self) -> IndexState:
        """Return the index state of the reports taken up."""
        terms, numbers = self._numbers.sorted_terms()
        return IndexState(
            catalogue=Catalogue(self._heads, self._bodies),
            table=PassageTable(
                paragraphs=_table(PARAGRAPH_ROW, self._paragraph_rows, self._paragraphs.digests()),
                sentences=_table(SENTENCE_ROW, self._sentence_rows, self._sentences.digests()),
            ),
            vocabulary=Vocabulary.of_encoded([term.encode() for term in terms]),
            paragraphs=self._paragraphs.state(numbers),
            sentences=self._sentences.state(numbers),
            facts=self._facts.table(),
            sketches=np.concatenate(self._sketches),
        )


def _rows(dtype: np.dtype[np.void], **columns: npt.NDArray[np.int64]) -> Structured:
    """Return rows with these columns, the digests still empty."""
    rows = np.zeros(len(columns["start"]), dtype=dtype)
    for name, values in columns.items():
        rows[name] = values
    return rows


def _table(dtype: np.dtype[np.void], parts: list[Structured], digests: Digests) -> Structured:
    table = np.concatenate([np.zeros(0, dtype=dtype), *parts])
    table["digest"] = digests
    return table
