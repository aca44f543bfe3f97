from hypothesis import given
from hypothesis import strategies as st

from qa.markup.html import Safe, element, escaped, fragment

ATTACK = "<img src=x onerror=alert(1)>"


def test_element_escapes_text_and_attributes():
    made = element("p", ATTACK, title='"><script>', class_="a")
    assert made == (
        '<p title="&quot;&gt;&lt;script&gt;" class="a">&lt;img src=x onerror=alert(1)&gt;</p>'
    )


def test_element_keeps_markup_that_is_already_safe():
    assert element("p", element("b", "2220亿元")) == "<p><b>2220亿元</b></p>"


def test_element_writes_bare_and_leaves_out_attributes():
    assert element("button", "×", disabled=True, hidden=False, data_turn=3, title=None) == (
        '<button disabled data-turn="3">×</button>'
    )
    assert element("br") == "<br>"


def test_fragment_joins_and_escapes():
    assert fragment(["<", Safe("<b>x</b>")]) == "&lt;<b>x</b>"


@given(st.text())
def test_escaped_text_opens_no_tag_and_no_attribute(text):
    made = escaped(text)
    assert not set("<>\"'") & set(made)
    assert len(made) >= len(text)
