import pytest

from qa.answer.between_reports.between import draft_between
from qa.answer.citations import is_true
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.records import Reason
from qa.retrieval.retriever import Retriever

REPORT = """{year}年{place}政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，全市地区生产总值增长{result}，居民消费价格上涨0.4%。{said}

二、{year}年工作目标

今年经济社会发展的主要预期目标是：地区生产总值增长{target}，居民消费价格涨幅控制在{prices}以内。
"""
YEARS = (
    ("青岚市", 2023, "5.0%", "6%左右", "3%", "加快推进创新。"),
    ("青岚市", 2024, "5.2%", "6%左右", "3%", "坚持创新，以创新促发展。"),
    ("青岚市", 2025, "5.8%", "5.5%左右", "2%", "发展“低空经济”，低空经济企业达到31个。"),
    ("临河市", 2025, "4.8%", "5%左右", "2%", "积极布局低空经济产业。"),
)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory):
    folder = tmp_path_factory.mktemp("between")
    for place, year, result, target, prices, said in YEARS:
        figures = {"result": result, "target": target, "prices": prices, "said": said}
        text = REPORT.format(place=place, year=year, before=year - 1, **figures)
        (folder / f"{year}年{place}政府工作报告.txt").write_text(text, encoding="utf-8")
    return Retriever.from_reports(folder)


@pytest.fixture(scope="module")
def ask(retriever):
    return lambda question: draft_between(retriever.retrieve(question))


def test_draft_of_another_question_is_none(ask):
    assert ask("2025年青岚市地区生产总值增长目标是多少") is None


def test_draft_of_new_terms_quotes_them(ask, retriever):
    found = ask("青岚市今年的报告有什么新提法")
    assert "低空经济" in found.spans
    assert found.citations
    assert all(is_true(citation, retriever.index.reports) for citation in found.citations)


def test_draft_of_lowered_targets_gives_both_values(ask):
    found = ask("青岚市2025年哪些指标的目标下调了")
    assert found.spans == ("地区生产总值", "居民消费价格")
    assert "地区生产总值2024年：6%左右；2025年：5.5%左右" in found.text
    assert [c.title[:5] for c in found.citations[:2]] == ["2024年", "2025年"]


def test_draft_of_a_count_adds_up(ask):
    found = ask("“创新”出现了多少次")
    assert found.spans == ("3次",)
    assert "共3次，2023年1次，2024年2次" in found.text


def test_draft_of_the_first_report_quotes_its_sentence(ask):
    found = ask("“低空经济”哪年第一次出现")
    assert found.spans == ("2025年",)
    assert "低空经济" in found.citations[0].excerpt


def test_draft_of_places_names_each_with_its_sentence(ask):
    found = ask("哪些市提到了低空经济")
    assert len(found.spans) == 2
    assert "青岚" in found.text
    assert "临河" in found.text
    assert len(found.citations) == 2


@pytest.mark.parametrize("question", ["“量子计算”哪年第一次出现", "量子计算出现了多少次"])
def test_draft_of_a_word_that_nobody_says_tells_so(ask, question):
    found = ask(question)
    assert found.reason is Reason.NOTHING_NEAR
    told = "2023—2025年的 4 份报告都没有出现“量子计算”"
    assert [ground.text("zh") for ground in found.grounds] == [told]


def test_draft_of_what_nobody_put_so_is_left_to_the_passages(ask):
    assert ask("哪年提出建设地铁") is None


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("“低空经济”哪年第一次出现？", "2025年"),
        ("青岚市今年和去年的报告相比有什么新提法", "低空经济"),
        ("青岚市2025年哪些指标的目标下调了", "居民消费价格"),
    ],
)
def test_assistant_answers_between_reports(retriever, question, span):
    answer = Assistant(retriever).ask(question)
    assert not answer.refused
    assert span in answer.spans
    assert check(answer, retriever.index) == ()
