"""Haystack: a retrieving component over an index of reports (the extra `haystack`)."""

import asyncio
from collections.abc import Sequence
from threading import Lock
from typing import Any, Self

from haystack import Document, component, default_from_dict, default_to_dict

from qa.integrations.documents import FoundDocument, found_documents
from qa.integrations.opening import open_retriever
from qa.retrieval.retriever import Retriever

__all__ = ["GovreportRetriever"]


@component
class GovreportRetriever:
    """Finds paragraphs of government work reports; a saved pipeline keeps the path of the index."""

    def __init__(
        self,
        index: str,
        *,
        top_k: int = 10,
        years: list[int] | None = None,
        regions: list[str] | None = None,
        encoder: str | None = None,
    ) -> None:
        """Search the index in a directory, which is opened by `warm_up` or the first question.

        Args:
            index: the directory that `govreport index` wrote.
            top_k: how many paragraphs are returned, at least 1.
            years: only reports titled with these years; None for those that the question names.
            regions: only reports of these regions, by short name.
            encoder: name of the one that the index was made with; the bundled one by default.
        """
        self.index = str(index)
        self.top_k = top_k
        self.years = years
        self.regions = regions
        self.encoder = encoder
        self._retriever: Retriever | None = None
        self._opening = Lock()

    def warm_up(self) -> None:
        """Open the index.

        Raises:
            IndexStateError: there is no index, or it cannot be used.
        """
        self._opened()

    def to_dict(self) -> dict[str, Any]:
        """Return the component as a saved pipeline keeps it."""
        return default_to_dict(
            self,
            index=self.index,
            top_k=self.top_k,
            years=self.years,
            regions=self.regions,
            encoder=self.encoder,
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the component that `to_dict` wrote."""
        return default_from_dict(cls, data)

    @component.output_types(documents=list[Document])
    def run(
        self,
        query: str,
        top_k: int | None = None,
        years: list[int] | None = None,
        regions: list[str] | None = None,
    ) -> dict[str, list[Document]]:
        """Return the paragraphs that answer `query`, best first, as `documents`.

        Parameters left out are those of the component.

        Raises:
            InputError: an empty or overlong question, a malformed filter.
        """
        return {"documents": self._found(query, top_k, years, regions)}

    @component.output_types(documents=list[Document])
    async def run_async(
        self,
        query: str,
        top_k: int | None = None,
        years: list[int] | None = None,
        regions: list[str] | None = None,
    ) -> dict[str, list[Document]]:
        """Return the same without blocking the event loop."""
        found = await asyncio.to_thread(self._found, query, top_k, years, regions)
        return {"documents": found}

    def _found(
        self,
        query: str,
        top_k: int | None,
        years: Sequence[int] | None,
        regions: Sequence[str] | None,
    ) -> list[Document]:
        retrieval = self._opened().retrieve(
            query,
            k=self.top_k if top_k is None else top_k,
            years=self.years if years is None else years,
            regions=self.regions if regions is None else regions,
        )
        return [_haystack_document(found) for found in found_documents(retrieval)]

    def _opened(self) -> Retriever:
        with self._opening:
            if self._retriever is None:
                self._retriever = open_retriever(self.index, self.encoder)
            return self._retriever


def _haystack_document(found: FoundDocument) -> Document:
    return Document(id=found.id, content=found.text, meta=dict(found.metadata), score=found.score)
