import pytest

from embeddings.parsing.lines.joining import LogicalLine
from embeddings.parsing.metadata import infer_metadata
from embeddings.parsing.reports import read_reports
from embeddings.parsing.structure import build_structure
from embeddings.text.gazetteer import BUNDLED

REVIEW, TASKS = "一、2016年工作回顾", "二、2017年工作安排"


def inferred(titles, *texts, stem="报告", **options):
    lines = [
        LogicalLine(text=text, number=number, head=number <= len(titles))
        for number, text in enumerate([*titles, *texts], 1)
    ]
    structure = build_structure(lines, year=options.pop("year", None))
    return infer_metadata(structure, stem=stem, **options)


@pytest.mark.parametrize(
    ("title", "year", "region", "issuer"),
    [
        ("2017年兰州市政府工作报告", 2017, "兰州", "兰州市人民政府"),
        ("兰州市2017年政府工作报告", 2017, "兰州", "兰州市人民政府"),
        ("二〇一七年甘肃省人民政府工作报告", 2017, "甘肃", "甘肃省人民政府"),
        ("2017年国务院政府工作报告", 2017, "全国", "国务院"),
        ("２０１７年度广西壮族自治区政府工作报告", 2017, "广西", "广西壮族自治区人民政府"),
        ("2019年兰州市城关区人民政府工作报告", 2019, "城关区", "兰州市城关区人民政府"),
        ("2020年邢台市威县政府工作报告", 2020, "威县", "邢台市威县人民政府"),
        ("《2017年兰州市政府工作报告》（全文）", 2017, "兰州", "兰州市人民政府"),
        ("2017年雲嶺市政府工作報告", 2017, "雲嶺市", "雲嶺市人民政府"),
    ],
)
def test_infer_metadata_from_a_complete_title(title, year, region, issuer):
    found = inferred([title], "各位代表：")
    assert (found.year, found.region, found.issuer) == (year, region, issuer)
    assert found.title == title.strip("《").removesuffix("》（全文）")
    assert found.origins["year"] == "text"
    assert found.notices == ()


def test_infer_metadata_from_the_session():
    session = "——2016年12月26日在兰州市第十六届人民代表大会第一次会议上"
    found = inferred(["政府工作报告", session], "各位代表：", REVIEW, "增长。", TASKS, "增长。")
    assert (found.title, found.year, found.region) == ("2017年兰州市政府工作报告", 2017, "兰州")
    assert (found.date, found.current_year) == ("2016-12-26", 2016)
    assert found.origins["title"] == "derived"


def test_infer_metadata_from_the_file_name():
    found = inferred(["政府工作报告"], "各位代表：", stem="2018年白银市政府工作报告")
    assert (found.year, found.region, found.origins["region"]) == (2018, "白银", "file name")


@pytest.mark.parametrize(
    "stem",
    [
        "2018年白银市政府工作报告",
        "下载_2018年白银市政府工作报告(1)",
        "2018年白银市政府工作报告-副本",
    ],
)
def test_infer_metadata_takes_the_title_out_of_a_file_name(stem):
    found = inferred(["政府工作报告"], "各位代表：", stem=stem)
    assert (found.title, found.origins["title"]) == ("2018年白银市政府工作报告", "file name")


def test_infer_metadata_from_the_opening_and_the_headings():
    opening = "现在，我代表天水市人民政府，向大会报告工作，请予审议。"
    found = inferred([], "各位代表：", opening, REVIEW, "增长。", TASKS, "增长。")
    assert (found.year, found.region) == (2017, "天水")
    assert found.title == "2017年天水市政府工作报告"


def test_infer_metadata_of_nothing_says_what_is_missing():
    found = inferred(["政府工作报告"], "各位代表：", stem="scan0001")
    assert (found.year, found.region, found.title) == (None, None, "scan0001")
    assert "没有认出年份和地区" in found.notices[0].text("zh")


def test_infer_metadata_what_a_person_wrote_wins():
    table = {"year": "2019", "region": "天水市", "date": "2019-01-08"}
    found = inferred(["2017年兰州市政府工作报告"], "各位代表：", table=table)
    assert (found.year, found.region, found.date) == (2019, "天水", "2019-01-08")
    assert found.origins["region"] == "metadata.csv"


