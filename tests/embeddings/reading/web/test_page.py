import html
import re

import pytest

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.web import NAVIGATION, read_web_page

HEAD = """<div class="top"><a href="/">首页</a> | <a>政务公开</a> | <a>网上办事</a>
<a>互动交流</a></div>
<div class="crumb">您现在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府工作报告</a></div>"""
TOOLS = """<div class="info"><span>发布时间：2017-01-20 10:23</span> <span>来源：兰州日报</span>
<span>浏览次数：<script>document.write(812)</script>812</span> 字号：[<a>大</a> <a>中</a> <a>小</a>]
<a>打印</a> <a>关闭</a> <a>下载</a> <a>全屏</a> 分享到：<a>微信</a><a>微博</a></div>"""
FOOT = """<div><h3>相关链接</h3><ul><li><a>2016年兰州市政府工作报告</a></li>
<li><a>2015年兰州市政府工作报告</a></li><li><a>兰州市国民经济和社会发展统计公报</a></li></ul></div>
<div>主办：兰州市人民政府办公室 地址：兰州市城关区南滨河东路735号<br>陇ICP备05000000号
网站标识码：6201000000<br>版权所有：兰州市人民政府 您是第 123456 位访客</div>"""


def page(body, title, charset="utf-8"):
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_兰州市人民政府'
        f"</title><style>p{{}}</style></head><body>{HEAD}{body}{FOOT}</body></html>"
    )


def read(tmp_path, data):
    path = tmp_path / "页面.html"
    path.write_bytes(data)
    (report,) = read_reports(path)
    return report


def test_read_web_page_of_paragraphs(tmp_path, report_lines):
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in report_lines[1:])
    text = page(f'<h1>{report_lines[0]}</h1>{TOOLS}<div id="zoom">{body}</div>', report_lines[0])
    report = read(tmp_path, text.encode())
    assert report.text.split("\n") == report_lines
    assert (report.title, report.year, report.region) == (report_lines[0], 2017, "兰州")
    assert any(change.rule == NAVIGATION for change in report.changes)


def test_read_web_page_in_gbk_laid_out_by_tables_and_line_breaks(tmp_path, report_lines):
    gb2312 = {"―": "—", "∶": "：", "・": "·"}
    lines = [re.sub("[―∶・]", lambda sign: gb2312[sign[0]], line) for line in report_lines]
    body = "<br><br>\r\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + html.escape(line) for line in lines[1:])
    text = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<title>{lines[0]}-中国兰州网</title></head><body><table><tr><td>{HEAD}</td></tr></table>"
        "<table><tr><td><table><tr><td>政策法规</td></tr><tr><td>公告公示</td></tr></table></td>"
        f"<td><table><tr><td><b>{lines[0]}</b></td></tr><tr><td>{TOOLS}</td></tr>"
        f"<tr><td>{body}</td></tr></table></td></tr></table>{FOOT}</body></html>"
    )
    report = read(tmp_path, text.encode("gb18030"))
    assert report.text.split("\n") == lines
    assert report.sources[0].encoding == "gb18030"


def test_read_web_page_exported_from_word(tmp_path, report_lines):
    def paragraph(line):
        spans = (f"<span lang=EN-US>{piece}</span>" for piece in re.split("([0-9.%]+)", line))
        return f"<p class=MsoNormal>　　{''.join(spans)}<o:p></o:p></p>\n"

    session = "——2016年12月26日在兰州市第十六届人民代表大会第一次会议上"
    body = "".join(map(paragraph, report_lines[1:]))
    text = page(
        f"<div><h2>{report_lines[0]}</h2><p>{session}</p><p>兰州市市长</p>{TOOLS}<div class=con>"
        "<p><img src=x.jpg></p><p align=center>新华社记者 王某某 摄</p>"
        f"{body}</div><div>【打印本页】【关闭窗口】</div></div>",
        report_lines[0],
    )
    report = read(tmp_path, text.encode())
    assert report.text.split("\n") == [report_lines[0], session, *report_lines[1:]]
    assert (report.date, report.current_year) == ("2016-12-26", 2016)
    assert {"photo-caption", NAVIGATION} <= {change.rule for change in report.changes}


def test_read_web_page_keeps_the_rows_of_a_table(tmp_path, report_lines):
    row = "<tr><td>生产总值</td><td>2220亿元</td><td>增长8%</td></tr>"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in report_lines[1:30])
    text = page(f"<div><h1>{report_lines[0]}</h1>{body}<table>{row}</table></div>", "报告")
    report = read(tmp_path, text.encode())
    last = report.paragraphs[-1]
    assert report.text[last.start : last.end] == "生产总值 | 2220亿元 | 增长8%"


def test_read_web_page_of_plain_text_saved_by_a_browser(tmp_path, report_lines):
    text = html.escape("\r\n".join(report_lines))
    report = read(tmp_path, f"<html><body><pre>{text}</pre></body></html>".encode())
    assert report.text.split("\n") == report_lines


