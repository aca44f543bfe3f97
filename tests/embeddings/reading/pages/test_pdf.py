import html

import pytest

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.pages import PAGE_NUMBER, RUNNING_HEAD, read_pdf

LEFT, SIZE, PER_LINE, PER_PAGE = 90, 12, 34, 40


def laid_out(lines, *, head="兰州市人民政府公报", indent="　　"):
    """Lines of a report as pages: 34 characters a line, indented paragraphs, head and number."""
    printed = []
    for line in lines:
        text = (
            line if line.startswith(("2017年兰", "一、", "二、", "三、", "四、")) else indent + line
        )
        printed += [text[at : at + PER_LINE] for at in range(0, len(text), PER_LINE)]
    pages = []
    for first in range(0, len(printed), PER_PAGE):
        number = len(pages) + 1
        rows = printed[first : first + PER_PAGE]
        pages.append(
            [
                (220, 815, 9, head),
                *((LEFT, 770 - 18 * row, SIZE, text) for row, text in enumerate(rows)),
                (285, 25, 9, f"— {number} —"),
            ]
        )
    return pages


def test_read_pdf_gives_the_paragraphs_of_the_text_file(tmp_path, make_pdf, report_lines):
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf(laid_out(report_lines)))
    (report,) = read_reports(path)
    assert report.text.split("\n") == report_lines
    assert (report.title, report.year, report.region) == (report_lines[0], 2017, "兰州")
    (source,) = report.sources
    assert source.format == "pdf"
    starts = source.page_starts
    assert starts[0] == 0
    assert list(starts) == sorted(starts)
    assert len(starts) == len(laid_out(report_lines))


def test_read_pdf_tells_running_heads_and_page_numbers(make_pdf, source, report_lines):
    data = make_pdf(laid_out(report_lines[:20]))
    document = read_pdf(data, source(data, "a.pdf", "pdf"))
    dropped = {change.rule: change.before for change in document.changes}
    assert dropped[RUNNING_HEAD] == "兰州市人民政府公报"
    assert dropped[PAGE_NUMBER].startswith("—")
    text = "".join(line.text for line in document.lines)
    assert "公报" not in text
    assert text == "".join(report_lines[:20])


def test_read_pdf_keeps_a_line_that_stands_at_the_top_of_one_page_only(make_pdf, source):
    pages = laid_out(["各位代表：", "现在，我代表市人民政府向大会作工作报告，请予审议。"], head="")
    pages[0][0] = (220, 815, 9, "二〇一七年一月五日")
    data = make_pdf(pages)
    document = read_pdf(data, source(data, "a.pdf", "pdf"))
    assert [line.text for line in document.lines] == [
        "二〇一七年一月五日",
        "各位代表：",
        "现在，我代表市人民政府向大会作工作报告，请予审议。",
    ]
    assert all(line.page == 1 for line in document.lines)


def test_read_pdf_gives_the_cells_of_a_table_their_heads(make_pdf, source):
    rows = [
        ("指标", "2016年", "2017年"),
        ("生产总值", "2220亿元", "增长8%"),
        ("失业率", "3%", "3.5%"),
    ]
    page = [
        (90 + 150 * column, 700 - 20 * row, SIZE, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    data = make_pdf([page])
    document = read_pdf(data, source(data, "a.pdf", "pdf"))
    assert [line.text for line in document.lines] == [
        "生产总值 | 2016年：2220亿元 | 2017年：增长8%",
        "2016年 | 失业率 | 3%",
        "2017年 | 失业率 | 3.5%",
    ]


def test_read_pdf_refuses_a_scan(make_pdf, source):
    data = make_pdf([[], [], []])
    with pytest.raises(FormatError, match=r"a\.pdf is a scan: 3 pages hold 0 characters"):
        read_pdf(data, source(data, "a.pdf", "pdf"))


def test_read_pdf_refuses_a_garbled_text_layer(make_pdf, source):
    data = make_pdf([[(90, 700 - 20 * row, 12, "\ue123\ue456ðþ¤\ue789" * 5) for row in range(9)]])
    with pytest.raises(FormatError, match="garbled text layer"):
        read_pdf(data, source(data, "a.pdf", "pdf"))


def test_read_pdf_refuses_what_is_no_pdf(source):
    with pytest.raises(FormatError, match="no readable PDF"):
        read_pdf(b"%PDF-1.7 and nothing else", source(b"", "a.pdf", "pdf"))


@pytest.mark.slow
@pytest.mark.browser
def test_read_pdf_printed_by_a_browser_gives_the_text_file(tmp_path, report_lines, browser):
    """Justified lines in a real font, of varying widths, with a head and a foot on every page."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in report_lines[1:])
    style = "p{text-indent:2em;margin:0;text-align:justify;line-height:1.7}h1{text-align:center}"
    page_of = f"<meta charset=utf-8><style>{style}</style><h1>{report_lines[0]}</h1>{body}"
    small = '<div style="font-size:9px;width:100%;text-align:center">'
    path = tmp_path / "printed.pdf"
    page = browser.new_page()
    page.set_content(page_of)
    page.pdf(
        path=path,
        format="A4",
        display_header_footer=True,
        header_template=f"{small}兰州市人民政府公报</div>",
        footer_template=f'{small}— <span class="pageNumber"></span> —</div>',
        margin=dict.fromkeys(("top", "bottom", "left", "right"), "25mm"),
    )
    page.close()
    (report,) = read_reports(path)
    assert report.text.split("\n") == report_lines
    assert {change.rule for change in report.changes} >= {RUNNING_HEAD, PAGE_NUMBER}
