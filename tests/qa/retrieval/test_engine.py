"""Questions answered over an engine as over the index itself."""

import shutil

import pytest

from embeddings.errors import IndexStateError
from embeddings.index.qdrant.publishing import publish
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from qa import Assistant, Retriever

qdrant_client = pytest.importorskip("qdrant_client", reason="the extra `qdrant` is not installed")

QUESTIONS = (
    "2016年兰州市生产总值预计达到多少？",
    "2017年新建公共停车泊位多少个？",
    "轨道交通1号线进展如何？",
    "兰州2017年城镇新增就业目标是多少？",
    "西宁市2017年的经济增长目标定了多少？",
)


@pytest.fixture
def engine():
    from embeddings.index.qdrant.client import QdrantEngine

    client = qdrant_client.QdrantClient(":memory:")
    yield QdrantEngine(client, "reports")
    client.close()


@pytest.fixture
def directory(seed_index, tmp_path):
    return shutil.copytree(seed_index, tmp_path / "index")


def test_answers_over_an_engine_are_those_over_the_index(directory, engine, assistant):
    publish(directory, engine)
    shared = Assistant(Retriever.open(directory, engine=engine))
    for question in QUESTIONS:
        expected, found = assistant.ask(question), shared.ask(question)
        assert (found.text, found.message, found.citations) == (
            expected.text,
            expected.message,
            expected.citations,
        )
        assert found.confidence == pytest.approx(expected.confidence, abs=1e-3)
        assert [(hit.report_id, hit.paragraph) for hit in found.retrieval] == [
            (hit.report_id, hit.paragraph) for hit in expected.retrieval
        ]


def test_engine_without_the_index_is_told(directory, engine):
    with pytest.raises(IndexStateError, match="load them first"):
        Retriever.open(directory, engine=engine)


def test_new_snapshot_is_picked_up_when_the_engine_holds_it(directory, engine, tmp_path):
    publish(directory, engine)
    retriever = Retriever.open(directory, engine=engine)
    (tmp_path / "new.txt").write_text(
        "2020年西宁市政府工作报告\n一、2019年工作回顾\n建成高原绿道三百公里，栽植丁香十万株。\n",
        encoding="utf-8",
    )
    index_paths([tmp_path / "new.txt"], directory)
    assert len(retriever.retrieve("丁香栽植")) > 0
    assert len(retriever.index.reports) == 1
    publish(directory, engine)
    assert "丁香十万株" in retriever.retrieve("丁香栽植")[0].text
    assert len(retriever.index.reports) == 2
    forgotten = next(iter(retriever.index.reports))
    forget_reports(directory, [forgotten])
    publish(directory, engine, keep_previous=False)
    assert {hit.title for hit in retriever.retrieve("丁香栽植")} == {"2020年西宁市政府工作报告"}
