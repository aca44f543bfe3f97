import os
import time

import pytest

from ui.page.incoming import IncomingFiles


@pytest.fixture
def old():
    def write(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
        hour = time.time() - 3001
        for each in (path, path.parent):
            os.utime(each, (hour, hour))
        return path

    return write


def test_files_and_folders_of_the_last_hour_stay_and_older_ones_go(tmp_path, old):
    incoming = IncomingFiles(tmp_path / "incoming")
    incoming.sweep()  # nothing was ever uploaded
    abandoned, half = old(incoming.folder / "1f" / "报告.txt"), old(incoming.folder / "tmp123")
    fresh = incoming.folder / "2e" / "报告.txt"
    fresh.parent.mkdir()
    fresh.write_text("x", encoding="utf-8")
    empty = incoming.folder / "3d"
    empty.mkdir()
    os.utime(empty, (0, 0))
    incoming.sweep()
    assert not abandoned.exists()
    assert not half.exists()
    assert not empty.exists()
    assert fresh.exists()


def test_the_folder_is_used_unless_another_was_chosen(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "chosen"))
    abandoned = tmp_path / "chosen" / "报告.txt"
    abandoned.parent.mkdir()
    abandoned.write_text("x", encoding="utf-8")
    os.utime(abandoned, (0, 0))
    IncomingFiles(tmp_path / "incoming").use()
    assert os.environ["GRADIO_TEMP_DIR"] == str(tmp_path / "chosen")
    assert abandoned.exists()
