"""Quoted answers checked against facts, the question in other words than the report's."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.answer.figures.answerer import FactAnswerer
from qa.answer.figures.quoted.quoted_names import of_nothing_named
from qa.answer.figures.quoted.vetting import borne_out
from qa.assistant import Assistant
from qa.facts.frames import read_figure_question
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon
from qa.retrieval.retriever import Retriever

ANCHOR = Anchor(this_year=2021, task_year=2021, period=(2020, 2020))
# Statements of the reports of Lanzhou 2017, Wenzhou 2024, Nujiang 2021, Lijiang 2021, Baishan 2015,
# Beijing 2001, Shandong 2010, Shanghai 2016, Nanchang 1998, one invented.
REPORT = """2021年青岚市政府工作报告
一、2020年工作回顾
抓好丝路电商产业园建设，电子商务交易额增长35%。
投入疫情防控资金3.17亿元。
青年人才公寓建成2400套，人才公寓建成5600套。
财政赤字率3%，财政收入增长较快。经济增长8%，物价上涨幅度低一些。
完成城镇老旧小区改造49个，建成高标准农田8.6万亩。
市政府梳理形成了“儿童友好”“共享幸福”“明眸皓齿”等12个民生实事候选项目。
城镇常住居民人均可支配收入36120元，农村常住居民人均可支配收入14025元。
地方级财政收入44.3亿元，其中税收增长3%。
年用电量311.4亿千瓦时，供热采暖面积近3000万平方米。
新增廉租住房保障2万户，竣工经济适用房370万平方米，改造棚户区270万平方米。
提高低保标准，惠及20多万城乡居民，实现新农合市级统筹。
“十三五”以来，新增高速公路82.4公里，新改建干线公路360公里。
663个贫困村退出，赤字率稳定。
昌北区要围绕实现固定资产投资增长25%以上的目标，加快基础设施建设。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    source = tmp_path_factory.mktemp("reports") / "青岚.txt"
    source.write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports([source]))


def asked(text):
    question = parse_question(text, anchor=ANCHOR, lexicon=load_lexicon())
    (frame,) = read_figure_question(question).frames
    return question, frame


@pytest.mark.parametrize(
    ("everyday", "written"),
    [
        ("网上买卖涨了百分之几？", "电子商务交易额增长多少？"),
        ("抗疫花了多少钱？", "投入疫情防控资金多少？"),
    ],
)
def test_of_nothing_named_takes_a_clause_that_means_the_name_for_it(assistant, everyday, written):
    assert not of_nothing_named(assistant.ask(written), *asked(everyday))


@pytest.mark.parametrize(
    ("absent", "written"),
    [
        ("星巴克有几家？", "人才公寓建成多少套？"),
        ("甜城甘蔗种了几亩？", "高标准农田建成多少亩？"),
        ("公租房建成多少套？", "人才公寓建成多少套？"),  # its head alone is met
    ],
)
def test_of_nothing_named_tells_what_no_clause_means(assistant, absent, written):
    assert of_nothing_named(assistant.ask(written), *asked(absent))


@pytest.mark.parametrize(
    ("question", "written", "right"),
    [
        ("2020年老旧小区改造了多少个？", "2020年改造城镇老旧小区多少个？", True),
        ("2020年民生实事有几件？", "2020年形成了多少个民生实事候选项目？", True),  # in its sentence
        ("2020年财政赤字多少？", "2020年财政赤字率多少？", False),  # a rate of it
        ("2020年居民消费价格涨幅多少？", "2020年经济增长多少？", False),  # another indicator
        ("2020年粮食产量多少吨？", "2020年高标准农田建成多少亩？", False),
        ("2020年居民人均可支配收入是多少元？", "2020年城镇居民人均可支配收入多少元？", False),
        ("2020年财政收入增长多少？", "2020年税收增长多少？", False),  # a part of it
        ("2020年几个贫困县退出？", "2020年几个贫困村退出？", False),
        ("2020年发电量是多少？", "2020年用电量是多少？", False),  # both are common names
        ("2020年棚户区改造多少套？", "2020年新增廉租住房保障多少户？", False),  # named behind it
        ("2020年低保标准是多少？", "提高低保标准惠及多少城乡居民？", False),  # whom it benefits
        ("高速公路通车里程有多少公里？", "新增高速公路多少公里？", False),  # not all there are
        ("青岚2020年固定资产投资增长多少？", "昌北区固定资产投资增长多少？", False),
    ],
)
def test_borne_out_lacks_no_word_that_all_facts_of_the_name_have(
    assistant, question, written, right
):
    answer, (_, frame) = assistant.ask(written), asked(question)
    book = FactAnswerer().book(assistant.retriever.snapshot())
    assert borne_out(answer, frame, (2020, 2020), book, dated=True) is right
