import pytest

from embeddings.text.folding import fold
from qa.question.question import find_regions
from qa.question.region_objects import without_objects


@pytest.mark.parametrize(
    "question",
    [
        "派往湖北的医疗队有多少人？",
        "和上海合作的项目有几个？",
        "与天津、上海开展东西部协作投入多少？",
        "对口支援新疆的资金是多少？",
        "党中央、国务院的决策部署怎么落实？",
        "国务院批准的新区叫什么？",
        "台湾问题报告怎么讲",
        "2020年GDP排全国第几？",
        "粮食产量在全国的位次是多少",
        "进出口总额居全国第几位",
        "要做全国最大的什么药基地",
        "跟海南怎么搞旅游合作",
    ],
)
def test_find_regions_leaves_out_places_that_are_objects(question):
    assert find_regions(fold(question)) == ()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("上海和天津的GDP各是多少？", ["上海", "天津"]),
        ("湖北派往国外的医疗队有多少人？", ["湖北"]),
        ("兰州GDP排甘肃第几？", ["兰州"]),
        ("国务院政府工作报告的目标是什么？", ["全国"]),
        ("宁波舟山港2022年货物吞吐量多少？", ["宁波"]),  # a port of one name
        ("宁波、舟山2022年的增速？", ["宁波", "舟山"]),
    ],
)
def test_find_regions_keeps_places_that_are_scope(question, names):
    assert [region.name for region in find_regions(fold(question))] == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("宜春到深圳的铁海联运班列开了吗？", ["宜春"]),
        ("萍乡的赣湘合作产业园是跟湖南哪些地方合办的？", ["萍乡"]),
        ("苏州科创板公司有几家、全国排第几？", ["苏州"]),
        ("苏州和宜春的旅游收入各是多少？", ["苏州", "宜春"]),
        ("苏州市与深圳的生产总值谁高？", ["苏州", "深圳"]),
        ("全国和苏州的增速分别是多少？", ["全国", "苏州"]),
        ("深圳的生产总值是多少？", ["深圳"]),  # nothing indexed is named beside it
        ("江苏2020年苏州的生产总值多少？", ["苏州", "苏州"]),  # the city, in two words
        ("江西省的宜春去年种了多少树？", ["宜春", "宜春"]),
        ("江苏的增速比苏州快吗？", ["苏州"]),  # 江苏 is no word of 苏州's name here
    ],
)
def test_without_objects_keeps_the_places_that_a_question_is_of(question, names):
    named = find_regions(fold(question))
    kept = without_objects(named, fold(question), {"宜春", "萍乡", "苏州"})
    assert [region.name for region in kept] == names


@pytest.mark.parametrize(
    "question",
    ["全国康养大会的永久会址在哪？", "哪年评上全国文明城市？", "拿到全国首个标准的是哪个区？"],
)
def test_find_regions_takes_the_title_of_a_city_for_no_scope(question):
    assert find_regions(fold(question)) == ()


@pytest.mark.parametrize("question", ["全国人民代表大会批准了什么？", "全国第一产业增加值是多少？"])
def test_find_regions_keeps_the_country_as_scope(question):
    assert [region.name for region in find_regions(fold(question))] == ["全国"]
