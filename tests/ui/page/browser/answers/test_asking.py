"""Questions on their way: typed, waiting, taken up after a reload, too long, lost."""

from urllib.parse import quote

import pytest

from qa.question.limits import LONGEST_QUESTION

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
GDP = "2016年兰州市生产总值预计达到多少？"


@pytest.fixture
def reader(visit, seed_server):
    return visit(seed_server.url)


def test_letters_typed_after_enter_stay_in_the_box(reader):
    box = reader.page.locator("#gov-box textarea")
    box.fill(PARKING)
    box.press("Enter")
    assert box.input_value() == ""  # at once, not when the server has heard of it
    reader.page.keyboard.type("那")
    reader.turn(1)
    reader.page.wait_for_timeout(300)
    assert box.input_value() == "那"


def test_second_question_waits_for_the_first(reader):
    waiting = reader.page.evaluate(  # in one go: the first is answered in a third of a second
        """(questions) => {
          for (const question of questions) window.govreport.asking.add({ question });
          return Array.from(document.querySelectorAll(".gov-queue li"), (one) => one.textContent);
        }""",
        [PARKING, GDP],
    )
    assert waiting == [PARKING, f"{GDP}×"]  # the second can be taken back
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
    assert "2220亿元" in reader.turn(2).locator(".gov-answer").inner_text()
    reader.page.wait_for_function("() => !document.querySelector('.gov-queue li')")


def test_waiting_question_can_be_taken_back(reader):
    reader.page.evaluate(
        """(questions) => {
          for (const question of questions) window.govreport.asking.add({ question });
          document.querySelector(".gov-queue button").click();
        }""",
        [PARKING, GDP],
    )
    reader.turn(1)
    reader.page.wait_for_timeout(800)
    assert reader.page.locator(".gov-turn").count() == 1


def test_question_over_the_limit_is_not_sent_and_says_so(reader):
    box = reader.page.locator("#gov-box textarea")
    box.fill("问" * (LONGEST_QUESTION + 1))
    box.press("Enter")
    told = reader.page.locator(".gov-limit")
    assert str(LONGEST_QUESTION + 1) in told.inner_text()
    assert f"最多 {LONGEST_QUESTION} 字" in told.inner_text()
    assert len(box.input_value()) == LONGEST_QUESTION + 1  # to be shortened, not lost
    assert reader.page.locator(".gov-turn").count() == 0
    box.fill("问" * LONGEST_QUESTION)
    assert told.inner_text() == ""


def test_overlong_question_in_an_address_is_refused_with_the_same_limit(visit, seed_server):
    reader = visit(f"{seed_server.url}?q={quote('问' * (LONGEST_QUESTION + 1))}")
    failed = reader.page.locator(".gov-failed [role=alert]")
    failed.wait_for()
    assert str(LONGEST_QUESTION) in failed.inner_text()


def test_question_asked_without_a_connection_is_answered_when_it_is_back(reader):
    reader.page.context.set_offline(True)
    box = reader.page.locator("#gov-box textarea")
    box.fill(PARKING)
    box.press("Enter")
    reader.page.locator(".gov-queue li", has_text=PARKING).wait_for()
    reader.page.wait_for_timeout(1000)
    reader.page.context.set_offline(False)
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()


def test_question_that_the_server_turned_away_can_be_asked_again(reader):
    reader.page.route("**/queue/join*", lambda route: route.fulfill(status=503, body="{}"))
    box = reader.page.locator("#gov-box textarea")
    box.fill(PARKING)
    box.press("Enter")
    again = reader.page.locator(".gov-limit button")
    again.wait_for()
    assert reader.page.locator(".gov-queue li", has_text=PARKING).count() == 1
    reader.page.unroute("**/queue/join*")
    again.click()
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
