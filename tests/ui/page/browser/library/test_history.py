"""Conversations in the browser's store: over tabs, when it is full, renamed, pinned, deleted."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
GDP = "2016年兰州市生产总值预计达到多少？"
FILL = """() => {
  let size = 1 << 20;
  for (let part = 0; size > 16; ) {
    try { localStorage.setItem(`other-${part}`, "x".repeat(size)); part += 1; } catch { size /= 2; }
  }
}"""


@pytest.fixture
def reader(visit, seed_server):
    return visit(seed_server.url)


def opened(reader, address):
    """Another tab of the same browser, once it listens."""
    page = reader.page.context.new_page()
    page.goto(address)
    page.locator(".gov-welcome, .gov-turn").first.wait_for(state="attached")
    return page


def ask(page, question):
    box = page.locator("#gov-box textarea")
    box.fill(question)
    box.press("Enter")


def titles(page):
    if not page.locator(".sidebar.open").count():
        page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-conversations [data-open]").first.wait_for()
    return page.locator("#gov-conversations [data-open]").all_inner_texts()


@pytest.mark.parametrize("count", [2, 5, 10])
def test_tabs_that_ask_at_once_lose_nothing(reader, seed_server, count):
    tabs = [opened(reader, seed_server.url) for _ in range(count)]
    questions = [f"2017年城镇新增就业的目标是多少？第{number}问" for number in range(count)]
    for tab, question in zip(tabs, questions, strict=True):
        ask(tab, question)
    for tab in tabs:
        tab.locator("#turn-1[data-turn]").wait_for()
    for tab in tabs:  # each has been told of the others, without a reload
        tab.wait_for_function(
            "count => document.querySelectorAll('#gov-conversations [data-open]').length === count",
            arg=count,
        )
    later = opened(reader, seed_server.url)
    assert sorted(titles(later)) == sorted(questions)
    later.locator("#gov-conversations [data-open]", has_text=questions[0]).click()
    later.locator("#turn-1 .gov-question", has_text=questions[0]).wait_for()


def test_two_tabs_that_ask_in_one_conversation_keep_both_turns(reader, seed_server):
    reader.ask(PARKING)
    reader.page.wait_for_url("**?c=*")
    other = opened(reader, reader.page.url)
    other.locator("#turn-1[data-turn]").wait_for()
    ask(reader.page, GDP)
    ask(other, "失业率呢？")
    for tab in (reader.page, other):
        tab.locator("#turn-2[data-turn]").wait_for()
        tab.wait_for_function("() => sessionStorage.getItem('govreport-waiting') === '[]'")
    reader.page.reload()
    reader.turn(3)
    kept = reader.page.locator(".gov-question").all_inner_texts()
    assert kept[0] == PARKING
    assert sorted(kept[1:]) == sorted([GDP, "失业率呢？"])


def test_answer_asked_again_takes_the_place_of_the_first(reader):
    reader.ask(PARKING)
    reader.page.locator(".gov-turn [data-again]").click()
    reader.page.wait_for_function("() => sessionStorage.getItem('govreport-waiting') === '[]'")
    reader.page.reload()
    reader.turn(1)
    assert reader.page.locator(".gov-turn").count() == 1


def test_answer_asked_again_after_a_reload_takes_the_place_of_the_first(reader):
    reader.ask(PARKING)
    reader.page.wait_for_url("**?c=*")
    reader.page.reload()
    reader.turn(1).locator("[data-again]").click()
    reader.page.wait_for_function("() => sessionStorage.getItem('govreport-waiting') === '[]'")
    reader.page.reload()
    reader.turn(1)
    assert reader.page.locator(".gov-turn").count() == 1


def test_full_store_is_told_and_the_answer_stays_on_the_page(reader):
    reader.page.evaluate(FILL)
    turn = reader.ask(PARKING)
    told = reader.page.locator(".gov-limit", has_text="浏览器的存储已满")
    told.wait_for()
    assert "1.7万个" in turn.locator(".gov-answer").inner_text()


def test_conversation_is_pinned_searched_deleted_and_brought_back(reader):
    reader.ask(PARKING)
    reader.page.locator("#gov-sidebar .toggle-button").click()
    reader.page.locator("#gov-new").click()
    reader.page.locator(".gov-welcome").wait_for()
    reader.page.locator(".gov-recent [data-open]", has_text=PARKING).wait_for()
    reader.ask(GDP)
    conversations = reader.page.locator("#gov-conversations")
    assert titles(reader.page) == [GDP, PARKING]  # the last one first
    conversations.locator("li", has_text=PARKING).locator("[data-pin]").click()
    reader.page.wait_for_function(
        "title => document.querySelector('#gov-conversations [data-open]').textContent === title",
        arg=PARKING,
    )
    conversations.locator("li", has_text=PARKING).locator("[data-erase]").click()
    gone = conversations.locator("li", has=reader.page.locator("[data-restore]"))
    gone.wait_for()
    assert titles(reader.page) == [GDP]
    gone.locator("[data-restore]").click()
    conversations.locator("[data-open]", has_text=PARKING).wait_for()
    assert titles(reader.page) == [PARKING, GDP]
    conversations.locator("[data-open]", has_text=PARKING).click()
    reader.turn(1).locator(".gov-answer", has_text="1.7万个").wait_for()


def test_deleted_conversation_is_gone_for_good_after_ten_seconds(reader):
    reader.ask(PARKING)
    reader.page.wait_for_url("**?c=*")
    address = reader.page.url
    reader.page.locator("#gov-sidebar .toggle-button").click()
    reader.page.locator("#gov-conversations [data-erase]").click()
    reader.page.locator(".gov-welcome").wait_for()
    reader.page.wait_for_function(
        "() => !Object.keys(localStorage).some((name) => name.includes(':t:'))"
    )
    reader.page.goto(address)
    reader.page.locator(".gov-limit", has_text="这个浏览器里没有").wait_for()


def test_conversations_of_the_store_before_are_taken_over(visit, seed_server):
    reader = visit(seed_server.url)
    reader.ask(PARKING)
    reader.page.wait_for_url("**?c=*")
    reader.page.evaluate(
        """() => {
          const key = new URLSearchParams(location.search).get("c");
          const { title, begun, turns } = window.govreport.store.conversation(key);
          localStorage.clear();
          const bare = turns.map(({ key, ...turn }) => turn);
          const list = [{ key: "0a1b", title, begun, turns: bare }];
          window.govreport.store.adopt({ conversations: { "": { current: "0a1b", list } } });
        }"""
    )
    reader.page.goto(f"{seed_server.url}?c=0a1b")
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
