"""Quoted figures of other years, and figures told one by one: with their siblings, or misread."""

import pytest

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

# Statements of the reports of Tongling 2025, Dongguan 2013, Hubei 2023, Shaanxi 2021, Guilin 2020.
REPORT = """2025年铜陵市政府工作报告
各位代表：
一、2024年工作回顾
市场主体数量由450万户增加到736万户。出台生育支持政策，新增婴幼儿普惠托位1015个。
黑恶“十类案件”、电信诈骗、传统侵财案件发案数分别下降36.1%、26.2%、20.2%。
总投资69.5亿元的省支撑性火电项目铜陵电厂二期工程启动建设，总投资87.8亿元的长江公铁大桥全线贯通。
城镇、农村居民人均可支配收入分别增长7.3%、9.8%。智能静态交通系统上线运行，新增停车位1.9万个。
西城大道南延长线、新国际会展中心、万达广场、北区水系及景观绿化工程等重点项目加快推进。
清欠民营企业账款108.47亿元。城镇老旧小区和配套基础设施改造惠及41.24万户。
二、2025年工作安排
城镇老旧小区改造3622个。
完成毕节机场主体工程，力争义安区通用机场开工。
今年的主要预期目标是：城镇登记失业率、居民消费价格涨幅分别控制在3%以内和3%左右。
新增市场主体130万户以上，加快铜陵电厂二期等重大项目建设，全年实施亿元以上重点项目350个以上。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    source = tmp_path_factory.mktemp("reports") / "2025年铜陵市政府工作报告.txt"
    source.write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports([source]))


def test_a_figure_of_last_year_is_no_answer_for_this_year(assistant):
    answer = assistant.ask("2025年铜陵市新增多少托位？")
    assert answer.refused
    assert "2024" in answer.message
    assert "1015个" in answer.message
    assert assistant.ask("2024年铜陵市新增多少托位？").spans == ("1015个",)


def test_what_is_new_is_no_target_of_the_whole(assistant):
    answer = assistant.ask("铜陵市市场主体有多少？")
    assert answer.spans == ("736万户",)
    assert "130万户" not in answer.text


@pytest.mark.parametrize(
    ("question", "span", "said"),
    [
        (
            "铜陵市电信诈骗案下降多少？",
            "26.2%",
            "黑恶“十类案件”、电信诈骗、传统侵财案件发案数分别下降36.1%、26.2%、20.2%",
        ),
        (
            "铜陵市2025年城镇登记失业率目标是多少？",
            "3%以内",
            "城镇登记失业率、居民消费价格涨幅分别控制在3%以内和3%左右",
        ),
    ],
)
def test_a_figure_told_with_others_is_quoted_with_them(assistant, question, span, said):
    answer = assistant.ask(question)
    assert said in answer.text
    assert any(span in one for one in answer.spans)
    assert len(answer.spans) == 1


def test_the_size_of_things_counted_is_no_cost_of_one(assistant):
    answer = assistant.ask("铜陵电厂二期要花多少钱？")
    assert answer.spans == ("69.5亿元",)


def test_the_income_of_all_is_told_by_residence_where_reports_tell_no_other(assistant):
    answer = assistant.ask("铜陵市2024年老百姓收入涨了多少？")
    assert answer.spans == ("7.3%", "9.8%")
    assert [notice.text("zh") for notice in answer.notices] == ["没有找到“老百姓收入”的增幅"]
    assert assistant.ask("铜陵市2024年全体居民人均可支配收入增长多少？").refused


@pytest.mark.parametrize(
    ("question", "label", "span"),
    [
        ("铜陵市义安区通用机场开工了吗？", "2025年计划：", "力争义安区通用机场开工"),
        ("铜陵市智能停车系统运行了没有？", "", "智能静态交通系统上线运行"),
        ("铜陵市万达广场建好了吗？", "", "重点项目加快推进"),
    ],
)
def test_what_is_only_planned_is_told_as_a_plan(assistant, question, label, span):
    answer = assistant.ask(question)
    assert answer.text.startswith(label)
    assert ("计划：" in answer.text) == bool(label)
    assert answer.spans == (span,)


def test_those_who_benefit_are_no_number_of_what_is_done(assistant):
    answer = assistant.ask("铜陵市老旧小区改造惠及多少户？")
    assert answer.spans == ("41.24万户",)
    assert assistant.ask("铜陵市清欠了多少民企账款？").spans == ("108.47亿元",)


def test_the_likeliest_figure_is_no_answer_where_its_words_are_far_from_the_name_asked_for(
    tmp_path,
):
    source = tmp_path / "2018年大连市政府工作报告.txt"
    source.write_text(
        "2018年大连市政府工作报告\n各位代表：\n一、2017年工作回顾\n"
        "地区生产总值增长7.1%。社会消费品零售总额3722.5亿元，增长9.2%。居民消费价格涨幅2.1%。\n"
        "城镇居民人均可支配收入40587元，增长6.7%。\n二、2018年重点工作\n地区生产总值增长6.5%左右。\n",
        encoding="utf-8",
    )
    dalian = Assistant(Retriever.from_reports(source))
    refused = dalian.ask("2017年大连市房租涨了多少？")
    assert refused.refused
    assert refused.message == "报告没有提到“房租”。"
    assert dalian.ask("2017年大连市物价涨了多少？").spans == ("2.1%",)
