import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.word import read_word


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


def test_read_word_tables_are_statements_at_their_place(source):
    document = docx.Document()
    document.add_paragraph("表前。")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate([("指标", "2016年"), ("生产总值", "2220亿元")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("表后。")
    assert texts(saved(document), source) == [
        "表前。",
        "2016年 | 生产总值 | 2220亿元",
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


def test_read_word_refuses_old_damaged_and_empty_files(source):
    with pytest.raises(FormatError, match=r"a\.doc is an old Office file"):
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


def test_read_word_joins_a_paragraph_whose_end_was_deleted(docx_lines, p):
    body = p("接待人次增长14.3%，", "<w:rPr><w:del/></w:rPr>") + p("收入268亿元。")
    assert docx_lines(body) == ["接待人次增长14.3%，收入268亿元。"]


def test_read_word_puts_notes_behind_their_paragraph(docx_document, p):
    body = p(
        "改造小区126个", runs='<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r>'
    ) + p("建成学校8所", runs='<w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:t>。</w:t></w:r>')
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote>'
        f'<w:footnote w:id="2">{p("指2005年底前建成的小区。")}</w:footnote>'
    )
    document = docx_document(
        body, footnotes=footnotes, endnotes=f'<w:endnote w:id="3">{p("含民办学校")}</w:endnote>'
    )
    assert [(line.text, line.body) for line in document.lines] == [
        ("改造小区126个。", False),
        ("注：指2005年底前建成的小区。", True),
        ("建成学校8所。", False),
        ("注：含民办学校", True),
    ]


def boxed(p, text):
    box = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        f"</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_read_word_reads_text_boxes_once(docx_lines, p):
    body = p(runs=boxed(p, "2026年青岚市政府工作报告")) + p("各位代表：")
    body += p("完成投资。", runs=boxed(p, "播种面积286.4万亩。"))
    old = f"<w:txbxContent>{p('旧框。')}</w:txbxContent>"
    body += p(runs=f"<w:r><w:pict><v:textbox>{old}</v:textbox></w:pict></w:r>")
    assert [text for text in docx_lines(body) if text] == [
        "2026年青岚市政府工作报告",
        "各位代表：",
        "完成投资。",
        "播种面积286.4万亩。",
        "旧框。",
    ]


def test_read_word_tells_what_it_does_not_read(docx_document, p):
    chart = "<w:r><w:drawing><a:graphic><a:graphicData><c:chart/></a:graphicData></a:graphic>"
    chart += '</w:drawing></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    document = docx_document(p("全年增长6%。", runs=chart) + '<w:altChunk r:id="r9"/>')
    (notice,) = document.source.unread
    assert (
        notice.text("zh") == "报告.docx 中有图表 1 处、批注 1 处、嵌入文档 1 处，其中的文字没有读取"
    )


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def cell(p, text, properties="", inner=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}{inner}</w:tc>"


def test_read_word_fills_merged_cells(docx_lines, p):
    body = table(
        [
            cell(p, "指标", '<w:vMerge w:val="restart"/>'),
            cell(p, "2025年", '<w:gridSpan w:val="2"/>'),
        ],
        [cell(p, "", "<w:vMerge/>"), cell(p, "总量（亿元）"), cell(p, "增长（%）")],
        [cell(p, "地区生产总值"), cell(p, "1846.3"), cell(p, "5.8")],
    )
    assert docx_lines(body) == [
        "2025年 | 总量（亿元） | 地区生产总值 | 1846.3亿元",
        "2025年 | 增长（%） | 地区生产总值 | 5.8%",
    ]


def test_read_word_reads_nested_tables_once_and_frames_not_at_all(docx_lines, p):
    nested = table([cell(p, "高速公路"), cell(p, "总投资86.5亿元")])
    body = table(
        [cell(p, "专栏1"), cell(p, "重点项目")], [cell(p, "交通"), cell(p, "", "", nested)]
    )
    assert docx_lines(body) == ["专栏1 | 重点项目", "交通 | 高速公路 | 总投资86.5亿元"]
    frame = table([f"<w:tc><w:tcPr/>{p('一、工作回顾')}{p('增长6%。')}</w:tc>"])
    assert docx_lines(frame) == ["一、工作回顾", "增长6%。"]


def test_read_word_leaves_out_deleted_rows(docx_lines, p):
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p, '旧')}{cell(p, '1亿元')}</w:tr>"
    body = table([cell(p, "新"), cell(p, "2亿元")]).replace("</w:tbl>", f"{gone}</w:tbl>")
    assert docx_lines(body) == ["新 | 2亿元"]


def test_read_word_reads_strict_open_xml(docx_lines, p):
    assert docx_lines(p("全年增长6%。"), strict=True) == ["全年增长6%。"]


def test_read_word_lets_printed_lines_be_joined(docx_document, p, report_lines):
    text = "".join(report_lines[5:20])
    broken = "".join(p(text[at : at + 30]) for at in range(0, 600, 30))
    assert not any(line.whole for line in docx_document(broken).lines)
    whole = "".join(p(line) for line in report_lines[3:20])
    assert all(line.whole for line in docx_document(whole).lines)
