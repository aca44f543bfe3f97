"""Which figures of two reports are of one quantity, in sentences of real reports."""

import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.parsing.reports import read_reports
from qa.diff.comparability import comparable, likeness_of_names
from qa.diff.stated_figures import stated_figures
from qa.diff.statements import statements_of

REPORT = """{year}年青岚市政府工作报告

各位代表：

一、{before}年工作回顾

{review}

二、{year}年工作任务

扎实做好各项工作。
"""


@pytest.fixture
def figures(tmp_path, encoder):
    """Return the figures of a review with a value."""

    def of(year, review, value):
        path = tmp_path / f"{year}年青岚市政府工作报告.txt"
        path.write_text(REPORT.format(year=year, before=year - 1, review=review), encoding="utf-8")
        (report,) = read_reports(path)
        index = MemoryIndex(encoder)
        index.add([report])
        facts = index.facts.of_report(report.report_id)
        return [
            figure
            for figure in stated_figures(report, statements_of(report), facts)
            if value in report.text[figure.fact.start : figure.fact.end]
        ]

    return of


@pytest.mark.parametrize(
    ("old", "new", "values"),
    [
        # Hubei 2023 and 2024: chosen for another list
        (
            "4家企业入选国家创新技术示范企业、数量全国第2。",
            "5家企业入选国家工业母机链主企业、全国第2。",
            ("4家", "5家"),
        ),
        # Anhui 2024 and 2025: those of a kind, and all of them, or of another kind
        (
            "每万人口有效发明专利拥有量28.2件、增长19%。",
            "每万人口高价值发明专利拥有量增长28.2%。",
            ("19%", "28.2%"),
        ),
        ("制造业贷款增长29.1%。", "制造业中长期贷款增长23.5%。", ("29.1%", "23.5%")),
        # Qingdao 2024 and 2025
        ("全国重点实验室总数达到8家。", "省重点实验室总数达到59家。", ("8家", "59家")),
        # Jinan 2018 and 2019: something else was done with the villages
        (
            "151个贫困村完成饮水安全改造，贫困村通客车任务按期完成。",
            "全市916个贫困村全部摘帽退出，现行市定标准贫困人口实现脱贫。",
            ("151个", "916个"),
        ),
        # Hubei: trade with one partner, and all of it
        # Nanning 2022 and 2023, and their kind
        (
            "外贸进出口总额1231.9亿元，增长24.9%。",
            "全市稳外贸成效明显，与东盟进出口总额增长64.2%。",
            ("24.9%", "64.2%"),
        ),
        (
            "外贸进出口总额1231.9亿元，增长24.9%。",
            "全市稳外贸成效明显，与RCEP成员国进出口总额增长45.9%。",
            ("24.9%", "45.9%"),
        ),
        (
            "全市进出口增长5.8%。",
            "与共建“一带一路”国家进出口增长10.1%。",
            ("5.8%", "10.1%"),
        ),
        ("抢抓RCEP实施机遇，对东盟进出口增长34.9%。", "全市进出口增长5.8%。", ("34.9%", "5.8%")),
        # Hubei: sold, and sold abroad
        (
            "新能源汽车销售增长149%。",
            "新能源汽车出口额增长117%，规模全国第5。",
            ("149%", "117%"),
        ),
        # Hubei: added, named before the thing added first, and reached
        (
            "新增规上工业企业2368家、上市企业21家。",
            "新增上市企业23家、达到177家。",
            ("21家", "177家"),
        ),
        # State Council 2011 and 2012: of all years, and of one
        (
            "累计对外直接投资2200亿美元。",
            "企业“走出去”步伐加快，对外直接投资601亿美元。",
            ("2200", "601"),
        ),
        # Jinan: all loans, and one
        (
            "办理创业担保贷款3.7亿元，有力地促进了就业创业。",
            "创业担保贷款额度从10万元提高到15万元以上。",
            ("3.7亿元", "15万元"),
        ),
        # Jinan: opened, and begun
        ("建成山体公园30处。", "开工建设山体公园20处。", ("30处", "20处")),
        # Dalian 2024 and 2025: pipes of one kind, and of all
        ("改造燃气管网1350公里。", "改造管网近800公里。", ("1350公里", "800公里")),
        # Hubei: contributions to different growth
        (
            "高技术制造业对工业增长贡献率达到41.2%。",
            "工业投资对投资增长贡献率达到66.5%。",
            ("41.2%", "66.5%"),
        ),
    ],
)
def test_figures_of_different_quantities_are_not_compared(figures, old, new, values):
    before, after = figures(2024, old, values[0]), figures(2025, new, values[1])
    assert before
    assert after
    assert not any(comparable(one, other) for one in before for other in after)


@pytest.mark.parametrize(
    ("old", "new", "values"),
    [
        # Hubei 2023 and 2024
        (
            "上云工业企业达到4.6万家，5G全连接工厂108家。",
            "上云工业企业超过5万家、覆盖率提高到49%。",
            ("4.6万家", "5万家"),
        ),
        # Jinan 2018 and 2019: one area in two words
        (
            "城镇低保标准提高到每人每月596元。",
            "城市低保标准提高到每人每月616元。",
            ("596元", "616元"),
        ),
        # Shaanxi 2014 and 2015
        ("全省110万人口脱贫。", "全省建成新型农村社区236个，114万人脱贫。", ("110万", "114万")),
    ],
)
def test_figures_of_one_quantity_are_compared(figures, old, new, values):
    before, after = figures(2024, old, values[0]), figures(2025, new, values[1])
    assert any(
        comparable(one, other) and likeness_of_names(one, other) > 0.68
        for one in before
        for other in after
    )


def test_steps_of_a_sum_and_lines_of_poverty_are_no_figures(figures):
    # Hubei 2024, State Council 2012
    assert not figures(2024, "社会融资规模连续三年每年跨越一个万亿台阶。", "万亿")
    said = "中央决定将农民人均纯收入2300元（2010年不变价）作为新的国家扶贫标准。"
    assert not figures(2025, said, "2300元")


def test_likeness_of_names_with_examples_is_that_of_what_they_are_examples_of(figures):
    # Hubei 2023 and 2024
    (rail,) = figures(2024, "京港澳高速改扩建等39个高速项目完工。", "39个")
    (all_of_them,) = figures(
        2025, "呼南高铁宜昌至常德段、京港澳高速改扩建等1100个重大交通物流项目完工。", "1100个"
    )
    assert likeness_of_names(rail, all_of_them) < 0.55
