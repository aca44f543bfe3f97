"""The sketches of reports lie with the index, and are made where an earlier version wrote none."""

import numpy as np
import pytest

from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.files import SKETCHES
from embeddings.index.opening import open_index
from embeddings.index.verification import verify_index
from embeddings.indexing.update import index_paths
from embeddings.text.sketches import report_sketches


@pytest.fixture
def reports(make_report, report_text):
    return [
        make_report(
            f"{2010 + place}年兰州市政府工作报告",
            ("一、工作回顾", report_text[5 + 8 * place : 17 + 8 * place]),
            year=2010 + place,
        )
        for place in range(4)
    ]


def without_sketches(path, manifest):
    manifest["files"] = [one for one in manifest["files"] if one["name"] != SKETCHES]
    (path / SKETCHES).unlink()


def test_sketches_stay_through_saving_adding_and_removing(tmp_path, encoder, reports):
    index = EmbeddedIndex(encoder)
    index.add(reports[:3])
    index.save(tmp_path)
    opened = open_index(tmp_path, encoder=encoder)
    opened.add(reports[3:])
    opened.remove([reports[1].report_id])
    left = [reports[0], reports[2], reports[3]]
    assert np.array_equal(opened.state.sketches, report_sketches(left))
    opened.save(tmp_path)
    again = open_index(tmp_path, encoder=encoder)
    assert np.array_equal(again.state.sketches, report_sketches(left))
    assert verify_index(tmp_path) == []


def test_index_made_before_opens_and_gains_sketches_with_the_next_report(
    tmp_path, encoder, reports, seeds, change_snapshot
):
    directory = tmp_path / "index"
    index = EmbeddedIndex(encoder)
    index.add(reports)
    index.save(directory)
    change_snapshot(directory, without_sketches)
    old = open_index(directory, encoder=encoder)
    assert old.state.sketches is None
    assert list(old.reports) == [report.report_id for report in reports]
    assert verify_index(directory) == []
    (added,) = index_paths([next(seeds.glob("*.txt"))], directory, encoder=encoder).added
    renewed = open_index(directory, encoder=encoder)
    assert np.array_equal(renewed.state.sketches, report_sketches([*reports, added]))


def test_sketch_of_another_text_is_found(tmp_path, encoder, reports):
    index = EmbeddedIndex(encoder)
    index.add(reports)
    index.state.sketches["bands"][2, 7] += 1
    index.save(tmp_path)
    (finding,) = verify_index(tmp_path)
    assert reports[2].report_id in finding.where
    assert "near-duplicates" in finding.text("en")
