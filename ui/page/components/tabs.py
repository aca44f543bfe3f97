"""The tabs with their components: ask, full text, compare, library, settings."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from embeddings.reading.sources import FORMATS
from ui.i18n.messages import message
from ui.page.components.labels import Labels
from ui.page.session import PASSAGES_MOST, Settings

__all__ = ["AskTab", "CompareTab", "LibraryTab", "ReadTab", "SettingsTab", "theme_choices"]

_TERM_MOST = 40  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTab:
    """The conversation, the question box with its filters, and the sources."""

    tab: Any
    thread: Any
    cards: Any
    waiting: Any
    box: Any
    years: Any
    regions: Any
    scope: Any
    sources: Any

    @classmethod
    def build(cls, labels: Labels) -> "AskTab":
        """Build it within the current `gr.Tabs`."""
        tab = labels.tab("page.tab_ask", "ask")
        with tab, gr.Row(elem_id="gov-ask"):
            with gr.Column(scale=3, min_width=320, elem_id="gov-main"):
                thread = labels.panel("thread")
                cards = labels.panel("cards")
                with gr.Column(elem_id="gov-composer"):
                    waiting = labels.panel("waiting")
                    box = _question_box(labels)
                    scope = gr.Accordion(
                        labels.text("page.scope_panel"), open=False, elem_id="gov-scope"
                    )
                    with labels.record(scope, "label", "page.scope_panel"), gr.Row():
                        years, regions = (
                            labels.field(gr.Dropdown, f"page.{name}", name, [], multiselect=True)
                            for name in ("years", "regions")
                        )
            with gr.Column(scale=2, min_width=300, elem_id="gov-side"):
                sources = labels.panel("sources")
        return cls(
            tab=tab,
            thread=thread,
            cards=cards,
            waiting=waiting,
            box=box,
            years=years,
            regions=regions,
            scope=scope,
            sources=sources,
        )


def _question_box(labels: Labels) -> Any:
    box = labels.field(
        gr.Textbox,
        "page.question",
        "box",
        placeholder=labels.text("page.placeholder"),
        show_label=False,
        lines=1,
        max_lines=6,
        submit_btn=labels.text("page.ask"),
        interactive=False,  # until the browser's stored state was read
    )
    labels.record(box, "placeholder", "page.placeholder")
    return labels.record(box, "submit_btn", "page.ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTab:
    """The full text of a report."""

    tab: Any
    chosen: Any
    text: Any

    @classmethod
    def build(cls, labels: Labels) -> "ReadTab":
        """Build it within the current `gr.Tabs`."""
        tab = labels.tab("page.tab_read", "read")
        with tab:
            chosen = labels.field(gr.Dropdown, "page.choose_report", "report", [])
            return cls(tab=tab, chosen=chosen, text=labels.panel("reader"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareTab:
    """Two reports side by side, the later one's brief, and a term counted."""

    tab: Any
    old: Any
    new: Any
    save_comparison: Any
    save_brief: Any
    save_brief_word: Any
    save_brief_page: Any
    print_brief: Any
    term: Any
    words: Any
    comparison: Any

    @classmethod
    def build(cls, labels: Labels) -> "CompareTab":
        """Build it within the current `gr.Tabs`."""
        tab = labels.tab("page.tab_compare", "compare")
        with tab, gr.Column(elem_id="gov-compare"):
            with gr.Row():
                old, new = (
                    labels.field(gr.Dropdown, f"page.compare_{name}", f"compare-{name}", [])
                    for name in ("old", "new")
                )
            with gr.Row(elem_id="gov-compare-files"):
                save_comparison = labels.button("page.save_diff", "save-diff")
                save_brief_word = labels.button("page.save_brief_word", "save-brief-word")
                save_brief_page = labels.button("page.save_brief_page", "save-brief-page")
                save_brief = labels.button("page.save_brief", "save-brief")
                print_brief = labels.button("page.print_brief", "print-brief")
            panel = gr.Accordion(labels.text("page.term_panel"), open=False, elem_id="gov-count")
            with labels.record(panel, "label", "page.term_panel"):
                term = _words_box(labels, "page.term", "term", "page.count")
                words = labels.panel("words")
            comparison = labels.panel("comparison")
        return cls(
            tab=tab,
            old=old,
            new=new,
            save_comparison=save_comparison,
            save_brief=save_brief,
            save_brief_word=save_brief_word,
            save_brief_page=save_brief_page,
            print_brief=print_brief,
            term=term,
            words=words,
            comparison=comparison,
        )


def _words_box(labels: Labels, label: str, name: str, button: str) -> Any:
    """Return a field for words that are looked for in all reports."""
    box = labels.field(
        gr.Textbox,
        label,
        name,
        placeholder=labels.text("page.term_placeholder"),
        max_lines=1,
        max_length=_TERM_MOST,
        submit_btn=labels.text(button),
    )
    labels.record(box, "placeholder", "page.term_placeholder")
    return labels.record(box, "submit_btn", button)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryTab:
    """The indexed reports, and the upload."""

    tab: Any
    read_only: Any
    upload: Any
    told: Any
    words: Any
    found: Any
    filters: Any
    reports: Any
    changes: Any

    @classmethod
    def build(cls, labels: Labels) -> "LibraryTab":
        """Build it within the current `gr.Tabs`."""
        tab = labels.tab("page.tab_library", "library")
        with tab:
            read_only = labels.html("read-only")
            upload = labels.field(
                gr.File,
                "page.upload",
                "upload",
                file_count="multiple",
                file_types=sorted(FORMATS),
                height=140,
                visible=False,
            )
            told = labels.panel("library-told")
            words = _words_box(labels, "page.text_search", "search", "page.search")
            found = labels.panel("found")
            with gr.Column(elem_id="gov-library"):
                filters = labels.html("library-filters")
                reports = labels.panel("library-rows")
            return cls(
                tab=tab,
                read_only=read_only,
                upload=upload,
                told=told,
                words=words,
                found=found,
                filters=filters,
                reports=reports,
                changes=labels.html("changes"),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTab:
    """The user's settings, stored in the browser."""

    tab: Any
    language: Any
    theme: Any
    k: Any
    model: Any
    privacy: Any

    @classmethod
    def build(cls, labels: Labels, *, model: str) -> "SettingsTab":
        """Build it within the current `gr.Tabs`; `model` names the language model, if any."""
        language = labels.language
        tab = labels.tab("page.tab_settings", "settings")
        with tab, gr.Column(elem_id="gov-settings"):
            chosen_language = labels.field(
                gr.Radio,
                "page.language",
                "language-choice",
                [("中文", "zh"), ("English", "en")],
                value=language,
            )
            themes = theme_choices(language)
            theme = labels.field(gr.Radio, "page.theme", "theme-choice", themes, value="system")
            steps = {"value": Settings().k, "step": 1, "buttons": []}
            k = labels.field(gr.Slider, "page.k", "k", 1, PASSAGES_MOST, **steps)
            use_model = gr.Checkbox(
                value=True,
                label=labels.text("page.model", model=model),
                visible=bool(model),
                elem_id="gov-model",
            )
            labels.record(use_model, "label", "page.model", model=model)
            return cls(
                tab=tab,
                language=chosen_language,
                theme=theme,
                k=k,
                model=use_model,
                privacy=labels.html("privacy"),
            )


def theme_choices(language: str) -> list[tuple[str, str]]:
    """Return the themes with their names in a language."""
    names = ("system", "light", "dark")
    return [(message(f"page.theme_{name}", language), name) for name in names]
