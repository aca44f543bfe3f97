from embeddings.parsing.reports import read_reports
from embeddings.reading.markdown import read_markdown


def test_read_markdown_gives_the_paragraphs_of_the_text_file(tmp_path, report_lines):
    path = tmp_path / "report.md"
    lines = [
        f"## {line}"
        if line.startswith(("一、", "二、", "三、", "四、"))
        else f"**{line[:4]}**{line[4:]}"
        for line in report_lines[1:]
    ]
    path.write_text("\n\n".join([f"# {report_lines[0]}", *lines]), encoding="utf-8")
    (report,) = read_reports(path)
    assert report.text.split("\n") == report_lines
    assert report.sources[0].format == "md"


def test_read_markdown_takes_the_marks_off(source):
    text = """---
title: 2017年兰州市政府工作报告
year: "2017"
layout: post
---
### 主要指标 ###
***
> 引用的[一句话](http://example.org)，见![图](a.png)`代码`。
- 第一项_下划线_不变
| 指标 | 数值 |
|------|:----:|
| **产值** | 2220亿元 |
<!-- 注 -->增长2\\*3倍。
```
"""
    document = read_markdown(text.encode(), source(b"", "a.md", "md"))
    assert document.metadata == {"title": "2017年兰州市政府工作报告", "year": "2017"}
    assert [(line.text, line.heading) for line in document.lines if line.text] == [
        ("主要指标", 3),
        ("引用的一句话，见代码。", None),
        ("第一项_下划线_不变", None),
        ("产值 | 数值 | 2220亿元", None),
        ("增长2*3倍。", None),
    ]


def markdown(text, source):
    data = text.encode()
    return read_markdown(data, source(data, "a.md", "md"))


def shown(text, source):
    return [line.text for line in markdown(text, source).lines if line.text]


def test_read_markdown_makes_statements_of_tables(source):
    table = "| 指标 | 2024年 |\n|---|---|\n| 粮食（万吨） | 117.2 |\n\n后文。"
    assert shown(table, source) == ["2024年 | 粮食（万吨） | 117.2万吨", "后文。"]
    table = (
        "前文。\n<table><tr><td>指标</td><td>2024年</td></tr>\n"
        "<tr><td>粮食（万吨）</td><td>$1 1 7 . 2$</td></tr></table>后文。"
    )
    assert shown(table, source) == ["前文。", "2024年 | 粮食（万吨） | 117.2万吨", "后文。"]


def test_read_markdown_leaves_out_comments_struck_text_and_note_marks(source):
    text = (
        "<!-- 旧稿\n498亿元\n-->\n投资~~498~~512亿元<del>旧</del>。\n"
        "<details><summary>详情</summary>\n"
        "园区<sup>1</sup>2个[^1]，3万m<sup>2</sup>。\n[^1]: 指零碳园区。\n"
    )
    document = markdown(text, source)
    assert [line.text for line in document.lines if line.text] == [
        "投资512亿元。",
        "详情",
        "园区2个，3万m²。",
        "注：指零碳园区。",
    ]
    assert [change.before for change in document.changes] == [
        *("<!-- 旧稿\n498亿元\n-->", "~~498~~", "<del>旧</del>", "[^1]", "1", "[^1]:"),
    ]


def test_read_markdown_keeps_the_text_behind_a_table_that_is_not_closed(source):
    assert shown("<table><tr><td>a</td>\n后文。", source)


def test_read_markdown_lists_the_mark_that_a_note_loses(source):
    text = "# 政府工作报告\n\n落实“八个一样”[^2]标准。\n\n[^2]: “八个一样”：是指城市管理。\n"
    document = markdown(text, source)
    assert "注：“八个一样”：是指城市管理。" in [line.text for line in document.lines]
    assert [(change.before, change.after) for change in document.changes] == [
        ("[^2]", ""),
        ("[^2]:", "注："),
    ]


def test_read_markdown_keeps_the_items_of_a_list_apart(tmp_path):
    path = tmp_path / "2026年枫溪县人民政府工作报告.md"
    path.write_text(
        "# 2026年枫溪县人民政府工作报告\n\n各位代表：\n\n## 一、2025年工作回顾\n\n"
        "<details><summary>重点项目</summary>\n\n- 水厂一座，投资1.2亿元\n- 供水管网36公里\n\n"
        "</details>\n\n增长 $6.3\\%$，比上年快1.2个百分点。\n\n"
        "- 新建食堂 | 12个 | 县民政局\n- 改造管网 | 36公里 | 县住建局\n",
        encoding="utf-8",
    )
    (report,) = read_reports(path, metadata={})
    assert report.text.split("\n")[3:] == [
        "重点项目",
        "水厂一座，投资1.2亿元",
        "供水管网36公里",
        "增长6.3%，比上年快1.2个百分点。",
        "新建食堂 | 12个 | 县民政局",
        "改造管网 | 36公里 | 县住建局",
    ]


def test_read_markdown_takes_highlights_anchors_and_boxes_off(source):
    text = "## 二、2026年工作 {#b}\n\n企业==35家==。\n\n- [x] 新建学校12所\n- [ ] 改造小区35个\n"
    data = text.encode()
    lines = [line.text for line in read_markdown(data, source(data, "a.md", "md")).lines]
    found = [line for line in lines if line]
    assert found == ["二、2026年工作", "企业35家。", "新建学校12所", "改造小区35个"]
