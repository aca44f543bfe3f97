import asyncio

import pytest

from embeddings.errors import FilterError, NoIndexError, QuestionError

pytest.importorskip("langchain_core", reason="the extra `langchain` is not installed")

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from qa.integrations.langchain import GovreportRetriever

QUESTION = "轨道交通1号线进展"


@pytest.fixture(scope="module")
def retriever(seed_index):
    return GovreportRetriever.open(seed_index, k=4)


def test_invoke_returns_documents_best_first(retriever, lanzhou):
    found = retriever.invoke(QUESTION)
    assert isinstance(retriever, BaseRetriever)
    assert len(found) == 4
    assert all(isinstance(document, Document) for document in found)
    assert found[0].id == f"{lanzhou.report_id}:9"
    assert found[0].page_content in lanzhou.text
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)


def test_ainvoke_returns_what_invoke_returns(awaited, retriever):
    assert awaited(retriever.ainvoke(QUESTION)) == retriever.invoke(QUESTION)


def test_ainvoke_leaves_the_event_loop_free(awaited, awaited_retriever):
    async def ask():
        asking = asyncio.create_task(
            GovreportRetriever(retriever=awaited_retriever).ainvoke(QUESTION)
        )
        await asyncio.sleep(0.05)
        awaited_retriever.released.set()
        return await asking

    assert awaited(ask())


def test_filters_of_one_question_come_before_those_of_the_retriever(awaited, two_places_index):
    retriever = GovreportRetriever.open(two_places_index, years=[2019], regions=["苏州"])

    def places(**filters):
        found = retriever.invoke("生产总值", **filters)
        again = awaited(retriever.ainvoke("生产总值", **filters))
        assert found == again
        return {(each.metadata["year"], each.metadata["region"]) for each in found}

    assert places() == {(2019, "苏州")}
    assert places(years=[2020], regions=["南京"]) == {(2020, "南京")}
    assert len(retriever.invoke("生产总值", k=1)) == 1


def test_retriever_is_a_runnable_among_others(retriever):
    chain = retriever | RunnableLambda(lambda found: [document.id for document in found])
    first, second = chain.batch([QUESTION, "2016年生产总值预计达到多少"])
    assert first == [document.id for document in retriever.invoke(QUESTION)]
    assert first != second


def test_errors_reach_the_caller_and_the_callbacks(retriever, tmp_path):
    heard = []

    class Listener(BaseCallbackHandler):
        def on_retriever_error(self, error, **_):
            heard.append(type(error))

    with pytest.raises(QuestionError):
        retriever.invoke("", config={"callbacks": [Listener()]})
    assert heard == [QuestionError]
    with pytest.raises(FilterError):
        retriever.invoke(QUESTION, regions=["火星"])
    with pytest.raises(NoIndexError):
        GovreportRetriever.open(tmp_path / "none")
