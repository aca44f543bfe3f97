import io
import tracemalloc
import zipfile

import pytest

from embeddings.errors import FormatError
from embeddings.reading.document import HIDDEN
from embeddings.reading.open_document import is_open_document, read_open_document
from embeddings.reading.superscripts import NOTE_MARK

ROOT = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {"office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing"}
STYLES = (
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="low"><style:text-properties '
    'style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="off"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="cut"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
)


def pack(body, kind="application/vnd.oasis.opendocument.text", styles=""):
    names = " ".join(f'xmlns:{prefix}="{ROOT}{name}:1.0"' for prefix, name in NAMES.items())
    content = (
        f"<office:document-content {names}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        if styles:
            root = f"office:document-styles {names}"
            archive.writestr("styles.xml", f"<{root}>{styles}</office:document-styles>")
    return packed.getvalue()


def read(body, source):
    data = pack(body)
    assert is_open_document(data)
    return read_open_document(data, source(data, "a.odt", "odt"))


def test_read_open_document_reads_what_is_seen(source):
    body = (
        "<text:tracked-changes><text:p>旧</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">一、回顾</text:h>'
        '<text:p>园区<text:span text:style-name="up">1</text:span>2个，面积3万m'
        '<text:span text:style-name="up">2</text:span><text:span text:style-name="off">内部'
        '</text:span><text:span text:style-name="cut">498</text:span>，共<text:s text:c="2"/>5所'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含民办。"
        "</text:p></text:note-body></text:note>。</text:p>"
    )
    document = read(body, source)
    assert [(line.text, line.heading, line.body) for line in document.lines] == [
        ("一、回顾", 1, False),
        ("园区2个，面积3万m²，共  5所。", None, False),
        ("注：含民办。", None, True),
    ]
    assert [(change.rule, change.before) for change in document.changes] == [
        (NOTE_MARK, "1"),
        (HIDDEN, "内部"),
        (HIDDEN, "498"),
    ]


def test_read_open_document_makes_statements_of_tables(source):
    def row(*cells):
        inner = "".join(
            f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    table = f"<table:table>{row('指标', '2024年')}{row('粮食（万吨）', '117.2')}</table:table>"
    lines = read(f"<text:p>表前。</text:p>{table}", source).lines
    assert [line.text for line in lines] == ["表前。", "2024年 | 粮食（万吨） | 117.2万吨"]


def test_read_open_document_refuses_a_damaged_file(source):
    data = pack("<text:p>").replace(b"content.xml", b"CONTENT.XML")
    with pytest.raises(FormatError, match="damaged or encrypted OpenDocument"):
        read_open_document(data, source(data, "a.odt", "odt"))
    assert not is_open_document(pack("", kind="application/vnd.oasis.opendocument.spreadsheet"))


def test_is_open_document_of_a_type_that_does_not_unpack_or_has_no_end():
    whole = packed_kind(b"application/vnd.oasis.opendocument.text")
    assert is_open_document(whole)
    start = whole.index(b"mimetype") + len(b"mimetype")
    for place in range(start, start + 40):  # the packed bytes, and the checksum after them
        for byte in (0x00, 0x55, 0xFF):
            is_open_document(whole[:place] + bytes([byte]) + whole[place + 1 :])  # raises nothing
    assert not is_open_document(whole[:start] + b"\xff" * 40 + whole[start + 40 :])
    swelling = packed_kind(b"application/vnd.oasis.opendocument.text".ljust(100_000_000))
    tracemalloc.start()
    is_open_document(swelling)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def packed_kind(kind):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
    return packed.getvalue()


def test_read_open_document_glues_no_lowered_digit_to_a_figure(source):
    low = '<text:span text:style-name="low">{}</text:span>'
    body = f"<text:p>减排CO{low.format(2)}21.5万吨，PM{low.format(2.5)}浓度29微克。</text:p>"
    (line,) = read(body, source).lines
    assert line.text == "减排CO₂21.5万吨，PM2.5浓度29微克。"


def test_read_open_document_leaves_out_paragraphs_of_a_hidden_style_and_tells_objects(source):
    hidden = '<style:style style:name="h"><style:text-properties text:display="none"/>'
    hidden += '</style:style><style:style style:name="p" style:parent-style-name="h"/>'
    body = '<text:p text:style-name="p">内部9.9亿元。</text:p><text:p>增长<draw:frame>'
    data = pack(f"{body}<draw:object/></draw:frame>6%。</text:p>", styles=hidden)
    document = read_open_document(data, source(data, "a.odt", "odt"))
    assert [line.text for line in document.lines] == ["增长6%。"]
    assert [(each.rule, each.before) for each in document.changes] == [(HIDDEN, "内部9.9亿元。")]
    assert [each.code for each in document.source.unread] == ["unread_parts"]
