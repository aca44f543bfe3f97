"""The events of questions, answers and feedback."""

from ui.page.events.wiring import ASKING, QUIET, Wiring
from ui.page.handlers.answers import AnswerHandlers
from ui.page.handlers.exports import ExportHandlers
from ui.page.handlers.questions import QuestionHandlers

__all__ = ["connect_questions"]

# A question waits in the browser until the one before it is answered, with its own filters.
_FILTERS = "(session, years, regions) => window.govreport.asking.sent(years, regions)"


def connect_questions(
    wiring: Wiring,
    handlers: QuestionHandlers,
    answers: AnswerHandlers,
    exports: ExportHandlers,
) -> None:
    """Connect the conversation; the page's script reads the question box."""
    ask, session = wiring.components.ask, wiring.session
    outputs, offered = wiring.conversation_outputs, [wiring.components.offered]
    inputs = [session, ask.years, ask.regions]
    asked = ask.thread.ask(handlers.ask, inputs, outputs, js=_FILTERS, **ASKING)
    keep = "(handed) => window.govreport.answered(handed)"
    kept = asked.then(None, [wiring.components.handed], None, js=keep, **QUIET)
    # the answer is on the page before its next questions are asked; one follows the other
    drawn = [ask.thread, wiring.components.completed]
    offered_next = kept.then(handlers.offer, [session], drawn, trigger_mode="multiple", **ASKING)
    complete = "(completed) => window.govreport.conversations.complete(completed)"
    offered_next.then(None, [wiring.components.completed], None, js=complete, **QUIET)
    ask.thread.show(answers.show, [session], [ask.sources], **ASKING)
    ask.thread.judge(answers.judge, [session], None, **QUIET)
    wiring.save(ask.thread.table(answers.table, [session], offered, **QUIET))
    wiring.save(ask.thread.take(exports.take, [session], offered, **QUIET))
