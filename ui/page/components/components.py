"""All components that handlers read or write."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.page.components.frame import Bar, Sidebar
from ui.page.components.labels import Label, Labels
from ui.page.components.tabs import AskTab, CompareTab, LibraryTab, ReadTab, SettingsTab
from ui.page.options import PageOptions

__all__ = ["Components", "build_components"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """The components by their place.

    `handed`, `completed` and `offered` pass data to the page's script, `brought` from it.
    """

    sidebar: Sidebar
    bar: Bar
    tabs: Any
    ask: AskTab
    read: ReadTab
    compare: CompareTab
    library: LibraryTab
    settings: SettingsTab
    handed: Any
    completed: Any
    offered: Any
    brought: Any
    labels: tuple[Label, ...]


def build_components(options: PageOptions) -> Components:
    """Build the components within the current `gr.Blocks`."""
    labels = Labels(options.language)
    sidebar = Sidebar.build(labels)
    bar = Bar.build(labels)
    with gr.Tabs(selected="ask", elem_id="gov-tabs") as tabs:
        ask = AskTab.build(labels)
        read = ReadTab.build(labels)
        compare = CompareTab.build(labels)
        library = LibraryTab.build(labels)
        settings = SettingsTab.build(labels, model=options.model)
    handed, completed, offered, brought = (
        gr.Textbox(visible="hidden", elem_id=f"gov-{name}", container=False, show_label=False)
        for name in ("handed", "completed", "offered", "brought")
    )
    return Components(
        sidebar=sidebar,
        bar=bar,
        tabs=tabs,
        ask=ask,
        read=read,
        compare=compare,
        library=library,
        settings=settings,
        handed=handed,
        completed=completed,
        offered=offered,
        brought=brought,
        labels=labels.all,
    )
