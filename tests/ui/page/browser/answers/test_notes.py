"""The short notes that the page shows after an action."""

import pytest

pytestmark = pytest.mark.browser


def test_note_stays_four_seconds(visit, seed_server):
    reader = visit(seed_server.url)
    turn = reader.ask("2017年新建公共停车泊位多少个？")
    turn.locator("[data-copy]").click()
    note = reader.page.locator("#gov-toast.gov-shown")
    note.wait_for()
    reader.page.wait_for_timeout(3000)
    assert note.inner_text() == "已复制"
    reader.page.wait_for_timeout(1800)
    assert note.count() == 0
