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
def ask_of_all(tmp_path_factory):
    """Ask over reports of the nation and of two provinces."""
    folder = tmp_path_factory.mktemp("nation")
    said = {
        ("国务院", 2024): "加快发展低空经济，实施“东数西算”工程。",
        ("国务院", 2025): "低空经济安全健康发展。",
        ("甘肃省", 2023): "谋划低空经济、低空经济、低空经济。",
        ("甘肃省", 2024): "布局低空经济。",
        ("浙江省", 2024): "加快建设数字浙江。",
        ("兰州市", 2026): "培育消费新热点。",
    }
    for (place, year), words in said.items():
        values = {"result": "5%", "target": "5%左右", "prices": "3%", "said": words}
        text = REPORT.format(place=place, year=year, before=year - 1, **values)
        (folder / f"{year}年{place}政府工作报告.txt").write_text(text, encoding="utf-8")
    asked = Retriever.from_reports(folder)
    return lambda question: draft_between(asked.retrieve(question))


def test_draft_of_a_count_without_a_place_is_of_the_nation(ask_of_all):
    found = ask_of_all("“低空经济”出现了多少次")
    assert found.spans == ("2次",)
    assert [notice.code for notice in found.notices] == ["between_of_nation"]
    assert ask_of_all("各地报告里“低空经济”出现了多少次").spans == ("6次",)
    assert ask_of_all("甘肃“低空经济”出现了多少次").spans == ("4次",)


def test_draft_of_the_first_year_is_of_all_places_if_the_nation_never_says_it(ask_of_all):
    assert ask_of_all("“低空经济”哪年第一次出现").spans == ("2024年",)
    assert ask_of_all("“数字浙江”哪年第一次出现").spans == ("2024年",)


@pytest.mark.parametrize("question", ["哪些省提到了低空经济", "全国有几个省的报告提及了低空经济"])
def test_draft_of_places_tells_how_many_of_how_many(ask_of_all, question):
    found = ask_of_all(question)
    assert "2个地方中1个提到：甘肃" in found.text
    assert found.spans == ("甘肃",)


def test_draft_of_places_takes_the_newest_reports_there_are(ask_of_all):
    found = ask_of_all("今年哪些省提到了低空经济")
    assert found.spans == ("甘肃",)
    assert [notice.code for notice in found.notices] == ["between_newest"]


def test_draft_of_the_year_that_says_it_most_counts_places_by_their_length(ask_of_all):
    found = ask_of_all("各地报告里“低空经济”哪年出现得最多")
    assert found.spans == ("2023年",)
    assert "2023年3次（每万字" in found.text


def test_draft_of_terms_that_are_gone_quotes_the_report_before(ask_of_all):
    found = ask_of_all("国务院今年的报告哪些提法不见了")
    assert "东数西算" in found.spans
    assert found.citations
    assert all(c.title == "2024年国务院政府工作报告" for c in found.citations)


def test_draft_of_terms_that_are_gone_says_so_where_none_is(ask):
    found = ask("青岚市今年的报告哪些提法不见了")
    assert found.reason is Reason.NO_FIGURE
    assert [ground.code for ground in found.grounds] == ["between_nothing_gone"]


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


def test_draft_of_two_terms_tells_which_is_said_more(ask):
    draft = ask("青岚市的报告里“创新”和“低空经济”哪个说得多")
    assert draft.text.startswith("“创新”3次，“低空经济”2次。")
    assert draft.spans == ("创新",)
    refused = ask("青岚市的报告里“元宇宙”和“量子”哪个说得多")
    assert refused.reason is Reason.NOTHING_NEAR


def test_draft_of_changed_figures_quotes_both_reports(ask):
    draft = ask("2025年青岚市的报告里哪些数字和去年不一样？")
    assert draft.text.startswith(
        "2025年报告：全市地区生产总值增长5.8%；2024年报告：全市地区生产总值增长5.2%"
    )
    assert draft.spans[:2] == ("5.8%", "5.5%左右")  # prices rose by 0.4% in both


def test_draft_of_missed_targets_of_two_years_is_of_the_earlier(ask):
    draft = ask("青岚市2025年和2024年相比哪些目标没有完成？")
    assert draft.reason is Reason.NO_FIGURE  # 5.8% is near 6%左右


def test_draft_of_what_became_of_targets_gives_target_and_result(ask, retriever):
    found = ask("青岚市2024年的目标后来都完成了吗")
    assert "地区生产总值目标：6%左右；实际：5.8%" in found.text
    assert "居民消费价格目标：3%以内；实际：0.4%" in found.text
    assert {c.title[:5] for c in found.citations} == {"2024年", "2025年"}
    assert all(is_true(citation, retriever.index.reports) for citation in found.citations)
    assert ask("青岚市去年的目标完成得怎么样").text == found.text


def test_draft_of_targets_of_the_newest_report_has_no_result_yet(ask):
    found = ask("青岚市2025年的目标完成了吗")
    assert [ground.code for ground in found.grounds] == ["between_nothing_later"]


def test_draft_of_missed_targets_says_so_where_none_is(ask):
    found = ask("青岚市去年哪些目标没有完成")
    assert found.reason is Reason.NO_FIGURE
    assert found.grounds[0].code == "between_targets_missed_none"


def test_draft_of_missed_targets_is_left_to_the_passages_where_no_report_came_before(ask):
    assert ask("临河市哪些目标没有完成") is None


def test_draft_of_changed_targets_is_of_those_and_the_years_that_are_named(ask):
    found = ask("青岚市2023年和2025年的物价目标有什么不一样")
    assert found.spans  # 物价 names none of them: all that changed
    found = ask("青岚市2023年和2025年的生产总值目标有哪些不一样")
    assert found.spans == ("地区生产总值",)
    assert [c.title[:5] for c in found.citations] == ["2023年", "2025年"]
    # two that are equal are told as well, where one is named
    assert ask("青岚市2023年和2024年的居民消费价格目标有哪些不一样").spans == ("居民消费价格",)


def test_draft_of_places_that_do_not_say_a_term_names_them(ask_of_all):
    found = ask_of_all("哪些省没有提到低空经济")
    assert found.spans == ("浙江",)
    assert "2个地方中1个没有提到：浙江；提到的1个" in found.text
    all_say = ask_of_all("哪些省没有提到生产总值")
    assert all_say.notices[0].code == "between_said_by_all"


def test_draft_of_places_none_of_which_says_a_term_tells_so(ask_of_all):
    found = ask_of_all("哪些省提到了量子科技")
    assert found.reason is Reason.NOTHING_NEAR


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
