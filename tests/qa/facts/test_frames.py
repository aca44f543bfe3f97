import pytest

from embeddings.language.time_expressions import Anchor
from qa.facts.asked_measure import AskedAspect, AskedMeasure
from qa.facts.asked_operation import Across, Operation
from qa.facts.frames import read_figure_question
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon

ANCHOR = Anchor(this_year=2025, task_year=2025, period=(2024, 2024))


def read(text):
    return read_figure_question(parse_question(text, anchor=ANCHOR, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("text", "name", "measure", "aspect", "periods"),
    [
        ("2024年国内生产总值增长目标是多少？", "国内生产总值", "growth", "target", ((2024, 2024),)),
        ("2023年GDP增速", "国内生产总值", "growth", "unsaid", ((2023, 2023),)),
        ("去年城镇新增就业实际完成多少", "就业", "level", "result", ((2024, 2024),)),
        ("2016年拟安排财政赤字多少？", "财政赤字", "any", "target", ((2016, 2016),)),
        ("2017年粮食产量多少万吨", "粮食产量", "level", "unsaid", ((2017, 2017),)),
        ("十四五时期GDP年均增长多少", "国内生产总值", "yearly_growth", "unsaid", ((2021, 2025),)),
        ("固定资产投资降了多少", "固定资产投资", "growth", "result", ()),
        ("人口自然增长率是多少", "人口自然增长率", "any", "unsaid", ()),
        ("人均预期寿命是多少", "预期寿命", "any", "unsaid", ()),
        ("森林覆盖率提高多少", "森林覆盖率", "growth", "unsaid", ()),
        ("商品房库存减少多少", "商品房库存", "increase", "unsaid", ()),
        ("居民消费价格涨幅控制在2-3%吗", "居民消费价格", "growth", "unsaid", ()),
        ("居民消费价格涨幅控制在2%—3%，对吗？", "居民消费价格", "growth", "unsaid", ()),
        ("粮食产量目标是101~103万吨吗", "粮食产量", "level", "target", ()),
        ("规模以上工业增加值目标是7%吗", "增加值", "any", "target", ()),
        ("人才总量要超过多少万人", "人才", "level", "target", ()),
        ("2023年接待多少游客", "接待游客", "level", "unsaid", ((2023, 2023),)),
        ("新建扩建几所高中", "高中", "level", "unsaid", ()),
        ("改造老旧小区惠及多少户", "改造老旧小区惠及", "level", "unsaid", ()),
    ],
)
def test_read_figure_question_frames_one_figure(text, name, measure, aspect, periods):
    (frame,) = read(text).frames
    assert frame.name.text == name
    assert frame.measure is AskedMeasure(measure)
    assert frame.aspect is AskedAspect(aspect)
    assert frame.periods == periods


def test_read_figure_question_carries_the_name_to_the_next_clause():
    level, growth = read("2001年我国国内生产总值是多少亿元？比2000年增长多少？").frames
    assert level.name == growth.name
    assert (level.measure, growth.measure) == (AskedMeasure.LEVEL, AskedMeasure.GROWTH)
    assert growth.bases == (2000,)


def test_read_figure_question_takes_the_whole_of_a_share_for_no_indicator():
    first, second = read("非公经济2016年有多少亿，在兰州GDP里占几成？").frames
    assert first.name == second.name
    assert second.measure is AskedMeasure.SHARE


def test_read_figure_question_finds_a_name_before_the_asking_clause():
    (frame,) = read("2015年城镇新增就业，年初的目标和年底的实际完成数各是多少，完成了吗？").frames
    assert frame.name.text == "就业"
    assert frame.aspect is AskedAspect.BOTH


def test_read_figure_question_leaves_out_what_is_denied():
    (frame,) = read("1994年年初给全年零售物价定的涨幅上限是多少（不是后来的实际涨幅）？").frames
    assert frame.aspect is AskedAspect.TARGET


@pytest.mark.parametrize(
    ("text", "name", "group"),
    [
        ("GDP排全国第几？", "国内生产总值", "全国"),
        ("2020年GDP在全省排名第几", "国内生产总值", "全省"),
        ("2020年粮食产量居全国第几位", "粮食产量", "全国"),
        ("2020年进出口总额位居全省第几名？", "总额", "全省"),
        ("2020年一般公共预算收入的位次", "一般公共预算收入", ""),
        ("2020年集装箱吞吐量世界排名多少", "集装箱吞吐量", ""),
    ],
)
def test_read_figure_question_reads_a_rank_and_among_what(text, name, group):
    (frame,) = read(text).frames
    assert frame.measure is AskedMeasure.RANK
    assert (frame.name.text, frame.group, frame.regions) == (name, group, ())


@pytest.mark.parametrize("text", ["2020年第几产业增加值最大", "2015年新建公园几个？"])
def test_read_figure_question_takes_no_ordinal_for_a_rank(text):
    question = read(text)
    assert question is None or question.frames[0].measure is not AskedMeasure.RANK


@pytest.mark.parametrize(
    "text", ["为什么2012年的经济增长目标调低了？", "2017年怎样缓解停车难？", "什么时候建成？"]
)
def test_read_figure_question_leaves_other_questions_alone(text):
    assert read(text) is None


@pytest.mark.parametrize(
    "text", ["2024年目标里GDP和CPI各是多少？", "2024年国内生产总值、居民消费价格目标分别是多少？"]
)
def test_read_figure_question_frames_each_figure_named_in_one_breath(text):
    frames = read(text).frames
    assert [frame.name.text for frame in frames] == ["国内生产总值", "居民消费价格"]
    assert {frame.periods for frame in frames} == {((2024, 2024),)}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("2007年经济比前一年涨了多少？", AskedMeasure.GROWTH),
        ("2024年经济增长了多少？", AskedMeasure.GROWTH),
        ("2023年国民经济增速", AskedMeasure.GROWTH),
    ],
)
def test_read_figure_question_takes_an_economy_that_grows_for_the_product(text, measure):
    (frame,) = read(text).frames
    assert (frame.name.text, frame.measure) == ("国内生产总值", measure)


