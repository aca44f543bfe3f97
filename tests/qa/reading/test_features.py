"""The features of windows that were read, worked out by hand."""

import numpy as np
import pytest

from embeddings.encoders.joint_reader import UnitReading
from embeddings.encoders.reading_units import ReadingUnit
from qa.evidence.windows import Window
from qa.quotes import Quote
from qa.reading.features import (
    CHOICE_FEATURES,
    READING_FEATURES,
    choice_features,
    reading_features,
)
from qa.reading.units import PlacedUnit

TEXT = "生产总值达到2220亿元，是2011年的1.6倍。"
FIRST, SECOND = TEXT[:14], TEXT[14:]


def window(start: int, end: int) -> Window:
    quote = Quote(report_id="r", paragraph=1, start=start, end=end)
    return Window(first=0, last=0, quote=quote, length=end - start)


def placed(text: str, start: int) -> PlacedUnit:
    end = start + len(text)
    unit = ReadingUnit(text)
    return PlacedUnit(report_id="r", start=start, end=end, unit=unit, likelihood=0.5)


def reading(relevance: float) -> UnitReading:
    bounds = np.full((2, 3), -20.0)
    bounds[1] = 20.0  # its second token begins and ends the answer, and is the evidence
    return UnitReading(
        relevance=float(np.log(relevance)),
        nothing=0.0,
        spans=np.array([[0, 6], [6, 14]]),
        tokens=bounds,
    )


UNITS = [placed(FIRST, 0), placed(SECOND, 14)]
READINGS = [reading(2.0), reading(1.0)]
WINDOWS = (window(6, 14), window(0, 6), window(40, 50))


@pytest.fixture
def rows():
    return choice_features(WINDOWS, (0.5,) * 3, UNITS, READINGS)


def test_features_of_a_window_are_those_of_its_unit(rows):
    column = {name: place for place, name in enumerate(CHOICE_FEATURES)}
    assert rows.shape == (3, len(CHOICE_FEATURES))
    assert rows[0, column["unit"]] == pytest.approx(np.log(2 / 4))
    assert rows[:2, column["begins"]].tolist() == pytest.approx([1.0, 0.0])
    assert rows[:2, column["within"]].tolist() == pytest.approx([20.0, -20.0])
    assert rows[2, column["unit"]] == -9.0  # in no unit that was read
    assert rows[:, column["window"]].tolist() == [0.0] * 3


def test_a_window_over_two_units_has_the_more_relevant_one():
    rows = choice_features([window(10, 20)], [0.5], UNITS, READINGS[::-1])
    assert rows[0, 1] == pytest.approx(np.log(2 / 4))
    assert rows[0, 2] == 0.0


def test_what_is_said_of_the_choice_comes_with_its_unit_and_the_margin(rows):
    told = dict(zip(READING_FEATURES, reading_features(rows[0], READINGS), strict=True))
    assert told["answers"] == pytest.approx(np.log(3))  # 2 + 1 against 1
    assert told["unit_margin"] == pytest.approx(np.log(2))
    assert told["unit"] == pytest.approx(np.log(2 / 4))
    assert told["within"] == pytest.approx(20.0)


def test_a_single_unit_stands_far_before_the_second():
    rows = choice_features([WINDOWS[0]], [0.5], UNITS[:1], READINGS[:1])
    told = dict(zip(READING_FEATURES, reading_features(rows[0], READINGS[:1]), strict=True))
    assert told["unit_margin"] == 5.0
