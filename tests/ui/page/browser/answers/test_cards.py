"""The cards beside an answer, in a browser."""

import re

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"  # names a year and no place


def test_cited_card_shows_no_per_cent_and_only_reasons_that_hold(visit, seed_server):
    reader = visit(seed_server.url)
    reader.ask(PARKING)
    cited = reader.page.locator(".gov-card.gov-cited .gov-card-foot")
    assert cited.count() >= 1
    assert "%" not in "".join(cited.all_inner_texts())
    others = reader.page.locator(".gov-card:not(.gov-cited) .gov-why").all_inner_texts()
    assert others
    assert all(re.match(r"相关度 \d+%", told) for told in others)
    whys = reader.page.locator(".gov-why")
    assert "地区相符" not in "".join(whys.all_inner_texts())  # no place was asked about
    assert not reader.page.locator(".gov-why[title]").count()  # names of signals are no words
