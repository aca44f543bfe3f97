import quopri

import pytest

from embeddings.errors import FormatError
from embeddings.reading.web.archive import is_web_archive, read_web_archive

MORE = "全市地区生产总值完成1846.3亿元，增长5.8%，好于全省平均水平。"
SENTENCE = "现在，我代表市人民政府，向大会报告工作，请予审议，并请列席人员提出意见。"


def archive(page, charset, *, kind="text/html", named=True):
    shown = f'; charset="{charset}"' if named else ""
    return (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
        b'type="text/html"; boundary="xx"\r\n\r\n--xx\r\nContent-Type: '
        + f"{kind}{shown}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + quopri.encodestring(page.encode(charset))
        + b"\r\n--xx\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"iVBORw0KGgo=\r\n--xx--\r\n"
    )


@pytest.mark.parametrize(
    ("charset", "named"), [("utf-8", True), ("gb18030", True), ("gb18030", False)]
)
def test_read_web_archive_reads_the_page_in_its_charset(source, charset, named):
    page = f"<html><head><meta charset='{charset}'></head><body><p>各位代表：</p><p>{SENTENCE}</p>"
    page += f"<p>{MORE}</p></body></html>"
    data = archive(page, charset, named=named)
    assert is_web_archive(data)
    document = read_web_archive(data, source(data, "a.mht", "mht"))
    assert [line.text for line in document.lines] == ["各位代表：", SENTENCE, MORE]
    assert document.source.format == "mht"


@pytest.mark.parametrize("charset", ["undefined", "idna", "utf\0", "no-such"])
def test_read_web_archive_reads_the_page_whatever_its_charset_is_called(source, charset):
    page = f"<html><body><p>各位代表：</p><p>{SENTENCE}</p></body></html>"
    data = archive(page, "utf-8").replace(b'charset="utf-8"', f'charset="{charset}"'.encode())
    document = read_web_archive(data, source(data, "a.mht", "mht"))
    assert SENTENCE in [line.text for line in document.lines]


def test_read_web_archive_refuses_one_without_a_page(source):
    data = archive("x", "utf-8", kind="text/css")
    with pytest.raises(FormatError, match="without a page"):
        read_web_archive(data, source(data, "a.mht", "mht"))
    assert not is_web_archive("标题: 报告\n正文".encode())
