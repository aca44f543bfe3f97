"""Questions as features and labels, on which the ranker is fitted and measured.

Each written question is asked of corpora in which its evidence should come first. One that names
a year is asked of all State Council reports. One that names none is asked of the reports up to
the one it was written over, up to two years later, and of all: the newest report that answers
should come first, but not any newest report. Each is also asked of its report alone, as of a
city's single report, and questions over news are asked of the news paragraphs, as one report
without year and region: so that nothing specific to State Council reports is learnt. Questions
over reports of cities and provinces are asked of all those reports.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoders.encoder import Encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.parsing.reports import read_reports
from embeddings.records import Paragraph, Report
from embeddings.training.sources import shared_directory
from qa.evaluation.matching.normalisation import normalised
from qa.retrieval.merging import PartCandidates
from qa.retrieval.retriever import Retriever
from qa.training.questions.written_questions import WrittenQuestion

__all__ = [
    "Example",
    "council_reports",
    "load_examples",
    "local_examples",
    "news_report",
    "relevance",
    "save_examples",
    "written_examples",
]

_OVERSIZED = 1_300  # characters: such a paragraph is never relevant (test-set contract)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One part of a question asked of one corpus: its candidates' features and labels."""

    question_id: str
    weight: float  # the corpora of a question together weigh about 1
    features: npt.NDArray[np.float32]  # shape (candidates, features)
    relevant: npt.NDArray[np.bool_]  # shape (candidates,)


def save_examples(examples: Sequence[Example], path: Path) -> None:
    """Save `examples` to a file, for another run of the fit."""
    np.savez(
        path,
        ids=np.array([one.question_id for one in examples]),
        weights=np.array([one.weight for one in examples]),
        sizes=np.array([len(one.relevant) for one in examples]),
        features=np.concatenate([one.features for one in examples]),
        relevant=np.concatenate([one.relevant for one in examples]),
    )


def load_examples(path: Path) -> list[Example]:
    """Return the examples that `save_examples` wrote."""
    with np.load(path) as kept:
        cuts = np.cumsum(kept["sizes"])[:-1]
        return [
            Example(question_id=str(key), weight=float(weight), features=rows, relevant=labels)
            for key, weight, rows, labels in zip(
                kept["ids"],
                kept["weights"],
                np.split(kept["features"], cuts),
                np.split(kept["relevant"], cuts),
                strict=True,
            )
        ]


def council_reports() -> list[Report]:
    """Return the State Council reports, oldest first."""
    folder = shared_directory() / "data" / "reports" / "council"
    reports = [report for path in sorted(folder.glob("*.txt")) for report in read_reports(path)]
    return sorted(reports, key=lambda report: report.year or 0)


def news_report(questions: Iterable[WrittenQuestion]) -> Report:
    """Return the news paragraphs that questions were written over, as one report."""
    texts = dict.fromkeys(
        paragraph
        for question in questions
        for title, paragraph in zip(question.reports, question.paragraphs, strict=True)
        if title.startswith("local-")
    )
    paragraphs: list[Paragraph] = []
    position = 0
    for number, text in enumerate(texts, start=1):
        paragraphs.append(
            Paragraph(number=number, start=position, end=position + len(text), section=None)
        )
        position += len(text) + 1
    text = "\n".join(texts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        report_id=digest[:12],
        title="地方新闻",
        year=None,
        region=None,
        issuer=None,
        date=None,
        current_year=None,
        period=None,
        origins={},
        sources=(),
        sha256=digest,
        text=text,
        sections=(),
        paragraphs=tuple(paragraphs),
    )


def written_examples(
    questions: Sequence[WrittenQuestion], encoder: Encoder, fold: int
) -> Iterator[Example]:
    """Yield the examples of the questions of `fold`, those without a relevant candidate left out.

    `encoder` must not have seen them. The news are searched whole, whatever the fold.
    """
    reports = council_reports()
    council, news = EmbeddedIndex(encoder), EmbeddedIndex(encoder)
    council.add(reports)
    news.add([news_report(questions)])
    over_council, over_news = Retriever(council), Retriever(news)
    by_title = {report.title: report for report in reports}
    said = {report.report_id: normalised(report.text) for report in reports}
    for question in (one for one in questions if one.fold == fold):
        report = by_title.get(question.reports[0])
        if report is None:
            if question.of_news:
                quotes = {key: _quotes(question) for key in news.reports}
                yield from _asked(question, over_news, None, quotes, 0.5)
            continue
        quotes = {
            other.report_id: found
            for other in reports
            if (found := _found_in(question, other, said[other.report_id]))
        }
        parts = over_council.find(question.text)
        named = any(part.scope.about_years or part.scope.report_years for part in parts)
        limits = (9_999,) if named else (0, 2, 9_999)
        for limit in limits:
            until = [
                other.report_id
                for other in reports
                if (other.year or 0) <= (report.year or 0) + limit
            ]
            share = 1.0 if named else 0.6 if limit == 0 else 0.2
            yield from _asked(question, over_council, until, quotes, share)
        yield from _asked(question, over_council, [report.report_id], quotes, 0.5)


def local_examples(questions: Sequence[WrittenQuestion], retriever: Retriever) -> Iterator[Example]:
    """Yield the examples of questions over reports of cities and provinces, indexed together."""
    reports = retriever.index.reports
    for question in (one for one in questions if one.answerable):
        titles = set(question.reports)
        quotes = {
            report.report_id: _quotes(question)
            for report in reports.values()
            if report.title in titles
        }
        yield from _asked(question, retriever, None, quotes, 1.0)


def relevance(
    found: PartCandidates, quotes: Mapping[str, Sequence[str]], reports: Mapping[str, Report]
) -> npt.NDArray[np.bool_]:
    """Return which candidates hold a quote of their report; `quotes` are by report_id."""
    labels = np.zeros(len(found.candidates), dtype=np.bool_)
    for row, one in enumerate(found.candidates):
        wanted = quotes.get(one.report_id)
        if not wanted:
            continue
        report = reports[one.report_id]
        paragraph = report.paragraphs[one.paragraph - 1]
        if paragraph.end - paragraph.start <= _OVERSIZED:
            text = normalised(report.text[paragraph.start : paragraph.end])
            labels[row] = any(quote in text for quote in wanted)
    return labels


def _quotes(question: WrittenQuestion) -> list[str]:
    return [normalised(quote) for quote in question.quotes]


def _found_in(question: WrittenQuestion, report: Report, said: str) -> list[str]:
    """Return the quotes in `report`; an equal sentence of another year's is right too."""
    return [quote for quote in _quotes(question) if quote in said]


def _asked(
    question: WrittenQuestion,
    retriever: Retriever,
    report_ids: list[str] | None,
    quotes: Mapping[str, Sequence[str]],
    weight: float,
) -> Iterator[Example]:
    for part in retriever.find(question.text, report_ids=report_ids):
        labels = relevance(part, quotes, retriever.index.reports)
        if labels.any():
            yield Example(
                question_id=question.id,
                weight=weight,
                features=part.features,
                relevant=labels,
            )
