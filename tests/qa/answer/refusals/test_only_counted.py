"""Quotes that only count what is asked for by name, or do not speak of the person asked for."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.answer.refusals.only_counted import nobody_named, only_counted
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon


def question(text):
    return parse_question(text, anchor=Anchor(), lexicon=load_lexicon())


@pytest.mark.parametrize(
    ("asked", "quoted", "spans", "counted"),
    [
        # Deyang 2021, Beijing 2016, Baishan 2016: counted, and nothing is named
        (
            "新增的两家上市公司是哪两家？",
            "增长3.7%，新增上市公司2家，绵竹获批",
            (),
            "新增上市公司2家",
        ),
        ("开工的两条地铁新线是哪两条？", "开工建设2条新线，推进建设", (), "开工建设2条新线"),
        (
            "要改建的那座市区危桥叫什么桥？",
            "完成金河大桥主体工程，改建1座市区危桥",
            ("金河大桥",),
            "改建1座市区危桥",
        ),
        # Dalian 2009, Jingzhou 2016, Zhejiang 2017: beside other counts, or marks asked for
        (
            "新设的四家小额贷款公司都叫什么名字，是哪几家公司？",
            "设立了两家村镇银行和4家小额贷款公司",
            (),
            "设立了两家村镇银行和4家小额贷款公司",
        ),
        (
            "要关的20家“十五小”企业是哪些企业？",
            "关停中心城区20家“十五小”企业",
            (),
            "关停中心城区20家“十五小”企业",
        ),
        # named: beside the count, or in another clause
        (
            "新增的两家上市公司是哪两家？",
            "甲科技、乙股份等2家上市公司新增",
            ("甲科技", "乙股份"),
            "",
        ),
        ("加了哪些民生工程？", "在33项民生工程上，新增停车场、自行车", ("停车场", "自行车"), ""),
        ("新增上市公司多少家？", "新增上市公司2家", ("2家",), ""),
    ],
)
def test_only_counted_returns_the_clause_that_counts(asked, quoted, spans, counted):
    assert only_counted(question(asked), [quoted], spans) == counted


@pytest.mark.parametrize(
    ("asked", "quoted", "spans", "whom"),
    [
        # Putian 2023, Dalian 2018, Nanning 2014
        ("夺得篮球联赛冠军，带队的教练是谁？", "荣获省首届篮球城市联赛冠军", ("荣获省",), "教练"),
        ("马拉松的男子冠军是谁？", "举办国际马拉松，女足勇夺双冠王", ("双冠王",), "冠军"),
        (
            "推动上市的企业，除了南城百货还有谁？",
            "推动南城百货等4家上市",
            ("南城百货",),
            "南城百货以外",
        ),
        ("除上海以外，又批了哪几个自贸区？", "新设广东、天津自贸区", ("广东", "天津"), ""),
        ("谁评上了国家优秀旅游县？", "漳浦获评国家优秀旅游县", ("漳浦",), ""),
    ],
)
def test_nobody_named_returns_whom_no_quote_speaks_of(asked, quoted, spans, whom):
    assert nobody_named(question(asked), [quoted], spans) == whom
