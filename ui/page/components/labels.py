"""Labels: the message of each component's text, so that the page can change its language."""

from dataclasses import dataclass
from typing import Any, Literal

import gradio as gr

from ui.i18n.messages import message
from ui.page.theme import script

__all__ = ["Label", "Labels"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The message shown by a property of a component."""

    component: Any
    property: str
    key: str
    values: dict[str, str]

    def update(self, language: str) -> Any:
        """Return the update of the component for a language."""
        changed: dict[str, Any] = {self.property: message(self.key, language, **self.values)}
        return gr.update(**changed)


class Labels:
    """Makes components with their texts in one language, and records their messages."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._labels: list[Label] = []

    @property
    def all(self) -> tuple[Label, ...]:
        """The labels recorded so far."""
        return tuple(self._labels)

    def text(self, key: str, **values: str) -> str:
        """Return a message in the page's initial language."""
        return message(key, self.language, **values)

    def record(self, component: Any, property_name: str, key: str, **values: str) -> Any:
        """Record that a property of a component shows a message; return the component."""
        self._labels.append(
            Label(component=component, property=property_name, key=key, values=values)
        )
        return component

    def button(self, key: str, name: str, *, size: Literal["sm", "md"] = "sm", **more: Any) -> Any:
        """Return a button whose id is `gov-` and `name`."""
        made = gr.Button(self.text(key), size=size, elem_id=f"gov-{name}", **more)
        return self.record(made, "value", key)

    def tab(self, key: str, name: str) -> Any:
        """Return a tab, to be entered with `with`."""
        return self.record(gr.Tab(self.text(key), id=name), "label", key)

    def field(self, kind: Any, key: str, name: str, *arguments: Any, **more: Any) -> Any:
        """Return an input of a kind (`gr.Dropdown`, …) with a label."""
        made = kind(*arguments, label=self.text(key), elem_id=f"gov-{name}", **more)
        return self.record(made, "label", key)

    @staticmethod
    def panel(name: str) -> Any:
        """Return an HTML area whose clicks become events through the page's script."""
        return gr.HTML(elem_id=f"gov-{name}", js_on_load=script("panel"), apply_default_css=False)

    @staticmethod
    def html(name: str) -> Any:
        """Return an HTML area without events."""
        return gr.HTML(elem_id=f"gov-{name}", apply_default_css=False)
