"""Questions to cited answers, and their evaluation.

In the order in which a question passes through them: `gate` (is it a question to reports),
`normalisation` and `question` (read once), `retrieval` (ranked paragraphs), `facts` (figures looked
up), `evidence` (scored clauses), `reading` (a second look at them), `diff` (reports compared),
`glossary` (terms explained), `short_answers`, `answer` (quoted or refused), `llm` (worded by a
language model, where one is given), `offers` (what may be asked next); `assistant` runs all of it.

Values that are handed on: `records`, `snapshot`, `quotes`, `tables`. `text` analyses paragraphs,
`examples` proposes questions, `evaluation` scores test sets, `markup` escapes HTML and text,
`integrations` adapts the retriever to other libraries, `training` fitted the models.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.records import (
        Answer,
        Citation,
        Computed,
        Missing,
        OtherPlace,
        Reason,
        Retrieval,
        Scope,
        ScoredPassage,
        Stage,
        Step,
        Turn,
    )
    from qa.retrieval.retriever import Retriever

__all__ = [
    "Answer",
    "Assistant",
    "Citation",
    "Computed",
    "Missing",
    "OtherPlace",
    "Reason",
    "Retrieval",
    "Retriever",
    "Scope",
    "ScoredPassage",
    "Stage",
    "Step",
    "Turn",
]

_HOMES = {"Assistant": "qa.assistant", "Retriever": "qa.retrieval.retriever"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: rooms such as `markup` need no numpy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "qa.records")), name)
