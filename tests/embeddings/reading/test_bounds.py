"""What a file may have at most: more is refused with what was found and what is read."""

from random import Random

import pytest

from embeddings.errors import ReadError
from embeddings.reading.sources import read_documents
from tests.embeddings.fuzz_files import sound


@pytest.mark.parametrize(
    ("bound", "most", "kind", "code"),
    [
        ("sources.MOST_BYTES", 100, "txt", "file_too_large"),
        ("plain._MOST_LINES", 2, "txt", "text_too_many_lines"),
        ("plain._LONGEST_LINE", 9, "txt", "text_line_too_long"),
        ("plain._LONGEST_LINE", 9, "md", "text_line_too_long"),
        ("pages.pdf._MOST_PAGES", 0, "pdf", "pdf_too_long"),
        ("archive._MOST_ENTRIES", 1, "docx", "zip_too_many_entries"),
        ("archive._MOST_ENTRIES", 1, "xlsx", "zip_too_many_entries"),
        ("archive._MOST_ENTRIES", 1, "odt", "zip_too_many_entries"),
        ("archive._MOST_ENTRY_BYTES", 99, "docx", "zip_entry_too_large"),
        ("archive._MOST_ENTRY_BYTES", 99, "xlsx", "zip_entry_too_large"),
        ("archive._MOST_ENTRY_BYTES", 99, "odt", "zip_entry_too_large"),
        ("archive._MOST_ENTRY_BYTES", 99, "zip", "zip_entry_too_large"),
    ],
)
def test_more_than_a_bound_is_told_with_the_bound(tmp_path, monkeypatch, bound, most, kind, code):
    path = tmp_path / f"report.{kind}"
    path.write_bytes(sound(kind, Random(3)))
    assert list(read_documents(path))
    monkeypatch.setattr(f"embeddings.reading.{bound}", most)
    with pytest.raises(ReadError) as refused:
        list(read_documents(path))
    assert refused.value.code == code
    for language in ("zh", "en"):
        assert str(most) in refused.value.text(language)
