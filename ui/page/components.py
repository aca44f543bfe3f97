"""The Gradio components of the page, each with the words that a language gives it."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from embeddings.reading.sources import FORMATS
from ui.i18n.messages import message
from ui.page.options import PageOptions
from ui.page.session import PASSAGES_MOST, Settings
from ui.page.theme import asset

__all__ = ["Components", "Words", "build_components"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Which message a property of a component shows."""

    component: Any
    property: str
    key: str
    values: dict[str, str]

    def update(self, language: str) -> Any:
        """Return the change that puts the component into a language."""
        changed: dict[str, Any] = {self.property: message(self.key, language, **self.values)}
        return gr.update(**changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Every component that a handler reads or writes."""

    head: Any
    other_language: Any
    switch_theme: Any
    begin: Any
    conversation_list: Any
    export_markdown: Any
    export_word: Any
    tabs: Any
    tab_ask: Any
    tab_read: Any
    tab_library: Any
    tab_settings: Any
    thread: Any
    box: Any
    years: Any
    regions: Any
    sources: Any
    chosen_report: Any
    reader: Any
    upload: Any
    library_told: Any
    library: Any
    changes: Any
    read_only: Any
    k: Any
    model: Any
    language: Any
    theme: Any
    privacy: Any
    handed: Any
    offered: Any
    words: tuple[Words, ...]


def build_components(options: PageOptions) -> Components:
    """Lay out the components within the current `gr.Blocks`."""
    language = options.language
    words: list[Words] = []

    def said(component: Any, property_name: str, key: str, **values: str) -> Any:
        words.append(Words(component=component, property=property_name, key=key, values=values))
        return component

    def text(key: str, **values: str) -> str:
        return message(key, language, **values)

    def panel(name: str, **more: Any) -> Any:
        script = asset("panel.js")
        return gr.HTML(elem_id=name, js_on_load=script, apply_default_css=False, **more)

    with gr.Sidebar(open=False, width=300, elem_id="gov-sidebar"):
        begin = said(gr.Button(text("page.new"), size="md", elem_id="gov-new"), "value", "page.new")
        conversation_list = panel("gov-shelf")
        with gr.Row():
            export_markdown = said(
                gr.Button(text("page.export_markdown"), size="sm", elem_id="gov-export-markdown"),
                "value",
                "page.export_markdown",
            )
            export_word = said(
                gr.Button(text("page.export_word"), size="sm", elem_id="gov-export-word"),
                "value",
                "page.export_word",
            )
    with gr.Row(elem_id="gov-bar"):
        head = gr.HTML(elem_id="gov-head", apply_default_css=False)
        other_language = said(
            gr.Button(text("page.other_language"), size="sm", elem_id="gov-language", min_width=60),
            "value",
            "page.other_language",
        )
        switch_theme = said(
            gr.Button(text("page.switch_theme"), size="sm", elem_id="gov-theme", min_width=60),
            "value",
            "page.switch_theme",
        )
    with gr.Tabs(selected="ask", elem_id="gov-tabs") as tabs:
        tab_ask = gr.Tab(text("page.tab_ask"), id="ask")
        with said(tab_ask, "label", "page.tab_ask"), gr.Row(elem_id="gov-desk"):
            with gr.Column(scale=3, min_width=320, elem_id="gov-main"):
                thread = panel("gov-thread")
                with gr.Column(elem_id="gov-composer"):
                    box = gr.Textbox(
                        label=text("page.question"),
                        placeholder=text("page.placeholder"),
                        show_label=False,
                        lines=1,
                        max_lines=6,
                        max_length=1000,
                        submit_btn=text("page.ask"),
                        elem_id="gov-box",
                        interactive=False,  # until what the browser kept has been read
                    )
                    said(box, "label", "page.question")
                    said(box, "placeholder", "page.placeholder")
                    said(box, "submit_btn", "page.ask")
                    scope = gr.Accordion(text("page.scope_panel"), open=False, elem_id="gov-scope")
                    said(scope, "label", "page.scope_panel")
                    with scope, gr.Row():
                        years = gr.Dropdown(
                            [], multiselect=True, label=text("page.years"), elem_id="gov-years"
                        )
                        said(years, "label", "page.years")
                        regions = gr.Dropdown(
                            [],
                            multiselect=True,
                            label=text("page.regions"),
                            elem_id="gov-regions",
                        )
                        said(regions, "label", "page.regions")
            with gr.Column(scale=2, min_width=300, elem_id="gov-side"):
                sources = panel("gov-sources")
        tab_read = gr.Tab(text("page.tab_read"), id="read")
        with said(tab_read, "label", "page.tab_read"):
            chosen_report = gr.Dropdown([], label=text("page.choose_report"), elem_id="gov-report")
            said(chosen_report, "label", "page.choose_report")
            reader = panel("gov-reader")
        tab_library = gr.Tab(text("page.tab_library"), id="library")
        with said(tab_library, "label", "page.tab_library"):
            read_only = gr.HTML(elem_id="gov-read-only", apply_default_css=False)
            upload = gr.File(
                label=text("page.upload"),
                file_count="multiple",
                file_types=sorted(FORMATS),
                height=140,
                visible=False,
                elem_id="gov-upload",
            )
            said(upload, "label", "page.upload")
            library_told = gr.HTML(elem_id="gov-library-told", apply_default_css=False)
            library = panel("gov-library")
            changes = gr.HTML(elem_id="gov-changes", apply_default_css=False)
        tab_settings = gr.Tab(text("page.tab_settings"), id="settings")
        with said(tab_settings, "label", "page.tab_settings"), gr.Column(elem_id="gov-settings"):
            defaults = Settings(language=language)
            language_choice = gr.Radio(
                [("中文", "zh"), ("English", "en")],
                value=language,
                label=text("page.language"),
                elem_id="gov-language-choice",
            )
            said(language_choice, "label", "page.language")
            theme = gr.Radio(
                _themes(language),
                value="system",
                label=text("page.theme"),
                elem_id="gov-theme-choice",
            )
            said(theme, "label", "page.theme")
            k = gr.Slider(
                1,
                PASSAGES_MOST,
                value=defaults.k,
                step=1,
                label=text("page.k"),
                elem_id="gov-k",
            )
            said(k, "label", "page.k")
            model = gr.Checkbox(
                value=True,
                label=text("page.model", model=options.model),
                visible=bool(options.model),
                elem_id="gov-model",
            )
            said(model, "label", "page.model", model=options.model)
            privacy = gr.HTML(elem_id="gov-privacy", apply_default_css=False)
    # What Python and the page's script hand to each other; they stay out of sight.
    handed, offered = (
        gr.Textbox(visible="hidden", elem_id=f"gov-{name}", container=False, show_label=False)
        for name in ("handed", "offered")
    )
    return Components(
        head=head,
        other_language=other_language,
        switch_theme=switch_theme,
        begin=begin,
        conversation_list=conversation_list,
        export_markdown=export_markdown,
        export_word=export_word,
        tabs=tabs,
        tab_ask=tab_ask,
        tab_read=tab_read,
        tab_library=tab_library,
        tab_settings=tab_settings,
        thread=thread,
        box=box,
        years=years,
        regions=regions,
        sources=sources,
        chosen_report=chosen_report,
        reader=reader,
        upload=upload,
        library_told=library_told,
        library=library,
        changes=changes,
        read_only=read_only,
        k=k,
        model=model,
        language=language_choice,
        theme=theme,
        privacy=privacy,
        handed=handed,
        offered=offered,
        words=tuple(words),
    )


def _themes(language: str) -> list[tuple[str, str]]:
    names = ("system", "light", "dark")
    return [(message(f"page.theme_{name}", language), name) for name in names]
