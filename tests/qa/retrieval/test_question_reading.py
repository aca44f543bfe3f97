"""A question as typed, after earlier turns, as it is searched."""

import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.index.in_memory import MemoryIndex
from embeddings.index.stored.report_set import ReportSet
from embeddings.parsing.reports import read_reports
from qa.question.aspect import TARGETS
from qa.question.synonyms import load_lexicon
from qa.records import Turn
from qa.retrieval.question_reading import read_question
from qa.retrieval.retriever import Retriever

TEXT = """2020年兰州市政府工作报告

各位代表：

2019年，全市粮食产量达到30万吨，城镇新增就业9万人。
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    file = tmp_path_factory.mktemp("reports") / "2020年兰州市政府工作报告.txt"
    file.write_text(TEXT, encoding="utf-8")
    index = MemoryIndex(load_encoder())
    index.add(read_reports(file))
    return Retriever(index).snapshot()


def read(question, snapshot, history=()):
    reports = list(snapshot.reports.values())
    return read_question(
        question,
        history,
        snapshot=snapshot,
        lexicon=load_lexicon(),
        allowed=ReportSet.of(reports),
        reports=ReportSet.of(reports),
    )


def years(question):
    return sorted({year for word in question.times for year in word.years})


def test_read_question_resolves_relative_years_by_the_newest_report(snapshot):
    reading = read("去年粮食产量是多少？", snapshot)
    assert years(reading.question) == [2019]


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("2016年政府工作报告说去年粮食产量是多少？", [2015, 2016]),
        ("2013年的报告里今年粮食产量的目标", [2013]),
        ("2015年提出今年城镇新增就业多少", [2015]),
        ("2016年报告说未来五年粮食产量多少", [2016, 2017, 2018, 2019, 2020]),
        # what is set beside a report or against it is not among its words
        ("2016年报告和今年报告的粮食产量目标", [2016, 2020]),
        ("2016年报告的粮食产量目标比今年高吗", [2016, 2020]),
        ("去年的粮食产量目标2016年报告提出过吗", [2016, 2019]),
        ("2016年建成的粮库今年存了多少粮食", [2016, 2020]),
    ],
)
def test_relative_years_in_the_words_of_a_report_count_from_that_report(
    snapshot, question, read_as
):
    assert years(read(question, snapshot).question) == read_as


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("三门核电今年要干什么？", [2022]),  # a place within 浙江
        ("杭州机场快线今年能通车吗？", [2022]),
        ("之江实验室去年建成了吗？", [2021]),  # no place, but a name of one place's reports
        ("粮食产量去年是多少？", [2023]),  # in reports of both
        ("高铁今年能通车吗？", [2024]),
    ],
)
def test_relative_years_are_those_of_the_place_that_a_name_belongs_to(tmp_path, question, read_as):
    for title, text in (
        ("2024年包头市", "粮食产量达到20万吨。"),
        ("2022年浙江省", "建设三门核电、杭州机场快线和之江实验室，粮食产量达到600万吨。"),
    ):
        whole = f"{title}政府工作报告\n\n各位代表：\n\n{text}\n"
        (tmp_path / f"{title}政府工作报告.txt").write_text(whole, encoding="utf-8")
    snapshot = Retriever.from_reports(tmp_path).snapshot()
    assert years(read(question, snapshot).question) == read_as


def test_read_question_makes_a_follow_up_self_contained(snapshot):
    turn = Turn(question="2019年兰州粮食产量是多少？", answer="30万吨。")
    reading = read("2018年呢？", snapshot, [turn])
    assert reading.question.text == "2018年兰州粮食产量是多少？"
    assert reading.rewriting.text == reading.question.text


def test_read_question_leaves_out_greetings(snapshot):
    reading = read("你好，请问2019年粮食产量是多少？谢谢", snapshot)
    assert reading.normalised.text == "2019年粮食产量是多少"


def test_parts_are_those_of_a_comparison_else_the_question(snapshot):
    one = read("2019年粮食产量是多少？", snapshot)
    assert one.parts == (one.question,)
    two = read("2018年和2019年粮食产量分别是多少？", snapshot)
    assert [years(part) for part in two.parts] == [[2018], [2019]]


def test_question_about_years_after_the_newest_report_asks_for_targets(snapshot):
    assert read("兰州人到2025年能活多少岁？", snapshot).question.aspect == TARGETS
    assert read("2019年兰州粮食产量是多少？", snapshot).question.aspect != TARGETS
