import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever
from qa.tables import CellStatus
from ui.conversations.conversation import Conversation, KeptTurn
from ui.conversations.serialisation import pack_turn, unpack
from ui.conversations.tables import pack_table, unpack_citations, unpack_table
from ui.rendering.charts.data_points import read_series

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
GROWTH = {2016: "8.1%", 2017: "5.7%", 2018: "6.5%左右"}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for year, growth in GROWTH.items():
        (folder / f"{year}年兰州市政府工作报告.txt").write_text(
            f"{year}年兰州市政府工作报告\n\n各位代表：\n一、{year}年工作安排\n"
            f"今年发展的主要预期目标是：地区生产总值增长{growth}，农村公路{year - 2000}公里。\n",
            encoding="utf-8",
        )
    return Assistant(Retriever.from_reports(folder))


@pytest.fixture(scope="module")
def answer(assistant):
    return assistant.ask("兰州2015年到2018年各年地区生产总值增长目标分别是多少")


@pytest.fixture(scope="module")
def proven(answer):
    return answer.table, answer.citations


def sent_back(answer):
    return json.loads(json.dumps(pack_turn(KeptTurn(answer=answer, asked=""))))


def unpacked(turn, reports):
    packed = {"key": "k", "title": "", "begun": "", "turns": [turn]}
    conversation = unpack(packed, reports)
    assert isinstance(conversation, Conversation)
    return conversation.turns[0].answer


def test_table_of_an_answer_comes_back_as_it_was(assistant, answer):
    assert [cell.text for row in answer.table for cell in row.cells] == ["", *GROWTH.values()]
    back = unpacked(sent_back(answer), assistant.reports)
    assert back.table == answer.table


def test_chart_of_a_kept_answer_is_that_of_the_answer(assistant, answer):
    back = unpacked(sent_back(answer), assistant.reports)
    drawn = read_series(back, assistant.reports)
    assert drawn == read_series(answer, assistant.reports)
    assert [point.text for point in drawn.points] == list(GROWTH.values())


def test_cells_that_the_text_does_not_quote_keep_their_own_proof(assistant):
    ranked = assistant.ask("兰州2016年到2018年哪年地区生产总值增长目标最高")
    quoted = set(ranked.citations)
    own = [cell.citation for row in ranked.table for cell in row.cells if cell.stated]
    assert not set(own) <= quoted
    back = unpacked(sent_back(ranked), assistant.reports)
    assert back.table == ranked.table


def test_an_answer_without_a_table_comes_back_without_one(assistant):
    single = assistant.ask("兰州2017年地区生产总值增长目标是多少")
    assert single.table is None
    assert unpacked(sent_back(single), assistant.reports).table is None


def test_a_value_that_its_excerpt_does_not_hold_is_left_out(assistant, answer):
    turn = sent_back(answer)
    cells = [row[3][0] for row in turn["table"]["rows"]]
    (forged,) = [cell for cell in cells if cell[2] == "5.7%"]
    forged[2] = "99%"
    back = unpacked(turn, assistant.reports)
    assert [row.label for row in back.table] == ["2015年", "2016年", "2018年"]


@pytest.mark.parametrize("value", ["NaN", "1e999999", "Infinity", "٣", 5, None, "1" * 99])
def test_a_number_that_is_none_is_left_out(assistant, answer, value):
    turn = sent_back(answer)
    stated = next(row[3][0] for row in turn["table"]["rows"] if row[3][0][0] == "stated")
    stated[3] = value
    back = unpacked(turn, assistant.reports)
    first = next(cell for row in back.table for cell in row.cells if cell.stated)
    assert first.low is None


@given(json_values)
def test_any_table_from_a_browser_is_read_or_left_out(value):
    assert unpack_table(value, ()) is None


@given(st.integers(min_value=0, max_value=8), json_values)
def test_any_damage_to_a_cell_is_survived(proven, place, value):
    packed = json.loads(json.dumps(pack_table(*proven)))
    packed["rows"][1][3][0][place] = value
    table = unpack_table(packed, proven[1])
    assert table is not None
    for row in table:
        for cell in row.cells:
            stated = cell.status is CellStatus.STATED
            assert stated == (cell.citation is not None)
            assert not stated or cell.text in cell.citation.excerpt


def test_citations_that_do_not_fit_are_left_out():
    assert list(unpack_citations([[1, 2], None, "x", ["r", "t", "f", 1, 2, 3, "e", 4]])) == []