@pytest.mark.parametrize("text", ["农业总产值每年涨多少？", "粮食产量每年大约增长多少？"])
def test_read_figure_question_takes_growth_a_year_for_an_average(text):
    (frame,) = read(text).frames
    assert frame.measure is AskedMeasure.YEARLY_GROWTH


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("哪年赤字率最高", ()),
        ("2013年以来赤字率最高是哪年", ((2013, 2013),)),
        ("城镇新增就业最多的是哪一年", ()),
    ],
)
def test_read_figure_question_takes_the_year_of_an_extreme_for_a_rank_of_years(text, periods):
    asked = read(text)
    assert asked.task.operation is Operation.RANK
    assert asked.across is Across.YEARS
    assert asked.frames[0].periods == periods


@pytest.mark.parametrize("text", ["兰州地铁哪年通车", "哪年提出供给侧改革"])
def test_read_figure_question_leaves_the_year_of_an_event_alone(text):
    assert read(text) is None


def test_money_is_asked_for_without_a_unit():
    (frame,) = read("2023年粮食产量花了多少钱").frames
    assert frame.unit_classes == {"money"}
    (frame,) = read("2023年粮食产量是多少").frames
    assert frame.unit_classes == frozenset()


def test_growth_named_with_the_first_of_two_indicators_is_of_the_first_alone():
    first, second = read("2010年M2增速和新增贷款计划是多少？").frames
    assert (first.measure, second.measure) == (AskedMeasure.GROWTH, AskedMeasure.ANY)


def test_a_share_behind_a_figure_is_of_its_indicator():
    _, share = read("2023年出口是多少，占全国的比重是多少？").frames
    assert share.said.startswith("出口占")
    assert share.measure is AskedMeasure.SHARE


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("2023年城镇新增就业完成目标了吗？", AskedAspect.UNSAID),
        ("2020年到2023年城镇新增就业目标都完成了吗？", AskedAspect.BOTH),
        ("2023年城镇新增就业目标是多少？", AskedAspect.TARGET),
    ],
)
def test_whether_a_target_was_met_asks_for_its_result_as_well(question, aspect):
    (frame,) = read(question).frames
    assert frame.aspect is aspect


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("2022年和2023年国内生产总值哪年快？", AskedMeasure.GROWTH),
        ("2022年和2023年财政收入哪一年更慢？", AskedMeasure.GROWTH),
        ("2022年和2023年财政收入哪一年更多？", AskedMeasure.LEVEL),
    ],
)
def test_a_faster_year_is_one_of_more_growth(question, measure):
    (frame,) = read(question).frames
    assert frame.measure is measure
