"""Reports come back from their JSON lines as they went in."""

from dataclasses import replace

import numpy as np
import pytest

from embeddings.errors import IndexFormatError, NoIndexError
from embeddings.index.catalogue import Catalogue, one_of_each_region, read_reports
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.stored.lines import head_line
from embeddings.index.stored.report import StoredReport, body_line, light_report, plain_report
from embeddings.index.stored.report_columns import COLUMN_FILES
from embeddings.messages import Message
from embeddings.records import Kind
from embeddings.text.gazetteer import BUNDLED


@pytest.fixture
def report(make_report):
    report = make_report(
        "2017年兰州市政府工作报告", ("", ["各位代表："]), ("一、“回顾”", ["好。\n坏。"])
    )
    (source,) = report.sources
    return replace(
        report,
        date="2016-12-27",
        period=(2012, 2016),
        added="2026-01-01T00:00:00+00:00",
        notices=(Message("duplicates_near", count=7), Message("as_written", text="七份重复")),
        sources=(replace(source, page_starts=(0, 9)),),
    )


def catalogue_of(*reports):
    return Catalogue(
        {one.report_id: head_line(one) for one in reports},
        {one.report_id: body_line(one) for one in reports},
    )


def test_stored_report_equals_the_one_that_was_stored(report):
    stored = catalogue_of(report)[report.report_id]
    assert isinstance(stored, StoredReport)
    assert stored == report
    assert report == stored
    assert plain_report(stored) == report
    assert stored != replace(report, year=2000)
    assert stored.heading_path(stored.paragraphs[1]) == ("一、“回顾”",)
    assert hash(stored) == hash(catalogue_of(report)[report.report_id])


def test_stored_report_can_be_replaced_like_any_other(report):
    stored = catalogue_of(report)[report.report_id]
    assert replace(stored, year=2000) == replace(report, year=2000)


def test_stored_report_has_no_other_attributes(report):
    with pytest.raises(AttributeError, match="nothing"):
        _ = catalogue_of(report)[report.report_id].nothing


def test_text_is_read_only_when_asked_for(report):
    catalogue = Catalogue({report.report_id: head_line(report)}, {report.report_id: b"broken"})
    stored = catalogue[report.report_id]
    assert (stored.title, stored.year, stored.period) == (report.title, 2017, (2012, 2016))
    with pytest.raises(IndexFormatError, match="govreport verify"):
        _ = stored.text


def test_catalogue_keeps_the_order_of_indexing(report):
    other = replace(report, report_id="a" * 12)
    third = replace(report, report_id="0" * 12)
    catalogue = catalogue_of(report, other).joined(catalogue_of(third))
    assert list(catalogue) == [report.report_id, "a" * 12, "0" * 12]
    assert list(catalogue.without({"a" * 12})) == [report.report_id, "0" * 12]


def test_read_reports_needs_no_encoder(report, encoder, tmp_path):
    with pytest.raises(NoIndexError):
        read_reports(tmp_path)
    index = EmbeddedIndex(encoder)
    index.add([report])
    index.save(tmp_path)
    assert list(read_reports(tmp_path).values()) == [report]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": '2017年"引号"\\斜线\n政府工作报告', "region": 'a"b', "issuer": "\\u0041"},
        {"year": None, "region": None, "issuer": None, "date": None, "period": None},
        {"current_year": None, "date": "2017-01-05", "issuer": "兰州市法院", "kind": Kind.COURT},
        {"origins": {"kind": "text", "region": "text"}, "added": "2026-01-01T00:00:00+00:00"},
        {"notices": (Message("report_known", files=("kind",), title='"kind":"court"'),)},
        {"report_id": "0", "title": ""},
    ],
    ids=lambda fields: ",".join(fields),
)
def test_report_of_a_catalogue_has_the_fields_that_were_stored(make_report, fields):
    report = replace(make_report("2017年兰州市政府工作报告", ("", ["增长8%。"])), **fields)
    catalogue = Catalogue.of([report])
    (stored,) = catalogue.values()
    for name in ("report_id", "title", "year", "region", "issuer", "date", "kind", "period"):
        assert getattr(stored, name) == getattr(report, name)
    assert (stored.current_year, stored.changes) == (report.current_year, ())
    assert stored.sources == report.sources
    assert stored == report
    assert plain_report(stored) == report


def test_first_report_of_each_region_teaches_a_gazetteer_as_all_do(make_report):
    regions = ["北山县", "兰州", "南山县", "北山县", None, "长治", "南山县"]
    catalogue = Catalogue.of(
        replace(
            make_report(f"{2010 + place}年政府工作报告", ("", [f"增长{place}%。"])),
            region=region,
            issuer=f"兰州市{region}人民政府" if place < 3 else "某某人民政府",
        )
        for place, region in enumerate(regions)
    )
    chosen = list(one_of_each_region(catalogue))
    assert [report.region for report in chosen] == ["北山县", "兰州", "南山县", None, "长治"]
    some, every = (BUNDLED.with_reports(each) for each in (chosen, catalogue.values()))
    for name in ("names", "guarded", "parents", "fulls", "held"):
        assert getattr(some, name) == getattr(every, name)
    assert every.parent("南山县") == "兰州"


def test_values_and_items_are_those_of_the_mapping(make_report, report_text):
    reports = [
        make_report(f"{year}年兰州市政府工作报告", ("", report_text[1:3]), year=year)
        for year in (2012, 2010)
    ]
    catalogue = Catalogue.of(reports)
    ids = [report.report_id for report in reports]
    assert [report.report_id for report in catalogue.values()] == list(catalogue) == ids
    assert [(key, report.year) for key, report in catalogue.items()] == list(
        zip(ids, (2012, 2010), strict=True)
    )


@pytest.fixture
def stored(make_report, encoder, tmp_path):
    """A catalogue that was read from disk, of five years."""
    index = EmbeddedIndex(encoder)
    index.add(
        make_report(f"{year}年兰州市政府工作报告", ("", [f"增长{year % 10}%。"]), year=year)
        for year in range(2013, 2018)
    )
    index.save(tmp_path)
    return read_reports(tmp_path)


def test_stored_catalogue_reads_no_head_but_those_asked_for(stored, monkeypatch):
    read = []

    def counted(line, *others):
        read.append(line)
        return light_report(line, *others)

    monkeypatch.setattr("embeddings.index.catalogue.light_report", counted)
    every = stored.every
    assert len(stored) == len(every) == 5
    assert every.years == set(range(2013, 2018))
    assert every.of_years([2015]).regions == ("兰州",)
    assert not read
    assert every.newest is stored[every.ids[-1]]
    assert every.newest.year == 2017
    assert len(read) == 1


def test_catalogue_without_columns_asks_its_heads(stored, tmp_path, report):
    (folder,) = (tmp_path / "snapshots").iterdir()
    for name in COLUMN_FILES:
        (folder / name).unlink()
    before = Catalogue.load(folder)
    assert list(before.values()) == list(stored.values())
    assert before.every.ids == stored.every.ids
    assert before.every.years == stored.every.years
    both = stored.joined(Catalogue.of([report])), before.joined(Catalogue.of([report]))
    assert both[0].every.ids == both[1].every.ids
    assert both[0].every.regions == both[1].every.regions


def test_columns_that_name_other_regions_are_refused(stored, tmp_path):
    (folder,) = (tmp_path / "snapshots").iterdir()
    np.save(folder / "region_names.npy", np.array([], dtype="S1"))
    with pytest.raises(ValueError, match="region"):
        Catalogue.load(folder)
