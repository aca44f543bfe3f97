import os
import time

import pytest

from embeddings.errors import InputError
from ui.page.uploads import MOST_FILES, UploadStore


@pytest.fixture
def upload(tmp_path):
    """Return what Gradio leaves in its cache: a file in a folder of its own."""
    number = iter(range(1_000))

    def write(name, text):
        folder = tmp_path / "cache" / str(next(number))
        folder.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return write


def test_different_files_of_one_name_are_both_kept(tmp_path, upload):
    store = UploadStore(tmp_path / "uploads")
    one, other = store.keep([upload("报告.txt", "甲市"), upload("报告.txt", "乙市")])
    assert (one.name, other.name) == ("报告.txt", "报告.txt")
    assert (one.read_text(encoding="utf-8"), other.read_text(encoding="utf-8")) == ("甲市", "乙市")
    assert store.keep([upload("报告.txt", "甲市")]) == [one]


def test_a_file_that_somebody_else_sent_too_and_had_moved_is_left_out(tmp_path, upload):
    store = UploadStore(tmp_path / "uploads")
    same, own = upload("报告.txt", "甲市"), upload("另一份.txt", "乙市")
    (kept,) = store.keep([same])
    assert [path.name for path in store.keep([same, own])] == ["另一份.txt"]
    assert kept.read_text(encoding="utf-8") == "甲市"


def test_a_dropped_file_leaves_no_folder_and_a_foreign_one_stays(tmp_path, upload):
    store = UploadStore(tmp_path / "uploads")
    (kept,) = store.keep([upload("metadata.csv", "file,title")])
    store.drop(kept)
    assert list(store.root.iterdir()) == []
    foreign = upload("报告.txt", "别处的")
    store.drop(foreign)
    assert foreign.exists()


def test_a_file_kept_by_an_earlier_version_is_dropped_without_its_folder(tmp_path):
    store = UploadStore(tmp_path / "uploads")
    store.root.mkdir()
    old, other = store.root / "甲.txt", store.root / "乙.txt"
    for path in (old, other):
        path.write_text("x", encoding="utf-8")
    store.drop(old)
    assert list(store.root.iterdir()) == [other]


def test_what_finds_no_room_is_refused_and_nothing_of_it_stays(tmp_path, upload):
    store = UploadStore(tmp_path / "uploads", most_bytes=10)
    store.keep([upload("a.txt", "12345678")])
    more = [upload("b.txt", "1"), upload("c.txt", "23")]
    with pytest.raises(InputError, match="room for 2 more") as refused:
        store.keep(more)
    assert "还可存 2 字节" in refused.value.text("zh")
    assert store.size() == 8
    assert not any(path.exists() for path in more)


def test_too_many_files_at_once_are_refused(tmp_path, upload):
    store = UploadStore(tmp_path / "uploads")
    with pytest.raises(InputError, match="101 files at once"):
        store.keep([upload(f"{n}.txt", str(n)) for n in range(MOST_FILES + 1)])
    assert store.size() == 0


def test_a_file_set_aside_is_taken_back_and_goes_after_a_day(tmp_path, upload):
    store = UploadStore(tmp_path / "uploads")
    (kept,) = store.keep([upload("菜谱.txt", "五花肉500克")])
    aside = store.set_aside(kept)
    assert not kept.parent.exists()
    assert store.take_back(aside) == kept
    aside = store.set_aside(kept)
    (other,) = store.keep([upload("报告.txt", "甲市")])
    assert aside.exists()
    yesterday = time.time() - 25 * 3600
    for path in (aside, other):
        os.utime(path, (yesterday, yesterday))
    store.keep([])
    assert not aside.exists()
    assert other.exists()
