"""Reports as the sites of provinces, cities and counties show them: one text in many dresses.

The text is that of the Lanzhou report in `seeds/`; its dresses are those that were seen on the
sites of local governments.
"""

from pathlib import Path

import pytest

from embeddings.parsing.reports import read_reports

SEED = Path(__file__).parents[2] / "seeds" / "000_06042aab8e8de241.txt"
LINES = [line for line in SEED.read_text(encoding="utf-8").split("\n")[:80] if line]
BODY = LINES[1:]  # without the title
PARAGRAPHS, SECTIONS = 74, 50
STEM = "001_0a1b2019c3d4e5f6"


def read(folder, text, stem=STEM):
    path = folder / f"{stem}.txt"
    path.write_text(text, encoding="utf-8", newline="")
    (report,) = read_reports(path)
    return report


def wrapped(line, width):
    return "\n".join(line[at : at + width] for at in range(0, len(line), width))


DRESSES = {
    "plain": "\n".join(LINES),
    "blank lines": "\r\n\r\n".join(LINES),
    "indented": "\n\n　　".join(LINES),
    "wrapped and indented": "\n".join([LINES[0], *(wrapped("　　" + one, 38) for one in BODY)]),
    "wrapped with blank lines": "\n\n".join(wrapped(one, 34) for one in LINES),
    "one line with gaps": "　　".join(LINES),
    "line ends written out": "\\n".join(LINES),
    "title and one line with gaps": LINES[0] + "\n　　" + "　　".join(BODY),
    "tags": "".join(f"<p>　　{line}</p>" for line in LINES),
    "breaks and entities": "<br />".join("&nbsp;" * 4 + line for line in LINES),
    "three times, titled once": "\n".join([LINES[0], *BODY * 3]),
    "no title": "\n".join(BODY),
    "site around it": "\n".join(
        [
            "兰州市人民政府",
            *("首页", "政务公开", "办事服务", "互动交流", "走进兰州") * 4,
            "您当前的位置：首页>政务公开>政府工作报告",
            "索引号：620100/2017-00012",
            "2017年兰州市政府工作报告",
            "发布时间：2017-01-20 17:32:11 来源：兰州日报 浏览次数：12 【字体：大 中 小】 分享到：",
            *BODY,
            "扫一扫在手机打开当前页",
            "打印本页 关闭窗口",
        ]
    ),
    "printed pages": "\n".join(
        line if at % 9 else f"{line[:60]}\n— {at // 9 + 1} —\n{line[60:]}"
        for at, line in enumerate(LINES)
    ),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_read_reports_knows_one_text_in_any_dress(tmp_path, dress):
    report = read(tmp_path, DRESSES[dress])
    assert (report.title, report.year, report.region) == ("2017年兰州市政府工作报告", 2017, "兰州")
    assert (report.issuer, report.period) == ("兰州市人民政府", (2012, 2016))
    assert (len(report.paragraphs), len(report.sections)) == (PARAGRAPHS, SECTIONS)
    roles = dict.fromkeys(section.role for section in report.sections)
    assert list(roles) == ["review", "goals", "tasks", "government"]


def test_read_reports_of_one_line_without_gaps_finds_the_parts_all_the_same(tmp_path):
    report = read(tmp_path, "".join(LINES))
    assert (report.title, report.year, report.region) == ("2017年兰州市政府工作报告", 2017, "兰州")
    assert len(report.paragraphs) >= 40
    assert [section.title[:2] for section in report.sections if section.level == 1] == [
        "一、",
        "二、",
        "三、",
        "四、",
    ]


HEADS = {  # head → title, year, region, issuer, date
    "政府工作报告\n——2023年1月15日在甘肃省第十四届人民代表大会第一次会议上\n甘肃省省长  任振鹤": (
        "2023年甘肃省政府工作报告",
        2023,
        "甘肃",
        "甘肃省人民政府",
        "2023-01-15",
    ),
    "政府工作报告——2023年1月15日在甘肃省第十四届人民代表大会第一次会议上 甘肃省省长 任振鹤": (
        "2023年甘肃省政府工作报告",
        2023,
        "甘肃",
        "甘肃省人民政府",
        "2023-01-15",
    ),
    "政府工作报告——２０２０年１月８日在巴音郭楞蒙古自治州第十四届人民代表大会第五次会议上"
    " 巴音郭楞蒙古自治州人民政府州长 巴图": (
        "2020年巴音郭楞蒙古自治州政府工作报告",
        2020,
        "巴音郭楞",
        "巴音郭楞蒙古自治州人民政府",
        "2020-01-08",
    ),
    "政  府  工  作  报  告\n（二〇一一年一月二十日在四川省第十一届人民代表大会"
    "第四次会议上）\n省长  蒋巨峰": (
        "2011年四川省政府工作报告",
        2011,
        "四川",
        "四川省人民政府",
        "2011-01-20",
    ),
    "政府工作报告\n2016年12月26日\n在兰州市第十六届人民代表大会第一次会议上\n市长 栾克军": (
        "2017年兰州市政府工作报告",
        2017,
        "兰州",
        "兰州市人民政府",
        "2016-12-26",
    ),
    "永登县\n2022年\n政府工作报告": (
        "2022年永登县政府工作报告",
        2022,
        "永登县",
        "永登县人民政府",
        None,
    ),
    "2022年敦煌市\n政府工作报告": (
        "2022年敦煌市政府工作报告",
        2022,
        "敦煌市",
        "敦煌市人民政府",
        None,
    ),
    "准格尔旗人民政府工作报告\n——在准格尔旗第十七届人民代表大会第二次会议上\n旗长  王某\n"
    "（2019年1月10日）": (
        "2019年准格尔旗政府工作报告",
        2019,
        "准格尔旗",
        "准格尔旗人民政府",
        "2019-01-10",
    ),
    "2023年北京市海淀区政府工作报告\n——2023年1月4日在北京市海淀区第十七届人民代表大会"
    "第三次会议上": (
        "2023年北京市海淀区政府工作报告",
        2023,
        "海淀区",
        "北京市海淀区人民政府",
        "2023-01-04",
    ),
    "政府工作报告（2010年）\n湖南省省长 周强": (
        "2010年湖南省政府工作报告",
        2010,
        "湖南",
        "湖南省人民政府",
        None,
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_read_reports_knows_the_report_by_its_head(tmp_path, head):
    year = HEADS[head][1]
    body = [
        "各位代表：",
        "现在，我代表市人民政府向大会报告工作，请予审议。".replace("市", ""),
        f"一、{year - 1}年工作回顾",
        "初步核算，生产总值达到3343.5亿元，增长0.8%；一般公共预算收入214.8亿元，增长2.3%。",
        f"二、{year}年工作安排",
        "生产总值增长6.5%左右，规模以上工业增加值增长8%，固定资产投资增长9%。",
    ]
    report = read(tmp_path, "\n".join([head, *body]))
    found = (report.title, report.year, report.region, report.issuer, report.date)
    assert found == HEADS[head]
    assert [report.text[each.start : each.end] for each in report.paragraphs] == [
        *body[:2],
        body[3],
        body[5],
    ]
