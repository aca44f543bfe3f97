from dataclasses import replace

import pytest

from embeddings.text.gazetteer import BUNDLED


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("兰州市", "兰州"),
        ("兰州", "兰州"),
        ("兰州市人民政府", "兰州"),
        ("甘肃省兰州市", "兰州"),
        ("国务院", "全国"),
        ("我国", "全国"),
        ("内蒙古自治区", "内蒙古"),
        ("临夏回族自治州", "临夏"),
        ("临夏州", "临夏"),
        ("海南省", "海南"),
        ("海南州", "海南州"),
        ("海南藏族自治州", "海南州"),
        ("吉林省", "吉林"),
        ("吉林市", "吉林市"),
        ("长治市", "长治"),
        ("不存在市", None),
        ("", None),
    ],
)
def test_canonical_gives_the_short_name(name, unit):
    assert BUNDLED.canonical(name) == unit


def test_parent_and_children_are_each_others_inverse():
    assert BUNDLED.parent("兰州") == "甘肃"
    assert BUNDLED.parent("甘肃") == "全国"
    assert BUNDLED.parent("全国") is None
    provinces = BUNDLED.children("全国")
    assert len(provinces) == 34
    for province in provinces:
        assert all(BUNDLED.parent(city) == province for city in BUNDLED.children(province))
    assert len(BUNDLED.children("甘肃")) == 14


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2016年兰州市生产总值是多少", ["兰州"]),
        ("比较兰州和西安", ["兰州", "西安"]),
        ("甘肃兰州", ["甘肃", "兰州"]),
        ("吉林市2020年和吉林省2021年", ["吉林市", "吉林"]),
        ("今年全国粮食产量", ["全国"]),
        ("安康2020年GDP", ["安康"]),
        ("2020年白银的财政收入", ["白银"]),
        ("白银市和大同市", ["白银", "大同"]),
        ("社会长治久安、世界大同", []),
        ("黄金、白银等贵金属", []),
        ("人民健康安康", []),
        ("孙中山先生", []),
        ("新中国成立以来", []),
        ("在中国共产党领导下，建设中国特色社会主义", []),
        ("荣获全国文明城市称号", []),
    ],
)
def test_find_knows_places_from_ordinary_words(text, found):
    assert [unit for _, _, unit in BUNDLED.find(text)] == found


def test_find_gives_the_span_of_the_whole_name():
    assert BUNDLED.find("在兰州市召开") == [(1, 4, "兰州")]


def test_with_unit_knows_a_county_and_leaves_the_gazetteer_as_it_was():
    regions = BUNDLED.with_unit("测试县", parent="兰州", aliases=("兰州市测试县",))
    assert BUNDLED.canonical("测试县") is None
    assert regions.canonical("兰州市测试县") == "测试县"
    assert regions.parent("测试县") == "兰州"
    assert regions.find("2020年测试县的粮食产量")[0][2] == "测试县"


def test_ancestors_end_with_the_nation():
    assert BUNDLED.ancestors("兰州") == ("甘肃", "全国")
    assert BUNDLED.ancestors("全国") == ()


def test_split_name_takes_the_deepest_known_unit():
    assert BUNDLED.split_name("甘肃省兰州市城关区") == ("兰州", "城关区")
    assert BUNDLED.split_name("城关区") == (None, "城关区")
    assert BUNDLED.split_name("益阳市资阳区") == ("益阳", "资阳区")
    assert BUNDLED.split_name("克拉玛依区") == (None, "克拉玛依区")
    assert BUNDLED.full_name("兰州") == "兰州市"


def test_with_reports_knows_their_counties(make_report):
    def of(region, issuer):
        return replace(make_report("报告"), region=region, issuer=issuer)

    regions = BUNDLED.with_reports(
        [of("试验县", "兰州市试验县人民政府"), of("兰州", None), of("样板区", None)]
    )
    assert (regions.canonical("兰州市试验县"), regions.parent("试验县")) == ("试验县", "兰州")
    assert regions.parent("兰州") == "甘肃"
    assert regions.canonical("样板区") == "样板区"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021年长治粮食总产量是多少", ["长治"]),
        ("2020年大理棚户区改造多少套", ["大理"]),
        ("2021年海西办理人大代表建议多少件", ["海西"]),
        ("长治老小区要改几个", ["长治"]),
        ("大理石产量是多少", []),
        ("长治久安靠什么", []),
        ("2021年大理石产量是多少", []),
        ("2021年国家长治久安", []),
        ("2021年白银产量", []),  # no report of 白银 is there
        ("加强大理旅游", []),
    ],
)
def test_with_reports_reads_an_ordinary_word_behind_a_year_as_its_place(make_report, text, found):
    held = [replace(make_report("报告"), region=name) for name in ("长治", "大理", "海西")]
    regions = BUNDLED.with_reports(held)
    assert [unit for _, _, unit in regions.find(text)] == found
    assert BUNDLED.with_reports(held[:0]) is BUNDLED


def test_a_gazetteer_stays_as_it_is_when_another_learns_more():
    before = dict(BUNDLED.names)
    more = BUNDLED.with_unit("永登县", parent="兰州").with_unit("皋兰县", parent="兰州")
    assert [name for _, _, name in more.find("永登县和皋兰县")] == ["永登县", "皋兰县"]
    assert BUNDLED.find("永登县") == []
    assert dict(BUNDLED.names) == before


def test_the_longest_name_is_found_and_none_inside_another():
    more = BUNDLED.with_unit("兰州新区", parent="兰州")
    assert more.find("兰州新区和兰州") == [(0, 4, "兰州新区"), (5, 7, "兰州")]
