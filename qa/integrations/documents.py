"""A retrieved paragraph as retrieval libraries represent it: id, text, plain metadata, score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from embeddings.records import Report
from qa.records import Retrieval, ScoredPassage

__all__ = ["READ_BY_MODELS", "FoundDocument", "found_documents"]

READ_BY_MODELS = ("title", "year", "region")  # metadata that a language model may need to read


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A paragraph found for a question.

    Attributes:
        id: `report_id:paragraph`.
        text: the paragraph as stored.
        metadata: `title`, `file`, `year`, `region` of its report (a year or region that the report
            does not name is None), `paragraph` (1-based), `start` and `end` in the stored text,
            `match` (start, end and text of the sentence that matched best), `score`, and `also`,
            the paragraphs of other reports with equal text.
        score: probability in [0, 1] that it is relevant.
        start: offset of `text` in the stored report text.
        end: offset behind it.
    """

    id: str
    text: str
    metadata: Mapping[str, Any]
    score: float
    start: int
    end: int


def found_documents(retrieval: Retrieval) -> tuple[FoundDocument, ...]:
    """Return the passages of a retrieval, best first; their values are plain JSON values.

    Raises:
        ValueError: if the retrieval was stored and read back, without its reports.
    """
    reports = retrieval.origin()[1].reports
    return tuple(_document(passage, reports) for passage in retrieval)


def _document(passage: ScoredPassage, reports: Mapping[str, Report]) -> FoundDocument:
    report = reports[passage.report_id]
    sentence = passage.text[passage.match_start - passage.start : passage.match_end - passage.start]
    return FoundDocument(
        id=_id(passage.report_id, passage.paragraph),
        text=passage.text,
        score=float(passage.score),
        start=passage.start,
        end=passage.end,
        metadata={
            "title": passage.title,
            "file": _file(report),
            "year": report.year,
            "region": report.region,
            "paragraph": passage.paragraph,
            "start": passage.start,
            "end": passage.end,
            "match": {"start": passage.match_start, "end": passage.match_end, "text": sentence},
            "score": float(passage.score),
            "also": [
                {
                    "id": _id(place.report_id, place.paragraph),
                    "title": place.title,
                    "file": _file(reports[place.report_id]),
                    "paragraph": place.paragraph,
                    "start": place.start,
                    "end": place.end,
                }
                for place in passage.also
            ],
        },
    )


def _id(report_id: str, paragraph: int) -> str:
    return f"{report_id}:{paragraph}"


def _file(report: Report) -> str:
    return report.sources[0].name if report.sources else ""
