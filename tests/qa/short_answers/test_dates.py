"""Dates and ranks read off real excerpts, worked out by hand."""

import pytest

from qa.short_answers.dates import asked_dates, asked_rank


@pytest.mark.parametrize(
    ("text", "question", "dates"),
    [
        ("从今年第四季度开始，进行利改税的第二步改革", "什么时候开始？", ("今年第四季度",)),
        ("一九六○年突然撕毁几百个协定", "哪一年撕毁协定？", ("一九六○年",)),
        ("预计10月底全部完工", "几月完工？", ("10月底",)),
        ("帮扶周期为2023年至2027年", "从哪年管到哪年？", ("2023年至2027年",)),
        ("此法于19世纪60年代实现现代化生产", "什么时候实现现代化生产？", ("19世纪60年代",)),
        ("上世纪80年代以来首次实现零增长", "从什么时候起没有过？", ("上世纪80年代",)),
        ("1998年以来开工的项目，要在今年内基本完工", "1998年的项目何时完工？", ("今年内",)),
    ],
)
def test_asked_dates_are_not_those_of_the_question(text, question, dates):
    assert asked_dates(text, question) == dates


def test_asked_rank_gives_place_and_scope():
    assert asked_rank("进出口总额由上年居世界第四位上升为第三位") == ("世界第四位", "第三位")
    assert asked_rank("办好第23届兰洽会") == ("第23届",)
