from embeddings.parsing.radicals import replace_radicals
from embeddings.parsing.reports import read_reports
from embeddings.reading import Line

REPORT = """2026年⻄宁市政府⼯作报告
各位代表：
⼀、2025年⼯作回顾
粮⻝播种⾯积286.4万亩，居⺠收⼊增⻓5.8%。
⼆、2026年重点任务
整治⼊河排污⼝73个，惠及居⺠2.8万⼾。
"""
PLAIN = """2026年西宁市政府工作报告
各位代表：
一、2025年工作回顾
粮食播种面积286.4万亩，居民收入增长5.8%。
二、2026年重点任务
整治入河排污口73个，惠及居民2.8万户。
"""


def test_report_with_radicals_is_the_plain_one_and_every_change_is_told(tmp_path):
    for name, text in (("radicals.txt", REPORT), ("plain.txt", PLAIN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (report,) = read_reports(tmp_path / "radicals.txt", metadata={})
    (plain,) = read_reports(tmp_path / "plain.txt", metadata={})
    assert (report.title, report.region, report.year) == (plain.title, "西宁", 2026)
    assert report.text == plain.text == PLAIN.strip()
    assert (report.sections, report.paragraphs) == (plain.sections, plain.paragraphs)
    told = [(change.before, change.after) for change in report.changes if change.rule == "radical"]
    written, right = REPORT.strip().split("\n"), PLAIN.strip().split("\n")
    assert told == [pair for pair in zip(written, right, strict=True) if pair[0] != pair[1]]


def test_replace_radicals_leaves_traditional_and_full_width_characters():
    lines = [Line(text="國務院⼯作１００", number=4)]
    found, (change,) = replace_radicals(lines)
    assert [line.text for line in found] == ["國務院工作１００"]
    assert (change.line, change.before, change.after) == (4, "國務院⼯作１００", "國務院工作１００")


def test_lines_without_radicals_are_the_same_lines():
    lines = [Line(text="长江", number=1)]
    assert replace_radicals(lines) == (lines, [])
