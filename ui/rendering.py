"""Answers and passages as HTML that is safe by construction.

Everything is put together by `ui.markup.element`, which escapes whatever is not markup already:
text from a report, a file name, a person or a language model can only ever appear as text.
"""

from collections.abc import Mapping, Sequence

from embeddings.records import Report
from qa.records import Answer, Citation
from ui.marking import Label, Mark, Piece, answer_marks, direct_answer, is_exact, pieces
from ui.markup import Safe, element, fragment
from ui.messages import DEFAULT_LANGUAGE, message

__all__ = [
    "answer_html",
    "citation_html",
    "computed_line",
    "confidence_level",
    "marked_html",
    "passage_html",
    "shown_citations",
]

# Bounds of 高/中/低 on a calibrated probability: right three times in four, and every other time.
_HIGH, _MIDDLE = 0.75, 0.5


def confidence_level(confidence: float) -> str:
    """Return `high`, `middle` or `low` for the probability that an answer is right."""
    if confidence >= _HIGH:
        return "high"
    return "middle" if confidence >= _MIDDLE else "low"


def answer_html(
    answer: Answer,
    *,
    reports: Mapping[str, Report] | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> Safe:
    """Return an answer, or its refusal, as an HTML fragment.

    The numbers [1] are buttons with `data-citation`, the same as `ui.marking.citation_numbers`
    gives. With `reports`, a citation whose excerpt does not stand in the stored text is not shown.
    """
    parts: list[Safe] = []
    if answer.rewritten and answer.rewritten != answer.question:
        told = message("answer.rewritten", language, question=answer.rewritten)
        parts.append(element("p", told, class_="gov-rewritten"))
    if answer.refused:
        parts += _refusal(answer, language)
    else:
        parts += _answered(answer, shown_citations(answer, reports), language)
    parts += [element("p", notice, class_="gov-notice") for notice in answer.notices]
    style = "gov-answer gov-refused" if answer.refused else "gov-answer"
    return element("div", *parts, class_=style)


def _answered(answer: Answer, citations: Sequence[Citation], language: str) -> list[Safe]:
    direct = direct_answer(answer)
    text = marked_html(answer.text, answer_marks(answer, citations), language=language)
    parts = [
        element("p", direct, class_="gov-direct"),
        element("blockquote", text, class_="gov-quote"),
    ]
    if not direct:
        parts = [element("p", text, class_="gov-direct")]
    if answer.computed:
        lines = [
            element("li", computed_line(c.value, c.operation, c.operands, language))
            for c in answer.computed
        ]
        parts.append(element("ul", *lines, class_="gov-computed"))
    if answer.unsupported:
        parts.append(element("p", message("answer.unsupported", language), class_="gov-notice"))
    level = confidence_level(answer.confidence)
    told = message("answer.confidence", language, level=message(f"confidence.{level}", language))
    hint = message("confidence.hint", language, percent=f"{answer.confidence:.0%}")
    parts.append(element("p", told, class_=f"gov-confidence gov-{level}", title=hint))
    return parts


def _refusal(answer: Answer, language: str) -> list[Safe]:
    reason = answer.reason.value if answer.reason is not None else "nothing_near"
    parts = [
        element("p", message(f"refusal.{reason}", language), class_="gov-refusal-title"),
        element("p", answer.message, class_="gov-refusal"),
    ]
    if answer.suggestions:
        offers = [
            element("li", element("button", question, type="button", class_="gov-suggestion"))
            for question in answer.suggestions
        ]
        parts.append(element("p", message("refusal.suggestions", language), class_="gov-suggest"))
        parts.append(element("ul", *offers, class_="gov-suggestions"))
    return parts


def shown_citations(
    answer: Answer, reports: Mapping[str, Report] | None = None
) -> tuple[Citation, ...]:
    """Return the citations that may be shown: with `reports`, those that are exact."""
    if reports is None:
        return answer.citations
    return tuple(citation for citation in answer.citations if is_exact(citation, reports))


def citation_html(
    citation: Citation, number: int, report: Report, *, language: str = DEFAULT_LANGUAGE
) -> Safe:
    """Return one citation: where it stands, and its whole paragraph with the excerpt marked."""
    mark = Mark(start=citation.start, end=citation.end, label=Label.EXCERPT)
    return passage_html(report, citation.paragraph, marks=(mark,), number=number, language=language)


def passage_html(
    report: Report,
    paragraph: int,
    *,
    marks: Sequence[Mark] = (),
    number: int | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> Safe:
    """Return a paragraph with its report, heading path and number; marks are in report offsets.

    Args:
        report: the report that holds it.
        paragraph: its number, 1-based.
        marks: what to mark, in offsets of `report.text`.
        number: the citation's number, shown as [1].
        language: of the labels.
    """
    place = report.paragraphs[paragraph - 1]
    head = [
        element("cite", report.title, class_="gov-title"),
        element(
            "span",
            message("passage.paragraph", language, number=place.number),
            class_="gov-paragraph-number",
        ),
    ]
    if number:
        head.insert(0, element("span", f"[{number}]", class_="gov-number"))
    parts = [element("header", *head, class_="gov-passage-head")]
    path = " › ".join(report.heading_path(place))
    if path:
        parts.append(element("p", path, class_="gov-path"))
    moved = [
        Mark(
            start=max(0, mark.start - place.start),
            end=mark.end - place.start,
            label=mark.label,
            number=mark.number,
        )
        for mark in marks
        if mark.end > place.start and mark.start < place.end
    ]
    body = marked_html(report.text[place.start : place.end], moved, language=language)
    parts.append(element("p", body, class_="gov-paragraph"))
    return fragment(parts)


def marked_html(text: str, marks: Sequence[Mark], *, language: str = DEFAULT_LANGUAGE) -> Safe:
    """Return `text` escaped, its marks as `<mark class="gov-excerpt">`, its numbers as buttons."""
    return fragment(_piece(piece, language) for piece in pieces(text, marks))


def _piece(piece: Piece, language: str) -> Safe:
    body = fragment([piece.text])
    for label in sorted(piece.labels):
        tag = "strong" if label is Label.SPAN else "mark"
        body = element(tag, body, class_=f"gov-{label.value}")
    buttons = [
        element(
            "button",
            f"[{number}]",
            type="button",
            class_="gov-cite",
            data_citation=number,
            aria_label=message("answer.citation_label", language, number=number),
        )
        for number in piece.numbers
    ]
    return fragment([body, *buttons])


def computed_line(value: str, operation: str, operands: Sequence[str], language: str) -> str:
    """Return how a figure was calculated: 8000元 = 44000元 − 36000元."""
    sign = {"difference": " − ", "sum": " + ", "ratio": " ÷ "}.get(operation, f" {operation} ")
    return message("answer.computed", language, value=value, terms=sign.join(operands))
