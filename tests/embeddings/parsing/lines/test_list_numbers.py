import pytest

from embeddings.parsing.lines.list_numbers import LIST_NUMBER, separate_list_numbers
from embeddings.reading import Line


def separated(texts):
    lines = [Line(text=text, number=at) for at, text in enumerate(texts, 1)]
    found, changes = separate_list_numbers(lines)
    assert {change.rule for change in changes} <= {LIST_NUMBER}
    assert len(changes) == sum(line.text != text for line, text in zip(found, texts, strict=True))
    return [line.text for line in found]


@pytest.mark.parametrize(
    ("texts", "place", "expected"),
    [
        (["3．6个乡镇实施饮水提升。", "4.3个乡镇实施污水治理。"], 1, "4. 3个乡镇实施污水治理。"),
        (["3．6个乡镇实施饮水提升。", "4.3个乡镇实施污水治理。"], 0, "3． 6个乡镇实施饮水提升。"),
        (  # 广州 2016
            ["11.6个港航项目：指广州南沙港区三期工程。", "", "12.4个国铁工程：指广深线。"],
            2,
            "12. 4个国铁工程：指广深线。",
        ),
        (  # 贵阳 2010
            ["4、“十大举措”：指增强保障。", "", "5.2010年“两路二环”：是指北京东路。"],
            2,
            "5. 2010年“两路二环”：是指北京东路。",
        ),
        (  # another list stands between
            ["⑵2.4万平方米绿地。", "1.2026年，4条线路开通。", "2.3个卫生院改建。", "3.5座公厕。"],
            2,
            "2. 3个卫生院改建。",
        ),
        (
            ["1.5.0产业新空间：指新型载体。", "2.“澳车北上”：指机动车。"],
            0,
            "1. 5.0产业新空间：指新型载体。",
        ),
        (["(6) 7个社区建成食堂。", "7.9所学校完成改造。"], 1, "7. 9所学校完成改造。"),
    ],
)
def test_number_of_an_item_is_set_apart_where_its_neighbour_stands_near(texts, place, expected):
    assert separated(texts)[place] == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["5.8%的增长来之不易，要倍加珍惜。", "我们要继续努力。"],  # no neighbour
        ["一般公共预算收入增长", "3.5", "4.3", "5.1"],  # cells of a table
        ["规模以上工业增加值增长了大约", "4.3个百分点，固定资产投资、", "5.1个百分点也很好。"],
        ["1.教育惠民。", "2.健康惠民。"],  # no digit behind the number
        ["居民消费价格下降", "0.3%，人口自然增长率为负。", "1. 3万亩农田建成。"],
        ["2.1\t2家企业上市。", "2.2\t3.2亿元专项债券落地。", "3.\t9条公路完工。"],
        # 河池 2015: the first item, then a figure
        ["1.教育惠民。1.3万名幼儿享受资助。2.卫生惠民。人均35元。3.安居惠民。新建11676套。"],
        ["1.教育惠民。2.5万名儿童免费。2.卫生惠民。3.5万人体检。3.安居惠民。"],
        ["1.教育惠民。", "1.3万名幼儿享受学前教育资助。", "2.卫生惠民。"],
        ["GDP为1.2万亿元；财政收入2.3千亿元；进出口3.4千亿元。"],
    ],
)
def test_numbers_that_are_no_items_stay(texts):
    assert separated(texts) == texts


def test_three_items_in_a_row_make_a_list_within_a_line():
    text = "任务如下：1.5万亩高标准农田；2.8万亩蔬菜；3.6个乡镇。"
    assert separated([text]) == ["任务如下：1. 5万亩高标准农田；2. 8万亩蔬菜；3. 6个乡镇。"]
    assert separated([text.partition("；3")[0]]) == [text.partition("；3")[0]]


def test_a_figure_above_another_list_is_no_item_of_it():
    texts = [
        "2.6亿元资金到位。",
        "１．４个乡镇通燃气。",
        "２．６个乡镇建站。",
        "３．１５个村通车。",
    ]
    assert separated(texts) == [
        "2.6亿元资金到位。",
        "１． ４个乡镇通燃气。",
        "２． ６个乡镇建站。",
        "３． １５个村通车。",
    ]
