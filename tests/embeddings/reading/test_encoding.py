import pytest

from embeddings.errors import EncodingError, FormatError
from embeddings.messages import Message
from embeddings.reading.encoding import decode

TEXT = "各位代表：\n现在，我代表市人民政府向大会作工作报告，请予审议。2016年增长8.5%。\n"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_decode_detects(encoding, found):
    decoded = decode(TEXT.encode(encoding), name="a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, found)
    assert (decoded.notice is None) == (found in {"utf-8", "utf-16", "utf-32"})


def test_decode_short_gb18030_is_not_taken_for_utf_16():
    """charset-normalizer alone takes it for UTF-16."""
    assert decode("兰州市".encode("gb18030"), name="a.txt").text == "兰州市"


def test_decode_traditional_big5_is_guessed():
    text = "各位代表：我國經濟社會發展取得新的成績，請予審議。" * 20
    decoded = decode(text.encode("big5"), name="a.txt")
    assert decoded.text == text
    assert decoded.notice == Message("read_as_guessed", encoding=decoded.encoding)


def test_decode_override_wins():
    assert decode("甲".encode("big5"), name="a.txt", encoding="big5").text == "甲"
    with pytest.raises(EncodingError, match=r"a\.txt: no encoding is called 'klingon'"):
        decode(b"x", name="a.txt", encoding="klingon")
    with pytest.raises(EncodingError, match=r"a\.txt does not decode as utf-8 at offset 0"):
        decode("甲".encode("gb18030"), name="a.txt", encoding="utf-8")
    with pytest.raises(EncodingError, match="no encoding is called 'base64'"):
        decode(b"x", name="a.txt", encoding="base64")


def test_decode_names_the_offset_of_what_is_wrong():
    with pytest.raises(EncodingError, match=r"offset 15 \(bytes ff 41.*pass --encoding"):
        decode("各位代表：".encode() + b"\xff\x41\xff\xff\x80\x80\x80\xff\xfe" * 3, name="a.txt")


def test_decode_refuses_empty_and_binary():
    with pytest.raises(FormatError, match=r"a\.txt is empty"):
        decode(b"", name="a.txt")
    with pytest.raises(FormatError, match=r"a\.exe is binary: a NUL byte at offset 4"):
        decode(b"MZ\x90\x01\0\x03\0\0" * 50, name="a.exe")


def test_decode_reads_a_file_with_one_bad_byte_and_says_where():
    text = "各位代表：\n全市增长18亿元，收入102.7亿元。\n" * 40
    good = text.encode("gb18030")
    place = good.index("8亿".encode("gb18030"))
    decoded = decode(good[:place] + b"\xff" + good[place:], name="a.txt")
    assert decoded.encoding == "gb18030"
    assert decoded.text == text.replace("18亿", "1\ufffd8亿", 1)
    assert decoded.notice.text("zh") == (
        f"a.txt 有 1 个字节不能按 GB18030 读取，第一处在第 2 行（偏移 {place}），显示为 \ufffd"
    )
    decoded = decode("各位代表：增长8%。".encode() * 20 + b"\xe4\xb8", name="a.txt")
    assert decoded.text == "各位代表：增长8%。" * 20
    assert decoded.notice.code == "read_cut_short"


def test_decode_tolerates_a_bad_byte_in_the_encoding_that_was_asked_for():
    good = ("各位代表：增長8%。" * 20).encode("big5")
    decoded = decode(good + b"\xff" + good, name="a.txt", encoding="big5")
    assert decoded.text.count("\ufffd") == 1
