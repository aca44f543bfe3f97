import re

import pytest

from embeddings.language.units import UNIT, canonical_unit, unit_class


@pytest.mark.parametrize(
    ("unit", "canonical", "measured"),
    [
        ("㎡", "平方米", "area"),
        ("μg/m³", "微克/立方米", "weight"),
        ("微克每立方米", "微克/立方米", "weight"),
        ("吨标准煤/万元", "吨标准煤/万元", "weight"),
        ("人/平方公里", "人/平方公里", "people"),
        ("万户", None, ""),
        ("级台", None, ""),
    ],
)
def test_unit_is_one_name_and_one_class(unit, canonical, measured):
    assert (re.fullmatch(UNIT, unit) is not None) == (canonical is not None)
    if canonical is not None:
        assert canonical_unit(unit) == canonical
        assert unit_class(unit) == measured
