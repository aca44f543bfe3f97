import pytest

from embeddings.text.dates import date_in, han_number, years_in


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("——2017年3月5日在第十二届全国人民代表大会第五次会议上", "2017-03-05"),
        ("（2017年1月5日）", "2017-01-05"),
        ("二〇一七年一月二十五日", "2017-01-25"),
        ("２０１６年１２月", "2016-12"),
        ("2016-12-26", "2016-12-26"),
        ("2016 年 12 月 26 日", "2016-12-26"),
        ("2016年13月1日", None),
        ("12016年1月1日", None),
        ("2016年工作回顾", None),
    ],
)
def test_date_in_reads_every_way_of_writing_it(text, date):
    assert date_in(text) == date


def test_years_in_reads_every_way_of_writing_them():
    assert years_in("２０１５年、2016年和二〇一七年，一九五八年度") == [2015, 2016, 2017, 1958]
    assert years_in("12016 1850 第一个五年") == []


def test_han_number_by_hand():
    assert [han_number(text) for text in ("一", "十", "十二", "二十", "三十一", "甲")] == [
        *(1, 10, 12, 20, 31),
        0,
    ]
