import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.errors import QuestionError
from embeddings.language.time_expressions import Anchor
from qa.question.question import check_language, parse_question
from qa.question.synonyms import load_lexicon

ANCHOR = Anchor(this_year=2017, task_year=2017, period=(2012, 2016), term=(2012, 2016))


def parsed(text):
    return parse_question(text, anchor=ANCHOR, lexicon=load_lexicon())


def test_parse_question_keeps_what_is_asked_for_and_drops_how():
    question = parsed("2016年兰州一共建成了多少公里的高速公路？")
    assert [word.text for word in question.words if word.weight == 1] == [
        "建成",
        "公里",
        "高速公路",
    ]
    assert [region.name for region in question.regions] == ["兰州"]
    assert [word.first for word in question.times] == [2016]


def test_parse_question_never_drops_own_words_for_expansions():
    terms = parsed("地铁修到哪了").terms
    assert terms["地铁"] == 1
    assert 0 < terms["轨道交通" if "轨道交通" in terms else "轨道"] < 1


def test_parse_question_weighs_years_and_regions_little_in_the_text():
    terms = parsed("2016年兰州的地铁").terms
    assert terms["2016"] < 1
    assert terms["兰州"] < 1


def test_parse_question_reads_every_way_of_typing_the_same():
    plain = parsed("2016年兰州轨道交通进展")
    for text in (
        "２０１６年蘭州軌道交通進展",
        "2016 年兰州轨道交通进展？",
        "二〇一六年兰州轨道交通进展",
    ):
        question = parsed(text)
        assert [word.text for word in question.words] == [word.text for word in plain.words]
        assert question.times[0].first == 2016
        assert question.regions[0].name == "兰州"


def test_subject_leaves_out_year_and_region():
    assert parsed("2016年兰州的地铁").subject == "的地铁"


def test_subject_spells_abbreviations_out():
    assert parsed("2016年兰州GDP多少").subject == "生产总值多少"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("2017年打算新建多少公共车位？", "targets"),
        ("2017年经济增长目标定在多少？", "targets"),
        ("2016年怎么治雾霾？", "targets"),
        ("2016年一共建成了多少公里？", "results"),
        ("截至2016年底累计投资了多少？", "results"),
        ("2015年粮食产量比2014年增长了多少", "results"),
        ("我要2010年的计划数，不要2009年的实际数", "targets"),
    ],
)
def test_about_tells_results_from_targets(text, about):
    assert parsed(text).aspect == about


@pytest.mark.parametrize("text", ["", "   ", "？！", "……", "\n"])
def test_check_language_refuses_an_empty_question(text):
    with pytest.raises(QuestionError, match="question is empty") as caught:
        check_language(text)
    assert "问题是空的" in caught.value.text("zh")


@pytest.mark.parametrize(
    "text",
    [
        "How many subway lines does Lanzhou plan to build?",
        "Quel est le PIB de Lanzhou en 2016 ?",
        "蘭州の地下鉄はどこまでできましたか",
        "란저우 지하철은 어디까지",
        "Сколько километров дорог",
        "what?",
    ],
)
def test_check_language_refuses_other_languages(text):
    with pytest.raises(QuestionError, match="in Chinese") as caught:
        parsed(text)
    assert "用中文提出" in caught.value.text("zh")


@pytest.mark.parametrize("text", ["2017 GDP", "GDP?", "m2目标", "2010 cpi 目标 几个点", "地铁"])
def test_check_language_takes_short_and_mixed_questions(text):
    assert parsed(text).text == text


@given(
    st.text(alphabet="兰州地铁2016年的GDP目标多少？ ，去年和与一二〇Ａ", min_size=1, max_size=30)
)
def test_words_lie_in_the_text(text):
    try:
        question = parsed(text)
    except QuestionError:
        return
    for word in question.words:
        assert question.folded[word.start : word.end] == word.text
        assert 0 < word.weight <= 1
    assert all(0 < weight <= 1 for weight in question.terms.values())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("温州民营经济怎么样", "温州"),  # 温州 is no 温 with a suffix
        ("广州面临哪些挑战", "广州"),
        ("兰州市民的收入", "兰州"),
        ("兰州市属国企合并成几家", "兰州"),
        ("兰州市的收入", "兰州市"),
    ],
)
def test_region_is_cut_where_its_name_ends(text, place):
    (region,) = parsed(text).regions
    assert text[region.start : region.end] == place
