"""Qdrant as an engine: one collection per epoch, whose aliases are set when it is complete.

It computes inner products only; its text analysis is not used, and it receives no text.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException

from embeddings.errors import IndexStateError
from embeddings.index.qdrant.engine import Hit, Nearest
from embeddings.index.qdrant.location import QdrantLocation
from embeddings.index.qdrant.points import Point
from embeddings.index.qdrant.terms import SparseVector

__all__ = ["QdrantEngine", "connect"]

_DENSE, _TERMS = "dense", "terms"
_POINTS = ".points"  # ends the name of a collection; that of its alias lacks it
_AT_ONCE = 256  # points of one request: about a megabyte
_SECONDS = 60  # for one request
_INDEXED = {"report_id": "keyword", "grain": "keyword", "region": "keyword", "year": "integer"}

Result = TypeVar("Result")


def connect(
    location: QdrantLocation, *, environment: Mapping[str, str] | None = None
) -> "QdrantEngine":
    """Return the engine at an address; its key is looked up as `GOVREPORT_QDRANT_API_KEY`."""
    key = (os.environ if environment is None else environment).get("GOVREPORT_QDRANT_API_KEY")
    client = QdrantClient(
        url=location.url, api_key=key or None, timeout=_SECONDS, check_compatibility=False
    )
    return QdrantEngine(client, location.name, place=location.url)


class QdrantEngine:
    """An `Engine` over a client of Qdrant: a server, or a path or the memory of this process.

    Args:
        client: of Qdrant.
        name: alias of the current collection, and what the names of all its collections begin with.
        place: of the server, for errors; "" for a local client, which indexes no payload and
            searches exactly.
    """

    def __init__(self, client: QdrantClient, name: str, *, place: str = "") -> None:
        self._client = client
        self._name = name
        self._place = place

    def load(self, epoch: str, dimension: int, points: Iterable[Point], count: int) -> str:
        """Store the points of an epoch; its aliases are set when all of them are stored."""
        collection = self._collection(epoch)
        self._asked(self._create, collection, dimension)
        remaining = iter(points)
        while batch := list(islice(remaining, _AT_ONCE)):
            structs = [_struct(point) for point in batch]
            self._asked(self._client.upsert, collection, structs, wait=True)
        found = self._stored(collection)
        if found != count:
            raise IndexStateError("engine_incomplete", found=found, expected=count)
        return self._asked(self._finish, collection, epoch)

    def count(self, epoch: str) -> int:
        """Return how many points of an epoch there are; 0 unless it was loaded whole."""
        aliases = self._asked(self._client.get_aliases).aliases
        whole = any(alias.alias_name == self._alias(epoch) for alias in aliases)
        return self._stored(self._alias(epoch)) if whole else 0

    def search(self, epoch: str, wanted: Sequence[Nearest]) -> list[list[Hit]]:
        """Return the hits of each, in one round trip."""
        requests = [self._request(one) for one in wanted]
        answers = self._asked(self._client.query_batch_points, self._alias(epoch), requests)
        return [
            [Hit(id=point.id, score=point.score) for point in answer.points] for answer in answers
        ]

    def drop_others(self, epochs: Collection[str]) -> None:
        """Delete the collections of all epochs but these."""
        kept = {self._collection(epoch) for epoch in epochs}
        for collection in self._collections():
            if collection not in kept:
                self._asked(self._client.delete_collection, collection)

    def _create(self, collection: str, dimension: int) -> None:
        if self._client.collection_exists(collection):  # of an interrupted load
            self._client.delete_collection(collection)
        self._client.create_collection(
            collection,
            vectors_config={
                _DENSE: models.VectorParams(
                    size=dimension,
                    distance=models.Distance.DOT,
                    datatype=models.Datatype.FLOAT16,
                )
            },
            sparse_vectors_config={_TERMS: models.SparseVectorParams()},
        )
        if self._place:  # a local client has no payload indexes, and warns of it
            for field, kind in _INDEXED.items():
                self._client.create_payload_index(collection, field, kind)

    def _stored(self, collection: str) -> int:
        return int(self._asked(self._client.count, collection, exact=True).count)

    def _finish(self, collection: str, epoch: str) -> str:
        """Set the aliases of a collection, in one step; return the epoch that was current."""
        aliases = self._client.get_aliases().aliases
        before = [each.collection_name for each in aliases if each.alias_name == self._name]
        operations: list[Any] = [
            models.CreateAliasOperation(
                create_alias=models.CreateAlias(collection_name=collection, alias_name=alias)
            )
            for alias in (self._name, self._alias(epoch))
        ]
        if before:
            dropped = models.DeleteAlias(alias_name=self._name)
            operations.insert(0, models.DeleteAliasOperation(delete_alias=dropped))
        self._client.update_collection_aliases(operations)
        begin, end = len(self._alias("")), -len(_POINTS)
        return next((name[begin:end] for name in before), "")

    def _collections(self) -> Iterator[str]:
        for described in self._asked(self._client.get_collections).collections:
            if described.name.startswith(self._alias("")) and described.name.endswith(_POINTS):
                yield described.name

    def _alias(self, epoch: str) -> str:
        return f"{self._name}.{epoch}"

    def _collection(self, epoch: str) -> str:
        return f"{self._alias(epoch)}{_POINTS}"

    def _request(self, wanted: Nearest) -> Any:
        must: list[Any] = [_equals("grain", models.MatchValue(value=wanted.granularity.value))]
        if wanted.report_ids is not None:
            must.append(_equals("report_id", models.MatchAny(any=sorted(wanted.report_ids))))
        if wanted.point_ids is not None:
            must.append(models.HasIdCondition(has_id=list(wanted.point_ids)))
        exact = bool(self._place) and wanted.point_ids is not None
        sparse = isinstance(wanted.vector, SparseVector)
        return models.QueryRequest(
            query=_sparse(wanted.vector) if sparse else wanted.vector,
            using=_TERMS if sparse else _DENSE,
            filter=models.Filter(must=must),
            limit=wanted.limit,
            params=models.SearchParams(exact=True) if exact else None,
            with_payload=False,
        )

    def _asked(self, work: Callable[..., Result], *arguments: Any, **options: Any) -> Result:
        """Return the result of a request; its exceptions become errors of our tree."""
        try:
            return work(*arguments, **options)
        except (ApiException, OSError, ValueError, KeyError) as error:
            # a local client raises ValueError, or KeyError for a collection dropped meanwhile
            raise IndexStateError(
                "engine_failed", place=self._place or self._name, reason=error
            ) from error


def _struct(point: Point) -> Any:
    vectors = {_DENSE: point.dense, _TERMS: _sparse(point.terms)}
    return models.PointStruct(id=point.id, vector=vectors, payload=point.payload)


def _sparse(vector: Any) -> Any:
    return models.SparseVector(indices=list(vector.dimensions), values=list(vector.values))


def _equals(field: str, match: Any) -> Any:
    return models.FieldCondition(key=field, match=match)
