"""Questions made of the nearest passages."""

from qa.suggestions import suggestions


def test_suggestions_ask_for_a_figure_that_stands_in_a_passage(assistant):
    retrieval = assistant.retriever.retrieve("兰州停车泊位要花多少钱？")
    found = suggestions(retrieval, assistant.reports)
    assert 1 <= len(found) <= 3
    assert len(set(found)) == len(found)
    assert all(question.startswith("2017年兰州") and "多少" in question for question in found)
