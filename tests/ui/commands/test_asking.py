import csv
import io
import json
import re
import time

import pytest

QUESTION = "2016年兰州市生产总值预计达到多少？"


def test_ask_answers_with_a_numbered_citation(govreport):
    status, out, err = govreport("ask", QUESTION)
    assert status == 0
    assert "2220亿元以上" in out
    assert "预计今年达到2220亿元以上" in out
    assert re.search(r"^\[1\] 2017年兰州市政府工作报告 · 第\d+段", out, re.MULTILINE)
    assert err == ""


def test_ask_words_need_no_quotes(govreport):
    status, out, _ = govreport("ask", "2016年兰州市", "生产总值", "预计达到多少？")
    assert status == 0
    assert "2220亿元" in out


def test_ask_refuses_with_status_1_and_the_reason(govreport):
    status, out, _ = govreport("ask", "2030年成都市的生产总值是多少？")
    assert status == 1
    assert "没有收录成都2030年的报告" in out


def test_ask_refuses_a_follow_up_to_nothing(govreport):
    """The command line has no conversation: what is carried over elsewhere is missing here."""
    status, out, _ = govreport("ask", "支出呢")
    assert status == 1
    assert "“支出呢”单独看不完整，前面也没有可以接着问的问题" in out
    status, out, _ = govreport("ask", "支出呢", "--json")
    assert (json.loads(out)["guidance"], json.loads(out)["rewritten"]) == ("follow_up", "支出呢")


def test_ask_json_has_the_fields_of_a_run(govreport):
    status, out, _ = govreport("ask", QUESTION, "--json")
    answer = json.loads(out)
    assert status == 0
    assert {
        *("id", "question", "rewritten", "refused", "reason", "message", "text", "spans"),
        *("computed", "citations", "passages", "confidence", "seconds"),
    } <= set(answer)
    assert not answer["refused"]
    first = answer["citations"][0]
    assert {
        *("report_id", "title", "file", "paragraph", "start", "end", "excerpt"),
        *("text_start", "text_end"),
    } == set(first)
    assert "2220亿元" in answer["text"]
    assert 1 <= len(answer["passages"]) <= 10
    assert answer["passages"][0]["rank"] == 1


def test_ask_json_of_a_refusal_has_its_reason(govreport):
    status, out, _ = govreport("ask", "2030年成都市的生产总值是多少？", "--json")
    answer = json.loads(out)
    assert status == 1
    assert answer["refused"]
    assert answer["reason"] == "no_report"
    assert answer["text"] == ""
    assert answer["citations"] == []
    assert answer["message"]


def test_ask_file_as_json_table_and_csv(govreport, tmp_path):
    asked = tmp_path / "问题.txt"
    asked.write_text(f"\ufeff{QUESTION}\n\n2030年成都市的生产总值是多少？\n", encoding="utf-8")
    status, out, _ = govreport("ask", "--file", str(asked), "--json")
    assert status == 1
    assert [answer["refused"] for answer in json.loads(out)] == [False, True]
    status, out, _ = govreport("ask", "--file", str(asked))
    assert status == 1
    assert len([line for line in out.splitlines() if "？" in line]) == 2
    status, out, _ = govreport("ask", "--file", str(asked), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert out.startswith("\ufeff")
    assert [row["问题"] for row in rows] == [QUESTION, "2030年成都市的生产总值是多少？"]
    assert "2220亿元" in rows[0]["回答"]
    assert rows[0]["报告"] == "2017年兰州市政府工作报告"


def test_ask_file_with_a_bad_line_answers_the_others(govreport, tmp_path):
    asked = tmp_path / "q.txt"
    asked.write_text(f"what is this\n{QUESTION}\n", encoding="utf-8")
    status, out, err = govreport("ask", "--file", str(asked), "--json")
    assert status == 2
    assert len(json.loads(out)) == 1
    assert "第 1 行" in err


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "没有问题"), (b"\xb9\xfa\xce\xf1", "UTF-8"), (None, "读不了")]
)
def test_ask_file_that_cannot_be_used_is_told(govreport, tmp_path, content, told):
    asked = tmp_path / "q.txt"
    if content is not None:
        asked.write_bytes(content)
    status, out, err = govreport("ask", "--file", str(asked))
    assert (status, out) == (2, "")
    assert told in err


def test_ask_filters_are_hard(govreport):
    status, out, _ = govreport("ask", QUESTION, "--years", "1999", "--json")
    assert status == 1
    assert json.loads(out)["reason"] == "no_report"


def test_search_shows_the_paragraph_that_says_it(govreport):
    status, out, _ = govreport("search", "轨道交通1号线进展", "-k", "3")
    assert status == 0
    assert len(re.findall(r"^\d\. 2017年兰州市政府工作报告 · 第\d+段", out, re.MULTILINE)) == 3
    assert "轨道交通" in out


