"""What kind of document a file holds, and what it is called, of which year and place."""

import pytest

from embeddings.parsing.metadata.kinds import kind_named, kind_of_line
from embeddings.parsing.reports import read_reports
from embeddings.records import Kind

DOCUMENTS = {  # text → kind, title, year, region, issuer
    "中华人民共和国2025年国民经济和社会发展统计公报\n国家统计局\n2026年2月28日\n"
    "2025年，全年国内生产总值1349084亿元，比上年增长5.0%。\n一、综合\n年末全国人口140828万人。": (
        Kind.COMMUNIQUE,
        "中华人民共和国2025年国民经济和社会发展统计公报",
        2025,
        "全国",
        "国家统计局",
    ),
    "关于兰州市2025年财政预算执行情况和2026年财政预算草案的报告\n兰州市财政局\n各位代表：\n"
    "受市人民政府委托，提请大会审议。\n一、2025年预算执行情况\n一般公共预算收入完成260亿元。": (
        Kind.BUDGET,
        "关于兰州市2025年财政预算执行情况和2026年财政预算草案的报告",
        2026,
        "兰州",
        "兰州市财政局",
    ),
    "关于青岚市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告\n"
    "青岚市发展和改革委员会\n各位代表：\n一、2025年计划执行情况\n地区生产总值增长5.8%。": (
        Kind.PLAN,
        "关于青岚市2025年国民经济和社会发展计划执行情况与2026年计划草案的报告",
        2026,
        "青岚市",
        "青岚市发展和改革委员会",
    ),
    "最高人民法院工作报告\n——2026年3月9日在第十四届全国人民代表大会第四次会议上\n各位代表：\n"
    "我代表最高人民法院，向大会报告工作。\n一、2025年主要工作\n受理案件3.2万件。": (
        Kind.COURT,
        "2026年最高人民法院工作报告",
        2026,
        "全国",
        "最高人民法院",
    ),
    "青岚市人民检察院工作报告\n——2026年1月21日在青岚市第十六届人民代表大会第五次会议上\n"
    "各位代表：\n现在，我向大会报告工作。\n一、2025年工作\n批准逮捕820人。": (
        Kind.PROCURATORATE,
        "2026年青岚市人民检察院工作报告",
        2026,
        "青岚市",
        "青岚市人民检察院",
    ),
    "青岚市人民代表大会常务委员会工作报告\n——2026年1月21日在青岚市第十六届人民代表大会第五次会议上\n"
    "各位代表：\n我受市人大常委会委托，向大会报告工作。\n一、2025年主要工作\n制定法规3件。": (
        Kind.CONGRESS,
        "2026年青岚市人民代表大会常务委员会工作报告",
        2026,
        "青岚市",
        "青岚市人民代表大会常务委员会",
    ),
    "国民经济和社会发展统计公报\n（2025年）\n国家统计局\n2026年2月28日\n一、综合\n全年增长5.0%。": (
        Kind.COMMUNIQUE,
        "2025年国民经济和社会发展统计公报",
        2025,
        "全国",
        "国家统计局",
    ),
    "中国人民政治协商会议云岭市第五届委员会常务委员会工作报告\n——2026年1月11日在政协云岭市第五届"
    "委员会第五次会议上\n各位委员：\n一、2025年工作回顾\n提交提案286件。": (
        Kind.CONGRESS,
        "2026年中国人民政治协商会议云岭市第五届委员会常务委员会工作报告",
        2026,
        "云岭市",
        "云岭市人民政府",
    ),
    "2025年青岚市生态环境状况公报\n青岚市生态环境局\n2025年，全市空气质量优良天数330天。": (
        Kind.BULLETIN,
        "2025年青岚市生态环境状况公报",
        2025,
        "青岚市",
        "青岚市生态环境局",
    ),
    "2026年青岚市政府工作报告\n各位代表：\n一、2025年工作回顾\n全市生产总值增长5.8%。": (
        Kind.WORK_REPORT,
        "2026年青岚市政府工作报告",
        2026,
        "青岚市",
        "青岚市人民政府",
    ),
}
NO_REPORTS = {  # text → title
    "红楼梦\n第一回 甄士隐梦幻识通灵\n此开卷第一回也。作者自云：因曾历过一番梦幻。": "红楼梦",
    "青岚市人民政府办公室关于做好2026年防汛工作的通知\n各县区人民政府：\n现将有关事项通知如下。\n"
    "一、提高认识\n全市要落实责任。": "青岚市人民政府办公室关于做好2026年防汛工作的通知",
    "我市消费市场回暖\n本报讯（记者 李明）2025年，全市社会消费品零售额增长6%。": "我市消费市场回暖",
    "Quarterly results\nThe company grew 5% in 2025.": "Quarterly results",
}


def read(folder, text):
    path = folder / "000.txt"
    path.write_text(text, encoding="utf-8")
    (report,) = read_reports(path, metadata={})
    return report


@pytest.mark.parametrize("text", DOCUMENTS)
def test_read_reports_says_what_kind_of_document_it_is(tmp_path, text):
    report = read(tmp_path, text)
    found = (report.kind, report.title, report.year, report.region, report.issuer)
    assert found == DOCUMENTS[text]
    assert report.origins["kind"] == "text"
    assert report.notices == ()


@pytest.mark.parametrize("text", NO_REPORTS)
def test_read_reports_says_where_a_text_is_no_report(tmp_path, text):
    report = read(tmp_path, text)
    assert (report.kind, report.title) == (Kind.OTHER, NO_REPORTS[text])
    assert [notice.code for notice in report.notices] == ["no_report"]
    assert [notice.code for notice in report.sources[0].unread] == ["no_report"]


def test_read_reports_knows_a_report_without_title_by_how_it_speaks(tmp_path):
    report = read(tmp_path, "各位代表：\n现在，我作工作报告。\n一、过去一年\n增长5%。")
    assert (report.kind, report.origins["kind"]) == (Kind.WORK_REPORT, "derived")


def test_kind_of_a_table_of_figures(tmp_path):
    path = tmp_path / "indicators.csv"
    path.write_text("年份,地区,指标,数值,单位\n2025,兰州市,粮食产量,37.2,万吨\n", encoding="utf-8")
    (report,) = read_reports(path, metadata={})
    assert report.kind is Kind.TABLE
    assert (report.title, report.year, report.region) == ("indicators", 2025, "兰州")


def test_table_of_figures_is_about_the_last_year_with_results_and_the_place_of_its_title(tmp_path):
    path = tmp_path / "1.csv"
    head = "青岚市2021—2025年主要指标,,,\n指标,2024年,2025年,2026年目标\n"
    path.write_text(f"{head}粮食（万吨）,117.2,119.8,121\n", encoding="utf-8")
    (report,) = read_reports(path, metadata={})
    found = (report.title, report.year, report.region, report.period)
    assert found == ("青岚市2021—2025年主要指标", 2025, "青岚市", (2025, 2025))


def test_kind_named_by_a_person(tmp_path):
    assert kind_named("预算报告") is kind_named("budget") is Kind.BUDGET
    assert kind_named("诗") is None
    path = tmp_path / "000.txt"
    path.write_text("红楼梦\n此开卷第一回也。", encoding="utf-8")
    (report,) = read_reports(path, metadata={"000.txt": {"kind": "政府工作报告"}})
    assert (report.kind, report.origins["kind"]) == (Kind.WORK_REPORT, "metadata.csv")
    assert report.notices != ()  # neither year nor region


def test_kind_of_line_leaves_other_lines_alone():
    assert kind_of_line("兰州市人民政府") is None
    assert kind_of_line("一、2025年工作回顾") is None
