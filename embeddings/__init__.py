"""Report files to an index on disk.

In the order in which a report passes through them: `reading` (with `formats`), `cleaning`,
`structure`, `metadata` and `parsing` make a `Report` of a file; `passages`, `segmentation` and
`encoder` make terms and vectors of it; `lexical` and `dense` search them; `storage` keeps them,
`building` updates them, `verification` proves them.
"""

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.index.in_memory import MemoryIndex
from embeddings.index.opening import open_index
from embeddings.index.passage_index import Candidate, IndexQuery, PassageIndex
from embeddings.index.verification import verify_index
from embeddings.indexing.update import forget_reports, index_paths
from embeddings.parsing.reports import read_reports
from embeddings.records import Paragraph, Passage, Report, Role, Section, SourceFile

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
