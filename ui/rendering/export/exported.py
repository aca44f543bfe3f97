"""Exported answers, independent of the format: question, answer, picture, table, references."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from embeddings.records import Report
from qa.records import Answer, Citation
from ui.conversations.conversation import KeptTurn
from ui.rendering.answer_html import computed_lines, shown_citations
from ui.rendering.charts.chart_svg import chart_title
from ui.rendering.charts.data_points import Series, read_series
from ui.rendering.charts.value_table import value_rows
from ui.rendering.doubts import unsupported_note
from ui.rendering.export.references import Reference, References
from ui.rendering.marks import MarkLabel, answer_marks, citations_by_number, direct_answer, pieces
from ui.rendering.refusal_text import guidance_text, refusal_text

__all__ = ["Export", "ExportedTurn", "QuotedPart", "export_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPart:
    """A part of an answer's text with its references, or unsupported."""

    text: str
    numbers: tuple[int, ...]
    unsupported: bool  # a language model wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedTurn:
    """A question with its answer.

    Attributes:
        question: as it was asked.
        told: the reason of a refusal; empty for an answer.
        direct: the short answer, if there is one.
        quoted: the parts of the quoted text.
        computed: how figures were calculated: 5.9% − 6.1% = ….
        notices: additional remarks.
        caption: of picture and table; empty without them.
        series: the values of the chart, if any.
        picture: the chart as PNG, if the browser has rendered one.
        table: the heads and the rows of the values.
    """

    question: str
    told: str = ""
    direct: str = ""
    quoted: tuple[QuotedPart, ...] = ()
    computed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    caption: str = ""
    series: Series | None = None
    picture: bytes | None = None
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One answer or a whole conversation, with all its references."""

    title: str
    date: str  # ISO date on which it was asked
    turns: tuple[ExportedTurn, ...]
    references: tuple[Reference, ...]


def export_of(
    title: str,
    turns: Sequence[KeptTurn],
    reports: Mapping[str, Report],
    language: str,
    pictures: Mapping[int, bytes] | None = None,
) -> Export:
    """Return answers prepared for export.

    Args:
        title: of the whole.
        turns: the answers in order; the first one's date is that of the whole.
        reports: the indexed reports, against which every citation is verified again.
        language: of the text around the quotes.
        pictures: the charts as PNG, by their place in `turns`, from 0.
    """
    references = References(reports)
    exported = [
        _turn(turn.answer, reports, language, references, (pictures or {}).get(place))
        for place, turn in enumerate(turns)
    ]
    return Export(
        title=title,
        date=turns[0].asked[:10] if turns else "",
        turns=tuple(exported),
        references=references.all,
    )


def _turn(
    answer: Answer,
    reports: Mapping[str, Report],
    language: str,
    references: References,
    picture: bytes | None,
) -> ExportedTurn:
    notices = tuple(notice.text(language) for notice in answer.notices)
    if answer.guidance:
        told = guidance_text(answer, language)
        return ExportedTurn(question=answer.question, told=told, notices=notices)
    if answer.refused:
        told = refusal_text(answer, reports.values(), language)
        return ExportedTurn(question=answer.question, told=told, notices=notices)
    quoted = tuple(_quoted(answer, shown_citations(answer, reports), references))
    series = read_series(answer, reports)
    doubts = unsupported_note(answer, language)
    return ExportedTurn(
        question=answer.question,
        direct=direct_answer(answer),
        quoted=quoted,
        computed=computed_lines(answer, language),
        notices=(doubts, *notices) if doubts else notices,
        caption=chart_title(series, language) if series is not None else "",
        series=series,
        picture=picture if series is not None else None,
        table=_table(series, language, references) if series is not None else (),
    )


def _quoted(
    answer: Answer, citations: Sequence[Citation], references: References
) -> Iterator[QuotedPart]:
    """Yield the pieces of an answer's text with the numbers of the whole export."""
    by_number = citations_by_number(citations)
    for piece in pieces(answer.text, answer_marks(answer, citations)):
        numbers = [references.number(by_number[n]) for n in piece.numbers]
        yield QuotedPart(
            text=piece.text,
            numbers=tuple(dict.fromkeys(numbers)),
            unsupported=MarkLabel.UNSUPPORTED in piece.labels,
        )


def _table(series: Series, language: str, references: References) -> tuple[tuple[str, ...], ...]:
    heads, rows = value_rows(series, language)
    numbers = [references.number(point.citation) for point in series.points]
    cited = [
        tuple(f"{text} [{number}]" if at == 2 else text for at, text in enumerate(row))
        for row, number in zip(rows, numbers, strict=True)
    ]
    return (tuple(heads), *cited)
