"""What a page goes on showing holds nothing of a forgotten report."""

import json
from dataclasses import replace

from qa.records import Missing, OtherPlace, Retrieval, Scope
from ui.conversations.conversation import Conversation, KeptTurn, with_turn
from ui.conversations.forgetting import without_forgotten
from ui.conversations.serialisation import pack_turn, unpack
from ui.page.views.conversation import thread_html
from ui.page.views.sources import sources_html
from ui.rendering.export.exported import export_of
from ui.rendering.export.markdown import as_markdown

WORDS = "新建公共停车泊位1.7万个"


def test_conversation_over_the_same_reports_stays_as_it_is(conversation, lanzhou):
    assert without_forgotten(conversation, {lanzhou.report_id: lanzhou}) is conversation


def test_answer_that_cites_a_forgotten_report_becomes_a_refusal_that_says_which(
    conversation, lanzhou
):
    before = {lanzhou.report_id: lanzhou}
    shown = thread_html(conversation.turns, reports=before, language="zh")
    assert "公共停车泊位<" in shown or WORDS in shown
    after = without_forgotten(conversation, {})
    answer = after.turns[0].answer
    assert answer.refused
    assert (answer.text, answer.spans, answer.table) == ("", (), None)
    assert answer.retrieval.passages == ()
    shown = thread_html(after.turns, reports={}, language="zh")
    assert f"不在报告库的原文中（{lanzhou.title}）" in shown
    assert "1.7万个" not in shown
    assert "1.7万个" not in sources_html(answer, 1, reports={}, language="zh")
    assert "1.7万个" not in as_markdown(export_of("", after.turns, {}, "zh"), "zh")


def test_conversation_fetched_from_the_browser_loses_what_was_forgotten(conversation):
    packed = {
        "key": conversation.key,
        "title": conversation.title,
        "begun": conversation.begun,
        "turns": [pack_turn(turn) for turn in conversation.turns],
    }
    fetched = unpack(json.loads(json.dumps(packed)), {})
    assert "1.7万个" not in json.dumps([pack_turn(turn) for turn in fetched.turns])


def test_passage_of_another_report_stays_without_its_forgotten_double(parking, lanzhou):
    also = OtherPlace(report_id="0" * 12, title="别处", paragraph=1, start=0, end=9)
    passage = replace(parking.retrieval.passages[0], also=(also,))
    answer = replace(parking, retrieval=replace(parking.retrieval, passages=(passage,)))
    kept = Conversation(key="k", title="", begun="", turns=(KeptTurn(answer=answer, asked=""),))
    after = without_forgotten(kept, {lanzhou.report_id: lanzhou}).turns[0].answer
    assert after == parking


def test_turn_that_is_kept_lets_its_snapshot_go(parking):
    searched = object()
    retrieval = Retrieval(
        passages=(),
        question="问？",
        rewritten="问？",
        scope=Scope(),
        missing=Missing(),
        snapshot=searched,
    )
    turn = KeptTurn(answer=replace(parking, retrieval=retrieval), asked="")
    kept = with_turn(Conversation(key="k", title="", begun=""), turn)
    assert kept.turns[0].answer.retrieval.snapshot is None
