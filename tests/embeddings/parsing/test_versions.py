import pytest

from embeddings.parsing.reports import read_reports
from embeddings.parsing.versions import figure_differences

TEXT = """2026年青岚市政府工作报告
各位代表：
一、2025年工作回顾
全市地区生产总值完成1846.3亿元、增长5.8%，一般公共预算收入102.7亿元。
技术合同成交额28.6亿元。粮食总产量119.8万吨。
"""


@pytest.fixture
def reports(tmp_path):
    def read(*texts):
        found = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            found += read_reports(path, metadata={})
        return found

    return read


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1846.3亿元", "1852.9亿元", (("1846.3亿元", "1852.9亿元"),)),
        ("增长5.8%", "下降5.8%", ()),  # a word, no figure
        ("完成1846.3亿元", "实际完成1846.3亿元", ()),
        ("一般公共预算收入", "地方一般公共预算收入", ()),
        ("粮食总产量119.8万吨。", "", (("119.8万吨", ""),)),
        ("119.8万吨。", "119.8万吨。新建公园9个。", (("", "9个"),)),
        ("102.7亿元", "１０２．７亿元", ()),
        ("28.6亿元。粮食", "28.6亿元\n粮食", ()),
    ],
)
def test_figure_differences_are_those_that_the_text_shows(reports, before, after, expected):
    one, other = reports(TEXT, TEXT.replace(before, after))
    assert figure_differences(one, other) == expected


def test_figures_that_have_changed_places_differ(reports):
    swapped = TEXT.replace("5.8%", "X").replace("28.6亿元", "102.7亿元", 1)
    swapped = swapped.replace("预算收入102.7亿元", "预算收入28.6亿元").replace("X", "5.8%")
    one, other = reports(TEXT, swapped)
    assert set(figure_differences(one, other)) == {
        ("102.7亿元", "28.6亿元"),
        ("28.6亿元", "102.7亿元"),
    }
