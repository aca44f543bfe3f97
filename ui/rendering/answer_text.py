"""Answers and passages as terminal text, with styles if the terminal has them."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from embeddings.records import Report
from qa.markup.plain_text import one_line, plain
from qa.records import Answer, Citation, ScoredPassage
from ui.i18n.messages import message
from ui.rendering.answer_html import computed_lines, confidence_level, shown_citations
from ui.rendering.doubts import unsupported_note
from ui.rendering.marks import (
    Mark,
    MarkLabel,
    answer_marks,
    citations_by_number,
    direct_answer,
    excerpt_window,
    pieces,
)
from ui.rendering.other_places import also_pieces, place_name
from ui.rendering.refusal_text import guidance_text, refusal_words

__all__ = ["answer_text", "passage_text"]

_STYLES = {
    MarkLabel.EXCERPT: "bold reverse",
    MarkLabel.MATCH: "bold",
    MarkLabel.SPAN: "bold",
    MarkLabel.UNSUPPORTED: "strike red",
    MarkLabel.FOUND: "underline",
}
_CONTEXT = 60  # characters of the paragraph on each side of an excerpt


def _style(labels: frozenset[MarkLabel]) -> str:
    return " ".join(_STYLES[label] for label in sorted(labels))


def answer_text(answer: Answer, reports: Mapping[str, Report], language: str) -> Text:
    """Return an answer with its sources below, or a refusal with suggested questions.

    A citation whose excerpt is not in the stored text is not shown.
    """
    text = Text()
    if answer.rewritten and answer.rewritten != answer.question:
        told = message("answer.rewritten", language, question=one_line(answer.rewritten))
        text.append(told + "\n", style="dim")
    if answer.refused:
        _append_refusal(text, answer, reports, language)
    else:
        _append_answer(text, answer, reports, language)
    for notice in answer.notices:
        text.append(one_line(notice.text(language)) + "\n", style="dim")
    text.rstrip()
    return text


def _append_answer(
    text: Text, answer: Answer, reports: Mapping[str, Report], language: str
) -> None:
    if answer.guidance:
        text.append(plain(guidance_text(answer, language)) + "\n")
        return
    citations = shown_citations(answer, reports)
    direct = direct_answer(answer)
    if direct:
        text.append(plain(direct) + "\n\n", style="bold green")
    for piece in pieces(answer.text, answer_marks(answer, citations)):
        text.append(plain(piece.text), style=_style(piece.labels))
        for number in piece.numbers:
            text.append(f"[{number}]", style="cyan")
    text.append("\n")
    for line in computed_lines(answer, language):
        text.append(one_line(line) + "\n")
    if doubts := unsupported_note(answer, language):
        text.append(doubts + "\n", style="red")
    level = message(f"confidence.{confidence_level(answer.confidence)}", language)
    sure = message("answer.confidence", language, level=level)
    text.append(f"{sure} ({answer.confidence:.0%})\n\n", style="dim")
    for number, citation in citations_by_number(citations).items():
        _append_citation(text, citation, number, reports[citation.report_id], language)
    _append_suggestions(text, answer, "answer.next", language)


def _append_refusal(
    text: Text, answer: Answer, reports: Mapping[str, Report], language: str
) -> None:
    headline, below = refusal_words(answer, reports.values(), language)
    text.append(plain(headline) + "\n", style="bold yellow")
    text.append(plain(below) + "\n")
    _append_suggestions(text, answer, "refusal.suggestions", language)


def _append_suggestions(text: Text, answer: Answer, key: str, language: str) -> None:
    if answer.suggestions:
        text.append("\n" + message(key, language) + "\n")
        for question in answer.suggestions:
            text.append(f"  • {one_line(question)}\n")


def _append_citation(
    text: Text, citation: Citation, number: int, report: Report, language: str
) -> None:
    text.append(f"[{number}] ", style="cyan")
    text.append(one_line(report.title), style="bold")
    text.append(_place(report, citation.paragraph, language) + "\n")
    mark = Mark(start=citation.start, end=citation.end, label=MarkLabel.EXCERPT)
    _append_paragraph(text, report, citation.paragraph, mark)
    text.append("\n")


def _place(report: Report, paragraph: int, language: str) -> str:
    place = [
        message("passage.paragraph", language, number=paragraph),
        " › ".join(one_line(h) for h in report.heading_path(report.paragraphs[paragraph - 1])),
    ]
    return "".join(f" · {part}" for part in place if part)


def _append_paragraph(text: Text, report: Report, number: int, mark: Mark) -> None:
    paragraph = report.paragraphs[number - 1]
    body = report.text[paragraph.start : paragraph.end]
    start, end = mark.start - paragraph.start, mark.end - paragraph.start
    first, last = excerpt_window(body, start, end, _CONTEXT)
    inner = Mark(start=start - first, end=end - first, label=mark.label)
    text.append("    " + ("…" if first else ""), style="dim")
    for piece in pieces(body[first:last], [inner]):
        text.append(one_line_keeping_length(piece.text), style=_style(piece.labels))
    text.append(("…" if last < len(body) else "") + "\n", style="dim")


def one_line_keeping_length(text: str) -> str:
    """Return `text` with each white-space character as a space, control characters visible."""
    return plain("".join(" " if character.isspace() else character for character in text))


def passage_text(
    passage: ScoredPassage, report: Report, language: str, *, explain: bool = False
) -> Text:
    """Return a search hit: rank, score, place, and the matched sentence marked in its paragraph."""
    text = Text()
    text.append(f"{passage.rank}. ", style="cyan")
    text.append(one_line(passage.title), style="bold")
    text.append(_place(report, passage.paragraph, language))
    text.append(f"  {passage.score:.3f}\n", style="dim")
    mark = Mark(start=passage.match_start, end=passage.match_end, label=MarkLabel.MATCH)
    _append_paragraph(text, report, passage.paragraph, mark)
    if passage.also:
        said = [
            piece if isinstance(piece, str) else one_line(place_name(piece, language))
            for piece in also_pieces(passage.also, language)
        ]
        text.append("    " + "".join(said) + "\n", style="dim")
    if explain and passage.why:
        text.append("    " + explained(passage.why, language) + "\n", style="dim")
    return text


def explained(why: Mapping[str, float], language: str) -> str:
    """Return each feature's share of a score, the largest first."""
    ordered: Sequence[tuple[str, float]] = sorted(why.items(), key=lambda pair: -abs(pair[1]))
    shares = ", ".join(f"{one_line(name)} {share:+.2f}" for name, share in ordered)
    return message("passage.why", language, shares=shares)
