from decimal import Decimal
from types import SimpleNamespace

import pytest

from ui.rendering.diff.values import difference_text


@pytest.mark.parametrize(
    ("difference", "unit", "told"),
    [
        ("0.2", "个百分点", "+0.2个百分点"),
        ("-280000000000", "元", "−2800亿元"),
        ("-300000", "千瓦", "−30万千瓦"),  # Dongguan 2025 and 2026: 90万千瓦, 60万千瓦
        ("7000", "人", "+7000人"),
        ("0", "人", "="),
    ],
)
def test_difference_has_the_scale_in_which_reports_write_it(difference, unit, told):
    row = SimpleNamespace(difference=Decimal(difference), unit=unit)
    assert difference_text(row) == told
