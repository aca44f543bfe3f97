"""The questions to go on with: they follow their answer, and are kept with it."""

import pytest

pytestmark = pytest.mark.browser

PARKING = "2017年新建公共停车泊位多少个？"
GDP = "2016年兰州市生产总值预计达到多少？"
KEPT = """count => {
  const key = new URLSearchParams(location.search).get("c");
  const turns = window.govreport.store.conversation(key)?.turns ?? [];
  return turns.length === count && turns.every((turn) => turn.suggestions.length);
}"""


# The page's program, with the order of events that a busy machine has at times: the first answer's
# next questions are found right after the second's, and what was drawn without them arrives last.
OVERLAPPING = f"""
import threading, time
from qa.assistant import Assistant
from ui.page.handlers.questions import QuestionHandlers

stream, views, found = Assistant.stream, QuestionHandlers.views, threading.Event()

def steps(self, question, **more):
    for step in stream(self, question, **more):
        if step.answer is not None and question == "{PARKING}":
            found.wait(30)
            time.sleep(0.5)
        if step.answer is not None and question == "{GDP}":
            found.set()
        yield step

def drawn(self, session, turn=None):
    shown = views(self, session, turn)
    if found.is_set() and not session.conversation.turns[0].answer.suggestions:
        time.sleep(2)
    return shown

Assistant.stream, QuestionHandlers.views = steps, drawn
from ui import cli
cli.main()
"""


@pytest.fixture
def reader(visit, seed_server):
    return visit(seed_server.url)


def offered(reader, number):
    return reader.turn(number).locator(".gov-next .gov-suggestion").all_inner_texts()


def test_next_questions_follow_the_answer_and_are_there_after_a_reload(reader):
    reader.ask(PARKING)
    shown = offered(reader, 1)
    assert shown
    reader.page.wait_for_url("**?c=*")
    reader.page.wait_for_function(KEPT, arg=1)
    reader.page.reload()
    assert offered(reader, 1) == shown
    reader.page.locator(".gov-next .gov-suggestion").first.click()
    assert reader.turn(2).locator(".gov-question").inner_text() == shown[0]


def test_next_questions_move_nothing_that_is_read(reader):
    reader.page.evaluate(
        """() => {
          window.places = [];
          new MutationObserver(() => {
            const parts = [".gov-direct", ".gov-quote", ".gov-actions"];
            const turn = document.querySelector("#turn-1[data-turn]");
            const last = turn?.getClientRects()[0];
            if (!last) return;
            const offer = turn.querySelector(".gov-next") !== null;
            const tops = parts.map((part) => turn.querySelector(part)?.offsetTop);
            window.places.push([offer, JSON.stringify(tops)]);
          }).observe(document.body, { childList: true, subtree: true, attributes: true });
        }"""
    )
    reader.ask(PARKING)
    reader.page.locator(".gov-next").wait_for()
    places = reader.page.evaluate("() => window.places")
    assert {offer for offer, _ in places} == {False, True}
    assert len({tops for _, tops in places}) == 1


def test_question_asked_before_the_next_questions_came_loses_neither(reader):
    reader.page.evaluate(
        "questions => questions.forEach((question) => window.govreport.asking.add({ question }))",
        [PARKING, GDP],
    )
    assert "1.7万个" in reader.turn(1).locator(".gov-answer").inner_text()
    assert "2220亿元" in reader.turn(2).locator(".gov-answer").inner_text()
    reader.page.wait_for_function(KEPT, arg=2)
    shown = offered(reader, 1), offered(reader, 2)
    reader.page.reload()
    assert (offered(reader, 1), offered(reader, 2)) == shown
    assert all(shown)


def test_next_questions_of_two_answers_found_at_once_are_both_drawn(
    visit, start_server, seed_index
):
    reader = visit(start_server(seed_index, program=("-c", OVERLAPPING)).url)
    reader.page.evaluate(
        "questions => questions.forEach((question) => window.govreport.asking.add({ question }))",
        [PARKING, GDP],
    )
    reader.page.locator("#turn-2[data-turn]").wait_for()
    reader.page.wait_for_function(KEPT, arg=2)
    reader.page.wait_for_timeout(2500)  # what was drawn before the others were found has arrived
    assert all((offered(reader, 1), offered(reader, 2)))


def test_language_chosen_while_a_question_is_answered_is_spoken_everywhere(reader):
    reader.ask(PARKING)
    reader.page.evaluate(
        """question => {
          window.govreport.asking.add({ question });
          document.querySelector("#gov-language").click();
        }""",
        GDP,
    )
    turn = reader.turn(2)
    reader.page.locator("#gov-language", has_text="中文").wait_for()
    reader.page.locator(".gov-thread[data-language=en]").wait_for()
    assert "2220亿元" in turn.locator(".gov-answer").inner_text()
    assert reader.page.evaluate("() => document.documentElement.lang") == "en"
    assert reader.page.locator(".gov-turn").count() == 2
