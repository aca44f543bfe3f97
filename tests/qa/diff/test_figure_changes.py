"""Changed figures of two reports of one city, in sentences of real reports."""

import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff.analysis import ReportAnalysis

REPORT = """{year}年青岚市政府工作报告

各位代表：

一、{before}年工作回顾

{review}

二、{year}年工作任务

{tasks}
"""


@pytest.fixture
def changes(tmp_path, encoder):
    """Return the changed values of two reviews, or of two tasks."""

    def compared(old, new, *, of="tasks", review=""):
        reports = []
        for year, said in ((2024, old), (2025, new)):
            parts = {"review": review or "全市工作有序推进。", "tasks": "扎实做好各项工作。"} | {
                of: said
            }
            path = tmp_path / f"{year}年青岚市政府工作报告.txt"
            path.write_text(REPORT.format(year=year, before=year - 1, **parts), encoding="utf-8")
            reports += read_reports(path)
        index = MemoryIndex(encoder)
        index.add(reports)
        diff = ReportAnalysis(index).diff(*reports)
        found = [change for pairing in diff.pairings for change in pairing.figures]
        for change in found:
            assert reports[0].text[change.old.start : change.old.end] == change.old_text
            assert reports[1].text[change.new.start : change.new.end] == change.new_text
            paragraph = reports[0].paragraphs[change.old_paragraph - 1]
            assert paragraph.start <= change.old.start < paragraph.end
        return [(change.old_text, change.new_text) for change in found]

    return compared


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # State Council 2018 and 2019
        (
            "财政赤字2.38万亿元，其中中央财政赤字1.55万亿元，地方财政赤字8300亿元。",
            "财政赤字2.76万亿元，其中中央财政赤字1.83万亿元，地方财政赤字9300亿元。",
            [("2.38万亿元", "2.76万亿元"), ("1.55万亿元", "1.83万亿元"), ("8300亿元", "9300亿元")],
        ),
        # Dalian 2024 and 2025: the order of the indicators changed
        (
            "主要预期目标是：地区生产总值增长6%左右，规模以上工业增加值增长7.5%，一般公共预算收入增长6%。",
            "主要预期目标是：地区生产总值增长5.5%以上，一般公共预算收入增长3%，规模以上工业增加值增长7%。",
            [("6%左右", "5.5%以上"), ("6%", "3%"), ("7.5%", "7%")],
        ),
        # one statement in two sentences: State Council 2013 and 2014
        (
            "主要预期目标是：地区生产总值增长7.5%左右。城镇新增就业900万人以上。",
            "主要预期目标是：地区生产总值增长7.5%左右，城镇新增就业1000万人以上。",
            [("900万人以上", "1000万人以上")],
        ),
        # one bound in two words: State Council 2013 and 2014
        ("城镇登记失业率低于4.6%。", "城镇登记失业率控制在4.6%以内。", []),
        # who pays is no indicator: State Council 2006 and 2007
        (
            "中央财政安排219亿元支持企业改革。",
            "中央财政安排51亿元，用于加强公共卫生服务。",
            [],
        ),
        # equal prefixes do not pair two things that changed places: Nanjing 2023 and 2024
        (
            "新增市级以上示范家庭农场50家、示范合作社30家。",
            "新增市级以上示范合作社36家、示范家庭农场55家。",
            [("30家", "36家"), ("50家", "55家")],
        ),
        # another grade is another thing: Nanjing 2023 and 2024
        ("新增省级智能制造示范工厂10家。", "新增国家级智能制造示范工厂4家。", []),
        # another size too: Yangzhou 2021 and 2022
        ("新签约亿元以上产业项目337个。", "新签约100亿元以上产业项目4个。", []),
        # all residents are others than those of towns: State Council 2014 and 2015
        (
            "城镇居民人均可支配收入实际增长7%。",
            "居民人均可支配收入实际增长8%。",
            [],
        ),
        # words that lead to the value are none of its name: State Council 2013 and 2014
        (
            "城乡居民基本医保财政补助标准由每人每年240元提高到280元。",
            "城乡居民基本医保财政补助标准提高到人均320元。",
            [("280元", "320元")],
        ),
        # another unit of the same: Leshan 2022 and 2023, Chaoyang 2021 and 2022
        (
            "粮食产量稳定在25.2亿斤以上。",
            "粮食产量稳定在125万吨以上。",
            [("25.2亿斤以上", "125万吨以上")],
        ),
        ("粮食产量稳定在25亿公斤左右。", "粮食产量稳定在50亿斤左右。", []),
        # another counter: Huainan 2024 and 2025, Chaoyang 2022 and 2023, Leshan 2019 and 2020
        ("新增国家5G工厂3个。", "新增国家级5G工厂4家。", [("3个", "4家")]),
        ("新增高新技术企业35户。", "新增高新技术企业25家以上。", [("35户", "25家以上")]),
        ("新建农贸市场13个。", "新建农贸市场9处。", [("13个", "9处")]),
        # net of what was lost, or not: Dongguan 2022 and 2023, Harbin 2023 and 2024, Jiamusi
        ("净增市场主体63万户。", "新增市场主体29.6万户。", []),
        ("净增市场主体63万户。", "净增市场主体29.6万户。", [("63万户", "29.6万户")]),
        # nor all that there are: Yunnan 2024 and 2025
        ("高新技术企业总量突破3000户。", "高新技术企业净增600户。", []),
        # numbers of roads are no values: Chifeng 2022 and 2023
        ("推进省道304线公路建设。", "推进省道219线公路建设。", []),
    ],
)
def test_figure_changes_pair_figures_of_one_thing(changes, old, new, expected):
    assert sorted(changes(old, new)) == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("居民消费价格年均上涨2.1%。", "居民消费价格上涨0.2%。", []),
        # the level that was reached is not what was added
        ("高速铁路运营里程增加到2500公里。", "新增高速铁路运营里程410公里。", []),
        # nor is the whole that was reached: Nanning 2021 and 2022
        (
            "自贸试验区新增企业6555家，累计达8418家。",
            "自贸试验区新增企业20649家。",
            [("6555家", "20649家")],
        ),
        # examples of a class are left out: State Council 2014 and 2015
        (
            "制定修订行政法规47件。",
            "制定修订企业信息公示暂行条例等行政法规38件。",
            [("47件", "38件")],
        ),
        # the other report says what is counted: State Council 2023 and 2024
        (
            "脱贫人口务工规模超过3200万人。",
            "脱贫人口务工规模超过3300万。",
            [("超过3200万人", "超过3300万")],
        ),
        # things added, and taken away, in two words: Nanjing 2021 and 2022, Siping 2015 and 2016,
        # Qinghai 2019 and 2020
        (
            "新改扩建幼儿园，增加学位2.8万个。",
            "新改扩建幼儿园，新增学位8000个。",
            [("2.8万个", "8000个")],
        ),
        ("全市淘汰152台燃煤小锅炉。", "全市淘汰燃煤小锅炉121台。", [("152台", "121台")]),
        ("退出煤炭产能69万吨。", "完成60万吨煤炭去产能任务。", [("69万吨", "60万吨")]),
        # the rise of a level is not the level: Hubei 2012 and 2013
        ("农民人均纯收入增加1065元。", "农民人均纯收入达到7852元。", []),
        # the result of last year is compared with that of the year before, not with the target
        ("城镇新增就业12.1万人。", "城镇新增就业12.6万人。", [("12.1万人", "12.6万人")]),
    ],
)
def test_figure_changes_of_results_are_of_the_same_period(changes, old, new, expected):
    assert changes(old, new, of="review") == expected


def test_figure_changes_do_not_pair_a_target_with_a_result(changes):
    review = "全年城镇新增就业12.1万人。"
    assert changes("城镇新增就业12万人以上。", "扎实推进就业。", review=review) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Zhengzhou 2023 and 2024
        (
            "社会消费品零售总额下降4%。",
            "社会消费品零售总额增长7.7%。",
            [("下降4%", "增长7.7%")],
        ),
        ("固定资产投资下降4%。", "固定资产投资增长6.8%。", [("下降4%", "增长6.8%")]),
        # Fushun 2020 and 2021
        (
            "一般公共预算收入75.2亿元、下降15.9%。",
            "一般公共预算收入76.7亿元、增长2%。",
            [("75.2亿元", "76.7亿元"), ("下降15.9%", "增长2%")],
        ),
        # which of both fell is not said beside the figures
        (
            "固定资产投资、社会消费品零售总额分别下降4%、5%。",
            "固定资产投资、社会消费品零售总额分别增长3%、6%。",
            [("下降4%", "增长3%")],
        ),
    ],
)
def test_what_fell_and_grew_again_is_told_with_its_direction(changes, old, new, expected):
    assert changes(old, new, of="review") == expected
