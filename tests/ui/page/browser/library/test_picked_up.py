"""An index that another process changes while the page is open; one scrollbar; a quiet log."""

import pytest

from embeddings.indexing.update import index_paths

pytestmark = pytest.mark.browser

REPORT = """2019年银川市政府工作报告

各位代表：

过去一年，银川市新建口袋公园37个，开通公交线路9条，城镇新增就业4.2万人，改造老旧小区86个。
"""
PARKING = "2017年新建公共停车泊位多少个？"


def test_changed_index_is_picked_up_and_said_quietly(visit, start_server, seed_index, tmp_path):
    server = start_server(seed_index)
    reader = visit(server.url)
    page, told = reader.page, reader.page.locator("#gov-toast.gov-shown")
    reader.ask(PARKING)
    assert told.count() == 0
    (tmp_path / "2019年银川市.txt").write_text(REPORT, encoding="utf-8")
    index_paths([tmp_path], server.index)
    turn = reader.ask("2019年银川市新建口袋公园多少个？")
    assert "37个" in turn.locator(".gov-answer").inner_text()
    told.get_by_text("报告库已更新，现有 2 份报告。").wait_for()
    told.wait_for(state="detached")
    reader.ask(PARKING)
    assert told.count() == 0  # said once
    reader.tab("全文")
    page.locator("#gov-report input").click()
    page.get_by_role("option", name="2019年银川市政府工作报告").wait_for()
    assert "Warning" not in server.told()


def test_only_the_window_shows_a_scrollbar(visit, seed_server):
    reader = visit(seed_server.url, height=500)
    page = reader.page
    turn = reader.ask(PARKING)
    side = page.locator("#gov-side")
    turn.hover()
    colour = "column => getComputedStyle(column).scrollbarColor"
    hidden = side.evaluate(colour)
    assert hidden.count("rgba(0, 0, 0, 0)") == 2
    side.hover()
    assert side.evaluate(colour) != hidden
    reader.tab("全文")
    page.locator(".gov-report").wait_for()
    page.locator("#gov-report").hover()
    assert page.locator(".gov-outline").evaluate(colour) == hidden
