import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.word import read_word
from embeddings.reading.word_numbering import han_numeral


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(data, source):
    return [line.text for line in read_word(data, source(data, "a.docx", "docx")).lines]


def test_read_word_gives_the_paragraphs_of_the_text_file(tmp_path, report_lines):
    document = docx.Document()
    document.add_heading(report_lines[0], 0)
    for line in report_lines[1:]:
        if line.startswith(("一、", "二、", "三、", "四、")):
            document.add_heading(line, 1)
        else:
            document.add_paragraph(line)
    path = tmp_path / "报告.docx"
    path.write_bytes(saved(document))
    (report,) = read_reports(path)
    assert report.text.split("\n") == report_lines
    assert (report.title, report.year, report.region) == (report_lines[0], 2017, "兰州")
    assert [each.title for each in report.sections if each.level == 1] == [
        line for line in report_lines if line.startswith(("一、", "二、", "三、", "四、"))
    ]


def test_read_word_tables_are_rows_at_their_place(source):
    document = docx.Document()
    document.add_paragraph("表前。")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate([("指标", "2016年"), ("生产总值", "2220亿元")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("表后。")
    assert texts(saved(document), source) == [
        "表前。",
        "指标 | 2016年",
        "生产总值 | 2220亿元",
        "表后。",
    ]


def test_read_word_shows_insertions_and_hides_deletions(source):
    document = docx.Document()
    paragraph = document.add_paragraph("增长")
    for tag, text in (("w:del", "7%"), ("w:ins", "8%")):
        change = OxmlElement(tag)
        run = OxmlElement("w:r")
        node = OxmlElement("w:delText" if tag == "w:del" else "w:t")
        node.text = text
        run.append(node)
        change.append(run)
        paragraph._p.append(change)
    assert texts(saved(document), source) == ["增长8%"]


def test_read_word_counts_automatic_numbers(source):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (kind, shown) in enumerate(
        [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）")]
    ):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("start", "1"), ("numFmt", kind), ("lvlText", shown)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    number.append(reference)
    numbering.append(number)
    for depth, text in [(0, "回顾"), (1, "工业"), (1, "农业"), (0, "任务"), (1, "民生")]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = 77
    assert texts(saved(document), source) == [
        "一、回顾",
        "（一）工业",
        "（二）农业",
        "二、任务",
        "（一）民生",
    ]


def test_han_numeral_by_hand():
    assert [han_numeral(value) for value in (1, 10, 11, 20, 35, 99, 100)] == [
        "一",
        "十",
        "十一",
        "二十",
        "三十五",
        "九十九",
        "100",
    ]


def test_read_word_refuses_old_damaged_and_empty_files(source):
    with pytest.raises(FormatError, match=r"a\.doc is an old Word file"):
        read_word(b"\xd0\xcf\x11\xe0" + b"\0" * 100, source(b"", "a.doc", "docx"))
    with pytest.raises(FormatError, match="no readable zip file"):
        read_word(b"PK\x03\x04 broken", source(b"", "a.docx", "docx"))
    empty = saved(docx.Document())
    with pytest.raises(FormatError, match="holds no text"):
        read_word(empty, source(empty, "a.docx", "docx"))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(FormatError, match="damaged Word file"):
        read_word(other.getvalue(), source(b"", "a.docx", "docx"))
