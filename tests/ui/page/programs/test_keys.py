import pytest

from embeddings.errors import InputError
from ui.page.programs.keys import ApiKeys, read_keys

KEY = "k" * 20


def test_read_keys_takes_a_key_a_line_and_leaves_out_comments(tmp_path):
    path = tmp_path / "keys"
    path.write_text(f"# for the archive\n{KEY}\n\n  other-{KEY}  \n", encoding="utf-8")
    keys = read_keys(path)
    assert keys.allow({"authorization": f"Bearer {KEY}"})
    assert keys.allow({"authorization": f"bearer  other-{KEY}"})


@pytest.mark.parametrize(
    "header",
    ["", KEY, f"Basic {KEY}", "Bearer ", f"Bearer {KEY}x", f"Bearer {KEY[:-1]}", "Bearer 钥"],
)
def test_keys_allow_nothing_else(header):
    assert not ApiKeys([KEY]).allow({"authorization": header})
    assert not ApiKeys([KEY]).allow({})


@pytest.mark.parametrize("text", ["", "# none\n", "short\n", f"two words {KEY}\n"])
def test_read_keys_refuses_a_file_without_a_key_that_can_be_used(tmp_path, text):
    path = tmp_path / "keys"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="keys"):
        read_keys(path)


def test_read_keys_tells_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot read the keys"):
        read_keys(tmp_path / "none")
