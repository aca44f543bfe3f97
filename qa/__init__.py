"""Questions to cited answers, and their measure.

In the order in which a question passes through them: `normalisation` and `question` read it,
`retrieval` finds paragraphs, `evidence` scores their clauses, `answer` (with `short_answers`)
quotes or refuses, `llm` words it where a language model is given; `assistant` does it all.
`text` analyses paragraphs, `snapshot` and `records` hold what is handed on, `examples` proposes
questions, `evaluation` measures, `markup` escapes what is shown.
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