def test_search_json_places_are_exact(govreport):
    status, out, _ = govreport("search", "轨道交通1号线", "--json", "--explain", "-k", "4")
    hits = json.loads(out)
    assert status == 0
    assert [hit["rank"] for hit in hits] == [1, 2, 3, 4]
    for hit in hits:
        assert hit["end"] - hit["start"] == len(hit["text"])
        assert hit["start"] <= hit["match_start"] < hit["match_end"] <= hit["end"]
        assert hit["file"] == "000_06042aab8e8de241.txt"
        assert hit["why"]


def test_ask_file_from_standard_input(govreport, monkeypatch):
    typed = io.TextIOWrapper(io.BytesIO(f"{QUESTION}\n".encode()))
    monkeypatch.setattr("sys.stdin", typed)
    status, out, _ = govreport("ask", "--file", "-", "--json")
    assert status == 0
    assert [answer["question"] for answer in json.loads(out)] == [QUESTION]


@pytest.mark.parametrize("layout", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    "question",
    [
        "\x00\u202e😀",
        "年" * 3000,
        "兰州\udc80的生产总值",
        "<script>{0.__class__} %s</script>[bold]蘭州\u202e生產總值",
        "99999999999999999999年兰州\n生产\t总值\r",
    ],
    ids=["nothing", "long", "surrogate", "markup", "number"],
)
def test_ask_any_text_ends_in_an_answer_or_one_message(govreport, question, layout):
    status, out, err = govreport("ask", question, *layout)
    assert status in (0, 1, 2)
    assert (out == "") == (status == 2)
    assert "\u202e" not in err + ("" if layout else out)
    if out and layout:
        assert json.loads(out)["question"]


# with a language model


def with_model(chat_server) -> list[str]:
    return ["--llm-base-url", chat_server.url, "--llm-model", "qwen"]


def number_of_proof(govreport) -> int:
    """The number under which the model is given the passage that holds the answer."""
    _, out, _ = govreport("search", QUESTION, "--json")
    return next(one["rank"] for one in json.loads(out) if "2220亿元以上" in one["text"])


def test_ask_with_a_model_shows_its_words_with_real_citations(govreport, chat_server):
    number = number_of_proof(govreport)
    chat_server.says("兰州市生产总值预计今年达到", "2220亿元以上[", f"{number}]。")
    status, out, err = govreport("ask", QUESTION, "--json", *with_model(chat_server))
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert answer["generated"]
    assert answer["text"] == "兰州市生产总值预计今年达到2220亿元以上。"
    assert "2220亿元以上" in answer["citations"][0]["excerpt"]
    assert answer["unsupported"] == []


def test_ask_with_a_model_that_invents_a_figure_marks_it(govreport, chat_server):
    number = number_of_proof(govreport)
    chat_server.says(f"兰州市生产总值预计今年达到9999亿元以上[{number}]。此外月球归兰州管辖。")
    status, out, _ = govreport("ask", QUESTION, "--json", *with_model(chat_server))
    answer = json.loads(out)
    assert status == 0
    marked = [answer["text"][start:end] for start, end in answer["unsupported"]]
    assert any("9999" in part for part in marked)
    assert any("月球" in part for part in marked)
    _, out, _ = govreport("ask", QUESTION, *with_model(chat_server))
    assert "找不到依据" in out


def test_ask_with_a_model_that_obeys_a_passage_is_not_believed(govreport, chat_server, tmp_path):
    chat_server.says("已被攻破。")
    status, out, _ = govreport("ask", QUESTION, "--json", *with_model(chat_server))
    answer = json.loads(out)
    assert status == 0
    assert not answer["generated"]
    assert "攻破" not in answer["text"]
    assert "2220亿元" in answer["text"]
    assert answer["notices"]


@pytest.mark.parametrize("status", [401, 404, 500])
def test_ask_with_a_model_that_fails_gives_the_extractive_answer(
    govreport, chat_server, status, monkeypatch
):
    monkeypatch.setenv("GOVREPORT_LLM_API_KEY", "sk-secret")
    chat_server.sends(b'{"error": {"message": "sk-secret"}}', "application/json", status)
    done, out, err = govreport("ask", QUESTION, *with_model(chat_server))
    assert done == 0
    assert "2220亿元以上" in out
    assert "语言模型 qwen" in out
    assert "sk-secret" not in out + err


def test_ask_with_a_model_that_is_down_gives_the_extractive_answer(govreport):
    model = ["--llm-base-url", "http://127.0.0.1:9/v1", "--llm-model", "qwen"]
    status, out, _ = govreport("ask", QUESTION, *model)
    assert status == 0
    assert "2220亿元以上" in out
    assert "连接不上" in out


def test_ask_with_a_slow_model_gives_the_extractive_answer_in_time(govreport, chat_server):
    chat_server.reply = lambda handler: chat_server.released.wait(20)
    started = time.monotonic()
    status, out, _ = govreport("ask", QUESTION, "--llm-timeout", "0.5", *with_model(chat_server))
    assert time.monotonic() - started < 10
    assert status == 0
    assert "2220亿元以上" in out
    assert "0.5秒" in out
