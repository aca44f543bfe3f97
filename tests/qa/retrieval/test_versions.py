import pytest

from embeddings.indexing.update import index_paths
from qa import Assistant
from qa.retrieval.retriever import Retriever
from qa.retrieval.versions import superseded_places

DRAFT = """2026年青岚市政府工作报告
各位代表：
一、2025年工作回顾
全市地区生产总值完成1846.3亿元、增长5.8%。
技术合同成交额28.6亿元，建成省级智能工厂9个。
"""


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    (folder / "送审稿.txt").write_text(DRAFT, "utf-8")
    final = DRAFT.replace("1846.3亿元", "1852.9亿元")
    (folder / "正式稿.txt").write_text(final + "改造老旧小区126个。", "utf-8")
    index_paths([folder], folder / "index")
    return Retriever.open(folder / "index")


def _places(retriever, question):
    snapshot = retriever.retrieve("生产总值").origin()[1]
    reports = dict(snapshot.reports)
    places = [(key, each.number) for key, report in reports.items() for each in report.paragraphs]
    found = superseded_places(places, reports, snapshot.paragraphs, question=question)
    return {
        (reports[key].title.rpartition("（")[2], reports[key].paragraphs[number - 1].number)
        for key, number in found
    }


def test_paragraphs_of_the_draft_give_way_to_those_of_the_final_text(retriever):
    assert {title for title, _ in _places(retriever, "2025年生产总值多少？")} == {"送审稿）"}


def test_a_question_that_names_the_draft_asks_of_it(retriever):
    assert {title for title, _ in _places(retriever, "送审稿里生产总值多少？")} == {"正式稿）"}


def test_retrieval_shows_the_final_text_once(retriever):
    titles = [passage.title for passage in retriever.retrieve("2025年生产总值是多少？")]
    assert titles
    assert {title.rpartition("（")[2] for title in titles} == {"正式稿）"}


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("2025年地区生产总值是多少？", "1852.9亿元"),
        ("送审稿里2025年地区生产总值是多少？", "1846.3亿元"),
    ],
)
def test_a_figure_is_that_of_the_final_text_or_of_the_version_named(retriever, question, span):
    assert Assistant(retriever).ask(question).spans == (span,)


@pytest.mark.parametrize(
    "names",
    [
        ("青岚市报告 副本.txt", "青岚市报告（审定稿）.txt", "青岚市报告（征求意见稿）.txt"),
        ("青岚市报告.txt", "青岚市报告 副本.txt", "青岚市报告（征求意见稿）.txt"),
    ],
)
def test_a_copy_of_the_final_text_and_one_without_a_word_for_its_version_are_later(tmp_path, names):
    final = DRAFT.replace("1846.3亿元", "1852.9亿元")
    for name, text in zip(names, (final, final, DRAFT), strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    index_paths([tmp_path], tmp_path / "index")
    retriever = Retriever.open(tmp_path / "index")
    titles = {report.title.partition("工作报告")[2] for report in retriever.index.reports.values()}
    assert "（征求意见稿）" in titles
    assert len(titles) == 2
    answers = [
        Assistant(retriever).ask(f"{words}2025年地区生产总值是多少？").spans
        for words in ("", "征求意见稿里")
    ]
    assert answers == [("1852.9亿元",), ("1846.3亿元",)]
