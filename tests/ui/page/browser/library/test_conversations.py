"""One conversation after the other: what is shown, its address and what a reload takes up agree."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
GDP = "2016年兰州市生产总值预计达到多少？"
UNEMPLOYED = "2017年城镇登记失业率的目标是多少？"
OPEN = """title => [...document.querySelectorAll("#gov-conversations [data-open]")]
  .find((link) => link.textContent === title).click()"""


@pytest.fixture
def reader(visit, seed_server):
    """A person with two conversations, the second one open."""
    reader = visit(seed_server.url)
    reader.ask(PARKING)
    reader.page.locator("#gov-sidebar .toggle-button").click()
    begin(reader)
    reader.ask(GDP)
    reader.page.locator("#gov-conversations [data-open]", has_text=GDP).wait_for()
    return reader


def begin(reader):
    reader.page.locator("#gov-new").click()
    reader.page.locator(".gov-welcome").wait_for()


def questions(reader):
    return reader.page.locator(".gov-thread .gov-question").all_inner_texts()


def settled(reader):
    """Wait until no question waits, no conversation is being opened, and what is open is shown."""
    reader.page.wait_for_function(
        """() => {
          const { conversations } = window.govreport;
          const key = new URLSearchParams(location.search).get("c");
          const idle = sessionStorage.getItem("govreport-waiting") === "[]";
          return idle && !conversations.isOpening() && conversations.isShown(key);
        }"""
    )


def test_conversation_chosen_while_a_question_is_answered_is_shown_and_has_its_address(reader):
    reader.page.evaluate(
        f"""([title, question]) => {{
          window.govreport.asking.add({{ question }});
          ({OPEN})(title);
        }}""",
        [PARKING, UNEMPLOYED],
    )
    reader.page.locator("#turn-1 .gov-question", has_text=PARKING).wait_for()
    settled(reader)
    assert questions(reader) == [PARKING]
    assert reader.page.locator("#gov-conversations [aria-current]").inner_text() == PARKING
    reader.page.reload()
    reader.turn(1)
    assert questions(reader) == [PARKING]
    reader.page.evaluate(OPEN, GDP)  # the answer that came meanwhile is where it was asked
    reader.turn(2)
    assert questions(reader) == [GDP, UNEMPLOYED]


def test_last_of_the_conversations_chosen_at_once_is_shown(reader):
    reader.page.evaluate(f"titles => titles.forEach({OPEN})", [PARKING, GDP, PARKING])
    reader.page.locator("#turn-1 .gov-question", has_text=PARKING).wait_for()
    settled(reader)
    assert questions(reader) == [PARKING]


def test_question_typed_before_a_new_conversation_is_shown_is_asked_in_it(reader):
    reader.page.evaluate(
        """question => {
          document.querySelector("#gov-new").click();
          window.govreport.asking.add({ question });
        }""",
        UNEMPLOYED,
    )
    reader.page.locator("#turn-1 .gov-question", has_text=UNEMPLOYED).wait_for()
    reader.turn(1)
    settled(reader)
    assert questions(reader) == [UNEMPLOYED]
    assert reader.page.locator("#gov-conversations [data-open]").count() == 3


def test_conversations_are_shown_from_every_tab(reader):
    selected = reader.page.locator("#gov-tabs [role=tab][aria-selected=true]")
    reader.tab("报告库")
    reader.page.wait_for_url("**?tab=library")
    reader.page.evaluate(OPEN, PARKING)
    reader.page.locator("#turn-1 .gov-question", has_text=PARKING).wait_for()
    reader.page.wait_for_url("**?c=*")
    assert selected.get_attribute("data-tab-id") == "ask"
    reader.tab("报告库")
    reader.page.wait_for_url("**?tab=library")
    begin(reader)
    assert selected.get_attribute("data-tab-id") == "ask"


def test_deleting_the_open_conversation_leaves_the_library_where_it_is(reader):
    reader.tab("报告库")
    reader.page.wait_for_url("**?tab=library")
    reader.page.locator("#gov-conversations li", has_text=GDP).locator("[data-erase]").click()
    reader.page.locator(".gov-welcome").wait_for(state="attached")
    assert reader.page.url.endswith("?tab=library")
    reader.tab("提问")
    reader.page.locator(".gov-welcome").wait_for()
    assert "?" not in reader.page.url


def test_back_does_not_open_a_deleted_conversation(reader):
    reader.page.wait_for_url("**?c=*")
    reader.page.locator("#gov-conversations li", has_text=GDP).locator("[data-erase]").click()
    reader.page.locator(".gov-welcome").wait_for()
    reader.page.go_back()
    reader.page.locator(".gov-limit", has_text="这个浏览器里没有").wait_for()
    assert questions(reader) == []
    reader.page.reload()
    reader.page.locator(".gov-limit", has_text="这个浏览器里没有").wait_for()
    assert questions(reader) == []


def test_conversation_deleted_in_another_tab_is_not_taken_up_by_a_reload(reader):
    reader.page.wait_for_url("**?c=*")
    reader.tab("报告库")
    reader.page.wait_for_url("**?tab=library")
    reader.page.evaluate(
        "() => window.govreport.store.list().forEach(({ key }) => "
        "window.govreport.store.erase(key))"
    )
    reader.page.reload()
    reader.page.locator(".gov-welcome").wait_for(state="attached")
    reader.tab("提问")
    reader.page.wait_for_function("() => !location.search")
    assert questions(reader) == []


@pytest.mark.parametrize("refused", ["sessionStorage", "localStorage"])
def test_browser_that_keeps_nothing_is_answered_and_told(visit, seed_server, refused):
    reader = visit(seed_server.url, wait=False)
    reader.page.add_init_script(
        f"""Object.defineProperty(window, "{refused}", {{
          configurable: true,
          get() {{ throw new DOMException("refused", "SecurityError"); }},
        }});"""
    )
    reader.page.reload()
    reader.page.locator(".gov-welcome").wait_for()
    assert "1.7万个" in reader.ask(PARKING).locator(".gov-answer").inner_text()
    reader.page.wait_for_url("**?c=*")
    told = reader.page.locator(".gov-limit", has_text="不让网页保存")
    if refused == "localStorage":
        told.wait_for()
    else:
        assert told.count() == 0
    assert reader.errors == []
