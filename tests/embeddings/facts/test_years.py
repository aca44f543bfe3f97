"""Of which years a figure is, and of which part of a place; sentences of local reports."""

from dataclasses import replace
from decimal import Decimal

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import Aspect
from embeddings.records import Role


@pytest.mark.parametrize(
    "clause",
    [
        "居民消费价格涨幅略低于去年实际涨幅",
        "财政收入增速高于去年",
        "固定资产投资规模超过去年",
    ],
)
def test_extract_facts_takes_no_year_from_what_a_figure_is_measured_against(
    planned_facts_of, clause
):
    (goal,) = planned_facts_of(f"今年的主要目标为：{clause}；城镇新增就业26万人。")
    assert (goal.first_year, goal.last_year, goal.aspect) == (2017, 2017, Aspect.TARGET)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("城镇登记失业率始终控制在4.15%以内。", (2012, 2016)),
        ("粮食播种面积稳定在500万亩。", (2012, 2016)),
        ("城镇登记失业率达到3.8%。", (2016, 2016)),
    ],
)
def test_extract_facts_gives_what_was_held_to_the_whole_span(facts_of, sentence, years):
    (fact,) = facts_of(sentence, heading="一、过去五年工作回顾")
    assert fact.years == years


def test_extract_facts_reads_the_years_of_a_plan_beside_those_of_a_vision(make_report):
    heading = "二、“十三五”时期发展目标和二〇三五年远景目标"
    report = make_report("2017年兰州市政府工作报告", (heading, ["全市生产总值突破4000亿元。"]))
    (section,) = report.sections
    (fact,) = extract_facts(replace(report, sections=(replace(section, role=Role.GOALS),)))
    assert fact.last_year == 2020


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("城乡居民人均可支配收入分别达到44000元和16000元。", (44000, 16000)),
        ("城乡居民人均可支配收入分别增长9.5%、10.5%。", (Decimal("9.5"), Decimal("10.5"))),
        ("城乡低保标准分别提高到每月600元和400元。", (600, 400)),
    ],
)
def test_extract_facts_gives_towns_and_countryside_their_own_figure(facts_of, sentence, values):
    town, country = facts_of(sentence)
    assert (town.low, country.low) == values
    assert town.restrictions[0] == "城镇"
    assert country.restrictions[0] == "农村"


@pytest.mark.parametrize(
    ("sentence", "years", "summed"),
    [
        ("财政收入35亿元，五年新增12亿元。", (2012, 2016), True),
        ("交通建设提速，五年新增高速公路654公里。", (2012, 2016), True),
        ("外贸出口10亿美元，五年平均增长11.8%。", (2012, 2016), False),
        ("两年平均增长4.6%。", (2015, 2016), False),
        ("九年义务教育巩固率达到95.4%。", (2016, 2016), False),
        ("三年行动完成投资20亿元。", (2016, 2016), False),
    ],
)
def test_extract_facts_gives_a_span_of_years_that_begins_a_clause(
    facts_of, sentence, years, summed
):
    fact = facts_of(sentence, heading="一、2016年工作回顾")[-1]
    assert (fact.years, fact.cumulative) == (years, summed)
    assert fact.yearly_average is ("平均" in sentence)


def test_extract_facts_begins_a_span_that_is_planned_with_its_first_year(planned_facts_of):
    (fact,) = planned_facts_of("三年投入200亿元。")
    assert fact.years == (2017, 2019)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("2017年新增70万亩，五年新建通村油路6万公里。", (2017, 2021)),
        ("到2017年底，三年累计完成投资60亿元。", (2015, 2017)),
    ],
)
def test_extract_facts_counts_a_planned_span_on_from_its_year_and_back_from_its_end(
    planned_facts_of, sentence, years
):
    assert planned_facts_of(sentence)[-1].years == years


@pytest.mark.parametrize(
    "heading",
    [
        "改革开放取得新突破",
        "一、“十三五”实现良好开局",
        "一、“十三五”发展开局良好",
        "（二）落实“十三五”重大举措，结构调整步伐加快",
    ],
)
def test_extract_facts_takes_no_era_and_no_plan_of_a_heading_for_the_year_reviewed(
    make_report, heading
):
    above = ("一、2016年工作回顾", []) if heading.startswith(("改", "（")) else None
    text = (heading, ["新增上市公司15家。"])
    after = ("二、2017年工作安排", ["新增上市公司20家。"])
    report = make_report("2017年兰州市政府工作报告", *filter(None, (above, text, after)))
    review, plan = extract_facts(report)
    assert (review.years, review.aspect) == ((2016, 2016), Aspect.RESULT)
    assert (plan.years, plan.aspect) == ((2017, 2017), Aspect.TARGET)


@pytest.mark.parametrize(
    "before",
    [
        "出台“十三五”能耗减量替代方案。",
        "出台“十三五”能耗减量替代方案，",
        "东毛、固西等高速公路今年投运。",
        "获得2017年世界半程马拉松锦标赛承办权。",
        "全力实施2017年城市环境面貌“大变”工程，",
    ],
)
def test_extract_facts_gives_results_no_year_that_a_review_only_mentions(facts_of, before):
    fact = facts_of(f"{before}造林31万亩。", heading="一、2016年工作回顾")[-1]
    assert (fact.years, fact.aspect) == ((2016, 2016), Aspect.RESULT)


def test_extract_facts_gives_a_review_the_year_that_opens_its_clause(facts_of):
    sentence = "今年以来，新开工项目90个，造林31万亩。"
    facts = facts_of(sentence, heading="一、2016年工作回顾")
    assert [fact.years for fact in facts] == [(2017, 2017)] * 2


