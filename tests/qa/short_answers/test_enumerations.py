"""The members of enumerations in real excerpts, worked out by hand."""

import pytest

from qa.short_answers.enumerations import enumeration, listed


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "立足构建大都市、大产业、大枢纽、大物流、大市场、大平台",
            ("大都市", "大产业", "大枢纽", "大物流", "大市场", "大平台"),
        ),
        (
            "批准黑河、绥芬河、珲春和满洲里作为边境地区新的开放城市",
            ("黑河", "绥芬河", "珲春", "满洲里"),
        ),
        (
            "在白俄罗斯、塔吉克斯坦、捷克等国家设立孔子学院",
            ("白俄罗斯", "塔吉克斯坦", "捷克"),
        ),
        (
            "培育壮大装备制造、医药化工、轻工建材、农产品加工等4个千亿产业",
            ("装备制造", "医药化工", "轻工建材", "农产品加工"),
        ),
        ("与瑞士、冰岛签署自由贸易协定", ("瑞士", "冰岛")),
        (
            "增加停车场、充电桩、换电站等设施",
            ("停车场", "充电桩", "换电站"),
        ),
        (
            "博物馆、图书馆、文化馆（站）实现免费开放",
            ("博物馆", "图书馆", "文化馆"),
        ),
        (
            "事业单位按照政事分开、事企分开、营利性与非营利性分开的要求",
            ("政事分开", "事企分开", "营利性与非营利性分开"),
        ),
        (
            "以“千亿总值”“千亿产业”“千亿园区”为主要内涵",
            ("千亿总值", "千亿产业", "千亿园区"),
        ),
        (
            "修订完善了《农家书屋管理制度》《农家书屋借阅制度》",
            ("《农家书屋管理制度》", "《农家书屋借阅制度》"),
        ),
        (
            "要实行“带职分流，定向培训，加强企业，优化结构”的办法",
            ("带职分流", "定向培训", "加强企业", "优化结构"),
        ),
    ],
)
def test_enumeration_gives_members_without_lead_and_tail(text, members):
    assert enumeration(text) == members


def test_enumeration_is_empty_where_nothing_is_listed():
    assert enumeration("坚持房子是用来住的") == ()


def test_listed_takes_the_enumeration_of_the_count_asked_for():
    text = "抓好粮食、棉花生产，整治乱收费、乱罚款、乱检查、乱查封"
    assert listed(text, count=4) == ("乱收费", "乱罚款", "乱检查", "乱查封")


def test_listed_ends_members_at_the_noun_asked_for():
    text = "组织好西藏自治区成立50周年和新疆维吾尔自治区成立60周年庆祝活动"
    assert listed(text, noun="自治区", count=2) == ("西藏自治区", "新疆维吾尔自治区")


def test_listed_takes_numbered_clauses_without_their_numbers():
    text = "一是加强公共卫生体系建设…二是改善农村医疗卫生条件，做好试点工作…三是推进改革试点"
    assert listed(text) == ("加强公共卫生体系建设", "改善农村医疗卫生条件", "推进改革试点")


def test_listed_members_are_substrings_of_the_text():
    text = "餐饮、住宿、零售、文化、旅游、客运等行业就业容量大、受疫情影响重"
    members = listed(text, noun="行业")
    assert members == ("餐饮", "住宿", "零售", "文化", "旅游", "客运")
    assert all(member in text for member in members)


def test_listed_members_end_where_their_number_is_said():
    text = "着力打造石油化工、新材料、装备制造、电子信息四个千亿级和有色冶金、建材等百亿级产业链"
    assert listed(text, count=4) == ("石油化工", "新材料", "装备制造", "电子信息")


def test_listed_prefers_the_enumeration_that_the_noun_follows():
    text = "加快氢能、新材料、创新药等产业发展，打造生物制造、商业航天、低空经济等新增长引擎"
    assert listed(text, noun="引擎") == ("生物制造", "商业航天", "低空经济")


@pytest.mark.parametrize(
    "text",
    [
        "对“合二而一”、“",
        "二、“十五”期间的奋斗目标",
        "…科技馆（站）等文化事业的投入。搞好“文化扶贫工程”和“万里",
    ],
)
def test_listed_takes_no_empty_member(text):
    assert all(listed(text, noun="", count=0, asked="哪些"))
