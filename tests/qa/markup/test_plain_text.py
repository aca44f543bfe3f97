import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qa.markup.plain_text import one_line, plain


def test_plain_shows_an_escape_sequence_instead_of_sending_it() -> None:
    assert plain("\x1b[31m2220亿元\x1b[0m") == "␛[31m2220亿元␛[0m"


def test_plain_replaces_c1_controls_and_bidirectional_overrides() -> None:
    assert plain("\x9b31m") == "\ufffd31m"
    assert plain("增长\u202e%5.01\u202c") == "增长\ufffd%5.01\ufffd"


def test_plain_keeps_line_ends_and_tabs_and_shows_carriage_returns() -> None:
    assert plain("一、\t回顾\r\n") == "一、\t回顾␍\n"


def test_plain_leaves_report_text_alone() -> None:
    line = "――坚持稳中求进，预计今年达到２２２０亿元以上，增长8.3％∶《规划》“十三五”・"
    assert plain(line) == line


@given(st.text(alphabet=st.characters(codec=None)))
def test_plain_keeps_the_length_and_leaves_no_control_character(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    shown.encode("utf-8")


def test_one_line_folds_white_space() -> None:
    assert one_line(" 问题\n\x1b[2J 二\t三 ") == "问题 ␛[2J 二 三"
