from embeddings.parsing.radicals import fold_lines, restore_radicals
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


def test_report_with_radicals_is_read_as_the_plain_one_and_stored_as_it_is(tmp_path):
    for name, text in (("radicals.txt", REPORT), ("plain.txt", PLAIN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (report,) = read_reports(tmp_path / "radicals.txt", metadata={})
    (plain,) = read_reports(tmp_path / "plain.txt", metadata={})
    assert (report.title, report.region, report.year) == (plain.title, "西宁", 2026)
    assert [section.path for section in report.sections] == [
        section.path for section in plain.sections
    ]
    assert report.paragraphs == plain.paragraphs
    assert report.text == REPORT.strip()


def test_restore_radicals_finds_lines_behind_dropped_and_changed_ones():
    source = [
        Line(text=text, number=at)
        for at, text in enumerate(["⽹站⾸⻚", "⼈⺠&ldquo;政府&rdquo;⼯作", "⻓江"], 1)
    ]
    assert fold_lines(source)[1].text == "人民&ldquo;政府&rdquo;工作"
    assert restore_radicals("人民“政府”工作\n长江", source) == "⼈⺠“政府”⼯作\n⻓江"


def test_lines_without_radicals_are_the_same_lines():
    lines = [Line(text="长江", number=1)]
    assert fold_lines(lines) is lines
    assert restore_radicals("长江", lines) == "长江"
