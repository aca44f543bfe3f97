"""`FigureTable`: its records, and as a data frame of pandas."""

from decimal import Decimal

import pytest

from qa.quotes import Citation
from qa.tables import CellStatus, FigureTable, TableCell, TableRow

CITATION = Citation(
    report_id="r",
    title="2017年兰州市政府工作报告",
    file="2017.txt",
    paragraph=3,
    start=10,
    end=20,
    excerpt="地区生产总值增长8%左右",
    text_start=0,
    text_end=12,
)


@pytest.fixture
def table():
    stated = TableCell(
        status=CellStatus.STATED,
        aspect="target",
        text="8%左右",
        low=Decimal(8),
        high=Decimal(8),
        bound="about",
        unit="%",
        indicator="地区生产总值",
        citation=CITATION,
    )
    missing = TableCell(status=CellStatus.NO_REPORT, aspect="target")
    return FigureTable(
        title="地区生产总值 增长 目标，2017—2018年",
        indicator="地区生产总值",
        measure="growth",
        unit="%",
        aspects=("target",),
        over="years",
        rows=(
            TableRow(label="2017年", year=2017, region=None, cells=(stated,)),
            TableRow(label="2018年", year=2018, region=None, cells=(missing,)),
        ),
    )


def test_records_hold_one_row_a_cell_with_its_proof(table):
    stated, missing = table.records()
    assert (stated["year"], stated["value"], stated["low"]) == (2017, "8%左右", Decimal(8))
    assert (stated["report"], stated["paragraph"]) == (CITATION.title, 3)
    assert (missing["status"], missing["value"], missing["excerpt"]) == ("no_report", "", "")


def test_to_pandas_returns_the_records_as_a_data_frame(table):
    pytest.importorskip("pandas")
    frame = table.to_pandas()
    assert list(frame.columns) == list(table.records()[0])
    assert frame["value"].tolist() == ["8%左右", ""]
    assert frame["year"].tolist() == [2017, 2018]
    assert frame["low"].iloc[0] == Decimal(8)
    assert frame["excerpt"].iloc[0] == CITATION.excerpt
    assert frame["status"].tolist() == ["stated", "no_report"]
