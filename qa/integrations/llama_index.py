"""LlamaIndex: a `BaseRetriever` over an index of reports (the extra `llamaindex`)."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from qa.integrations.documents import READ_BY_MODELS, FoundDocument, found_documents
from qa.integrations.opening import open_retriever
from qa.retrieval.retriever import Retriever

__all__ = ["GovreportRetriever"]


class GovreportRetriever(BaseRetriever):
    """Finds paragraphs of government work reports, as scored nodes.

    `start_char_idx` and `end_char_idx` of a node are offsets in the stored report text. Of its
    metadata, a language model reads title, year and region only.
    """

    def __init__(
        self,
        retriever: Retriever,
        *,
        k: int = 10,
        years: Sequence[int] | None = None,
        regions: Sequence[str] | None = None,
        **options: Any,
    ) -> None:
        """Search with `retriever`.

        Args:
            retriever: what searches.
            k: how many paragraphs are returned, at least 1.
            years: only reports titled with these years; None for those that the question names.
            regions: only reports of these regions, by short name.
            options: those of `BaseRetriever`, such as `callback_manager`.
        """
        super().__init__(**options)
        self._retriever = retriever
        self._k = k
        self._years = years
        self._regions = regions

    @classmethod
    def open(cls, directory: Path | str, *, encoder: str | None = None, **options: Any) -> Self:
        """Return a retriever over the index in `directory`, as `govreport index` wrote it.

        Args:
            directory: of the index.
            encoder: name of the one that it was made with; the bundled one by default.
            options: those of the retriever: `k`, `years`, `regions`, `callback_manager`.

        Raises:
            IndexStateError: there is no index, or it cannot be used.
        """
        return cls(open_retriever(directory, encoder), **options)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Return the paragraphs that answer a question, best first.

        Raises:
            InputError: an empty or overlong question, a malformed filter.
        """
        retrieval = self._retriever.retrieve(
            query_bundle.query_str, k=self._k, years=self._years, regions=self._regions
        )
        return [_node(found) for found in found_documents(retrieval)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Return the same without blocking the event loop, as the inherited method would."""
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(found: FoundDocument) -> NodeWithScore:
    unread = [name for name in found.metadata if name not in READ_BY_MODELS]
    node = TextNode(
        id_=found.id,
        text=found.text,
        metadata=dict(found.metadata),
        start_char_idx=found.start,
        end_char_idx=found.end,
        excluded_llm_metadata_keys=unread,
        excluded_embed_metadata_keys=unread,
    )
    return NodeWithScore(node=node, score=found.score)