def test_read_web_page_that_names_the_wrong_charset(tmp_path, report_lines):
    body = "".join(f"<p>{html.escape(line)}</p>" for line in report_lines[:9])
    report = read(tmp_path, page(body, report_lines[0]).encode("gb18030"))
    assert report.text.split("\n")[1] == "各位代表："
    assert "其实不是" in report.notices[0].text("zh")


def test_read_web_page_treats_scripts_as_no_text(tmp_path, report_lines):
    body = "".join(f"<p>{html.escape(line)}</p>" for line in report_lines[:9])
    text = page(body + "<script>alert('各位代表，这不是正文。')</script>", report_lines[0])
    assert "alert" not in read(tmp_path, text.encode()).text


@pytest.mark.parametrize("data", [b"<html></html>", b"<p>", b"<html><body><div id=app></div>"])
def test_read_web_page_without_text_says_so(source, data):
    with pytest.raises(FormatError, match=r"a\.html (holds no text|is no readable web page)"):
        read_web_page(data, source(data, "a.html", "html"))


def test_read_web_page_says_that_the_text_is_in_a_frame(source):
    text = page('<h1>2026年青岚市政府工作报告</h1><iframe src="content.html"></iframe>', "报告")
    with pytest.raises(FormatError) as caught:
        read_web_page(text.encode(), source(text.encode(), "a.html", "html"))
    assert caught.value.text("zh").startswith(
        "a.html 里没有正文：网页是从另一个文件（content.html）"
    )
    ad = page('<iframe src="https://ads.example/x"></iframe><div id="app"></div>', "报告")
    with pytest.raises(FormatError, match="loaded by a script"):
        read_web_page(ad.encode(), source(ad.encode(), "a.html", "html"))


def test_read_web_page_drops_the_foot_within_the_element_of_the_text(source, report_lines):
    half = len(report_lines) // 2
    parts = [
        "".join(f"<p>{line}</p>" for line in half_)
        for half_ in (report_lines[:half], report_lines[half:])
    ]
    foot = '<div class="page-foot">主办：兰州市人民政府办公室　网站标识码：6201000000</div>'
    text = f"<html><body><div>{parts[0]}</div><div>{parts[1]}</div>{foot}</body></html>"
    document = read_web_page(text.encode(), source(text.encode(), "a.html", "html"))
    assert [line.text for line in document.lines] == report_lines


def test_read_web_page_of_a_short_text_with_one_long_paragraph_is_read_whole(source):
    long = "全县生产总值完成286.4亿元，增长6.3%，城镇新增就业2100人，改造老旧小区26个。" * 3
    body = (
        "<h1>2026年枫溪县人民政府工作报告</h1><p>各位代表：</p><p>一、2025年工作回顾</p>"
        "<p>建成粮库<del>3座</del><ins>4座</ins>，修路26公里。</p>"
        f"<p>{long}</p><p hidden>不公开内容120亿元。</p>"
    )
    data = f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()
    document = read_web_page(data, source(data, "a.html", "html"))
    assert [line.text for line in document.lines][-4:] == [
        "各位代表：",
        "一、2025年工作回顾",
        "建成粮库4座，修路26公里。",
        long,
    ]


@pytest.mark.parametrize("depth", [300, 5_000])
def test_page_nested_too_deep_is_refused_for_that_reason(tmp_path, depth):
    text = f"<body>{'<div>' * depth}全市生产总值增长百分之八。{'</div>' * depth}"
    with pytest.raises(FormatError, match="deeper than the 256"):
        read(tmp_path, text.encode())


def test_read_web_page_drops_the_pinyin_of_its_title(tmp_path):
    title = "2026年<ruby>郓<rp>(</rp><rt>yùn</rt><rp>)</rp></ruby>河市政府工作报告<sup>[1]</sup>"
    body = "<p>各位代表：</p><p>治理河道12.5公里。全市干部群众团结奋斗，成绩来之不易。</p>"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    report = read(tmp_path, page.encode())
    assert (report.title, report.region) == ("2026年郓河市政府工作报告", "郓河市")
    assert report.text.startswith("2026年郓河市政府工作报告\n各位代表：\n")


@pytest.mark.parametrize(("link", "told"), [("下一页", 1), ("下一页>>", 1), ("下一篇", 0)])
def test_read_web_page_tells_that_it_is_one_of_several(tmp_path, link, told):
    title = "2026年青岚市政府工作报告"
    body = "<p>各位代表：</p><p>治理河道12.5公里。全市干部群众团结奋斗，成绩来之不易。</p>"
    pager = f'<div>共3页 <b>1</b> <a href="2.html">2</a> <a href="2.html">{link}</a></div>'
    page = f"<html><body><h1>{title}</h1>{body}{pager}</body></html>"
    report = read(tmp_path, page.encode())
    assert [notice.code for notice in report.notices] == ["unread_further_pages"] * told
    assert list(report.sources[0].unread) == list(report.notices)


def test_read_web_page_that_names_a_charset_without_chinese(tmp_path, report_lines):
    body = "".join(f"<p>{html.escape(line)}</p>" for line in report_lines[:9])
    text = page(body, report_lines[0], charset="iso-8859-1")
    assert read(tmp_path, text.encode("gb18030")).text.split("\n")[:9] == report_lines[:9]
