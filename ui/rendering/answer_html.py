"""An answer as HTML that is safe by construction.

Everything is built by `qa.markup.html.element`, which escapes whatever is not markup already: text
from a report, a file name, a user or a language model can only appear as text.
"""

from collections.abc import Mapping, Sequence

from embeddings.records import Report
from qa.answer.citations import is_true
from qa.markup.html import Safe, element, fragment
from qa.records import SURE, Answer, Citation
from ui.i18n.messages import DEFAULT_LANGUAGE, message
from ui.rendering.marks import (
    Mark,
    MarkLabel,
    Piece,
    answer_marks,
    answer_points,
    direct_answer,
    moved,
    pieces,
)
from ui.rendering.refusal_text import guidance_text, refusal_words

__all__ = [
    "answer_html",
    "computed_lines",
    "confidence_level",
    "marked_html",
    "next_questions_html",
    "shown_citations",
]

# Bounds of 高/中/低 on the calibrated probability: 3/4 and 1/2.
_MIDDLE = 0.5


def confidence_level(confidence: float) -> str:
    """Return `high`, `middle` or `low` for the probability that an answer is right."""
    if confidence >= SURE:
        return "high"
    return "middle" if confidence >= _MIDDLE else "low"


def answer_html(
    answer: Answer, *, reports: Mapping[str, Report], language: str = DEFAULT_LANGUAGE
) -> Safe:
    """Return an answer, or its refusal, as an HTML fragment.

    The numbers [1] are buttons with `data-citation`, those that `marks.citation_numbers` gives. A
    citation whose excerpt is not in the stored text is not shown. The questions to go on with are
    part of a refusal; after an answer they are given by `next_questions_html`.
    """
    if answer.refused:
        parts = _refusal(answer, reports, language)
    else:
        parts = _answered(answer, shown_citations(answer, reports), language)
    notices = [notice.text(language) for notice in answer.notices]
    parts += [element("p", notice, class_="gov-notice") for notice in notices]
    if answer.refused:
        parts += _suggestions(answer, "refusal.suggestions", language)
    style = "gov-answer gov-refused" if answer.refused else "gov-answer"
    return element("div", *parts, class_=style)


def next_questions_html(answer: Answer, language: str = DEFAULT_LANGUAGE) -> Safe:
    """Return the questions to go on with after an answer; empty if there are none."""
    offered = [] if answer.refused else _suggestions(answer, "answer.next", language)
    return element("div", *offered, class_="gov-next") if offered else Safe("")


def _answered(answer: Answer, citations: Sequence[Citation], language: str) -> list[Safe]:
    if answer.guidance:
        return [element("p", guidance_text(answer, language), class_="gov-direct")]
    direct = direct_answer(answer)
    parts = [element("p", direct, class_="gov-direct", lang="zh")] if direct else []
    parts.append(_quoted(answer, citations, language, large=not direct))
    lines = [element("li", line) for line in computed_lines(answer, language)]
    if lines:
        parts.append(element("ul", *lines, class_="gov-computed"))
    if answer.unsupported:
        parts.append(element("p", message("answer.unsupported", language), class_="gov-notice"))
    level = confidence_level(answer.confidence)
    told = message("answer.confidence", language, level=message(f"confidence.{level}", language))
    hint = message("confidence.hint", language, percent=f"{answer.confidence:.0%}")
    parts.append(element("p", told, class_=f"gov-confidence gov-{level}", title=hint))
    return parts


def _quoted(answer: Answer, citations: Sequence[Citation], language: str, *, large: bool) -> Safe:
    """Return the quotes of an answer: one, or a list of several."""
    marks = answer_marks(answer, citations)
    points = answer_points(answer)
    if not points:
        text = marked_html(answer.text, marks, language=language)
        return element("p", text, class_="gov-direct", lang="zh") if large else _quote(text)
    items = [
        element("li", marked_html(answer.text[start:end], moved(marks, -start), language=language))
        for start, end in points
    ]
    return _quote(element("ol", *items, class_="gov-points"))


def _quote(inner: Safe) -> Safe:
    return element("blockquote", inner, class_="gov-quote", lang="zh")


def _refusal(answer: Answer, reports: Mapping[str, Report], language: str) -> list[Safe]:
    headline, below = refusal_words(answer, reports.values(), language)
    return [
        element("p", headline, class_="gov-refusal-title"),
        element("p", below, class_="gov-refusal"),
    ]


def _suggestions(answer: Answer, key: str, language: str) -> list[Safe]:
    """Return the suggested questions as buttons below their heading."""
    if not answer.suggestions:
        return []
    offers = [
        element(
            "li", element("button", question, type="button", class_="gov-suggestion", lang="zh")
        )
        for question in answer.suggestions
    ]
    return [
        element("p", message(key, language), class_="gov-suggest"),
        element("ul", *offers, class_="gov-suggestions"),
    ]


def shown_citations(answer: Answer, reports: Mapping[str, Report]) -> tuple[Citation, ...]:
    """Return the citations that are verified against the stored text."""
    return tuple(citation for citation in answer.citations if is_true(citation, reports))


def marked_html(text: str, marks: Sequence[Mark], *, language: str = DEFAULT_LANGUAGE) -> Safe:
    """Return `text` escaped, its marks as `<mark class="gov-excerpt">`, its numbers as buttons."""
    return fragment(_piece(piece, language) for piece in pieces(text, marks))


def _piece(piece: Piece, language: str) -> Safe:
    body = fragment([piece.text])
    for label in sorted(piece.labels):
        tag = "strong" if label is MarkLabel.SPAN else "mark"
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


def computed_lines(answer: Answer, language: str) -> tuple[str, ...]:
    """Return how each figure was calculated: 8000元 = 44000元 − 36000元.

    Other computed values, such as the year of a quote, are in the text itself.
    """
    return tuple(
        message(
            "answer.computed",
            language,
            value=computed.value,
            terms=_SIGNS[computed.operation].join(computed.operands),
        )
        for computed in answer.computed
        if computed.operation in _SIGNS
    )


_SIGNS = {"difference": " − ", "sum": " + ", "ratio": " ÷ "}
