"""What a clause tells of an indicator: a part of it, a rate, an average, two growths."""

from dataclasses import replace

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.facts.records import DEFLATED, Measure


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # Xizang 2003, Shandong 2008: what is said of a subject is not its name
        ("旅游业有了较快发展，实现收入9.2亿元。", ["旅游业收入"]),
        ("非公有制经济加快发展，占生产总值比重由2012年的36.5%提高到54%。", ["非公有制经济"] * 2),
        # Xuzhou 2016, Shuozhou 2016: a rate alone is of what the sentence tells before
        ("政府服务热线受理群众诉求109.2万件，办结率98.6%。", None),
        ("32家世界500强企业投资南昌。", ["世界500强企业投资南昌"]),
    ],
)
def test_extract_facts_names_what_a_clause_before_tells(facts_of, text, indicators):
    found = [fact.indicator for fact in facts_of(text)]
    assert found == (indicators or ["政府服务热线受理群众诉求", "政府服务热线受理群众诉求办结率"])


@pytest.mark.parametrize(
    "text",
    [
        "财政收入八成以上用于保障和改善民生。",
        "新增财力80%以上用于民生领域。",
        "市政府投资的40%投向西部地区。",
    ],
)
def test_extract_facts_takes_no_part_that_is_spent_for_the_amount(facts_of, text):
    (fact,) = facts_of(text)
    assert fact.measure is Measure.SHARE


def test_extract_facts_of_monthly_and_yearly_standards_are_no_averages(facts_of):
    city, country = facts_of("城市低保标准提高到每月500元，农村低保标准提高到每年3500元。")
    assert (city.restrictions, city.indicator) == (("城市",), "低保标准")
    assert (country.restrictions, country.indicator) == (("农村",), "低保标准")
    assert not city.yearly_average
    assert not country.yearly_average


@pytest.mark.parametrize("text", ["打造财政收入百亿县。", "实施百县工程。", "培育千亿镇。"])
def test_extract_facts_reads_no_size_by_which_places_are_called(facts_of, text):
    assert facts_of(text) == ()


def test_extract_facts_keeps_a_growth_after_price_changes_apart(facts_of):
    level, nominal, real = facts_of(
        "城镇居民人均可支配收入14546元，增长10.4%，扣除价格上涨因素实际增长7.4%。"
    )
    assert level.indicator == nominal.indicator == real.indicator
    assert DEFLATED not in nominal.restrictions
    assert DEFLATED in real.restrictions


def test_extract_facts_gives_a_yearly_average_the_years_that_are_reviewed(make_report):
    text = "2016年实现进出口总值60.5亿美元，年均增长32.2%。"
    report = make_report("2017年兰州市政府工作报告", ("一、过去五年工作回顾", [text]))
    level, average = extract_facts(replace(report, period=(2012, 2016)))
    assert level.years == (2016, 2016)
    assert average.years == (2012, 2016)
    assert average.yearly_average


def test_extract_facts_sums_up_what_several_years_completed(make_report):
    text = "固定资产投资五年完成3332.8亿元，年均投资666.6亿元。"
    report = make_report("2017年兰州市政府工作报告", ("一、过去五年工作回顾", [text]))
    total, average = extract_facts(replace(report, period=(2012, 2016)))
    assert total.cumulative
    assert total.years == average.years == (2012, 2016)
    assert average.yearly_average


def test_extract_facts_gives_a_planned_average_the_years_up_to_its_end(planned_facts_of):
    (average,) = (
        fact
        for fact in planned_facts_of("到2020年，生产总值突破1万亿元，年均增长8.5%以上。")
        if fact.yearly_average
    )
    assert average.years == (2017, 2020)


@pytest.mark.parametrize(
    "text",
    [
        # Jilin 2021, Yantai 2020, Jinan 2014
        "企业上市过会数量创近20年最佳，保险资金运用规模增长169%。",
        "金融业增加值增长6.5%，增幅为近3年最高，贷款余额2490亿元。",
        "固定资产投资增长21%，是近5年来最高增幅；产业投资增长25%。",
        # Leshan 2023, and as in Changchun and Shaanxi
        "固定资产投资增长11%，创下2017年以来最好位次；规模以上工业增加值增长10.1%。",
        "接待游客增长20%，增幅创1996年以来新高，旅游收入增长15%。",
        "财政收入增长9%，是2004年以来高于全省增速最多的一年；税收增长8%。",
    ],
)
def test_extract_facts_dates_nothing_by_the_years_of_a_record(facts_of, text):
    assert all(fact.years == (2016, 2016) for fact in facts_of(text))


def test_extract_facts_ranks_what_the_sentence_tells_last(facts_of):
    _, rank = facts_of("GDP总量突破2300亿元，历史性跃居全省第四。")
    assert (rank.indicator, rank.whole) == ("gdp总量", "全省")
