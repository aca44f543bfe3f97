"""Figures read off real excerpts, worked out by hand."""

import pytest

from qa.question.answer_type import expected_answer
from qa.short_answers.figures import asked_figures


@pytest.mark.parametrize(
    ("text", "question", "figures"),
    [
        (  # the unit decides
            "城镇新增就业990万人，城镇登记失业率5.2%",
            "城镇新增就业多少人？",
            ("990万人",),
        ),
        (  # the words before a figure decide between figures of one unit
            "城镇保障性住房基本建成470万套、新开工630万套",
            "新开工保障房多少套？",
            ("630万套",),
        ),
        (  # the later figure, unless the former is asked for
            "占生产总值的比重由38.3%提高到44.9%",
            "2016年占生产总值的比重是多少？",
            ("44.9%",),
        ),
        ("28家省属企业重组整合为10家", "省属企业合并成几家？", ("10家",)),
        (  # an attribute is of what stands behind it
            "总投资69.5亿元的电厂二期工程启动建设，总投资87.8亿元的公铁大桥全线贯通",
            "电厂二期要花多少钱？",
            ("69.5亿元",),
        ),
        (  # of what size the things are that are counted
            "新签约产业项目451个，其中50亿元以上项目6个，到位资金30亿元",
            "签约产业项目到位多少钱？",
            ("30亿元",),
        ),
        (
            "占生产总值的比重由38.3%提高到44.9%",
            "原来占生产总值的比重是多少？",
            ("38.3%",),
        ),
        (
            "中心城区规划面积由221平方公里扩大到741平方公里",
            "规划面积从多大扩到了多大？",
            ("221平方公里", "741平方公里"),
        ),
        (  # the change, where the change is asked for
            "安排地方专项债券1.35万亿元，比去年增加5500亿元",
            "专项债比上年增加多少？",
            ("5500亿元",),
        ),
        (  # 分别: the first of 城乡 is 城镇
            "城乡居民人均可支配收入分别达到44000元和16000元以上",
            "农村居民收入要达到多少元？",
            ("16000元以上",),
        ),
        (  # what stands behind the last name is of both
            "居民医保和基本公共卫生服务经费人均财政补助标准分别再提高30元和5元",
            "医保补助标准提高多少？",
            ("30元",),
        ),
        (
            "办理人大代表建议984件、政协委员提案1828件",
            "建议和提案各办了多少件？",
            ("984件", "1828件"),
        ),
        (  # two things asked for, each with its own unit
            "该项目总投资73.32亿元，建设工期36个月",
            "要花多少亿元、工期多久？",
            ("73.32亿元", "36个月"),
        ),
        (  # 突破 is a verb, and 超过 is the question's own
            "可再生能源发电装机规模突破10亿千瓦",
            "装机跨过多少千瓦大关？",
            ("10亿千瓦",),
        ),
        ("全省覆盖率超过85%", "覆盖率定在百分之多少以上？", ("85%",)),
        ("全省覆盖率超过85%", "覆盖率是多少？", ("超过85%",)),
        ("90%以上的村集体年收入超过10万元", "多少村集体年收入过了10万？", ("90%以上",)),
        (  # a clause without a subject of its own goes on with the one before
            "国家财政收入比上年增加1501亿元，达到11377亿元",
            "国家财政收入是多少？",
            ("11377亿元",),
        ),
        (  # a figure to be confirmed is the one asked for
            "居民消费价格涨幅控制在2-3%，规模以上工业增加值增长7～8%",
            "居民消费价格涨幅控制在2-3%吗",
            ("2-3%",),
        ),
        (  # lengths of time
            "两年内基本取消全国高速公路省界收费站",
            "省界收费站要多久才拆完？",
            ("两年内",),
        ),
    ],
)
def test_asked_figures_are_those_that_the_question_asks_for(text, question, figures):
    assert asked_figures(text, question, expected_answer(question)) == figures