@pytest.mark.parametrize(
    ("texts", "current", "period"),
    [
        ([REVIEW, "去年增长8%。", TASKS, "今年增长8%。"], 2017, (2016, 2016)),
        ([REVIEW, "今年增长8%。", TASKS, "明年增长8%。", "做好明年工作。"], 2016, (2016, 2016)),
        (["一、过去五年工作回顾", "增长。", TASKS, "今年增长8%。"], 2017, (2012, 2016)),
        (["一、过去五年工作回顾", "增长。", TASKS, "做好明年工作，明年增长。"], 2016, (2012, 2016)),
        (["一、“十二五”时期工作回顾", "增长。", TASKS, "今年增长8%。"], 2017, (2011, 2016)),
        (["一、2016年和过去五年工作回顾", "增长。", TASKS, "今年。"], 2017, (2012, 2016)),
    ],
)
def test_infer_metadata_what_this_year_means(texts, current, period):
    found = inferred(["2017年兰州市政府工作报告"], "各位代表：", *texts, year=2017)
    assert (found.current_year, found.period) == (current, period)


def test_infer_metadata_a_dated_session_in_december_reviews_its_own_year():
    session = "——2016年12月26日在兰州市第十六届人民代表大会第一次会议上"
    texts = ["一、过去五年工作回顾", "增长。", TASKS, "增长。"]
    found = inferred(["2017年兰州市政府工作报告", session], "各位代表：", *texts, year=2017)
    assert (found.current_year, found.period) == (2016, (2012, 2016))


def test_infer_metadata_a_national_report_speaks_of_its_own_year():
    texts = ["今年增长8%。", "明年的计划已经制定。", "明年还要增长。"]
    found = inferred(["1981年国务院政府工作报告"], "各位代表：", *texts, year=1981)
    assert found.current_year == 1981


def test_infer_metadata_two_districts_of_one_name_are_two_regions():
    """The gazetteer of an index tells them apart: what was read elsewhere does not."""
    title = "{}年{}市鼓楼区政府工作报告"
    first = inferred([title.format(2020, "福州")], "各位代表：")
    assert first.region == "鼓楼区"
    assert inferred([title.format(2020, "南京")], "各位代表：").region == "鼓楼区"
    known = BUNDLED.with_unit("鼓楼区", parent="福州", aliases=("福州市鼓楼区",))
    second = inferred([title.format(2020, "南京")], "各位代表：", gazetteer=known)
    assert second.region == "南京鼓楼区"
    again = inferred([title.format(2021, "福州")], "各位代表：", gazetteer=known)
    assert again.region == "鼓楼区"


def test_infer_metadata_of_a_session_in_october_by_its_headings():
    session = "——2021年10月12日在宁远县第十八届人民代表大会第一次会议上"
    texts = ["各位代表：", "一、过去五年工作回顾", "增长。", "三、2022年重点工作", "增长。"]
    found = inferred(["政府工作报告", session], *texts)
    assert (found.year, found.region, found.date) == (2022, "宁远县", "2021-10-12")
    assert inferred(["政府工作报告", session], *texts[:3]).year == 2021


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (
            [
                "2022年，全市生产总值增长8%。",
                "做好2023年工作，意义重大。",
                "到2025年的目标是翻番。",
            ],
            2023,
        ),
        (["2023年是全面贯彻党的二十大精神的开局之年。", "2022年增长8%。"], 2023),
        (["2022年，面对疫情，生产总值增长8%。", "2022年，收入增长7%。", "比2021年多。"], 2023),
        (["到2035年，基本实现现代化。"], None),
    ],
)
def test_infer_metadata_of_a_year_that_only_sentences_name(texts, year):
    found = inferred(["兰州市政府工作报告"], "各位代表：", "一、工作回顾", *texts)
    assert found.year == year
    assert found.origins.get("year") == (None if year is None else "derived")


def test_infer_metadata_from_the_date_below_the_report():
    found = inferred(
        ["兰州市政府工作报告"], "各位代表：", "增长。", "兰州市人民政府", "2023年1月5日"
    )
    assert (found.date, found.year) == ("2023-01-05", 2023)


@pytest.mark.parametrize(
    ("stem", "year", "region"),
    [
        ("甘肃_兰州_2023", 2023, "兰州"),
        ("2013_湖北省_武汉市", 2013, "武汉"),
        ("000_0a1b2019deadbeef", None, None),
        ("000_0a1b2019年", None, None),
    ],
)
def test_infer_metadata_from_a_file_name_without_the_word_report(stem, year, region):
    found = inferred([], "各位代表：", "增长。", stem=stem)
    assert (found.year, found.region) == (year, region)


