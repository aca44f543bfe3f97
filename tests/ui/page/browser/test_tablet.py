"""The page on a tablet held upright: fingers, and a column of 820 pixels."""

import pytest

pytestmark = pytest.mark.browser

TABLET = {"width": 820, "height": 1180, "has_touch": True}
GDP = "近五年浙江省地区生产总值增长目标分别是多少？"
# What is tapped is the box of a control, of its label, or what is laid over it; links within a
# sentence, in a list of matches and of Gradio's own fields are as large as their words.
SMALL = """() => {
  const apart = ".gov-skip, .gov-cite, .gov-place, [role=combobox], .gov-also a, .gov-quote-rows a";
  const shown = (one) => one.getClientRects().length && !one.closest("[inert]")
    && getComputedStyle(one).visibility === "visible" && !one.matches(apart);
  const size = (one, side) => {
    const boxes = [one, one.closest("label")].filter(Boolean);
    const over = getComputedStyle(one, "::after");
    const laid = over.position === "absolute" ? parseFloat(over[side]) : 0;
    return Math.max(laid, ...boxes.map((box) => box.getBoundingClientRect()[side]));
  };
  return [...document.querySelectorAll("button, a[href], input, select, summary, textarea")]
    .filter((one) => shown(one) && Math.min(size(one, "width"), size(one, "height")) < 43.5)
    .map((one) => one.outerHTML.slice(0, 90));
}"""
WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def tablet(visit, provinces_server):
    def open_tab(address=""):
        return visit(f"{provinces_server.url}{address}", **TABLET)

    return open_tab


def assert_fits(page):
    assert page.evaluate(WIDE) <= 0
    assert page.evaluate(SMALL) == []


def test_start_and_answer_have_targets_for_fingers(tablet):
    reader = tablet()
    reader.page.locator(".gov-abilities").wait_for()
    assert_fits(reader.page)
    turn = reader.ask(GDP)
    turn.locator(".gov-actions").wait_for()
    turn.locator(".gov-figure summary").click()
    assert_fits(reader.page)
    turn.locator(".gov-cite").first.tap()
    reader.page.locator("#gov-popover.gov-shown").wait_for()
    assert_fits(reader.page)


def test_every_tab_has_targets_for_fingers(tablet):
    for tab, shown in (
        ("read", ".gov-report"),
        ("compare", "#gov-comparison .gov-comparison"),
        ("library", ".gov-library table"),
        ("settings", "#gov-k"),
    ):
        page = tablet(f"?tab={tab}").page
        page.locator(shown).first.wait_for()
        assert_fits(page)


def test_sidebar_has_targets_for_fingers_and_its_button_covers_nothing(tablet):
    reader = tablet()
    reader.ask(GDP)
    button = reader.page.locator("#gov-sidebar .toggle-button")
    button.click()
    reader.page.locator("#gov-conversations [data-open]").wait_for()
    sliding = "() => Promise.all(document.getAnimations().map((one) => one.finished))"
    reader.page.evaluate(sliding)
    assert_fits(reader.page)
    new, toggle = reader.page.locator("#gov-new").bounding_box(), button.bounding_box()
    assert new["y"] >= toggle["y"] + toggle["height"]


def test_a_report_of_the_library_has_its_facts_below_its_title_and_its_actions_beside(tablet):
    page = tablet("?tab=library").page
    row = page.locator("#gov-library tbody tr").first
    row.wait_for()
    title = row.locator("th").bounding_box()
    facts = [row.locator(f"td:nth-child({at})").bounding_box() for at in (3, 4, 5)]
    assert [fact["x"] for fact in facts] == sorted(fact["x"] for fact in facts)
    assert facts[0]["x"] == pytest.approx(title["x"], abs=1)
    assert all(fact["y"] >= title["y"] + title["height"] - 1 for fact in facts)
    actions = page.locator("#gov-library .gov-row-actions").first.bounding_box()
    assert actions["x"] >= facts[2]["x"] + facts[2]["width"]


def test_title_of_the_page_stands_in_one_line_on_a_phone_beside_its_buttons(
    visit, provinces_server
):
    for language, width in (("zh", 390), ("en", 390), ("en", 360)):
        page = visit(f"{provinces_server.url}?lang={language}", width=width, has_touch=True).page
        title = page.locator("#gov-head h1")
        line = title.evaluate("title => parseFloat(getComputedStyle(title).lineHeight)")
        box = title.bounding_box()
        assert box["height"] < 1.5 * line
        words = title.evaluate("title => title.scrollWidth")  # wider than its box where cut
        assert box["x"] + words <= page.locator("#gov-language").bounding_box()["x"]
        assert page.evaluate(WIDE) <= 0


def test_sentences_of_a_counted_word_have_the_width_of_the_page(tablet):
    page = tablet("?tab=compare").page
    page.locator("#gov-comparison .gov-comparison").wait_for()
    page.locator("#gov-count > button").click()
    page.locator("#gov-term input, #gov-term textarea").first.fill("城镇新增就业")
    page.keyboard.press("Enter")
    sentence = page.locator(".gov-words > .gov-scroll td:last-child").first
    sentence.wait_for()
    assert sentence.bounding_box()["width"] > 500
    lines = "cell => getComputedStyle(cell).borderBottomWidth"  # one below each report alone
    assert sentence.evaluate(lines) == "0px"


def test_mark_of_the_open_tab_is_in_sight_for_fingers(tablet):
    page = tablet("?tab=library").page
    tab = page.locator("#gov-tabs > .tab-wrapper button.selected")
    tab.wait_for()
    box, row = tab.bounding_box(), tab.locator("..").bounding_box()
    mark = box["y"] + box["height"]  # its lower edge; what is beyond the row is cut off
    assert tab.evaluate("tab => getComputedStyle(tab, '::after').bottom") == "0px"
    assert row["y"] < mark <= row["y"] + row["height"]
    assert row["y"] <= box["y"]
