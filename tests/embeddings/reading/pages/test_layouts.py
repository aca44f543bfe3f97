"""Pages of every layout give the text of the plain file."""

import io

import pypdfium2
import pytest
from PIL import Image

from embeddings.reading.document import Line
from embeddings.reading.pages import WATERMARK, pdf, read_pdf
from embeddings.reading.superscripts import NOTE_MARK

LEFT, SIZE, LEADING = 90, 12, 18


def flowing(lines, per_line):
    printed = []
    for line in lines:
        text = line if line.startswith(("一、", "二、", "三、")) else f"　　{line}"
        printed += [text[at : at + per_line] for at in range(0, len(text), per_line)]
    return printed


def column(printed, left, top=770):
    return [
        (
            left + SIZE * (len(text) - len(text.lstrip("　"))),
            top - LEADING * row,
            SIZE,
            text.strip("　"),
        )
        for row, text in enumerate(printed)
    ]


def texts(document):
    return [line.text for line in document.lines]


@pytest.fixture
def body(report_lines):
    return report_lines[2:14]


@pytest.fixture
def read(source):
    def read_data(data):
        return read_pdf(data, source(data, "a.pdf", "pdf"))

    return read_data


@pytest.mark.parametrize("by_rows", [False, True])
def test_read_pdf_reads_two_columns_one_after_the_other(make_pdf, read, body, by_rows):
    printed = flowing(body, 17)[:78]
    half = len(printed) // 2
    left, right = column(printed[:half], 60), column(printed[half:], 320)
    placed = (
        [row for pair in zip(left, right, strict=True) for row in pair] if by_rows else left + right
    )
    document = read(make_pdf([placed]))
    assert "".join(texts(document)) == "".join(printed).replace("　", "")
    assert set(texts(document)[:-1]) <= set(body)


@pytest.mark.parametrize("by_rows", [False, True])
def test_read_pdf_reads_three_columns_below_a_title(make_pdf, read, body, by_rows):
    printed = flowing(body, 13)[:90]
    columns = [
        column(printed[start : start + 30], left) for start, left in ((0, 36), (30, 216), (60, 396))
    ]
    rows = columns if not by_rows else zip(*columns, strict=True)
    title = (228, 800, SIZE, "兰州市政府工作报告（摘要）")
    page = [title, *(row for group in rows for row in group)]
    document = read(make_pdf([page]))
    assert texts(document)[0] == title[3]
    assert "".join(texts(document)[1:]) == "".join(printed).replace("　", "")
    assert set(texts(document)[1:-1]) <= set(body)


def test_read_pdf_keeps_the_rows_of_a_table_that_looks_like_columns(make_pdf, read):
    rows = [(f"项目{number}", f"{number}.5亿元") for number in range(1, 9)]
    page = [
        (90 + 250 * at, 700 - 20 * row, SIZE, cell)
        for row, cells in enumerate(rows)
        for at, cell in enumerate(cells)
    ]
    document = read(make_pdf([page]))
    assert texts(document) == [f"{name} | {value}" for name, value in rows]


def rotated(data, degrees):
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_read_pdf_reads_pages_that_are_shown_turned(make_pdf, read, body, degrees):
    data = make_pdf([column(flowing(body, 34)[:38], LEFT)])
    assert texts(read(rotated(data, degrees))) == texts(read(data))


@pytest.mark.parametrize(
    "matrix", [b"0 1 -1 0 842 0 cm", b"0 -1 1 0 0 842 cm", b"-1 0 0 -1 842 842 cm"]
)
def test_read_pdf_reads_text_that_is_written_turned(make_pdf, read, body, matrix):
    data = make_pdf([column(flowing(body, 34)[:38], LEFT)])
    assert texts(read(with_prefix(data, matrix))) == texts(read(data))


