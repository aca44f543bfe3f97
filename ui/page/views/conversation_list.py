"""The conversation list: the conversations kept in this browser."""

from collections.abc import Sequence

from qa.markup.html import Safe, element
from ui.i18n.messages import message
from ui.page.session import Summary

__all__ = ["conversation_list_html"]


def conversation_list_html(summaries: Sequence[Summary], current: str, language: str) -> Safe:
    """Return the list of conversations, each with buttons to open, rename and delete it."""
    rows = [_row(summary, summary.key == current, language) for summary in summaries]
    return element(
        "div",
        element("ul", *rows, class_="gov-shelf"),
        element("p", message("page.history_hint", language), class_="gov-hint"),
    )


def _row(summary: Summary, current: bool, language: str) -> Safe:
    rename, erase = message("page.rename", language), message("page.erase", language)
    return element(
        "li",
        element(
            "button",
            summary.title,
            type="button",
            class_="gov-open",
            data_open=summary.key,
            aria_current="true" if current else None,
        ),
        element(
            "button",
            rename,
            type="button",
            class_="gov-small",
            data_rename=summary.key,
            aria_label=f"{rename}：{summary.title}",
        ),
        element(
            "button",
            erase,
            type="button",
            class_="gov-small",
            data_erase=summary.key,
            data_sure=message("page.erase_sure", language),
            aria_label=f"{erase}：{summary.title}",
        ),
    )
