"""What a person corrects stays corrected, and what cannot be meant is refused."""

import pytest

from embeddings.errors import InputError
from embeddings.indexing.editing import edit_report
from embeddings.indexing.update import index_paths


def test_edit_survives_a_new_reading(folder, directory, encoder):
    report = index_paths([folder], directory, encoder=encoder).added[0]
    edit_report(directory, report.report_id, {"year": "2014", "region": "甘肃"}, encoder=encoder)
    path = folder / "2015.txt"
    path.write_text(path.read_text("utf-8").replace("教育公平", "教育均衡"), "utf-8")
    (updated,) = index_paths([folder], directory, encoder=encoder).updated
    assert (updated.year, updated.region, updated.origins["year"]) == (2014, "甘肃", "edited")
    assert "教育均衡" in updated.text


@pytest.mark.parametrize(
    "edits", [{"year": "twenty"}, {"title": " "}, {"report_id": "x"}, {"year": "20170"}]
)
def test_edit_refuses_what_cannot_be_meant(folder, directory, encoder, edits):
    report = index_paths([folder], directory, encoder=encoder).added[0]
    with pytest.raises(InputError):
        edit_report(directory, report.report_id, edits, encoder=encoder)
