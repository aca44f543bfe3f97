import asyncio

import pytest

from embeddings.errors import NoIndexError, QuestionError

pytest.importorskip("llama_index.core", reason="the extra `llamaindex` is not installed")

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle

from qa.integrations.llama_index import GovreportRetriever

QUESTION = "轨道交通1号线进展"


@pytest.fixture(scope="module")
def retriever(seed_index):
    return GovreportRetriever.open(seed_index, k=4)


def test_retrieve_returns_scored_nodes_best_first(retriever, lanzhou):
    found = retriever.retrieve(QUESTION)
    assert isinstance(retriever, BaseRetriever)
    assert len(found) == 4
    assert all(isinstance(node, NodeWithScore) for node in found)
    assert found[0].node_id == f"{lanzhou.report_id}:9"
    assert [node.score for node in found] == sorted((n.score for n in found), reverse=True)
    assert found[0].score == found[0].metadata["score"]


def test_offsets_of_a_node_are_those_of_the_stored_text(retriever, lanzhou):
    for found in retriever.retrieve(QueryBundle(QUESTION)):
        node = found.node
        assert lanzhou.text[node.start_char_idx : node.end_char_idx] == node.get_content()


def test_a_model_reads_of_the_metadata_what_helps_it(retriever):
    node = retriever.retrieve(QUESTION)[0].node
    head, _, text = node.get_content(metadata_mode=MetadataMode.LLM).partition("\n\n")
    assert head.splitlines() == ["title: 2017年兰州市政府工作报告", "year: 2017", "region: 兰州"]
    assert text == node.get_content()


def test_aretrieve_returns_what_retrieve_returns(awaited, retriever):
    assert awaited(retriever.aretrieve(QUESTION)) == retriever.retrieve(QUESTION)


def test_aretrieve_leaves_the_event_loop_free(awaited, awaited_retriever):
    async def ask():
        asking = asyncio.create_task(GovreportRetriever(awaited_retriever).aretrieve(QUESTION))
        await asyncio.sleep(0.05)
        awaited_retriever.released.set()
        return await asking

    assert awaited(ask())


def test_filters_hold(two_places_index):
    retriever = GovreportRetriever.open(two_places_index, years=[2019], regions=["苏州"])
    found = retriever.retrieve("生产总值")
    assert {(each.metadata["year"], each.metadata["region"]) for each in found} == {(2019, "苏州")}


def test_errors_reach_the_caller(retriever, tmp_path):
    with pytest.raises(QuestionError):
        retriever.retrieve("")
    with pytest.raises(NoIndexError):
        GovreportRetriever.open(tmp_path / "none")
