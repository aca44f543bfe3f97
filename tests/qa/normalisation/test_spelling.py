import pytest

from qa.normalisation.normalisation import normalised
from qa.normalisation.spelling import Slip, respelled


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2017年的木标是什么", "2017年的目标是什么"),
        ("城阵新增就业多小人", "城镇新增就业多少人"),
        ("今年的改格任务有那些", "今年的改革任务有哪些"),
        ("修了多少公理高速公路", "修了多少公里高速公路"),
    ],
)
def test_normalised_puts_slips_of_pinyin_input_right(typed, meant):
    assert normalised(typed).text == meant


def test_respelled_says_where_the_slip_is():
    assert respelled("叫育投入多少") == (Slip(start=0, end=2, written="叫育", meant="教育"),)


def test_respelled_leaves_what_the_reports_say():
    assert respelled("叫育投入多少", spoken=lambda piece: piece == "叫育") == ()


@pytest.mark.parametrize(
    "text",
    [
        "2008年，城里娃念小学从何时起不用掏学费？",
        "皋兰县的什川镇",
        "三公开销各多少",
        "云南新增了几户A级物流企业",
    ],
)
def test_respelled_keeps_colloquial_words_and_names(text):
    assert respelled(text) == ()


def test_respelled_leaves_the_name_of_a_place_alone():
    assert respelled("2017年蚌埠能多出来几个公共车位？") == ()