def test_extract_facts_counts_a_plan_that_runs_to_the_year_reviewed(facts_of):
    sentence = "“十三五”以来，累计造林31万亩。"
    (fact,) = facts_of(sentence, heading="一、2017年工作回顾", year=2018)
    assert fact.years == (2016, 2017)


def test_extract_facts_gives_targets_no_years_of_a_plan_that_they_only_mention(planned_facts_of):
    facts = planned_facts_of("推进“十三五”重点项目建设，完成投资730亿元。造林31万亩。")
    assert [fact.years for fact in facts] == [(2017, 2017)] * 2


@pytest.mark.parametrize(
    "announcement",
    [
        "今年全市经济社会发展的目标是：",
        "今年全市计划：",
        "建议2017年的主要调控指标为：",
    ],
)
def test_extract_facts_reads_announced_targets_within_a_review(facts_of, announcement):
    sentence = f"{announcement}财政收入增长8%；城镇新增就业26万人。"
    facts = facts_of(sentence, heading="一、2016年工作回顾")
    assert {(fact.years, fact.aspect) for fact in facts} == {((2017, 2017), Aspect.TARGET)}


def test_extract_facts_leaves_the_targets_of_the_year_before_to_the_review(facts_of):
    sentence = "2016年的主要指标是：财政收入增长8%；实际增长9%。"
    facts = facts_of(sentence, heading="一、2016年工作回顾")
    assert {fact.years for fact in facts} == {(2016, 2016)}


@pytest.mark.parametrize(
    "heading",
    [
        "二、新一届政府的工作思路",
        "二、全力以赴实现“十四五”良好开局",
        "三、确保“十三五”规划圆满收官",
    ],
)
def test_extract_facts_reads_a_heading_of_years_ahead_as_a_plan(make_report, heading):
    report = make_report(
        "2020年兰州市政府工作报告",
        ("一、2019年工作回顾", ["造林31万亩。"]),
        (heading, ["造林35万亩。"]),
        year=2020,
    )
    sections = [
        replace(one, role=Role.GOALS if "收官" in one.title else one.role)
        for one in report.sections
    ]
    report = replace(report, sections=tuple(sections))
    review, plan = extract_facts(report)
    assert (review.aspect, review.years) == (Aspect.RESULT, (2019, 2019))
    assert plan.aspect is Aspect.TARGET
    assert plan.years is not None
    assert plan.years[0] >= 2020


def test_extract_facts_reads_success_behind_the_plan_as_planned(make_report):
    report = make_report(
        "2017年兰州市政府工作报告",
        ("一、2016年工作回顾", ["造林31万亩。"]),
        ("二、2017年总体要求和主要目标", ["造林35万亩。"]),
        ("三、坚决夺取脱贫攻坚决战之年根本性胜利", ["脱贫10万人。"]),
    )
    assert [fact.aspect for fact in extract_facts(report)] == [
        Aspect.RESULT,
        Aspect.TARGET,
        Aspect.TARGET,
    ]


@pytest.mark.parametrize(
    ("heading", "opening", "last"),
    [
        ("“十二五”成就和“十三五”主要目标", "“十三五”时期是决胜阶段。", 2020),
        ("“十二五”成就及“十三五”规划纲要说明", "未来五年，“十三五”的目标更高。", 2020),
        ("2015年工作回顾和2016年总体要求", "2016年是重要的一年。", 2016),
    ],
)
def test_extract_facts_plans_in_the_second_part_of_a_section(make_report, heading, opening, last):
    paragraphs = ["生产总值增长9%。", opening, "粮食产量达到25万吨。", "出口增长7%。"]
    report = make_report("2016年兰州市政府工作报告", (f"一、{heading}", paragraphs), year=2016)
    (section,) = report.sections
    done, *planned = extract_facts(replace(report, sections=(replace(section, role=Role.REVIEW),)))
    assert (done.aspect, done.last_year < 2016) == (Aspect.RESULT, True)
    assert {fact.aspect for fact in planned} == {Aspect.TARGET}
    assert all(fact.last_year == last for fact in planned)


def test_extract_facts_reviews_a_section_of_two_years_that_plans_nothing(make_report):
    paragraphs = ["2017年以来，出口增长7%。"]
    report = make_report("2017年兰州市政府工作报告", ("一、2016年和今年以来工作回顾", paragraphs))
    (section,) = report.sections
    (fact,) = extract_facts(replace(report, sections=(replace(section, role=Role.REVIEW),)))
    assert fact.aspect is Aspect.RESULT


@pytest.mark.parametrize(
    "goal", ["锚定2035年远景目标", "围绕2030年率先实现现代化这一目标", "落实2030年减排目标"]
)
def test_extract_facts_takes_no_year_from_the_name_of_a_goal(planned_facts_of, goal):
    (fact,) = planned_facts_of(f"{goal}，加快建设。粮食产量达到25万吨。")
    assert fact.years == (2017, 2017)


@pytest.mark.parametrize(
    "opening",
    [
        "2016年是本届政府的收官之年，",
        "2016年是“十三五”开局之年，",
        "2016年是改革开放以来极不平凡的一年。",
    ],
)
def test_extract_facts_gives_a_year_no_span_that_only_describes_it(facts_of, opening):
    (fact,) = facts_of(f"{opening}财政收入增长8%。", heading="一、过去五年工作回顾")
    assert fact.years == (2016, 2016)


def test_extract_facts_after_a_multiple_of_the_year_before_are_of_the_years_plan(planned_facts_of):
    # Jilin 2018, Jilin 2021
    *_, last = planned_facts_of(
        "特困人员基本生活标准不低于当地上年度低保标准的1.3倍。为19万名儿童开展视力筛查。"
    )
    assert (last.years, last.aspect) == ((2017, 2017), Aspect.TARGET)
