"""Answers and passages as HTML that is safe by construction.

Every text that comes from a report, a file name, a person or a language model passes through
`_text`, which escapes it; nothing else puts a value between tags. Report text is never joined to
markup unescaped.
"""

import html
from collections.abc import Mapping, Sequence

from embeddings.records import Report
from qa.records import Answer, Citation
from ui.marking import (
    Label,
    Mark,
    Piece,
    answer_marks,
    direct_answer,
    is_exact,
    pieces,
)
from ui.messages import DEFAULT_LANGUAGE, message
from ui.plaintext import plain

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
) -> str:
    """Return an answer, or its refusal, as an HTML fragment.

    The numbers [1] are buttons with `data-citation`, the same as `ui.marking.citation_numbers`
    gives. With `reports`, a citation whose excerpt does not stand in the stored text is not shown.
    """
    notices = "".join(_element("p", _text(notice), css="gov-notice") for notice in answer.notices)
    rewritten = ""
    if answer.rewritten and answer.rewritten != answer.question:
        told = message("answer.rewritten", language, question=_text(answer.rewritten))
        rewritten = _element("p", told, css="gov-rewritten")
    if answer.refused:
        body = _refusal_html(answer, language)
        return _element("div", rewritten + body + notices, css="gov-answer gov-refused")
    citations = shown_citations(answer, reports)
    direct = direct_answer(answer)
    parts = [
        rewritten,
        _element("p", _text(direct), css="gov-direct") if direct else "",
        _element(
            "blockquote" if direct else "p",
            marked_html(answer.text, answer_marks(answer, citations), language=language),
            css="gov-quote" if direct else "gov-direct",
        ),
        _computed_html(answer, language),
        _confidence_html(answer, language),
        notices,
    ]
    if answer.unsupported:
        parts.append(_element("p", message("answer.unsupported", language), css="gov-notice"))
    return _element("div", "".join(parts), css="gov-answer")


def shown_citations(
    answer: Answer, reports: Mapping[str, Report] | None = None
) -> tuple[Citation, ...]:
    """Return the citations that may be shown: with `reports`, those that are exact."""
    if reports is None:
        return answer.citations
    return tuple(citation for citation in answer.citations if is_exact(citation, reports))


def citation_html(
    citation: Citation, number: int, report: Report, *, language: str = DEFAULT_LANGUAGE
) -> str:
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
) -> str:
    """Return a paragraph with its report, heading path and number; marks are in report offsets.

    Args:
        report: the report that holds it.
        paragraph: its number, 1-based.
        marks: what to mark, in offsets of `report.text`.
        number: the citation's number, shown as [1].
        language: of the labels.
    """
    place = report.paragraphs[paragraph - 1]
    path = " › ".join(report.heading_path(place))
    paragraph_label = message("passage.paragraph", language, number=place.number)
    label = _element("span", _text(f"[{number}]"), css="gov-number") if number else ""
    head = label + _element("cite", _text(report.title), css="gov-title")
    head += _element("span", _text(paragraph_label), css="gov-paragraph-number")
    heading = _element("p", _text(path), css="gov-path") if path else ""
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
    return (
        _element("header", head, css="gov-passage-head")
        + heading
        + _element("p", body, css="gov-paragraph")
    )


def marked_html(text: str, marks: Sequence[Mark], *, language: str = DEFAULT_LANGUAGE) -> str:
    """Return `text` escaped, its marks as `<mark class="gov-excerpt">`, its numbers as buttons."""
    return "".join(_piece_html(piece, language) for piece in pieces(text, marks))


def _piece_html(piece: Piece, language: str) -> str:
    body = _text(piece.text)
    for label in sorted(piece.labels):
        tag = "strong" if label is Label.SPAN else "mark"
        body = _element(tag, body, css=f"gov-{label.value}")
    return body + "".join(_number_html(number, language) for number in piece.numbers)


def _number_html(number: int, language: str) -> str:
    label = html.escape(message("answer.citation_label", language, number=number), quote=True)
    return (
        f'<button type="button" class="gov-cite" data-citation="{number:d}" '
        f'aria-label="{label}">[{number:d}]</button>'
    )


def _refusal_html(answer: Answer, language: str) -> str:
    reason = answer.reason.value if answer.reason is not None else "nothing_near"
    title = _element("p", message(f"refusal.{reason}", language), css="gov-refusal-title")
    body = _element("p", _text(answer.message), css="gov-refusal")
    if not answer.suggestions:
        return title + body
    offers = "".join(
        f'<li><button type="button" class="gov-suggestion">{_text(question)}</button></li>'
        for question in answer.suggestions
    )
    asked = _element("p", message("refusal.suggestions", language), css="gov-suggest")
    return title + body + asked + _element("ul", offers, css="gov-suggestions")


def _computed_html(answer: Answer, language: str) -> str:
    rows = "".join(
        _element("li", _text(computed_line(c.value, c.operation, c.operands, language)))
        for c in answer.computed
    )
    return _element("ul", rows, css="gov-computed") if rows else ""


def computed_line(value: str, operation: str, operands: Sequence[str], language: str) -> str:
    """Return how a figure was calculated: 8000元 = 44000元 − 36000元."""
    sign = {"difference": " − ", "sum": " + ", "ratio": " ÷ "}.get(operation, f" {operation} ")
    return message("answer.computed", language, value=value, terms=sign.join(operands))


def _confidence_html(answer: Answer, language: str) -> str:
    level = confidence_level(answer.confidence)
    told = message("answer.confidence", language, level=message(f"confidence.{level}", language))
    hint = message("confidence.hint", language, percent=f"{answer.confidence:.0%}")
    return (
        f'<p class="gov-confidence gov-{level}" title="{html.escape(hint, quote=True)}">'
        f"{html.escape(told)}</p>"
    )


def _text(value: str) -> str:
    return html.escape(plain(value), quote=True)


def _element(tag: str, body: str, *, css: str = "") -> str:
    """Wrap markup that is already safe; tag and class are literals of this module."""
    return f'<{tag} class="{css}">{body}</{tag}>' if css else f"<{tag}>{body}</{tag}>"
