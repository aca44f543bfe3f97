import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from embeddings.messages import Message
from qa.records import OtherPlace
from ui.conversations.conversation import TURNS_KEPT
from ui.conversations.serialisation import pack_turn, unpack
from ui.page.views.conversation import thread_html

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def kept(conversation):
    """Return what the page's script keeps of a conversation, as it sends it back."""
    packed = {
        "key": conversation.key,
        "title": conversation.title,
        "begun": conversation.begun,
        "turns": [pack_turn(turn) for turn in conversation.turns],
    }
    return json.loads(json.dumps(packed))


def test_conversation_comes_back_as_it_was(conversation, lanzhou):
    assert unpack(kept(conversation), {lanzhou.report_id: lanzhou}) == conversation


def test_turn_asked_alone_comes_back_so(conversation, lanzhou):
    turns = (replace(conversation.turns[0], alone=True),)
    back = unpack(kept(replace(conversation, turns=turns)), {lanzhou.report_id: lanzhou})
    assert back.turns[0].alone


def test_turn_comes_back_under_the_key_that_the_store_knows_it_by(conversation, lanzhou):
    turns = (replace(conversation.turns[0], key="k7"),)
    back = unpack(kept(replace(conversation, turns=turns)), {lanzhou.report_id: lanzhou})
    assert back.turns[0].key == "k7"


def test_grounds_of_a_refusal_come_back_as_they_were(conversation, lanzhou):
    asked = Message("figure_asked", name="失业率", aspect="", place="", when="")
    ground = Message("figure_unmentioned", asked=asked)
    turn = conversation.turns[-1]
    turns = (replace(turn, answer=replace(turn.answer, grounds=(ground,))),)
    back = unpack(kept(replace(conversation, turns=turns)), {lanzhou.report_id: lanzhou})
    assert back.turns[0].answer.grounds == (ground,)


def test_packed_turn_holds_no_passage_text(conversation, lanzhou):
    passage = conversation.turns[0].answer.retrieval[0].text
    assert passage not in json.dumps(kept(conversation), ensure_ascii=False)


def test_passages_of_a_removed_report_are_left_out(conversation):
    back = unpack(kept(conversation), {})
    assert len(back.turns[0].answer.retrieval) == 0


def with_twin(conversation, twin):
    """The conversation, where the last turn's passage stands in `twin` as well."""
    turn = conversation.turns[-1]
    retrieval = turn.answer.retrieval
    passage = replace(retrieval[0], also=(OtherPlace.of(twin, retrieval[0].paragraph),))
    answer = replace(turn.answer, retrieval=replace(retrieval, passages=(passage,)))
    return replace(conversation, turns=(replace(turn, answer=answer),))


def test_other_places_come_back_where_they_hold_the_text_still(conversation, lanzhou):
    twin = replace(lanzhou, report_id="twin", title="2018年兰州市政府工作报告")
    known = with_twin(conversation, twin)
    reports = {lanzhou.report_id: lanzhou, "twin": twin}
    assert unpack(kept(known), reports) == known
    changed = replace(twin, text=twin.text.replace("1.7万个", "1.8万个"))
    for later in ({"twin": changed}, {}):
        back = unpack(kept(known), {lanzhou.report_id: lanzhou} | later)
        assert back.turns[0].answer.retrieval[0].also == ()


def test_conversation_kept_before_there_were_other_places_comes_back(conversation, lanzhou):
    packed = kept(conversation)
    for turn in packed["turns"]:
        for row in turn["passages"]:
            assert row.pop() == []
    assert unpack(packed, {lanzhou.report_id: lanzhou}) == conversation


@given(json_values)
def test_any_other_places_from_a_browser_are_read_or_left_out(lanzhou, value):
    row = [lanzhou.report_id, 1, 0, 0, 0.5, {}, value]
    packed = {
        "key": "k",
        "title": "t",
        "begun": "",
        "turns": [{"question": "？", "passages": [row]}],
    }
    back = unpack(packed, {lanzhou.report_id: lanzhou})
    assert back.turns[0].answer.retrieval[0].also == ()


def test_forged_excerpt_is_not_shown_as_a_citation(conversation, lanzhou):
    packed = kept(conversation)
    packed["turns"][0]["citations"][0][6] = "新建公共停车泊位9.9万个"
    back = unpack(packed, {lanzhou.report_id: lanzhou})
    html = thread_html(back.turns, reports={lanzhou.report_id: lanzhou}, language="zh")
    assert "gov-withdrawn" in html
    assert "data-citation" not in html


def test_true_excerpt_is_shown_as_a_citation(conversation, lanzhou):
    reports = {lanzhou.report_id: lanzhou}
    html = thread_html(conversation.turns, reports=reports, language="zh")
    assert 'data-citation="1"' in html
    assert "gov-withdrawn" not in html


def test_changed_report_withdraws_the_citation(conversation, lanzhou):
    changed = replace(lanzhou, text=lanzhou.text.replace("1.7万个", "1.8万个"))
    html = thread_html(conversation.turns, reports={changed.report_id: changed}, language="zh")
    assert "gov-withdrawn" in html


@given(json_values)
def test_any_value_from_a_browser_is_read_or_refused(lanzhou, value):
    back = unpack(value, {lanzhou.report_id: lanzhou})
    assert back is None or back.key


@given(
    st.sampled_from(
        [
            "text",
            "spans",
            "citations",
            "passages",
            "years",
            "regions",
            "unsupported",
            "computed",
            "confidence",
            "about_years",
            "reason",
            "suggestions",
        ]
    ),
    json_values,
)
def test_any_damage_to_a_turn_is_survived(lanzhou, field, value):
    packed = {"key": "k", "title": "t", "begun": "", "turns": [{"question": "问？", field: value}]}
    back = unpack(packed, {lanzhou.report_id: lanzhou})
    assert [turn.answer.question for turn in back.turns] == ["问？"]
    thread_html(back.turns, reports={lanzhou.report_id: lanzhou}, language="zh")


def test_a_made_up_conversation_costs_no_more_than_its_bounds(lanzhou):
    turn = {
        "question": "问" * 100_000,
        "text": "的" * 1_000_000,
        "spans": ["的"] * 100_000,
        "unsupported": [[0, 5]] * 100_000,
        "seconds": 10**400,
        "about_years": [2**64, 2017, float("nan"), True],
    }
    packed = {"key": "k", "turns": [turn] * 10_000}
    conversation = unpack(packed, {lanzhou.report_id: lanzhou})
    assert len(conversation.turns) == TURNS_KEPT
    answer = conversation.turns[-1].answer
    assert (len(answer.question), len(answer.text)) == (20_000, 20_000)
    assert (answer.spans, answer.unsupported) == (("的",), ((0, 5),))
    assert answer.seconds == 0.0
    assert answer.retrieval.scope.about_years == (2017,)
