"""The conversation: each question as understood, its answer, and its actions."""

import re
from collections.abc import Collection, Mapping, Sequence

from embeddings.records import Report
from qa.answer.citations import is_true
from qa.markup.html import Safe, element, fragment
from qa.question.english import chinese_wording
from qa.question.limits import LONGEST_QUESTION
from qa.records import Answer
from ui.conversations.conversation import KeptTurn
from ui.i18n.messages import message
from ui.page.views.chips import chips_html
from ui.page.views.citation_notes import citation_notes_html
from ui.page.views.links import question_link
from ui.rendering.answer_html import answer_html, next_questions_html
from ui.rendering.charts.data_points import Series
from ui.rendering.charts.figure_html import figure_html
from ui.rendering.export.clipboard import copied_text

__all__ = ["thread_html"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_HEADING = 120  # characters of a question that is refused for its length


def thread_html(
    turns: Sequence[KeptTurn],
    *,
    reports: Mapping[str, Report],
    language: str,
    conversation: str = "",
    snapshot: str = "",
    series: Mapping[int, Series] | None = None,
    pending: tuple[str, str] | None = None,
    found: KeptTurn | None = None,
    failed: tuple[str, str] | None = None,
    offering: Collection[str] = (),
) -> Safe:
    """Return the conversation so far, oldest first.

    Args:
        turns: the answered ones, numbered from 1.
        reports: the indexed reports, against which every citation is verified again.
        language: of the labels.
        conversation: its key in the browser's store.
        snapshot: of the index; the script tells when it is another one than before.
        series: by turn number, the values over years or regions that are drawn as a chart.
        pending: a question being answered, and its progress: 正在检索 52 份报告….
        found: a refused turn whose suggestions are still being looked for; it has no actions yet.
        failed: a question that could not be answered, and the reason.
        offering: the keys of answered turns whose next questions are still being looked for.
    """
    articles = [
        _turn(
            turn,
            number,
            reports,
            language,
            (series or {}).get(number),
            number == len(turns),
            busy=turn.key in offering,
        )
        for number, turn in enumerate(turns, start=1)
    ]
    number = len(turns) + 1
    if found is not None:
        drawn = (series or {}).get(number)
        articles.append(_turn(found, number, reports, language, drawn, True, whole=False))
    if pending is not None:
        articles.append(_pending(*pending, number))
    if failed is not None:
        articles.append(_failed(*failed, number, language))
    return element(
        "div",
        *articles,
        class_="gov-thread",
        data_conversation=conversation,
        data_snapshot=snapshot,
        data_say_changed=message("page.library_changed", language, count=len(reports)),
        data_language=language,
        data_menu=message("page.menu", language),
        role="log",
        aria_label=message("page.thread", language),
    )


def _pending(question: str, progress: str, number: int) -> Safe:
    return element(
        "article",
        element("h2", question, class_="gov-question"),
        element("p", progress, class_="gov-progress", role="status"),
        class_="gov-turn gov-pending",
        id=f"turn-{number}",
        aria_busy="true",
    )


def _failed(question: str, reason: str, number: int, language: str) -> Safe:
    """Return a failed question, which is not stored: in Chinese words, or to be asked again."""
    offered = _chinese(question, language) or [_again(question, language)]
    return element(
        "article",
        element("h2", _heading(question), class_="gov-question"),
        element("p", reason, class_="gov-refusal", role="alert"),
        *offered,
        class_="gov-turn gov-failed",
        id=f"turn-{number}",
    )


def _again(question: str, language: str) -> Safe:
    button = element(
        "button",
        message("page.ask_again", language),
        type="button",
        class_="gov-small",
        data_question=question,
    )
    return element("p", button, class_="gov-again")


def _chinese(question: str, language: str) -> list[Safe]:
    """Return the Chinese wording offered for an English question, if there is one."""
    wording = "" if _HAN.search(question) else chinese_wording(question)
    if not wording:
        return []
    offer = element(
        "button",
        wording,
        type="button",
        class_="gov-suggestion",
        data_question=wording,
        lang="zh",
    )
    return [
        element("p", message("page.in_chinese", language), class_="gov-suggest"),
        element("ul", element("li", offer), class_="gov-suggestions"),
    ]


def _heading(question: str) -> str:
    """Return a question as a heading, cut if it is very long."""
    return question if len(question) <= LONGEST_QUESTION else f"{question[:_HEADING]}…"


def _turn(
    turn: KeptTurn,
    number: int,
    reports: Mapping[str, Report],
    language: str,
    series: Series | None,
    last: bool,
    *,
    whole: bool = True,
    busy: bool = False,
) -> Safe:
    answer = turn.answer
    style = "gov-turn gov-last" if last else "gov-turn"
    return element(
        "article",
        element("h2", answer.question, class_="gov-question", lang="zh"),
        element("p", message("export.date", language, date=turn.asked[:10]), class_="gov-date"),
        _understood(answer, language),
        chips_html(turn, reports, language),
        figure_html(series, language) if series else "",
        answer_html(answer, reports=reports, language=language),
        citation_notes_html(answer, reports, language),
        _withdrawn(answer, reports, language),
        _actions(turn, number, reports, language) if whole else "",
        next_questions_html(answer, language) if whole else "",  # last: they come later
        class_=style if whole else "gov-turn gov-pending",
        data_turn=number if whole else None,
        id=f"turn-{number}",
        aria_busy="true" if busy or not whole else None,
    )


def _understood(answer: Answer, language: str) -> Safe:
    """Return the searched question if it differs from the typed one, editable."""
    if not answer.rewritten or answer.rewritten == answer.question:
        return Safe("")
    return element(
        "p",
        element("span", message("page.understood", language), class_="gov-label"),
        element(
            "button",
            answer.rewritten,
            type="button",
            class_="gov-reword",
            lang="zh",
            data_reword=answer.rewritten,
            title=message("page.reword", language),
        ),
        element(
            "button",
            message("page.alone", language),
            type="button",
            class_="gov-small",
            data_alone="true",
            title=message("page.alone_hint", language),
        ),
        class_="gov-understood",
    )


def _withdrawn(answer: Answer, reports: Mapping[str, Report], language: str) -> Safe:
    """Return the notice that an excerpt is no longer in the index."""
    lost = [c for c in answer.citations if not is_true(c, reports)]
    if not lost:
        return Safe("")
    titles = "、".join(dict.fromkeys(citation.title for citation in lost))
    told = message("page.withdrawn", language, count=len(lost), titles=titles)
    return element("p", told, class_="gov-notice gov-withdrawn", role="note")


def _take(language: str) -> Safe:
    """Return the export formats of an answer."""
    kinds = [
        element("button", message(f"page.take_{kind}", language), type="button", data_take=kind)
        for kind in ("word", "markdown", "page")
    ]
    printed = element("button", message("page.print", language), type="button", data_print=True)
    label = message("page.take", language)
    return element(
        "span",
        element("span", label, class_="gov-label"),
        *kinds,
        printed,
        class_="gov-group gov-take",
        role="group",
        aria_label=label,
    )


def _actions(turn: KeptTurn, number: int, reports: Mapping[str, Report], language: str) -> Safe:
    def button(key: str, **attributes: str) -> Safe:
        return element("button", message(key, language), type="button", **attributes)

    link = question_link(turn.answer.question, years=turn.years, regions=turn.regions)
    verdicts = [
        button(f"page.verdict_{verdict}", data_judge=verdict)
        for verdict in ("right", "wrong", "wrong_source")
    ]
    offers = [
        button(
            "page.copy",
            data_copy=copied_text(turn.answer, reports, language),
            data_told=message("page.copied", language),
        ),
        button("page.again", data_again=str(number)),
        element(
            "a",
            message("page.link", language),
            href=link,
            data_link="true",
            data_told=message("page.link_copied", language),
        ),
    ]
    declined = bool(turn.answer.guidance) and turn.answer.refused  # nothing to take along
    note_label, judged = (message(f"page.{key}", language) for key in ("note", "judge"))
    return fragment(
        [
            element(
                "footer",
                element("span", *offers, class_="gov-group"),
                "" if declined else _take(language),
                element(
                    "span",
                    element("span", judged, class_="gov-label"),
                    *verdicts,
                    class_="gov-group gov-verdicts",
                    role="group",
                    aria_label=judged,
                ),
                class_="gov-actions",
            ),
            element(
                "form",
                element("label", note_label, for_=f"note-{number}"),
                element("input", id=f"note-{number}", name="note", maxlength=500),
                element("button", message("page.send", language), type="submit"),
                class_="gov-note",
                data_told=message("page.thanks", language),
                hidden=True,
            ),
        ]
    )
