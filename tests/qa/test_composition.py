"""What is quoted for measures, over the seed report."""

from qa.clauses import clauses

SEVERAL = "兰州2017年打算用哪些办法治堵车？"
ONE = "兰州2017年打算怎么治堵车？"


def test_measures_are_quoted_before_their_reasons(assistant):
    answer = assistant.ask(SEVERAL)
    assert "打通一批断头路" in answer.text
    assert {citation.paragraph for citation in answer.citations} >= {51}


def test_measures_have_more_room_where_several_are_asked_for(assistant):
    several, one = assistant.ask(SEVERAL).text, assistant.ask(ONE).text
    assert len(one) <= 150
    assert len(several) <= 200
    assert len(clauses(one)) < len(clauses(several))
