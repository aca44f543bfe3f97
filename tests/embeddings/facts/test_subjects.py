"""What figures are of, in sentences of reports of cities and provinces, read by hand."""

from decimal import Decimal

import pytest

from embeddings.facts.records import Measure


def named(facts):
    return [("".join(fact.restrictions) + fact.indicator, str(fact.low)) for fact in facts]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # Guiyang 2016, Zibo 2014, Jinan 2025: of deposits and of loans
        (
            "金融机构存贷款余额分别增长4.1%、17%。",
            [("金融机构存款余额", "4.1"), ("金融机构贷款余额", "17")],
        ),
        (
            "本外币存、贷款余额达到2764.3亿元和2223亿元。",
            [("本外币存款余额", "276430000000.0"), ("本外币贷款余额", "222300000000")],
        ),
        ("存贷款余额增长10%。", [("存贷款余额", "10")]),
        # Nanchang 1998, Dingxi 2020, Shandong 2002
        (
            "其中一、二三产业分别增长6.8%、12.7%和16.1%。",
            [
                ("第一产业第一产业", "6.8"),
                ("第二产业第二产业", "12.7"),
                ("第三产业第三产业", "16.1"),
            ],
        ),
        # Xuzhou 2023, Hechi 2015, Suzhou 2023: as many of each
        (
            "新增星级农家乐、星级乡村旅游区各2家以上。",
            [("新增星级农家乐", "2"), ("新增星级乡村旅游区", "2")],
        ),
        (
            "完成职业技能、产业工人培训各1万人次。",
            [("职业技能", "10000"), ("产业工人培训", "10000")],
        ),
    ],
)
def test_extract_facts_tells_the_members_of_a_list_apart(facts_of, sentence, told):
    assert named(facts_of(sentence)) == told


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        # Puyang 2014, Xi'an 2014, Wenzhou 2025, Beijing 2002: a stage of what was told before
        ("保障性住房开工建设63421套，竣工15344套。", "竣工保障性住房"),
        ("新开工保障性住房8.78万套，基本建成6.8万套。", "基本建成保障性住房"),
        ("“五城三园”开工项目340个、建成300个。", "建成“五城三园”项目"),
        ("新开工经济适用住房300万平方米，竣工200万平方米。", "竣工经济适用住房"),
        ("老旧小区综合整治新开工300个、完工100个。", "完工老旧小区综合整治"),
        # what is built stands behind the figure, or before it
        ("新增城市日供水能力5万吨，开工建设1座变电站。", "开工建设变电站"),
        ("新增城市日供水能力5万吨，加快碧道规划建设，年内建成50公里。", "建成碧道规划建设"),
    ],
)
def test_extract_facts_names_a_stage_of_building_by_what_is_built(facts_of, sentence, second):
    assert named(facts_of(sentence))[1][0] == second


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("再生水利用率达到30%。", "再生水利用率"),  # Beijing 2005, Ningbo 2025, Zhongwei 2023
        ("就业困难人员就业1.16万人。", "就业困难人员就业"),  # Shangqiu 2014, Anhui 2007, Benxi 2022
        ("自来水普及率达74%。", "自来水普及率"),  # Fuzhou 2007
        ("能源基础设施建设完成投资22亿元以上。", "能源基础设施建设投资"),  # Hechi 2022
        ("计划生育率达93.33%。", "计划生育率"),  # Nanchang 1998, 1999, Guangzhou 1994
        ("在岗职工平均工资21000元。", "在岗职工平均工资"),  # Henan 2008
        ("对外直接投资增长125.5%。", "对外直接投资"),  # Jilin 2020
        ("新改建“四好农村路”1430公里。", "新改建“四好农村路"),  # Huangshi 2022, Tai'an 2020
    ],
)
def test_extract_facts_keeps_words_that_begin_like_a_particle(facts_of, sentence, name):
    assert named(facts_of(sentence))[0][0] == name


@pytest.mark.parametrize(
    "sentence",
    [
        "全市农民人均纯收入预计净增320元，增长15.8%。",  # Nanchang 1998
        "各项贷款新增200亿元。",  # Yingtan 2022
        "财政收入达到1115.57亿元，净增167.47亿元。",  # Guangzhou 2004
    ],
)
def test_extract_facts_reads_money_added_as_an_increase(facts_of, sentence):
    (gained,) = [fact for fact in facts_of(sentence) if fact.measure is Measure.INCREASE]
    assert "新增" in gained.restrictions
    assert gained.direction == 1


@pytest.mark.parametrize(
    ("sentence", "whole", "share"),
    [
        # Shanghai 2004, 2016, 2022
        ("全社会研发经费支出相当于全市生产总值的比例达到3.7%。", "全市生产总值", "3.7"),
        ("环保投入相当于国内生产总值的比重达到3%。", "国内生产总值", "3"),
    ],
)
def test_extract_facts_reads_an_equivalent_part_as_a_share(facts_of, sentence, whole, share):
    (fact,) = facts_of(sentence)
    assert (fact.measure, fact.whole, fact.low) == (Measure.SHARE, whole, Decimal(share))


@pytest.mark.parametrize(
    "sentence",
    [
        "万元生产总值能耗累计下降18%。",  # Guiyang 2016
        "水、气主要污染物排放累计下降15%和5%。",  # Harbin 2011
        "城乡居民收入累计增长52%。",
    ],
)
def test_extract_facts_sums_up_over_the_years_that_are_reviewed(facts_of, sentence):
    facts = facts_of(sentence, heading="一、2012—2016年工作回顾")
    assert facts
    assert all(fact.cumulative and fact.years == (2012, 2016) for fact in facts)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        # Guiyang 2016: the province names a building, a district is what is told of
        ("甘肃金融城基本建成，金融业增加值增长8%。", "兰州"),
        ("兰州新区发展提速，金融业增加值增长8%。", "兰州新区"),
    ],
)
def test_extract_facts_takes_no_name_that_begins_with_the_province_for_a_place(
    facts_of, sentence, place
):
    assert [fact.place for fact in facts_of(sentence)] == [place]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # Guizhou 2012, Guangxi 2024, Beijing 2018: all of it, not what is new
        ("新增高速公路通车里程516公里，通车总里程达到2023公里。", "高速公路通车总里程"),
        ("新增高速公路里程207公里，总里程达591公里。", "高速公路总里程"),
        ("新增轨道交通里程166公里、总里程达到608公里。", "轨道交通总里程"),
    ],
)
def test_extract_facts_reads_a_total_length_as_that_of_what_was_told_before(
    facts_of, sentence, told
):
    new, total = facts_of(sentence)
    assert new.restrictions == ("新增",)
    assert (total.indicator, total.restrictions) == (told, ())


def test_extract_facts_leaves_out_that_a_task_was_done_in_time(facts_of):
    (fact,) = facts_of("如期完成581万贫困人口脱贫任务。")  # Hubei 2023
    assert fact.indicator.startswith("贫困人口脱贫")
