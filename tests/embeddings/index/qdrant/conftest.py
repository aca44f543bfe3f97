"""Engines to test against: Qdrant's client on a path, its core in this process, a server."""

import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import pytest

from embeddings.index.qdrant.engine import Hit, Nearest
from embeddings.index.qdrant.points import Point
from embeddings.index.qdrant.terms import SparseVector

try:
    import qdrant_edge as edge
except ModuleNotFoundError:  # has no wheel for every system
    edge = None


class EdgeEngine:
    """Qdrant's own core in this process: a shard an epoch, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shards: dict[str, object] = {}
        self._current = ""

    def load(self, epoch: str, dimension: int, points: Iterable[Point], count: int) -> str:
        place = self._folder / epoch
        shutil.rmtree(place, ignore_errors=True)  # of a load that was broken off
        place.mkdir(parents=True)
        config = edge.EdgeConfig(
            vectors={
                "dense": edge.EdgeVectorParams(
                    size=dimension,
                    distance=edge.Distance.Dot,
                    datatype=edge.VectorStorageDatatype.Float16,
                )
            },
            sparse_vectors={"terms": edge.EdgeSparseVectorParams()},
        )
        shard = edge.EdgeShard.create(str(place), config)
        structs = [
            edge.Point(
                each.id,
                {"dense": each.dense, "terms": _sparse(each.terms)},
                each.payload,
            )
            for each in points
        ]
        if structs:
            shard.update(edge.UpdateOperation.upsert_points(structs))
        assert shard.count(edge.CountRequest(exact=True)) == count
        self._shards[epoch] = shard
        before, self._current = self._current, epoch
        return before

    def count(self, epoch: str) -> int:
        shard = self._shards.get(epoch)
        return 0 if shard is None else shard.count(edge.CountRequest(exact=True))

    def search(self, epoch: str, wanted: Sequence[Nearest]) -> list[list[Hit]]:
        batch = edge.QueryBatchRequest([_request(one) for one in wanted])
        answers = self._shards[epoch].query_batch(batch)
        return [[Hit(id=point.id, score=point.score) for point in answer] for answer in answers]

    def drop_others(self, epochs: Collection[str]) -> None:
        for epoch in set(self._shards) - set(epochs):
            self._shards.pop(epoch).close()
            shutil.rmtree(self._folder / epoch)


def _request(wanted: Nearest) -> object:
    must = [_equals("grain", edge.MatchValue(wanted.granularity.value))]
    if wanted.report_ids is not None:
        must.append(_equals("report_id", edge.MatchAny(sorted(wanted.report_ids))))
    if wanted.point_ids is not None:
        must.append(edge.HasIdCondition(set(wanted.point_ids)))
    sparse = isinstance(wanted.vector, SparseVector)
    vector = _sparse(wanted.vector) if sparse else wanted.vector
    return edge.QueryRequest(
        limit=wanted.limit,
        query=edge.Query.Nearest(vector, using="terms" if sparse else "dense"),
        filter=edge.Filter(must=must),
        params=edge.SearchParams(exact=True),
        with_payload=False,
    )


def _sparse(vector: SparseVector) -> object:
    return edge.SparseVector(list(vector.dimensions), list(vector.values))


def _equals(field: str, match: object) -> object:
    return edge.FieldCondition(field, match=match)


def local_engine(folder: Path):
    pytest.importorskip("qdrant_client", reason="the extra `qdrant` is not installed")
    from qdrant_client import QdrantClient

    from embeddings.index.qdrant.client import QdrantEngine

    client = QdrantClient(path=str(folder))
    return QdrantEngine(client, "reports"), client.close


def edge_engine(folder: Path):
    if edge is None:
        pytest.skip("qdrant-edge-py is not installed")
    engine = EdgeEngine(folder)
    return engine, lambda: engine.drop_others(())


def server_engine(_: Path):
    address = os.environ.get("GOVREPORT_QDRANT_URL")
    if not address:
        pytest.skip("GOVREPORT_QDRANT_URL names no server")
    from embeddings.index.qdrant.client import connect
    from embeddings.index.qdrant.location import QdrantLocation

    engine = connect(QdrantLocation.parse(f"{address}/test-{secrets.token_hex(4)}"))
    return engine, lambda: engine.drop_others(())


@pytest.fixture(params=[local_engine, edge_engine, server_engine])
def engine(request, tmp_path):
    """Each engine there is, empty."""
    made, close = request.param(tmp_path / "engine")
    yield made
    close()
