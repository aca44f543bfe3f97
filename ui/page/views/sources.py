"""The sources beside the answer: a card for each citation, then the other passages found."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from embeddings.records import Report
from qa.markup.html import Safe, element, fragment
from qa.records import Answer, OtherPlace, Scope, ScoredPassage
from ui.i18n.messages import message
from ui.page.views.links import place_link
from ui.page.views.places import numbered_citations, paragraph_html, place_line
from ui.page.views.reasons import reasons
from ui.rendering.answer_html import shown_citations
from ui.rendering.marks import Mark, MarkLabel
from ui.rendering.other_places import also_pieces, place_name

__all__ = ["sources_html"]

_CONTEXT = 40  # characters on each side of the excerpt of a repeated paragraph


def sources_html(
    answer: Answer | None,
    turn: int,
    *,
    reports: Mapping[str, Report],
    language: str,
) -> Safe:
    """Return the cards of one turn, with the numbers of its answer.

    The citations come first, each with its excerpt marked in the whole paragraph; passages without
    a citation follow, with the sentence that matched the question.
    """
    heading = element("h2", message("page.sources", language), class_="gov-panel-title")
    if answer is None:
        keys = element("span", message("page.sources_keys", language), class_="gov-keys")
        told = message("page.sources_hint", language)
        hint = element("p", told, " ", keys, class_="gov-hint")
        return element("div", heading, hint, class_="gov-sources", data_turn=turn)
    cited = _citation_cards(answer, reports, language)
    others = _passage_cards(answer, reports, language, first=len(cited) + 1)
    body: list[str] = list(cited)
    if others:
        title = message("page.also_found" if cited else "page.nearest", language)
        body += [element("h3", title, class_="gov-panel-subtitle"), *others]
    if not body:
        told = "page.not_searched" if answer.guidance else "page.no_sources"
        body.append(element("p", message(told, language), class_="gov-hint"))
    return element("div", heading, *body, class_="gov-sources", data_turn=turn)


def _citation_cards(answer: Answer, reports: Mapping[str, Report], language: str) -> list[Safe]:
    found = {(p.report_id, p.paragraph): p for p in _indexed(answer, reports)}
    cards = []
    shown: set[tuple[str, int]] = set()
    for number, citation in numbered_citations(answer, reports).items():
        place = citation.report_id, citation.paragraph
        cards.append(
            _card(
                number,
                reports[citation.report_id],
                citation.paragraph,
                Mark(start=citation.start, end=citation.end, label=MarkLabel.EXCERPT),
                found.get(place),
                answer.scope,
                language,
                cited=True,
                again=place in shown,
            )
        )
        shown.add(place)
    return cards


def _passage_cards(
    answer: Answer, reports: Mapping[str, Report], language: str, *, first: int
) -> list[Safe]:
    shown = {(c.report_id, c.paragraph) for c in shown_citations(answer, reports)}
    left = [
        passage
        for passage in _indexed(answer, reports)
        if (passage.report_id, passage.paragraph) not in shown
    ]
    return [
        _card(
            number,
            reports[passage.report_id],
            passage.paragraph,
            Mark(start=passage.match_start, end=passage.match_end, label=MarkLabel.MATCH),
            passage,
            answer.scope,
            language,
            cited=False,
        )
        for number, passage in enumerate(left, start=first)
    ]


def _indexed(answer: Answer, reports: Mapping[str, Report]) -> list[ScoredPassage]:
    """Return the passages of reports that are still indexed, with other places in such reports."""
    return [
        replace(passage, also=tuple(p for p in passage.also if p.report_id in reports))
        for passage in answer.retrieval or ()
        if passage.report_id in reports
    ]


def _card(
    number: int,
    report: Report,
    paragraph: int,
    mark: Mark,
    passage: ScoredPassage | None,
    scope: Scope,
    language: str,
    *,
    cited: bool,
    again: bool = False,
) -> Safe:
    """Return one card; a paragraph shown in a card above is cut to the excerpt."""
    place = report.paragraphs[paragraph - 1]
    return element(
        "article",
        element(
            "header",
            element("span", f"[{number}]" if cited else str(number), class_="gov-number"),
            element("cite", report.title, class_="gov-title", lang="zh"),
            element("p", place_line(report, paragraph, language), class_="gov-where"),
            element("p", " › ".join(report.heading_path(place)), class_="gov-path", lang="zh"),
        ),
        paragraph_html(report, paragraph, mark, language, context=_CONTEXT if again else None),
        _also(passage.also, language) if passage is not None and not again else "",
        _foot(
            report,
            paragraph,
            mark,
            _why(passage, report, scope, language, cited=cited) if passage is not None else "",
            language,
            cited=cited,
        ),
        class_="gov-card gov-cited" if cited else "gov-card",
        id=f"card-{number}",
        data_card=number,
        tabindex="-1",
        aria_label=message("page.card", language, number=number, title=report.title),
    )


def _also(also: Sequence[OtherPlace], language: str) -> Safe:
    """Return links to the other places of the paragraph; empty if there are none."""
    pieces = also_pieces(also, language)
    linked = [piece if isinstance(piece, str) else _link(piece, language) for piece in pieces]
    return element("p", *linked, class_="gov-also") if linked else fragment([])


def _link(place: OtherPlace, language: str) -> Safe:
    return place_link(place_name(place, language), place.report_id, place.paragraph)


def _keep(report: Report, paragraph: int, mark: Mark, language: str) -> Safe:
    """Return the button that stores an excerpt as a quote."""
    return element(
        "button",
        message("page.keep_quote", language),
        type="button",
        class_="gov-small",
        data_keep=True,
        data_report=report.report_id,
        data_paragraph=paragraph,
        data_start=mark.start,
        data_end=mark.end,
        data_excerpt=report.text[mark.start : mark.end],
        data_told=message("page.quote_kept", language),
        data_full=message("page.conversations_full", language),
    )


def _foot(
    report: Report, paragraph: int, mark: Mark, why: str, language: str, *, cited: bool
) -> Safe:
    words = message("page.read", language)
    link = place_link(words, report.report_id, paragraph, mark.start, mark.end)
    back = message("page.back", language)
    return element(
        "footer",
        link,
        element("button", back, type="button", class_="gov-small gov-back", data_back="true"),
        _keep(report, paragraph, mark, language) if cited else "",
        why,
        class_="gov-card-foot",
    )


def _why(
    passage: ScoredPassage, report: Report, scope: Scope, language: str, *, cited: bool
) -> Safe:
    """Return the reasons for a passage, with its relevance if it is not cited."""
    told = [message(f"page.signal_{kind}", language) for kind in reasons(passage, report, scope)]
    if not cited:
        told.insert(0, message("page.relevance", language, percent=f"{passage.score:.0%}"))
    return element("span", " · ".join(told), class_="gov-why") if told else fragment([])
