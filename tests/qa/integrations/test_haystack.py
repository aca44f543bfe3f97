import asyncio
import os

import pytest

from embeddings.errors import FilterError, NoIndexError

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")  # read when haystack is imported
pytest.importorskip("haystack", reason="the extra `haystack` is not installed")

from haystack import Document, Pipeline

from qa.integrations.haystack import GovreportRetriever
from qa.retrieval.retriever import Retriever

QUESTION = "轨道交通1号线进展"
OURS = ["qa.integrations.*"]


@pytest.fixture(scope="module")
def component(seed_index):
    return GovreportRetriever(str(seed_index), top_k=4)


def test_run_returns_documents_best_first(component, lanzhou):
    found = component.run(QUESTION)["documents"]
    assert len(found) == 4
    assert all(isinstance(document, Document) for document in found)
    assert found[0].id == f"{lanzhou.report_id}:9"
    assert found[0].content in lanzhou.text
    assert found[0].score == found[0].meta["score"]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_run_async_returns_what_run_returns(awaited, component):
    assert awaited(component.run_async(QUESTION)) == component.run(QUESTION)


def test_run_async_leaves_the_event_loop_free(awaited, component, awaited_retriever, monkeypatch):
    monkeypatch.setattr(component, "_retriever", awaited_retriever)

    async def ask():
        asking = asyncio.create_task(component.run_async(QUESTION))
        await asyncio.sleep(0.05)
        awaited_retriever.released.set()
        return await asking

    assert awaited(ask())["documents"]


def test_filters_of_one_question_come_before_those_of_the_component(two_places_index):
    component = GovreportRetriever(str(two_places_index), years=[2019], regions=["苏州"])

    def places(**filters):
        found = component.run("生产总值", **filters)["documents"]
        return {(each.meta["year"], each.meta["region"]) for each in found}

    assert places() == {(2019, "苏州")}
    assert places(years=[2020], regions=["南京"]) == {(2020, "南京")}
    assert len(component.run("生产总值", top_k=1)["documents"]) == 1


def test_a_saved_pipeline_keeps_the_path_and_answers_again(two_places_index):
    pipeline = Pipeline()
    component = GovreportRetriever(str(two_places_index), top_k=2, years=[2019], regions=["南京"])
    pipeline.add_component("reports", component)
    saved = pipeline.dumps()
    assert f"index: {two_places_index}" in saved
    again = Pipeline.loads(saved, allowed_modules=OURS)
    asked = {"reports": {"query": "生产总值"}}
    assert again.run(asked) == pipeline.run(asked)
    assert again.get_component("reports").to_dict() == component.to_dict()


def test_the_index_is_opened_by_the_first_question_or_by_warm_up(tmp_path, seed_index):
    absent = GovreportRetriever(str(tmp_path / "none"))
    with pytest.raises(NoIndexError):
        absent.warm_up()
    with pytest.raises(FilterError):
        GovreportRetriever(str(seed_index)).run(QUESTION, regions=["火星"])


def test_index_is_opened_once(seed_index, monkeypatch):
    opened = []
    plain = Retriever.open.__func__

    def counted(cls, directory, **options):
        opened.append(directory)
        return plain(cls, directory, **options)

    monkeypatch.setattr(Retriever, "open", classmethod(counted))
    component = GovreportRetriever(str(seed_index))
    assert opened == []
    component.run(QUESTION)
    component.run(QUESTION)
    assert opened == [str(seed_index)]
