"""What kind of answer a question wants."""

import pytest

from qa.question.answer_type import AnswerType, expected_answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("2016年兰州市生产总值预计达到多少？", AnswerType.FIGURE),
        ("合肥2023年人口", AnswerType.FIGURE),
        ("2022年软件产业营收", AnswerType.FIGURE),
        ("到2016年兰州乡下通上自来水的人家占多大比例？", AnswerType.SHARE),
        ("兰州野生动物园什么时候建成开放？", AnswerType.DATE),
        ("2013年我国在哪座城市设了自由贸易试验区？", AnswerType.NAME),
        ("2017年兰州想培育产值上千亿的产业链，是哪四条？", AnswerType.LIST),
        ("2024年点名要打造的经济新增长引擎有哪几个？", AnswerType.LIST),
        ("兰州2017年打算怎么治堵车？", AnswerType.MEASURES),
        ("2006年解决看病难、看病贵，主要从哪几个方面下手？", AnswerType.MEASURES),
        ("为什么把增长目标调低了？", AnswerType.WHY),
        ("2012年经济增长目标为什么比往年调低？", AnswerType.WHY),
        ("2012年的增速为什么比往年低了几个百分点？", AnswerType.SHARE),
        ("2018年和2022年安排的赤字率哪个高？各是多少？", AnswerType.COMPARISON),
        ("这份报告主要讲了什么？", AnswerType.OUTLINE),
        ("报告第三部分讲什么？", AnswerType.OUTLINE),
        ("兰州市中医院是不是要搬", AnswerType.YES_NO),
        ("棉花呢？", AnswerType.OPEN),
        ("2015年把哪个小程序定为约票的地方？", AnswerType.NAME),  # no 哪个小(一些)
        ("机关里哪几种歪风比较严重？", AnswerType.LIST),  # 比较 is an adverb here
        ("跟上一年比，2023年夏粮多打了多少？", AnswerType.FIGURE),
        ("珍稀动物的数目是变多还是变少？", AnswerType.YES_NO),
        ("小厂的税，让不让缓交？", AnswerType.YES_NO),
        ("首次月球探测结果怎么样？", AnswerType.OPEN),
        ("1999年对公款旅游是怎么表态的？", AnswerType.OPEN),
        ("对贫困县打算怎么样？", AnswerType.MEASURES),
        ("企业靠什么把粮价稳住？", AnswerType.MEASURES),
        ("利改税头一步几月几号起铺开？", AnswerType.DATE),
        ("全省的高速公路里程排第几？", AnswerType.NAME),
        ("养老金2016年提高了几多？", AnswerType.FIGURE),
        ("楼市三稳指什么？", AnswerType.LIST),
        ("少数民族地区穷，报告归到哪些原因？", AnswerType.LIST),
        ("亏损的原因有哪些？", AnswerType.WHY),
        ("支持民企发展鞍山出了几条措施？", AnswerType.FIGURE),  # how many, not which
        ("威海今年要给群众办几件实事？", AnswerType.FIGURE),
        ("村卫生室到2025年最少备几种药？", AnswerType.FIGURE),
        ("今年要从几个方面下手治堵？", AnswerType.MEASURES),
        ("几条措施分别是什么？", AnswerType.MEASURES),
        ("今年要办哪几件实事？", AnswerType.MEASURES),
        ("用哪几招治堵？", AnswerType.MEASURES),
        ("这家工厂被列为什么称号？", AnswerType.NAME),  # no 为什么
    ],
)
def test_expected_answer_reads_the_kind(question, kind):
    assert expected_answer(question).kind is kind


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("今后五年兰州打算种树多少亩", "area"),
        ("兰州新区现在有多少万常住人口？", "people"),
        ("2009年全国一共卖出去多少辆汽车？", "count"),
        ("兰州新区从开建到2016年已经投进去多少钱？", "money"),
    ],
)
def test_expected_answer_reads_the_unit_asked_for(question, unit):
    assert unit in expected_answer(question).unit_classes


def test_expected_answer_counts_the_parts_asked_for():
    assert expected_answer("产值上千亿的产业链是哪四条？").parts == 4
    assert expected_answer("对外开放的沿海港口城市一共十四个，都是哪些？").parts == 14
    assert expected_answer("镇雄那两次灾害是什么？").parts == 2
    assert expected_answer("钢铁和煤炭各要压掉多少吨？").parts == 2
    assert expected_answer("生产总值预计达到多少？").parts == 1
    assert expected_answer("公路和铁路各砸多少钱？").parts == 2
    assert expected_answer("各地报了多少件？").parts == 1
    assert expected_answer("新增就业目标多少人，再就业呢？").parts == 2
    assert expected_answer("这几年让大伙多活几岁？").parts == 1


@pytest.mark.parametrize(
    ("question", "classes"),
    [
        ("2017年GDP目标增长多少？", {"share"}),
        ("多少职工少缴了多少个亿的税？", {"money", "people"}),
        ("2023年多少人少缴了个税？", {"people", "household", "count"}),
        ("M2增速和新增贷款计划是多少？", {"money", "share"}),
        ("去长白山最快要几个钟头？", {"time"}),
    ],
)
def test_expected_answer_takes_the_unit_that_is_named(question, classes):
    assert expected_answer(question).unit_classes == classes


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("2013年我国在哪座城市设了自由贸易试验区？", "城市"),
        ("推动发展的主要是哪些重点行业？", "行业"),
        ("在巴黎拿了个什么奖？", "奖"),
        ("城镇职工的社保改革先在哪个省做试验田？", "省"),
        ("合并同类职能的这种体制叫什么？", "体制"),
        ("1988年建成的是哪里？", ""),
        ("生产总值是多少？", ""),
    ],
)
def test_expected_answer_reads_the_noun_asked_for(question, noun):
    assert expected_answer(question).noun == noun
