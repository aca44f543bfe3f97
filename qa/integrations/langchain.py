"""LangChain: a `BaseRetriever` over an index of reports (the extra `langchain`)."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from qa.integrations.documents import FoundDocument, found_documents
from qa.integrations.opening import open_retriever
from qa.retrieval.retriever import Retriever

__all__ = ["GovreportRetriever"]


class GovreportRetriever(BaseRetriever):
    """Finds paragraphs of government work reports, as LangChain documents.

    `invoke` and `ainvoke` take `k`, `years` and `regions` for one question; by default those of
    the retriever.

    Attributes:
        retriever: what searches.
        k: how many paragraphs are returned, at least 1.
        years: only reports titled with these years; None for those that the question names.
        regions: only reports of these regions, by short name.
    """

    retriever: Retriever
    k: int = 10
    years: Sequence[int] | None = None
    regions: Sequence[str] | None = None

    @classmethod
    def open(cls, directory: Path | str, *, encoder: str | None = None, **fields: Any) -> Self:
        """Return a retriever over the index in `directory`, as `govreport index` wrote it.

        Args:
            directory: of the index.
            encoder: name of the one that it was made with; the bundled one by default.
            fields: those of the retriever: `k`, `years`, `regions`, `tags`, `metadata`.

        Raises:
            IndexStateError: there is no index, or it cannot be used.
        """
        return cls(retriever=open_retriever(directory, encoder), **fields)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        years: Sequence[int] | None = None,
        regions: Sequence[str] | None = None,
    ) -> list[Document]:
        """Return the paragraphs that answer `query`, best first.

        Raises:
            InputError: an empty or overlong question, a malformed filter.
        """
        return self._found(query, k, years, regions)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        years: Sequence[int] | None = None,
        regions: Sequence[str] | None = None,
    ) -> list[Document]:
        """Return the same without blocking the event loop."""
        return await asyncio.to_thread(self._found, query, k, years, regions)

    def _found(
        self,
        query: str,
        k: int | None,
        years: Sequence[int] | None,
        regions: Sequence[str] | None,
    ) -> list[Document]:
        retrieval = self.retriever.retrieve(
            query,
            k=self.k if k is None else k,
            years=self.years if years is None else years,
            regions=self.regions if regions is None else regions,
        )
        return [_langchain_document(found) for found in found_documents(retrieval)]


def _langchain_document(found: FoundDocument) -> Document:
    return Document(id=found.id, page_content=found.text, metadata=dict(found.metadata))
