import pytest

from embeddings.records import Role
from qa.diff.figure_changes import figure_changes
from qa.diff.records import DiffStatement


def statement(text, start=0):
    return DiffStatement(
        paragraph=1, start=start, end=start + len(text), text=text, role=Role.REVIEW, section=""
    )


def changes(old, new):
    return [(c.old_text, c.new_text) for c in figure_changes(statement(old), statement(new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # State Council 2018 and 2019
        (
            "今年赤字率拟按2.6%安排，比去年预算低0.4个百分点；",
            "今年赤字率拟按2.8%安排，比去年预算低0.4个百分点；",
            [("2.6%", "2.8%")],
        ),
        (
            "财政赤字2.38万亿元，其中中央财政赤字1.55万亿元，地方财政赤字8300亿元。",
            "财政赤字2.76万亿元，其中中央财政赤字1.83万亿元，地方财政赤字9300亿元。",
            [("2.38万亿元", "2.76万亿元"), ("1.55万亿元", "1.83万亿元"), ("8300亿元", "9300亿元")],
        ),
        # Dalian 2024 and 2025: the order of the indicators changed
        (
            "主要预期目标是：地区生产总值增长6%左右，规模以上工业增加值增长7.5%，一般公共预算收入增长6%。",
            "主要预期目标是：地区生产总值增长5.5%以上，一般公共预算收入增长3%，规模以上工业增加值增长7%。",
            [("6%左右", "5.5%以上"), ("6%", "3%"), ("7.5%", "7%")],
        ),
        # a mean of five years is no figure of one year
        ("居民消费价格年均上涨2.1%。", "居民消费价格上涨0.2%。", []),
        # the level that was reached is no increase
        (
            "居民医保人均财政补助标准提高到610元。",
            "居民医保人均财政补助标准提高30元。",
            [],
        ),
        ("城镇新增就业1100万人以上。", "城镇新增就业1100万人以上。", []),
        ("惠及上千万家庭。", "惠及2900多万家庭。", []),  # of what, neither says
    ],
)
def test_figure_changes_pair_figures_of_one_thing(old, new, expected):
    assert changes(old, new) == expected


def test_figure_changes_give_places_in_the_reports():
    old = statement("科技进步贡献率提高到57.5%。", start=100)
    new = statement("科技进步贡献率提高到58.5%。", start=40)
    (change,) = figure_changes(old, new)
    assert (change.old.start, change.old.end) == (110, 115)
    assert (change.new.start, change.new.end) == (50, 55)
