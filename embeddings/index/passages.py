"""Passages at two granularities: a paragraph is cited and shown, its sentences are matched.

Every passage is indexed with its context, the report's title and the headings above it, since a
sentence like 「增长8%」 has no subject, place or year of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from embeddings.records import Granularity, Paragraph, Passage, Report
from embeddings.search.counting import CONTEXT_COUNT, MAX_COUNT
from embeddings.search.postings import TERM_UNIT
from embeddings.text.segmentation import segment_all, segmentation_terms
from embeddings.text.sentences import sentence_spans

__all__ = [
    "DigestMaker",
    "ParagraphPassages",
    "TermCounts",
    "context_of",
    "count_terms",
    "digest_of",
    "embedded_text",
    "passages_of",
]

TermCounts = dict[str, int]
_DIGEST_SIZE = 16  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphPassages:
    """A paragraph's passages at both granularities, with their terms."""

    paragraph: Passage
    sentences: tuple[Passage, ...]  # at least one
    context: str  # indexed with each of them
    context_terms: list[str]  # one object for all passages of the same context
    own_terms: tuple[list[str], ...]  # of each sentence, repeats kept

    @property
    def paragraph_terms(self) -> TermCounts:
        """How often each term occurs in the paragraph with its context, in quarters."""
        own = [term for sentence in self.own_terms for term in sentence]
        return count_terms(own, self.context_terms)

    @property
    def sentence_terms(self) -> tuple[TermCounts, ...]:
        """How often each term occurs in each sentence with its context, in quarters."""
        return tuple(count_terms(own, self.context_terms) for own in self.own_terms)


def passages_of(report: Report) -> Iterator[ParagraphPassages]:
    """Yield each paragraph's passages in reading order; every text is segmented once."""
    texts = [report.text[each.start : each.end] for each in report.paragraphs]
    contexts = dict.fromkeys(context_of(report, paragraph) for paragraph in report.paragraphs)
    segmented = {
        context: segmentation_terms(segmentation)
        for context, segmentation in zip(contexts, segment_all(contexts), strict=True)
    }
    for paragraph, text, segmentation in zip(
        report.paragraphs, texts, segment_all(texts), strict=True
    ):
        context = context_of(report, paragraph)
        spans = sentence_spans(text) or [(0, len(text))]
        parts = [segmentation.between(*span) for span in spans]
        yield ParagraphPassages(
            paragraph=Passage(
                report_id=report.report_id,
                paragraph=paragraph.number,
                granularity=Granularity.PARAGRAPH,
                start=paragraph.start,
                end=paragraph.end,
            ),
            sentences=tuple(
                Passage(
                    report_id=report.report_id,
                    paragraph=paragraph.number,
                    granularity=Granularity.SENTENCE,
                    start=paragraph.start + start,
                    end=paragraph.start + end,
                )
                for start, end in spans
            ),
            context=context,
            context_terms=segmented[context],
            own_terms=tuple(map(segmentation_terms, parts)),
        )


def context_of(report: Report, paragraph: Paragraph) -> str:
    """Return the report's title and the headings above `paragraph`, outermost first."""
    return " ".join((report.title, *report.heading_path(paragraph)))


def count_terms(own: list[str], context: list[str]) -> TermCounts:
    """Return the term counts in quarters: own terms count fully, those of the context less."""
    weighted = {term: TERM_UNIT * count for term, count in Counter(own).items()}
    for term in context:
        weighted[term] = weighted.get(term, 0) + CONTEXT_COUNT
    if len(own) + len(context) > MAX_COUNT // TERM_UNIT:
        return {term: min(count, MAX_COUNT) for term, count in weighted.items()}
    return weighted


def embedded_text(context: str, text: str) -> str:
    """Return the input of the encoder for a passage: its context, then its text."""
    return f"{context} {text}"


class DigestMaker:
    """Makes the digests of many passages with few contexts."""

    def __init__(self, revision: str) -> None:
        self._start = blake2b(f"{revision}\0".encode(), digest_size=_DIGEST_SIZE)

    def digests(
        self, contexts: Sequence[str], numbers: Iterable[int], texts: Iterable[str]
    ) -> list[bytes]:
        """Return what `digest_of` returns of each text with the context of its number."""
        starts = []
        for context in contexts:
            start = self._start.copy()
            start.update(embedded_text(context, "").encode())
            starts.append(start.copy)
        found = []
        for number, text in zip(numbers, texts, strict=True):
            whole = starts[number]()
            whole.update(text.encode())
            found.append(whole.digest())
        return found


def digest_of(revision: str, embedded: str) -> bytes:
    """Return the 16 bytes under which the vector of an embedded text may be reused."""
    return blake2b(f"{revision}\0{embedded}".encode(), digest_size=_DIGEST_SIZE).digest()
