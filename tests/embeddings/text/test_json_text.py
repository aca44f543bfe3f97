import json

import pytest

from embeddings.text.json_text import parse_json


def test_parse_json_returns_the_value():
    assert parse_json('{"年": 2017, "值": [1.5, null]}') == {"年": 2017, "值": [1.5, None]}


@pytest.mark.parametrize(
    "text",
    ["{", "", '{"n": ' + "9" * 5_000 + "}", "[" * 100_000],
    ids=["cut off", "empty", "digits", "nesting"],
)
def test_parse_json_knows_one_error(text):
    with pytest.raises(json.JSONDecodeError):
        parse_json(text)
