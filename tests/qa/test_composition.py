"""What is quoted for measures, over the seed report."""

SEVERAL = "兰州新区建设2017年有哪些具体举措？"
ONE = "兰州2017年打算怎么治堵车？"


def test_measures_are_quoted_from_the_paragraph_that_is_about_them(assistant):
    answer = assistant.ask(ONE)
    assert "打通一批断头路" in answer.text
    assert {citation.paragraph for citation in answer.citations} == {51}


def test_measures_have_more_room_where_several_are_asked_for(assistant):
    several, one = assistant.ask(SEVERAL).text, assistant.ask(ONE).text
    assert len(one) <= 150 < len(several) <= 200
