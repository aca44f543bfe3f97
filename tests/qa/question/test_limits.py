import pytest

from embeddings.errors import FilterError, QuestionError
from qa import Turn
from qa.question.limits import LONGEST_QUESTION, checked_question
from qa.retrieval.question_reading import recent_turns


def test_a_question_of_the_greatest_length_is_asked_and_a_longer_one_refused_in_both_languages():
    assert checked_question("问" * LONGEST_QUESTION) == "问" * 500
    with pytest.raises(QuestionError) as refused:
        checked_question("问" * 12_000)
    assert refused.value.text("zh").startswith("问题有 12,000 个字，一次最多问 500 个字")
    assert refused.value.text("en").startswith("The question has 12,000 characters; at most 500")


def test_recent_turns_are_the_last_twenty_cut_short():
    turns = [Turn(question=f"{number}" + "问" * 600, answer="答" * 9_000) for number in range(30)]
    recent = recent_turns(turns)
    assert [turn.question[:2] for turn in recent] == [str(number) for number in range(10, 30)]
    assert {(len(turn.question), len(turn.answer)) for turn in recent} == {(500, 2_000)}


@pytest.mark.parametrize("length", [501, 10_000_000])
def test_an_overlong_question_is_refused_before_it_is_read(assistant, length):
    with pytest.raises(QuestionError, match="at most 500"):
        assistant.ask("年" * length)
    with pytest.raises(QuestionError, match="at most 500"):
        assistant.retriever.retrieve("年" * length)


def test_a_question_for_more_years_than_are_searched_at_once_is_refused(assistant):
    years = "、".join(f"{year}年" for year in range(1950, 2015))
    with pytest.raises(QuestionError) as refused:
        assistant.ask(f"{years}的粮食产量分别是多少？")
    assert "一次最多查 34 个" in refused.value.text("zh")
    assert assistant.ask("2010年、2015年和2016年的粮食产量分别是多少？").question


PROVINCES = (
    "北京、天津、河北、山西、辽宁、吉林、上海、江苏、浙江、安徽、福建、江西、山东、河南、湖北、湖南"
)
INDICATORS = (
    "地区生产总值、财政收入、固定资产投资、社会消费品零售总额、进出口总额、城镇新增就业、"
    "居民消费价格、粮食产量、规模以上工业增加值、森林覆盖率、高速公路里程、保障性住房套数"
)


def test_a_question_for_many_places_and_many_indicators_at_once_is_refused_in_both_languages(
    assistant,
):
    with pytest.raises(QuestionError) as refused:
        assistant.ask(f"{PROVINCES}的{INDICATORS}分别是多少？")
    assert refused.value.text("zh").startswith("问题逐一问了 16 个年份或地区，每个带")
    assert "at most 75 each" in refused.value.text("en")
    assert assistant.ask(f"{INDICATORS}分别是多少？").question
    assert assistant.ask(f"{PROVINCES}的财政收入分别是多少？").question


def test_the_places_of_several_questions_in_one_input_are_counted_together(assistant):
    places = f"{PROVINCES}、四川、甘肃"
    two = f"{places}的财政收入分别是多少？{places}的粮食产量分别是多少？"
    with pytest.raises(QuestionError) as refused:
        assistant.ask(two)
    assert "逐一问了 36 个" in refused.value.text("zh")


@pytest.mark.parametrize("k", [0, -1, 2.5, True, "10"])
def test_a_number_of_paragraphs_that_is_none_is_refused_for_answers_as_for_passages(assistant, k):
    with pytest.raises(FilterError, match="a whole number from 1"):
        assistant.ask("2016年兰州市生产总值预计达到多少？", k=k)
    with pytest.raises(FilterError, match="a whole number from 1"):
        assistant.retriever.retrieve("兰州市生产总值", k=k)
