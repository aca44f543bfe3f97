import io
import zipfile

import pytest

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.pages import is_ofd, read_ofd

NAME = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PER_LINE, PER_PAGE = 27, 20


def text_object(number, left, top, text, size=5.6):
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{left} {top} 160 8" Font="2" Size="{size}">'
        f'<ofd:TextCode X="0" Y="6" DeltaX="g {len(text) - 1} {size}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def write_ofd(pages):
    """Return an OFD file of pages of (left, top, text) in millimetres."""
    files = {
        "OFD.xml": f'<ofd:OFD {NAME} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAME}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(1, len(pages) + 1)
        )
        + "</ofd:Pages></ofd:Document>",
    }
    for number, placed in enumerate(pages, 1):
        objects = "".join(text_object(10 + at, *each) for at, each in enumerate(placed))
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {NAME}><ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content>'
            "</ofd:Page>"
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def test_read_ofd_gives_the_paragraphs_of_the_text_file(tmp_path, report_lines):
    printed = []
    for line in report_lines:
        heading = line.startswith(("2017年兰", "一、", "二、", "三、", "四、"))
        text = line if heading else f"　　{line}"
        printed += [text[at : at + PER_LINE] for at in range(0, len(text), PER_LINE)]
    pages = [printed[at : at + PER_PAGE] for at in range(0, len(printed), PER_PAGE)]
    placed = [
        [
            (28 + 5.6 * (len(text) - len(text.lstrip("　"))), 30 + 11 * row, text.lstrip("　"))
            for row, text in enumerate(page)
        ]
        for page in pages
    ]
    path = tmp_path / "报告.ofd"
    path.write_bytes(write_ofd(placed))
    (report,) = read_reports(path)
    assert report.text.split("\n") == report_lines
    assert report.sources[0].format == "ofd"


def test_read_ofd_tells_pages_without_text_and_damage(source):
    data = write_ofd([[(28, 30, "各位代表：")], []])
    assert is_ofd(data)
    document = read_ofd(data, source(data, "a.ofd", "ofd"))
    assert [line.text for line in document.lines] == ["各位代表："]
    (notice,) = document.source.unread
    assert notice.text("zh") == "a.ofd 的第 2 页没有文字层，没有读取"
    empty = write_ofd([[]])
    with pytest.raises(FormatError, match="holds no text on its 1 pages"):
        read_ofd(empty, source(empty, "a.ofd", "ofd"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("OFD.xml", "<x")
    with pytest.raises(FormatError, match="damaged OFD"):
        read_ofd(packed.getvalue(), source(b"", "a.ofd", "ofd"))


def test_read_ofd_refuses_a_package_with_an_entry_without_a_name(source):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("unnamed", "x")
        archive.writestr("OFD.xml", "<a/>")
    data = packed.getvalue().replace(b"unnamed", b"\0nnamed")  # names end at a zero
    assert is_ofd(data)
    with pytest.raises(FormatError, match="damaged OFD"):
        read_ofd(data, source(data, "a.ofd", "ofd"))


def test_read_ofd_gives_the_figures_of_a_table_their_heads(source):
    rows = [
        ("指标（万吨）", "2024年", "2025年"),
        ("粮食总产量", "117.2", "119.8"),
        ("蔬菜产量", "88.1", "90.4"),
    ]
    page = [
        (left, 40 + 11 * at, cell)
        for at, row in enumerate(rows)
        for left, cell in zip((28, 90, 140), row, strict=True)
    ]
    data = write_ofd([page])
    document = read_ofd(data, source(data, "a.ofd", "ofd"))
    assert [line.text for line in document.lines] == [
        "2024年 | 粮食总产量 | 117.2万吨",
        "2025年 | 粮食总产量 | 119.8万吨",
        "2024年 | 蔬菜产量 | 88.1万吨",
        "2025年 | 蔬菜产量 | 90.4万吨",
    ]
