import pytest

from embeddings.errors import FormatError
from embeddings.reading.sources import FORMATS, find_sources, read_documents


def test_find_sources_says_why_it_passes_files_over(tmp_path):
    for name in [
        *("b.txt", "a.pdf", "sub/c.docx", "README.md", "README", "metadata.csv", ".hidden.txt"),
        *("testsets/dev.jsonl", "~$c.docx", "photo.png", ".git/config"),
    ]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "dev.jsonl").write_text('{"id": "1", "question": "多少？"}\n', encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text('{"text": "各位代表。"}\n', encoding="utf-8")
    files, skipped = find_sources([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in files] == [
        *("a.pdf", "b.txt", "reports.jsonl", "sub/c.docx"),
    ]
    assert {path.relative_to(tmp_path).as_posix(): str(reason) for path, reason in skipped} == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "README": "about the folder, not a report",
        "README.md": "about the folder, not a report",
        "dev.jsonl": "a test set",
        "metadata.csv": "metadata, not a report",
        "photo.png": "not a report format (.png)",
        "testsets/dev.jsonl": "in a folder of test sets",
        "~$c.docx": "hidden",
    }


def test_find_sources_takes_a_file_that_is_given_by_itself(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("x", encoding="utf-8")
    assert find_sources([path, path]) == ([path], [])
    with pytest.raises(FormatError, match="does not exist; give a file or a folder"):
        find_sources([tmp_path / "none"])


def test_read_documents_names_an_unknown_format(tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG")
    with pytest.raises(
        FormatError, match=r"unknown extension '\.png'; readable formats: pdf, docx"
    ):
        read_documents(path)
    with pytest.raises(FormatError, match="cannot be read: no such file"):
        read_documents(tmp_path / "none.txt")


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_read_documents_refuses_an_empty_file_of_any_format(tmp_path, suffix):
    path = tmp_path / f"empty{suffix}"
    path.write_bytes(b"")
    with pytest.raises(FormatError, match=r"empty\.\w+ is "):
        read_documents(path)


def test_read_documents_knows_a_pdf_by_its_first_bytes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7\n%broken")
    with pytest.raises(FormatError, match="no readable PDF"):
        read_documents(path)


def test_find_sources_follows_no_link_out_of_the_folder(tmp_path):
    folder, outside = tmp_path / "reports", tmp_path / "private"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "a.txt").write_text("x", encoding="utf-8")
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "all").symlink_to(outside)
    (folder / "gone.txt").symlink_to(folder / "none.txt")
    files, skipped = find_sources([folder])
    assert [path.name for path in files] == ["a.txt", "inside.txt"]
    assert {path.name: reason.code for path, reason in skipped} == {
        "all": "skipped_link",
        "gone.txt": "skipped_link_to_folder",
        "out.txt": "skipped_link",
    }
    assert find_sources([folder / "out.txt"])[0] == [folder / "out.txt"]
