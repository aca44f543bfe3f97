"""The page's look: Gradio's theme in our palette, the style sheets, and the page's scripts.

System fonts only: Gradio's own themes use Google fonts, which would be downloaded.
"""

from functools import cache
from pathlib import Path

import gradio as gr

__all__ = ["SCRIPTS", "STYLES", "page_theme", "script", "style", "style_sheet"]

# Scripts of `ui/assets/scripts` for the whole page, in execution order.
SCRIPTS = (
    "event_stream",
    "page",
    "storage",
    "store",
    "conversation_list",
    "asking",
    "addresses",
    "citations",
    "charts",
    "keys",
    "library",
    "notes",
    "quotes",
    "text_search",
)

# Style sheets of `ui/assets/styles`, in the order of the cascade: `screens` overrides the others.
STYLES = (
    "palette",
    "frame",
    "conversation",
    "answer",
    "question_box",
    "sources",
    "full_text",
    "library",
    "conversation_list",
    "comparison",
    "chart",
    "notes",
    "screens",
)

_ASSETS = Path(__file__).parents[1] / "assets"


def page_theme() -> gr.themes.Base:
    """Return the theme; its colours are variables of `palette.css`, which has the dark ones too."""
    theme = gr.themes.Base(font=["var(--gov-sans)"], font_mono=["ui-monospace", "monospace"])
    colours = {
        "body_background_fill": "var(--gov-paper)",
        "body_text_color": "var(--gov-ink)",
        "body_text_color_subdued": "var(--gov-quiet)",
        "background_fill_primary": "var(--gov-sheet)",
        "background_fill_secondary": "var(--gov-paper)",
        "block_background_fill": "var(--gov-sheet)",
        "block_label_background_fill": "transparent",
        "block_label_text_color": "var(--gov-quiet)",
        "block_title_text_color": "var(--gov-ink)",
        "block_info_text_color": "var(--gov-quiet)",
        "border_color_primary": "var(--gov-line)",
        "block_border_color": "var(--gov-line)",
        "input_background_fill": "var(--gov-sheet)",
        "input_border_color": "var(--gov-line)",
        "input_border_color_focus": "var(--gov-accent)",
        "input_placeholder_color": "var(--gov-quiet)",
        "button_primary_background_fill": "var(--gov-accent)",
        "button_primary_background_fill_hover": "var(--gov-accent)",
        "button_primary_text_color": "var(--gov-sheet)",
        "button_secondary_background_fill": "transparent",
        "button_secondary_background_fill_hover": "var(--gov-accent-soft)",
        "button_secondary_border_color": "var(--gov-line)",
        "button_secondary_text_color": "var(--gov-ink)",
        "link_text_color": "var(--gov-accent)",
        "color_accent": "var(--gov-accent)",
        "color_accent_soft": "var(--gov-accent-soft)",
        "slider_color": "var(--gov-accent)",
        "checkbox_background_color_selected": "var(--gov-accent)",
        "checkbox_border_color_selected": "var(--gov-accent)",
        "checkbox_label_background_fill": "transparent",
        "checkbox_label_background_fill_selected": "var(--gov-accent-soft)",
        "checkbox_label_text_color": "var(--gov-ink)",
        "checkbox_label_text_color_selected": "var(--gov-ink)",
    }
    dark = {f"{name}_dark": value for name, value in colours.items() if _has(theme, name)}
    return theme.set(**colours, **dark, block_shadow="none", block_border_width="0px")


def _has(theme: gr.themes.Base, name: str) -> bool:
    return hasattr(theme, f"{name}_dark")


@cache
def script(name: str) -> str:
    """Return a script of `ui/assets/scripts`: `panel`, of panels, or one of `SCRIPTS`."""
    return (_ASSETS / "scripts" / f"{name}.js").read_text(encoding="utf-8")


@cache
def style(name: str) -> str:
    """Return a style sheet of `ui/assets/styles`: `login`, `outside`, or one of `STYLES`."""
    return (_ASSETS / "styles" / f"{name}.css").read_text(encoding="utf-8")


@cache
def style_sheet() -> str:
    """Return the style sheet of the page, all of `STYLES`."""
    return "\n".join(map(style, STYLES))
