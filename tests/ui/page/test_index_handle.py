import gc
import shutil
import time
import weakref

import pytest

from qa.examples import Ability
from ui.page.index_handle import IndexHandle


@pytest.fixture
def handle(seed_index, monkeypatch):
    made = IndexHandle(seed_index)
    made.assistant()
    monkeypatch.setattr("ui.page.index_handle._EXAMPLES_TIMEOUT", 0.2)
    return made


def test_example_questions_wait_for_the_question_that_a_person_asks(handle, monkeypatch):
    with handle.answering():
        assert handle.examples(patient=True) == ()
    monkeypatch.setattr("ui.page.index_handle._EXAMPLES_TIMEOUT", 60.0)
    found = handle.examples(patient=True)
    assert Ability.FIGURE in {example.ability for example in found}
    assert handle.examples() == found


def test_snapshot_that_is_superseded_is_not_kept_for_its_example_questions(
    seed_index, tmp_path, monkeypatch
):
    monkeypatch.setattr("ui.page.index_handle._UNWANTED", 120.0)
    handle = IndexHandle(shutil.copytree(seed_index, tmp_path / "index"))
    before = weakref.ref(handle.assistant())
    (report_id,) = handle.reports
    handle.edit(report_id, {"issuer": "兰州市人民政府"})
    assert handle.assistant() is not before()
    deadline = time.monotonic() + 60
    while before() is not None and time.monotonic() < deadline:
        time.sleep(0.1)
        gc.collect()
    assert before() is None


def test_what_is_no_question_to_reports_is_answered_with_some_that_are(handle, monkeypatch):
    monkeypatch.setattr("ui.page.index_handle._EXAMPLES_TIMEOUT", 60.0)
    handle.examples(patient=True)
    greeted = handle.with_examples(handle.assistant().ask("你好"))
    assert len(greeted.suggestions) == 3
    asked = handle.assistant().ask("2017年新建公共停车泊位多少个？")
    assert handle.with_examples(asked) == asked
