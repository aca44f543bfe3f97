import io
import shutil
import subprocess
import zipfile

import docx
import pytest

from embeddings.errors import FormatError
from embeddings.parsing.reports import read_reports
from embeddings.reading.readers import FORMATS, READERS, reader_of
from embeddings.reading.sources import read_documents

PAGE = "<!DOCTYPE html><html><body><p>各位代表：</p><p>{}</p></body></html>"
SENTENCE = "现在，我代表市人民政府，向大会报告工作，请予审议，并请列席人员提出意见。"


def word(*texts):
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.wps", word(SENTENCE), "docx"),
        ("a.zip", word(SENTENCE), "docx"),
        ("a.doc", PAGE.format(SENTENCE).encode("gb18030"), "html"),
        ("a.txt", b"\xef\xbb\xbf" + PAGE.format(SENTENCE).encode(), "html"),
        ("a.doc", b"{\\rtf1\\ansi\\ansicpg936 \\'b4\\'fa\\par}", "rtf"),
        (
            "a.doc",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
            "mht",
        ),
        ("a.pdf", SENTENCE.encode(), "txt"),
        ("a.docx", SENTENCE.encode("gb18030"), "txt"),
        ("a.txt", b"%PDF-1.7\n", "pdf"),
        ("a.txt", f"<p>{SENTENCE}</p>".encode(), "txt"),
        ("a.md", SENTENCE.encode(), "md"),
        ("a.docx", b"PK\x03\x04 broken", "docx"),
    ],
)
def test_reader_of_goes_by_content_before_the_extension(name, data, found):
    assert reader_of(data, name).format == found


def test_reader_of_takes_a_zip_file_of_files_for_an_archive():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", SENTENCE)
    assert reader_of(packed.getvalue(), "a.zip") is None
    with pytest.raises(FormatError, match="unknown extension"):
        reader_of(b"\x89PNG", "a.png")


def test_readers_have_extensions_of_their_own():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert set(suffixes) < set(FORMATS)


def test_read_documents_tells_of_a_name_that_says_another_format(tmp_path):
    path = tmp_path / "报告.doc"
    path.write_bytes(PAGE.format(SENTENCE).encode())
    (document,) = read_documents(path)
    assert document.source.format == "html"
    (notice,) = document.notices
    assert notice.text("zh") == "报告.doc 的扩展名是 .doc，内容其实是 .html，已按内容读取"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_every_format_that_libreoffice_writes_gives_the_same_text(tmp_path, report_lines, suffix):
    given = tmp_path / "报告.docx"
    given.write_bytes(word(*report_lines))
    user = f"-env:UserInstallation=file://{tmp_path}/user"
    command = ["soffice", user, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(given)], check=True, capture_output=True, timeout=180)
    (expected,), (found,) = read_reports(given), read_reports(given.with_suffix(f".{suffix}"))
    assert found.text == expected.text


def test_old_word_file_without_libreoffice_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda program: None)
    path = tmp_path / "报告.wps"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(FormatError) as caught:
        read_documents(path)
    assert "安装 LibreOffice" in caught.value.text("zh")
    path.write_bytes(path.read_bytes() + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(FormatError, match="without a password"):
        read_documents(path)
