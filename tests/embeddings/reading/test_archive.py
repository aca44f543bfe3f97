import io
import zipfile

import pytest

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.archive import check_archive, entries

TEXT = (
    "2018年甘肃省政府工作报告\n各位代表：\n"
    "现在，我代表省人民政府，向大会作政府工作报告，请予审议。\n"
)


def packed(files, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_entries_leave_out_hidden_files():
    data = packed({"a.txt": "甲", "目录/b.txt": "乙", "__MACOSX/._a.txt": "x", ".git/c.txt": "y"})
    assert [(name, content.decode()) for name, content in entries(data, "a.zip")] == [
        ("a.txt", "甲"),
        ("目录/b.txt", "乙"),
    ]


def test_entries_leave_out_what_has_no_name():
    data = packed({"unnamed": "x", "a.txt": "甲"}).replace(
        b"unnamed", b"\0nnamed"
    )  # ends at a zero
    assert [inner for inner, _ in entries(data, "a.zip")] == ["a.txt"]


def test_entries_decode_names_in_gbk():
    """Old Windows packers write GBK and leave the flag for UTF-8 unset."""
    name = "2018年报告.txt".encode("gb18030")
    data = packed({"x" * len(name): "甲"}).replace(b"x" * len(name), name)
    assert [inner for inner, _ in entries(data, "a.zip")] == ["2018年报告.txt"]


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/passwd", "C:/out.txt", "..\\out.txt"]
)
def test_entries_refuse_paths_that_lead_out(name):
    with pytest.raises(FormatError, match="path leads out of it"):
        list(entries(packed({name: "x"}), "a.zip"))


def test_entries_refuse_a_bomb():
    with pytest.raises(FormatError, match="which no text does"):
        list(entries(packed({"a.txt": b"\0" * 50_000_000}), "a.zip"))


def test_check_archive_lets_a_blank_picture_pass_and_bounds_the_whole():
    blank = packed({"word/media/a.bmp": b"\0" * 50_000_000})
    check_archive(blank, "a.docx")
    with pytest.raises(FormatError, match="unpacks to 50,000,000 bytes, more than 1,000"):
        check_archive(blank, "a.docx", most_bytes=1000)


def test_entries_refuse_what_is_broken():
    with pytest.raises(FormatError, match="no readable zip file"):
        list(entries(b"not a zip", "a.zip"))
    data = bytearray(packed({"a.txt": bytes(range(256)) * 2}))
    data[60:160] = b"\xff" * 100
    with pytest.raises(FormatError, match="does not unpack"):
        list(entries(bytes(data), "a.zip"))


def test_read_reports_from_a_zip_file(tmp_path):
    path = tmp_path / "reports.zip"
    other = TEXT.replace("2018年甘肃省", "2019年青海省").replace("请予", "敬请")
    path.write_bytes(
        packed({"甘肃/2018.txt": TEXT, "青海/2018.txt": other, "README.md": "x", "x.exe": b"MZ"})
    )
    reports = read_reports(path)
    assert [(each.year, each.region) for each in reports] == [(2018, "甘肃"), (2019, "青海")]
    assert [each.sources[0].name for each in reports] == ["甘肃/2018.txt", "青海/2018.txt"]
    assert {each.sources[0].path for each in reports} == {str(path)}
    assert "2 个文件未读取" in reports[0].notices[0].text("zh")


def test_read_reports_from_a_zip_file_without_reports(tmp_path):
    path = tmp_path / "empty.zip"
    path.write_bytes(packed({"x.exe": b"MZ", "inner.zip": packed({"a.txt": TEXT})}))
    with pytest.raises(FormatError, match="holds no report that can be read"):
        read_reports(path)
