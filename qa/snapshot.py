"""An index as it was when a question came in: what every later stage of the answer works on."""

from collections.abc import Mapping
from dataclasses import dataclass

from embeddings.index.passage_index import PassageIndex
from embeddings.records import Report
from embeddings.text.gazetteer import Gazetteer
from qa.text.paragraph import ParagraphStore

__all__ = ["Snapshot"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """One state of an index with the analyses of its paragraphs.

    It stays as it is when the index directory changes: an answer in the making keeps its reports.
    """

    index: PassageIndex
    reports: Mapping[str, Report]  # by report_id
    paragraphs: ParagraphStore
    gazetteer: Gazetteer  # knows the regions of the reports
