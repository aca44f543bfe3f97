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
    assert "一次最多查 40 个" in refused.value.text("zh")
    assert assistant.ask("2010年、2015年和2016年的粮食产量分别是多少？").question


@pytest.mark.parametrize("k", [0, -1, 2.5, True, "10"])
def test_a_number_of_paragraphs_that_is_none_is_refused_for_answers_as_for_passages(assistant, k):
    with pytest.raises(FilterError, match="a whole number from 1"):
        assistant.ask("2016年兰州市生产总值预计达到多少？", k=k)
    with pytest.raises(FilterError, match="a whole number from 1"):
        assistant.retriever.retrieve("兰州市生产总值", k=k)
