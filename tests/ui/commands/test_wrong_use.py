import pytest


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["ask", "x", "-k", "abc"], "选项 -k 的值不对：需要一个整数，得到的是 abc", "whole number"),
        (["ask", "x", "--llm-timeout", "q"], "需要一个数，得到的是 q", "a number is wanted, not q"),
        (
            ["ask", "x", "--format", "q"],
            "q 不在可用值之内；可用：table、csv、json",
            "none of table",
        ),
        (["ask", "x", "-k"], "选项 -k 后面要跟一个值", "-k needs a value"),
        (["ask", "x", "--json=3"], "选项 --json 不带值", "--json takes no value"),
        (["diff", "a", "b", "c"], "多出了参数：c", "too many arguments: c"),
        (["diff"], "缺少 OLD", "OLD is missing"),
        (["ask", "--foo"], "没有选项 --foo", "no option --foo"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_worded_in_the_language_of_the_reader(govreport, arguments, chinese, english):
    assert chinese in govreport("--language", "zh", *arguments)[2]
    assert english in govreport("--language", "en", *arguments)[2]
