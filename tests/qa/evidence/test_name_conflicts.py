import pytest

from qa.evidence.name_conflicts import unmet_names, unmet_places


@pytest.mark.parametrize(
    ("question", "text", "unmet"),
    [
        ("轨道交通2号线何时通车？", "轨道交通1号线一期工程全线开工", ("2号线",)),
        ("轨道交通2号线何时通车？", "轨道交通1号线开工，二号线启动", ()),
        ("1号线何时通车？", "地铁1、2号线开通", ()),
        ("1号线何时通车？", "地铁1号2号3号线开通", ()),
        ("3号线何时通车？", "地铁1至4号线开通", ()),
        ("3号线何时通车？", "地铁1、4号线开通，12号线开工", ("3号线",)),
        ("2号线何时通车？", "地铁12号线开工", ("2号线",)),
        ("一中新校区投资多少？", "市第十一中学新校区投资3亿元", ("一中",)),
        ("十一中新校区投资多少？", "市第十一中学新校区投资3亿元", ()),
        ("南昌一中的新校区在哪里？", "启动南昌一中朝阳新城校区建设", ()),
        ("一中新校区在哪里？", "第一中心医院建成，十一中扩建", ("一中",)),
        ("美国经济增长多少？", "世界经济增长3%", ("美国",)),
        ("跟俄罗斯合修的走廊叫什么？", "与俄共建“滨海2号”国际运输走廊", ()),
        ("德国投资多少？", "弘扬美德，道德模范5人", ("德国",)),
        ("横琴到机场那段何时通车？", "珠机城际拱北至横琴段开通", ("横琴到机场那段",)),
        ("雅安到林芝段开工了吗？", "川藏铁路雅安至林芝段开工建设", ()),
        ("新建3所中学了吗？", "新建中学3所", ()),
        ("十一中全会提出了什么？", "十一届三中全会", ()),
    ],
)
def test_unmet_names_are_those_that_no_text_holds(question, text, unmet):
    assert unmet_names(question, [text]) == unmet


def test_assistant_refuses_a_line_that_the_report_does_not_name(assistant):
    assert not assistant.ask("轨道交通2号线进展到什么程度？").refused
    assert assistant.ask("轨道交通8号线什么时候通车？").refused


def test_assistant_gives_no_figure_of_ours_for_another_country(assistant):
    answer = assistant.ask("2017年日本的生产总值增长目标是多少？")
    assert answer.refused


@pytest.mark.parametrize(
    ("question", "regions", "text", "unmet"),
    [
        ("苏州昆山2023年gdp多少", [(0, 2)], "全市实现地区生产总值24653亿元", ("昆山",)),
        ("昆山2023年gdp多少", [], "昆山市地区生产总值5000亿元", ()),
        ("义乌进出口总额是多少", [], "外贸进出口总额35.4亿元", ("义乌",)),
        ("新建学校多少所", [], "全市建成学校13所", ()),
        ("广州南沙区2024年gdp增速", [(0, 2)], "南沙地区生产总值增长4%", ()),
        ("青岛西海岸新区gdp多少", [(0, 2)], "全市生产总值1.5万亿元", ("西海岸新区",)),
        ("宁波慈溪2022年财政收入多少", [(0, 2)], "一般公共预算收入达1680亿元", ("慈溪",)),
        ("佛山顺德gdp多少", [(0, 2)], "全市生产总值1.2万亿元", ("顺德",)),
        ("苏州张家港2023年gdp多少", [(0, 2)], "全市生产总值2.4万亿元，张家界", ("张家港",)),
        ("2023年昆山gdp多少", [], "全市生产总值2.4万亿元", ("昆山",)),
        ("武汉东西湖区gdp多少", [(0, 2)], "东西部协作", ("东西湖",)),
        ("苏州张家港2023年gdp多少", [(0, 2)], "张家港市生产总值3000亿元", ()),
        ("南昌新建学校多少所", [(0, 2)], "扩建学校3所", ()),  # 新建 is a district, too
        ("兰州农村居民收入多少", [(0, 2)], "农民人均纯收入1万元", ()),
        ("白山哪个县摘了贫困帽", [(0, 2)], "长白县实现摘帽", ()),
        ("外国多少个城市和景德镇交朋友", [(9, 12)], "与国外20个省市建立友好关系", ()),
        ("兰州有多少座大桥", [(0, 2)], "建成黄河桥梁3座", ()),
    ],
)
def test_unmet_places_are_those_within_a_region_that_no_text_holds(question, regions, text, unmet):
    assert unmet_places(question, regions, [text]) == unmet


def test_assistant_gives_no_figure_of_the_city_for_its_district(assistant):
    answer = assistant.ask("兰州榆中2017年生产总值增长目标是多少？")
    assert answer.refused
    assert "榆中" in answer.message
