"""A page that is loaded again before it has arrived, or while an answer is on its way."""

import itertools
from urllib.parse import quote, urlsplit

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
ENTER_AND_RELOAD = """() => {
  const enter = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
  document.querySelector("#gov-box textarea").dispatchEvent(new KeyboardEvent("keydown", enter));
  location.reload();
}"""
STEP, LATEST = 50, 20_000  # ms
# Says that nothing waits for an answer any more.
TELL = """(() => {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, value) {
    set.call(this, name, value);
    if (name === "govreport-waiting" && value === "[]") console.log("answered");
  };
})();"""
# A page that has not been loaded again waits for its server.
SLOW_AT_FIRST = """
  if (performance.getEntriesByType("navigation")[0]?.type !== "reload") {
    const plain = window.fetch;
    window.fetch = async (...request) => {
      await new Promise((resolve) => setTimeout(resolve, 60000));
      return plain(...request);
    };
  }"""

RELOAD_EARLY = """
  if (performance.getEntriesByType("navigation")[0]?.type !== "reload" && !sessionStorage.early) {
    const timer = setInterval(() => {
      if (!window.govreport?.asking) return;
      clearInterval(timer);
      sessionStorage.early = "1";
      location.reload();
    }, 5);
  }"""


@pytest.fixture
def reader(visit, seed_server):
    return visit(seed_server.url)


def hold_back(page, *, loads=0):
    """Let what a reload asks for, after `loads` other pages, come once there is an answer here.

    A machine under load may give none to a page that is leaving: it comes after `LATEST` then.
    """
    told, asked_for = [], itertools.count()
    page.on("console", lambda said: told.append(said.text))

    def late(route):
        held = next(asked_for) >= loads
        for _ in range(LATEST // STEP if held else 0):
            if "answered" in told:
                break
            page.wait_for_timeout(STEP)  # a page that is leaving evaluates nothing
        route.continue_()

    page.route(lambda url: urlsplit(url).path == "/", late)


def test_reload_while_answering_keeps_the_question(reader):
    reader.page.locator("#gov-box textarea").fill(PARKING)
    with reader.page.expect_navigation():
        reader.page.evaluate(ENTER_AND_RELOAD)
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
    reader.page.wait_for_url("**?c=*")
    assert reader.page.locator(".gov-turn").count() == 1  # asked once
    assert reader.page.locator(".gov-queue li").count() == 0


def test_answer_that_comes_while_the_page_is_leaving_is_shown_after_the_reload(reader):
    reader.page.evaluate(TELL)
    hold_back(reader.page)
    reader.page.locator("#gov-box textarea").fill(PARKING)
    with reader.page.expect_navigation():
        reader.page.evaluate(ENTER_AND_RELOAD)
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
    reader.page.wait_for_url("**?c=*")
    assert reader.page.locator(".gov-turn").count() == 1  # not asked again
    kept = reader.page.evaluate("() => window.govreport.store.list().length")
    assert kept == 1


def test_reload_before_a_new_page_has_arrived_does_not_bring_the_last_conversation(
    reader, seed_server
):
    reader.ask(PARKING)
    reader.page.wait_for_url("**?c=*")
    reader.page.add_init_script(SLOW_AT_FIRST)
    reader.page.goto(seed_server.url, wait_until="commit")
    reader.page.wait_for_function("() => window.govreport?.conversations")
    reader.page.reload()
    reader.page.locator(".gov-recent [data-open]", has_text=PARKING).wait_for()
    assert reader.page.locator(".gov-turn").count() == 0
    assert reader.page.url == seed_server.url


def test_question_of_an_address_is_asked_once_though_the_page_was_leaving(reader, seed_server):
    reader.page.add_init_script(TELL)
    reader.page.add_init_script(RELOAD_EARLY)
    address = f"{seed_server.url}?q={quote(PARKING)}"
    hold_back(reader.page, loads=1)
    reader.page.goto(address, wait_until="commit")
    reader.page.wait_for_function(
        "() => performance.getEntriesByType('navigation')[0].type === 'reload'"
    )
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
    reader.page.wait_for_url("**?c=*")
    assert reader.page.evaluate("() => window.govreport.store.list().length") == 1
    reader.page.goto(address)  # asked anew, since this is no reload
    reader.turn(1)
    reader.page.wait_for_function("() => window.govreport.store.list().length === 2")
