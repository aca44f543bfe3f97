"""What the keyboard reaches."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
JOBS = "2017年城镇新增就业的目标是多少？"


def test_arrows_recall_earlier_questions(visit, seed_server):
    reader = visit(seed_server.url)
    reader.ask(PARKING)
    reader.ask(JOBS)
    box = reader.page.locator("#gov-box textarea")
    box.focus()
    for key, shown in (
        ("ArrowUp", JOBS),
        ("ArrowUp", PARKING),
        ("ArrowUp", PARKING),
        ("ArrowDown", JOBS),
        ("ArrowDown", ""),
    ):
        reader.page.keyboard.press(key)
        assert box.input_value() == shown
    box.fill("自己写的话")
    reader.page.keyboard.press("ArrowUp")
    assert box.input_value() == "自己写的话"


def test_a_folded_sidebar_is_out_of_the_way_of_tab(visit, seed_server):
    page = visit(seed_server.url).page
    inside = "() => document.activeElement.closest('#gov-sidebar')?.tagName"
    button = "() => document.activeElement.matches('#gov-sidebar .toggle-button')"
    page.evaluate("() => document.activeElement.blur()")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            reached.append(page.evaluate(button))
    assert reached == [True]
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-new").wait_for()
    page.locator("#gov-sidebar .toggle-button").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(inside)
    assert not page.evaluate(button)
