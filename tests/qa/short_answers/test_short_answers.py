"""Short answers read off real excerpts."""

from qa.question.answer_type import expected_answer
from qa.short_answers.short_answers import short_answers


def _short(text: str, question: str) -> tuple[str, ...]:
    return short_answers(text, question, expected_answer(question))


def test_short_answers_give_the_figure_with_unit_and_qualifier():
    text = "全市生产总值年均增长10.73%，预计今年达到2220亿元以上，是2011年的1.6倍"
    assert _short(text, "2016年兰州市生产总值预计达到多少亿元？")[0] == "2220亿元以上"


def test_short_answers_give_every_figure_asked_for():
    text = "办理人大代表建议984件、政协委员提案1828件"
    assert _short(text, "建议和提案各办了多少件？") == ("984件", "1828件")


def test_short_answers_leave_out_figures_of_the_question():
    text = "1992年增长12.8%"
    assert _short(text, "1992年增长百分之几？") == ("12.8%",)


def test_short_answers_give_names_in_quotation_marks():
    text = "在巴黎世界气候大会上荣获“今日变革进步奖”"
    assert _short(text, "在巴黎拿了个什么奖？") == ("今日变革进步奖",)


def test_short_answers_are_substrings_of_the_text():
    text = "餐饮、住宿、零售、文化、旅游、客运等行业就业容量大、受疫情影响重"
    spans = _short(text, "特别照顾哪些行业？")
    assert spans
    assert all(span in text for span in spans)


def test_short_answers_give_ranks_and_line_numbers():
    assert _short("办好第23届兰洽会", "明年办第几届兰洽会？") == ("第23届",)
    assert _short("轨道交通1号线实现全线洞通", "轨道交通几号线洞通？") == ("1号线",)


def test_short_answers_give_who_and_why():
    assert _short("屠呦呦获得诺贝尔生理学或医学奖", "获得诺贝尔奖的是谁？") == ("屠呦呦",)
    text = "考虑到要优先解决低收入者的生活困难，这一措施推迟到今年出台"
    assert _short(text, "这一措施为什么推迟？") == ("优先解决低收入者的生活困难",)


def test_short_answers_of_a_list_are_as_many_as_asked_for():
    text = "发展会展、物流、旅游等产业，让群众有获得感、幸福感、安全感"
    assert _short(text, "发展哪三个产业？") == ("会展", "物流", "旅游")
    assert _short(text, "办好哪十件民生实事？") == ()
    assert _short(text, "发展哪些产业？") == ("会展", "物流", "旅游")


def test_short_answers_give_no_phrase_for_a_reason():
    text = "经济发展面临的三重压力仍然较大，消费和投资需进一步提振"
    assert _short(text, "2022年经济为什么下滑？") == ()
    assert _short("经济下滑，主要是因为需求收缩", "经济为什么下滑？") == ("需求收缩",)
