"""Questions to cited answers, and their measure.

In the order in which a question passes through them: `question` (with `time_words`, `scope`,
`lexicon`, `followup`, `decomposition`) says what is asked; `retriever` (with `signals`, `ranker`,
`hits`) finds passages; `answerer` (with `evidence`, `spans`, `comparison`, `citations`) quotes
them; `confidence` decides whether to refuse; `assistant` does it all; `evaluation` measures it.
"""

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
