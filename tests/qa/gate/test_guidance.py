import pytest

from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.gate.kinds import InputKind
from qa.gate.posts import asked_post
from qa.records import Reason


def test_assistant_lists_what_is_indexed(assistant):
    answer = assistant.ask("你有哪些报告？")
    assert not answer.refused
    assert answer.guidance == InputKind.HOLDINGS
    assert "共收录1份报告" in answer.text
    assert "兰州2017年" in answer.text
    assert check(answer, assistant.retriever.index) == ()


def test_assistant_says_which_report_is_not_indexed(assistant):
    assert assistant.ask("有没有收录2019年的报告？").text.startswith("没有收录2019年的报告")


def test_assistant_tells_the_parts_of_a_report(assistant):
    text = assistant.ask("2017年的报告分为几个部分？").text
    assert "过去五年政府工作回顾" in text
    assert "今后五年发展的目标任务" in text


@pytest.mark.parametrize("typed", ["写一首诗", "世界杯冠军是谁", "市长叫什么名字", "你好"])
def test_assistant_declines_what_no_report_tells(assistant, typed):
    answer = assistant.ask(typed)
    assert answer.refused
    assert answer.reason is Reason.NOTHING_NEAR
    assert answer.message.count("兰州2017年") == 1


def test_assistant_gives_the_outline_for_a_bare_summary(assistant):
    answer = assistant.ask("总结一下")
    assert not answer.refused
    assert answer.rewritten == "报告主要讲了什么"


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("书记叫什么名字", "书记"),
        ("2024年的国务院总理是谁？", "国务院总理"),
        ("市长热线是什么", ""),
        ("谁获得了诺贝尔奖", ""),
        ("由谁负责河长制", ""),
    ],
)
def test_asked_post_is_that_of_a_question_for_its_holder(text, post):
    assert asked_post(text) == post


def test_assistant_lists_what_is_indexed_now(tmp_path):
    source = tmp_path / "2018.txt"
    source.write_text(
        "2018年天水市政府工作报告\n各位代表：\n一、2017年工作回顾\n过去一年，全市新建公园5个，"
        "生产总值增长6%。\n二、2018年工作安排\n今年生产总值增长7%。\n",
        encoding="utf-8",
    )
    index = tmp_path / "index"
    index_paths([source], index)
    assistant = Assistant.open(index)
    assert "天水2018年" in assistant.ask("你有哪些报告？").text
    forget_reports(index, list(assistant.reports))
    assert "还没有收录" in assistant.ask("你有哪些报告？").text


def test_assistant_tells_of_no_other_place(tmp_path):
    """A post, a report and the list of reports are those of the place that is named."""
    source = tmp_path / "2019.txt"
    source.write_text(
        "2019年天水市政府工作报告\n——2019年1月5日在天水市第七届人民代表大会第四次会议上\n"
        "市长　王　军\n各位代表：\n一、2018年工作回顾\n过去一年，全市新建公园5个，"
        "生产总值增长6%。\n二、2019年工作安排\n今年生产总值增长7%。\n",
        encoding="utf-8",
    )
    index_paths([source], tmp_path / "index")
    assistant = Assistant.open(tmp_path / "index")
    assert "王军" in assistant.ask("天水2019年市长是谁？").text
    for typed in ("沈阳2019年市长是谁？", "福建2019年政府工作报告是谁作的？"):
        answer = assistant.ask(typed)
        assert answer.refused
        assert answer.reason is Reason.NO_REPORT
        assert answer.message.startswith(f"没有收录{typed[:2]}的报告")
    assert assistant.ask("有没有收录福建的报告？").text.startswith("没有收录福建的报告")
    for named in ("天水市", "天水"):  # 天水 is a word too
        both = assistant.ask(f"你有{named}和福建的哪些报告？").text
        assert both.startswith("没有收录福建的报告。收录了1份")
