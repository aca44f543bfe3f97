"""Numbers that JSON does not know are refused as any other field of the wrong kind."""

import pytest

from ui.page.programs.knowledge import KNOWLEDGE, read_knowledge
from ui.page.programs.requests import Body, RequestFault


@pytest.mark.parametrize(
    "number", [float("nan"), float("inf"), -float("inf"), 10**400, True, "3", [3]]
)
def test_number_that_is_none_is_refused_by_name(number):
    with pytest.raises(RequestFault) as caught:
        Body({"k": number}).whole("k", 10)
    assert caught.value.status == 400
    assert "k" in caught.value.text("zh")


def test_year_of_thousands_of_digits_is_refused():
    condition = {"name": "year", "comparison_operator": "=", "value": "2" * 5000}
    asked = {"knowledge_id": KNOWLEDGE, "query": "停车"}
    with pytest.raises(RequestFault):
        read_knowledge(Body(asked | {"metadata_condition": {"conditions": [condition]}}))


@pytest.mark.parametrize("name", [{}, [["year"]], [{}], 2017, None])
def test_condition_on_what_is_no_name_is_refused(name):
    condition = {"name": name, "comparison_operator": "is", "value": "2017"}
    asked = {"knowledge_id": KNOWLEDGE, "query": "停车"}
    with pytest.raises(RequestFault):
        read_knowledge(Body(asked | {"metadata_condition": {"conditions": [condition]}}))