def with_prefix(data, matrix):
    """Return the PDF with an operator before the content of its page."""
    data = data.replace(b"[0 0 595 842]", b"[0 0 842 842]")  # no line is turned off the page
    place = data.index(b"stream\n") + len(b"stream\n")
    changed = data[:place] + matrix + b"\n" + data[place:]
    start = changed.rindex(b"/Length ", 0, place) + len(b"/Length ")
    end = changed.index(b" >>", start)
    length = int(changed[start:end]) + len(matrix) + 1
    return changed[:start] + str(length).encode() + changed[end:]


def test_read_pdf_reads_vertical_writing(make_pdf, read):
    columns = ["各位代表现在我代表市人民政府向", "大会报告工作请予审议。"]
    page = [
        (500 - 20 * at, 780 - 14 * row, SIZE, sign)
        for at, text in enumerate(columns)
        for row, sign in enumerate(text)
    ]
    assert "".join(texts(read(make_pdf([page])))) == "".join(columns)


def test_read_pdf_drops_watermarks_over_the_text(make_pdf, read, body):
    mark = (150, 502, 16, "青岚市人民政府办公室内部资料")
    printed = flowing(body, 34)
    pages = [[mark, *column(printed[at : at + 38], LEFT)] for at in (0, 38)]
    document = read(make_pdf(pages))
    assert "内部资料" not in "".join(texts(document))
    assert [change.before for change in document.changes if change.rule == WATERMARK] == [
        mark[3]
    ] * 2


def test_read_pdf_drops_the_running_head_of_two_pages(make_pdf, read, body):
    head = (220, 815, 9, "青岚市人民政府公报")
    printed = flowing(body, 34)
    pages = [[head, *column(printed[at : at + 38], LEFT)] for at in (0, 38)]
    assert "公报" not in "".join(texts(read(make_pdf(pages))))
    once = [[head, *column(printed[:38], LEFT)], column(printed[38:76], LEFT)]
    assert "公报" in "".join(texts(read(make_pdf(once))))


def test_read_pdf_puts_the_notes_of_a_page_behind_the_paragraph_over_them(make_pdf, read, body):
    printed = flowing(body, 34)
    note = (LEFT, 60, 9, "①规模以上：年主营业务收入2000万元及以上。")
    pages = [[*column(printed[:38], LEFT), note], column(printed[38:60], LEFT)]
    document = read(make_pdf(pages))
    plain = read(make_pdf([column(printed[:38], LEFT), column(printed[38:60], LEFT)]))
    assert [text for text in texts(document) if text != note[3]] == texts(plain)
    (line,) = [line for line in document.lines if line.text == note[3]]
    assert isinstance(line, Line)
    assert (line.body, line.page) == (True, 1)


def test_read_pdf_takes_note_marks_off(make_pdf, read):
    page = [
        (LEFT, 700, 12, "建成零碳园区"),
        (LEFT + 72, 706, 6, "1"),
        (LEFT + 78, 700, 12, "2个，请予审议，并请提出意见。"),
    ]
    document = read(make_pdf([page]))
    assert texts(document) == ["建成零碳园区2个，请予审议，并请提出意见。"]
    assert [(change.rule, change.before) for change in document.changes] == [(NOTE_MARK, "1")]


def test_read_pdf_names_the_pages_that_are_pictures(make_pdf, read, body, monkeypatch):
    monkeypatch.setattr(pdf, "can_recognise", lambda: False)
    scan = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(scan, "PDF")
    document = pypdfium2.PdfDocument(make_pdf([column(flowing(body, 34)[:38], LEFT)]))
    document.import_pages(pypdfium2.PdfDocument(scan.getvalue()))
    document.new_page(595, 842)  # blank: nothing is lost
    buffer = io.BytesIO()
    document.save(buffer)
    (notice,) = read(buffer.getvalue()).source.unread
    assert notice.text("zh") == (
        'a.pdf 的第 2 页没有文字层，没有读取；要识别扫描页，请安装 pip install "govreport-qa[ocr]"'
    )
