import pytest

from embeddings.parsing.metadata.titles import place_of, place_of_file, place_of_line, title_of


@pytest.mark.parametrize(
    ("line", "name", "body"),
    [
        ("2017年兰州市政府工作报告", "兰州市", "人民政府"),
        ("关于兰州市2023年政府工作的报告", "兰州市", "人民政府"),
        ("兰州市人民政府2023年工作报告", "兰州市", "人民政府"),
        ("兰州市：2023年政府工作报告", "兰州市", "人民政府"),
        ("2023年政府工作报告（兰州市）", "兰州市", "人民政府"),
        ("政府工作报告_兰州市人民政府", "兰州市", "人民政府"),
        ("广东2008年政府工作报告", "广东", "人民政府"),
        ("2019年锡林郭勒盟行署工作报告", "锡林郭勒盟", "行政公署"),
        ("大兴安岭地区行政公署2019年工作报告", "大兴安岭地区", "行政公署"),
        ("兰州新区管委会2019年工作报告", "兰州新区", "管理委员会"),
        ("新疆生产建设兵团2022年工作报告", "新疆生产建设兵团", ""),
        ("——2023年1月15日在甘肃省第十四届人民代表大会第一次会议上", "甘肃省", "人民政府"),
        ("——在2023年1月5日兰州市第十七届人民代表大会第三次会议上", "兰州市", "人民政府"),
        ("——在兰州市十七届人大三次会议上", "兰州市", "人民政府"),
        ("（2023年1月5日在永登县第十九届人民代表大会第一次会议上）", "永登县", "人民政府"),
        ("兰州市人民政府市长　张伟文", "兰州市", "人民政府"),
        ("兰州市代市长张伟文", "兰州市", "人民政府"),
        ("兰州市人民政府", "兰州市", "人民政府"),
        ("中国·兰州", "兰州", "人民政府"),
        ("——2019年12月31日月在山南市第一届人民代表大会第五次会议上", "山南市", "人民政府"),
    ],
)
def test_place_of_line_names_the_unit_and_what_governs_it(line, name, body):
    place = place_of_line(line)
    assert place is not None
    assert (place.name, place.body) == (name, body)


@pytest.mark.parametrize(
    "line",
    [
        "政府工作报告",
        "市长 张伟文",
        "自治区主席 蓝天立",
        "——在市十七届人大三次会议上",
        "2020年省政府工作报告",
        "全市政府工作报告（全文）",
        "2023年1月5日",
        "新华社记者",
    ],
)
def test_place_of_line_finds_none_where_none_is_named(line):
    assert place_of_line(line) is None


@pytest.mark.parametrize("name", ["", "市人民政府", "自治州人民政府", "我市", "全省", "市级"])
def test_place_of_a_general_word_is_none(name):
    assert place_of(name) is None


@pytest.mark.parametrize(
    ("stem", "unit"),
    [
        ("甘肃_兰州_2023", "兰州"),
        ("2013_湖北省_武汉市", "武汉"),
        ("兰州与西安", None),
        ("000_06042aab8e8de241", None),
    ],
)
def test_place_of_file_is_the_deepest_unit(stem, unit):
    assert place_of_file(stem) == unit


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2023年兰州市政府工作报告-兰州市人民政府门户网站", "2023年兰州市政府工作报告"),
        ("兰州市2023年政府工作报告 | 中国兰州网", "兰州市2023年政府工作报告"),
        ("《2017年兰州市政府工作报告》（全文）", "2017年兰州市政府工作报告"),
        ("甘肃省政府工作报告（2019年）", "甘肃省政府工作报告（2019年）"),
        ("政府工作报告", None),
        ("2017年兰州市经济运行情况", None),
    ],
)
def test_title_of_a_line_is_without_the_name_of_its_site(line, title):
    assert title_of(line, file_name=False) == title
