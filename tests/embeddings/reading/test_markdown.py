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
        ("指标 | 数值", None),
        ("产值 | 2220亿元", None),
        ("增长2*3倍。", None),
    ]
