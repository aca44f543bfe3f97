"""Report files to an index on disk.

In the order in which a report passes through them: `reading` (file → document), `parsing`
(document → report), `facts` (figures as statements), `encoders` and `search` (vectors and terms),
`index` (a searchable set of reports) over `store` (a directory of snapshots), `indexing` (kept up
to date). `records` holds the values handed on; `text` and `language` read Chinese text and report
language for all of them; `errors` and `messages` word what goes wrong; `lazy_regex` defers the
compilation of their patterns; `training` made the encoders.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.index.opening import open_index
from embeddings.index.passage_index import Candidate, IndexQuery, PassageIndex
from embeddings.records import Paragraph, Passage, Report, Role, Section, SourceFile

if TYPE_CHECKING:
    from embeddings.index.in_memory import MemoryIndex
    from embeddings.index.verification import verify_index
    from embeddings.indexing.forgetting import forget_reports
    from embeddings.indexing.update import index_paths
    from embeddings.parsing.reports import read_reports

__all__ = [
    "Candidate",
    "Encoder",
    "IndexQuery",
    "MemoryIndex",
    "Paragraph",
    "Passage",
    "PassageIndex",
    "Report",
    "Role",
    "Section",
    "SourceFile",
    "forget_reports",
    "index_paths",
    "load_encoder",
    "open_index",
    "read_reports",
    "verify_index",
]

# What no question needs, a tenth of the time of one asked from nothing: imported when it is named.
_UNASKED = {
    "MemoryIndex": "embeddings.index.in_memory",
    "forget_reports": "embeddings.indexing.forgetting",
    "index_paths": "embeddings.indexing.update",
    "read_reports": "embeddings.parsing.reports",
    "verify_index": "embeddings.index.verification",
}


def __getattr__(name: str) -> Any:
    if name not in _UNASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_UNASKED[name]), name)
