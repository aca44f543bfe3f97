import pytest

from qa.facts.indicator_names import conflicts, likeness, read_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP增长目标", "地区生产总值增速"),
        ("CPI涨幅", "居民消费价格总水平"),
        ("城镇新增就业人数不低于", "新增城镇就业"),
        ("粮食总产量", "粮食产量达到"),
        ("财政赤字占国内生产总值比重", "赤字率"),
        ("经济增长速度", "国内生产总值"),
        ("全市规上工业增加值", "规模以上工业增加值增长"),
        ("服务业增长", "服务业增加值增长"),
        ("规模工业增长", "规模以上工业增加值"),
        ("三产", "第三产业增加值"),
        ("粮食", "粮食总产量"),
        ("老百姓收入", "居民人均可支配收入"),
        ("万元GDP综合能耗", "单位国内生产总值能耗"),
        ("实际到位内资", "到位内资"),
        ("研发投入占GDP", "全社会研发经费支出占地区生产总值的比重"),
        ("研发投入强度", "研究与试验发展（R&D）经费投入强度"),
        ("研发投入占比", "R&D经费支出占生产总值比例"),
        ("城乡低保标准", "城乡居民最低生活保障年标准"),
        ("农村低保线", "农村低保月保障标准"),
        ("PM2.5", "设区城市PM2.5平均浓度"),
        ("外国游客", "入境游客"),
        ("空气质量优良天数比率", "设区市空气质量优良天数比例"),
        ("环保投入相当于全市生产总值比重", "环保投入占生产总值比重"),
    ],
)
def test_read_name_makes_names_of_one_indicator_equal(one, other):
    assert likeness(read_name(one), read_name(other)) == 1.0
    assert not conflicts(read_name(one), read_name(other))


def test_likeness_takes_the_same_words_in_another_order_for_one_name():
    assert likeness(read_name("生猪出栏"), read_name("出栏生猪")) == 0.9


@pytest.mark.parametrize(
    ("asked", "found", "apart"),
    [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入", {"城镇"}),
        ("居民人均可支配收入", "农村居民人均可支配收入", {"农村"}),
        ("第三产业增加值", "规模以上工业增加值", {"第三产业"}),
        ("市本级财政支出", "县级财政支出", {"本级"}),
        ("轨道交通1号线投资", "轨道交通12号线投资", {"1号线"}),
        ("青岚一中新增学位", "青岚十一中新增学位", {"一"}),
        ("出口总额", "进出口总额", {"出口"}),
        ("财政赤字", "赤字率", {"率"}),
        ("新建幼儿园", "新改扩建幼儿园", set()),
        ("幼儿园", "新改扩建幼儿园", set()),
        ("低保标准", "城乡低保标准", set()),
        ("外国游客", "接待游客", {"入境"}),
        ("旅游收入", "入境旅游收入", {"入境"}),
        ("居民人均可支配收入", "城乡居民人均可支配收入", {"城乡"}),
    ],
)
def test_conflicts_names_the_restricting_word(asked, found, apart):
    assert conflicts(read_name(asked), read_name(found)) == apart


def test_conflicts_lets_a_fact_say_more_than_the_question():
    assert not conflicts(read_name("财政赤字"), read_name("中央财政赤字"))
    assert conflicts(read_name("中央财政赤字"), read_name("财政赤字")) == {"中央"}


@pytest.mark.parametrize("words", ["是多少", "那年的数字", "整个五年", "上限"])
def test_read_name_is_empty_where_nothing_is_named(words):
    assert not read_name(words.replace("是多少", "")) or not read_name(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [("数字经济规模", "经济规模"), ("高铁里程", "高速公路里程"), ("工农业总产值", "农业总产值")],
)
def test_likeness_tells_near_names_apart(one, other):
    assert likeness(read_name(one), read_name(other)) < 0.82


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高铁总里程", "高速铁路运营里程"),
        ("城市居民消费价格", "物价涨幅"),
        ("农业总产值", "农林牧渔业总产值"),
        ("减税降费规模", "减税降费"),
    ],
)
def test_names_of_one_indicator_are_equal(one, other):
    first, second = read_name(one), read_name(other)
    assert likeness(first, second) == 1.0
    assert not conflicts(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("外贸进出口总额", "进出口总额"),
        ("对外贸易", "进出口总额"),
        ("外贸出口总额", "出口总额"),
        ("进出口增长", "进出口总额"),
        ("出口", "出口总额"),
        ("一般公共财政预算收入", "一般公共预算收入"),
        ("国家高企", "国家高新技术企业"),
        ("上市公司总量", "上市公司"),
    ],
)
def test_read_name_gives_a_synonym_within_a_longer_name_no_second_head(one, other):
    assert read_name(one) == read_name(other)


@pytest.mark.parametrize("part", ["海洋", "县域", "中心城区"])
def test_the_product_of_a_part_is_not_that_of_the_whole(part):
    whole, of_part = read_name("地区生产总值"), read_name(f"{part}生产总值")
    assert conflicts(whole, of_part) == conflicts(of_part, whole) == {part}
    assert not conflicts(of_part, read_name(f"全省{part}生产总值"))


@pytest.mark.parametrize("name", ["提前实现地区生产总值", "初步核算全省生产总值", "那一年GDP"])
def test_words_of_time_before_a_product_name_no_part(name):
    assert not read_name(name).restrictions
