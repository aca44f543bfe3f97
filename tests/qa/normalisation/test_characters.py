import pytest

from qa.normalisation.characters import clean_characters


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("粮 食 播 种 面 积 是 多 少", "粮食播种面积是多少"),
        ("2 0 1 7 年 兰 州 G D P 目 标", "2017年兰州GDP目标"),
        ("粮食 播种 面积 是 多少", "粮食播种面积是多少"),
        ("兰州文化产业 增加值 多少亿", "兰州文化产业 增加值 多少亿"),
        ("2010 cpi 目标 几个点", "2010 cpi 目标 几个点"),
        ("兰 州 文 化   增 加 值", "兰州文化 增加值"),
        ("粮食播种\n面积是多少", "粮食播种面积是多少"),
        ("粮食\u200b播种面积\u00a0是多少\ufeff", "粮食播种面积 是多少"),
        ("２０１７年ＧＤＰ增长７％", "2017年GDP增长7%"),
        ("3、粮食播种面积是多少？", "粮食播种面积是多少？"),
        ("● 粮食播种面积是多少？", "粮食播种面积是多少？"),
        ("（1）粮食播种面积是多少？", "粮食播种面积是多少？"),
        ("“粮食播种面积是多少？”", "粮食播种面积是多少？"),
        ("粮食播种面积是多少？？！！", "粮食播种面积是多少？"),
    ],
)
def test_clean_characters_removes_traces_of_typing(typed, meant):
    assert clean_characters(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "2.5万亿元退税是哪一年的？",
        "“十三五”和“十四五”",
        "一、二季度增长多少？",
        "2017 GDP",
        "粮食播种面积是多少？",
    ],
)
def test_clean_characters_keeps_what_is_meant(text):
    assert clean_characters(text) == text
