"""What kind of answer a question wants."""

import pytest

from qa.answer_kind import Kind, answer_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("2016年兰州市生产总值预计达到多少？", Kind.FIGURE),
        ("到2016年兰州乡下通上自来水的人家占多大比例？", Kind.SHARE),
        ("兰州野生动物园什么时候建成开放？", Kind.DATE),
        ("2013年我国在哪座城市设了自由贸易试验区？", Kind.NAME),
        ("2017年兰州想培育产值上千亿的产业链，是哪四条？", Kind.LIST),
        ("2024年点名要打造的经济新增长引擎有哪几个？", Kind.LIST),
        ("兰州2017年打算怎么治堵车？", Kind.MEASURES),
        ("2006年解决看病难、看病贵，主要从哪几个方面下手？", Kind.MEASURES),
        ("为什么把增长目标调低了？", Kind.WHY),
        ("2018年和2022年安排的赤字率哪个高？各是多少？", Kind.COMPARISON),
        ("这份报告主要讲了什么？", Kind.OUTLINE),
        ("报告第三部分讲什么？", Kind.OUTLINE),
        ("兰州市中医院是不是要搬", Kind.YES_NO),
        ("棉花呢？", Kind.OPEN),
    ],
)
def test_answer_kind_reads_the_kind(question, kind):
    assert answer_kind(question).kind is kind


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("今后五年兰州打算种树多少亩", "area"),
        ("兰州新区现在有多少万常住人口？", "people"),
        ("2009年全国一共卖出去多少辆汽车？", "count"),
        ("兰州新区从开建到2016年已经投进去多少钱？", "money"),
    ],
)
def test_answer_kind_reads_the_unit_asked_for(question, unit):
    assert unit in answer_kind(question).unit_classes


def test_answer_kind_counts_the_parts_asked_for():
    assert answer_kind("产值上千亿的产业链是哪四条？").parts == 4
    assert answer_kind("钢铁和煤炭各要压掉多少吨？").parts == 2
    assert answer_kind("生产总值预计达到多少？").parts == 1