def test_infer_metadata_of_the_place_that_the_text_names_most():
    texts = ["武威要发展。", "武威要开放。", "甘肃和武威。", "学习西安的经验。"]
    assert inferred([], "各位代表：", *texts).region == "武威"
    assert inferred([], "各位代表：", *texts, "西安、西安。").region is None


def test_infer_metadata_of_the_corps_has_no_government():
    found = inferred(["新疆生产建设兵团2022年工作报告"], "同志们：")
    assert (found.region, found.issuer) == ("兵团", "新疆生产建设兵团")


def test_infer_metadata_the_table_leaves_the_texts_own_title():
    found = inferred(["兰州市2017年政府工作报告"], "各位代表：", table={"region": "兰州市"})
    assert (found.title, found.origins["title"]) == ("兰州市2017年政府工作报告", "text")


@pytest.mark.parametrize(
    ("lines", "title", "year", "region", "issuer", "period"),
    [
        (
            ["青岚市2025年国民经济和社会发展统计公报", "青岚市统计局", "2026年3月18日"],
            "青岚市2025年国民经济和社会发展统计公报",
            2025,
            "青岚市",
            "青岚市统计局",
            (2025, 2025),
        ),
        (
            ["中华人民共和国2024年国民经济和社会发展统计公报", "国家统计局", "2025年2月28日"],
            "中华人民共和国2024年国民经济和社会发展统计公报",
            2024,
            "全国",
            "国家统计局",
            (2024, 2024),
        ),
        (
            ["2023年国民经济和社会发展统计公报"],
            "2023年国民经济和社会发展统计公报",
            2023,
            "全国",
            "国务院",
            (2023, 2023),
        ),
        (
            ["关于兰州市2025年预算执行情况和2026年预算草案的报告", "兰州市财政局"],
            "关于兰州市2025年预算执行情况和2026年预算草案的报告",
            2026,
            "兰州",
            "兰州市财政局",
            (2025, 2025),
        ),
        (
            [
                "关于青岚市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告",
                "——2026年1月20日在青岚市第十六届人民代表大会第五次会议上",
            ],
            "关于青岚市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告",
            2026,
            "青岚市",
            "青岚市人民政府",
            (2025, 2025),
        ),
        (
            ["最高人民法院工作报告", "——2026年3月9日在第十四届全国人民代表大会第四次会议上"],
            "2026年最高人民法院工作报告",
            2026,
            "全国",
            "最高人民法院",
            (2025, 2025),
        ),
        (
            [
                "青岚市人民检察院工作报告",
                "——2026年1月21日在青岚市第十六届人民代表大会第五次会议上",
            ],
            "2026年青岚市人民检察院工作报告",
            2026,
            "青岚市",
            "青岚市人民检察院",
            (2025, 2025),
        ),
    ],
)
def test_other_documents_are_what_they_are(tmp_path, lines, title, year, region, issuer, period):
    path = tmp_path / "a.txt"
    body = ["各位代表：", "一、2025年情况", "全年共完成三件大事，群众十分满意。"]
    path.write_text("\n".join([*lines, *body]), encoding="utf-8")
    (report,) = read_reports(path, metadata={})
    assert (report.title, report.year, report.region) == (title, year, region)
    assert (report.issuer, report.period) == (issuer, period)


@pytest.mark.parametrize(
    ("heading", "body", "period"),
    [
        ("一、本届政府工作回顾", "过去五年，是青岚发展史上极不平凡的五年。", (2017, 2021)),
        ("一、2021年和市五届人民政府工作回顾", "过去一年，我们奋力前行。", (2017, 2021)),
        ("一、第四届市人民政府及2021年工作回顾", "四年来，我们奋力前行。", (2018, 2021)),
        ("一、2021年工作回顾", "本届政府履职第一年，我们奋力前行。", (2021, 2021)),
    ],
)
def test_a_review_of_a_term_of_office_reaches_back_over_it(tmp_path, heading, body, period):
    path = tmp_path / "a.txt"
    lines = ["2022年青岚市政府工作报告", "各位代表：", heading, body, "二、2022年工作安排"]
    path.write_text("\n".join([*lines, "全市生产总值增长6%以上。"]), encoding="utf-8")
    (report,) = read_reports(path, metadata={})
    assert report.period == period
