"""What the page's script brings of a kept conversation, as JSON or not."""

import json

import pytest

from ui.page.handlers.arrival import brought_conversation


def test_conversation_is_what_the_script_wrote():
    assert brought_conversation(json.dumps({"conversation": {"key": "k"}})) == {"key": "k"}


@pytest.mark.parametrize(
    "brought", ["", "{", "[]", "3", '{"conversation": ' + "[" * 100_000, '{"a": ' + "9" * 5000]
)
def test_what_is_no_conversation_is_none(brought):
    assert brought_conversation(brought) is None
