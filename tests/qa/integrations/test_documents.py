import json

from qa.integrations.documents import found_documents
from qa.integrations.opening import open_retriever


def test_found_documents_are_numbered_by_report_and_paragraph(seed_index, lanzhou):
    found = found_documents(open_retriever(seed_index).retrieve("轨道交通1号线进展", k=3))
    assert found[0].id == f"{lanzhou.report_id}:9"
    for document in found:
        assert document.id == f"{lanzhou.report_id}:{document.metadata['paragraph']}"
        assert document.text == lanzhou.text[document.start : document.end]
        assert set(document.metadata) == {
            *("title", "file", "year", "region", "paragraph", "start", "end", "match", "score"),
            "also",
        }


def test_found_document_names_its_report_and_the_sentence_that_matched(seed_index, lanzhou):
    (found,) = found_documents(open_retriever(seed_index).retrieve("轨道交通1号线进展", k=1))
    metadata = found.metadata
    assert metadata["title"] == "2017年兰州市政府工作报告"
    assert metadata["file"] == "000_06042aab8e8de241.txt"
    assert (metadata["year"], metadata["region"]) == (2017, "兰州")
    match = metadata["match"]
    assert match["text"] == lanzhou.text[match["start"] : match["end"]]
    assert "轨道交通1号线一期工程全线开工建设" in match["text"]
    assert 0 < found.score <= 1
    assert found.score == metadata["score"]


def test_found_document_tells_where_else_its_text_stands(two_places_index):
    retriever = open_retriever(two_places_index)
    question = "2019年保障性住房建成多少套"
    found = found_documents(retriever.retrieve(question, k=3, years=[2019]))[0]
    (other,) = found.metadata["also"]
    reports = retriever.index.reports
    report_id, _, paragraph = other["id"].partition(":")
    assert other["title"] == reports[report_id].title != found.metadata["title"]
    assert other["file"] == reports[report_id].sources[0].name
    assert int(paragraph) == other["paragraph"]
    assert reports[report_id].text[other["start"] : other["end"]] == found.text


def test_found_documents_are_plain_json(two_places_index):
    for document in found_documents(open_retriever(two_places_index).retrieve("生产总值")):
        assert json.loads(json.dumps(document.metadata)) == document.metadata


def test_filters_hold(two_places_index):
    retriever = open_retriever(two_places_index)
    found = found_documents(retriever.retrieve("生产总值", years=[2020], regions=["南京"]))
    assert {(each.metadata["year"], each.metadata["region"]) for each in found} == {(2020, "南京")}
