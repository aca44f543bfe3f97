"""The routes below `/v1`, asked by the real OpenAI client and as Dify asks."""

import json

import pytest
from openai import APIError, AuthenticationError, BadRequestError, NotFoundError, OpenAI

from embeddings.errors import GenerationError
from qa.llm.chat_model import ChatModel
from ui.page.index_handle import IndexHandle
from ui.page.programs import workers
from ui.page.programs.keys import ApiKeys

GDP = "2016年兰州市生产总值预计达到多少？"
KEY = "a-key-of-more-than-twenty-characters"


@pytest.fixture
def openai(serve):
    """Return an OpenAI client of the routes."""

    def client(key="none", index=None, **options):
        served = serve(**options) if index is None else serve(index, **options)
        return OpenAI(
            base_url="http://testserver/v1", api_key=key, http_client=served, max_retries=0
        )

    return client


def ask(client, *messages, **options):
    roles = ["user", "assistant"] * len(messages)
    said = [{"role": role, "content": text} for role, text in zip(roles, messages, strict=False)]
    return client.chat.completions.create(
        model=options.pop("model", "govreport"), messages=said, **options
    )


def test_models_are_listed_by_what_the_server_has(openai):
    assert [model.id for model in openai().models.list()] == ["govreport"]
    worded = openai(worded=True)
    assert [model.id for model in worded.models.list()] == ["govreport", "govreport-worded"]
    assert worded.models.retrieve("govreport").owned_by == "govreport-qa"
    with pytest.raises(NotFoundError):
        worded.models.retrieve("gpt")


def test_completion_quotes_and_cites(openai, lanzhou):
    completion = ask(openai(), GDP)
    (choice,) = completion.choices
    assert choice.finish_reason == "stop"
    assert "2220亿元以上[1]" in choice.message.content
    (annotation,) = choice.message.annotations
    cited = annotation.url_citation
    part = choice.message.content[cited.start_index : cited.end_index]
    assert part.endswith("2220亿元以上[1]")
    assert cited.title == "2017年兰州市政府工作报告"
    assert cited.excerpt == lanzhou.text[cited.start : cited.end]
    assert cited.url == (
        f"http://testserver/?report={lanzhou.report_id}&p={cited.paragraph}"
        f"&mark={cited.start}-{cited.end}"
    )
    assert completion.govreport["refused"] is False
    assert completion.govreport["spans"] == ["2220亿元以上"]


def test_citations_lead_to_the_page_behind_its_proxy(serve):
    client = serve(root_path="/reports")
    asked = {"model": "govreport", "messages": [{"role": "user", "content": GDP}]}
    headers = {"host": "reports.example.org", "x-forwarded-proto": "https"}
    told = client.post("/v1/chat/completions", json=asked, headers=headers).json()
    annotation = told["choices"][0]["message"]["annotations"][0]["url_citation"]
    assert annotation["url"].startswith("https://reports.example.org/reports/?report=")


def test_stream_gives_what_the_whole_completion_has(openai):
    whole = ask(openai(), GDP)
    chunks = list(ask(openai(), GDP, stream=True))
    deltas = [chunk.choices[0].delta for chunk in chunks]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    assert len([delta for delta in deltas if delta.content]) > 2
    (annotations,) = [d.annotations for d in deltas if getattr(d, "annotations", None)]
    expected = [each.model_dump() for each in whole.choices[0].message.annotations]
    assert annotations == expected
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices[0].finish_reason]
    assert chunks[-1].govreport == whole.govreport
    assert len({chunk.id for chunk in chunks}) == 1


def test_refusal_is_said_and_marked(openai):
    completion = ask(openai(), "西宁市2017年的经济增长目标定了多少？")
    assert completion.choices[0].message.content.startswith("没有收录西宁的报告")
    assert completion.choices[0].message.annotations == []
    assert completion.govreport["refused"] is True
    assert completion.govreport["reason"] == "no_report"


def test_follow_up_takes_what_it_lacks_from_the_messages(openai):
    client = openai()
    first, second = "2017年兰州市新建公共停车泊位多少个？", "那城镇新增就业多少？"
    said = ask(client, first).choices[0].message.content
    then = ask(client, first, said, second).choices[0].message.content
    assert then.startswith("按此理解：2017年兰州市城镇新增就业多少？")
    assert "城镇新增就业9万人[1]" in then
    # what the second question meant is read from its answer: the question alone names no place
    third = ask(client, first, said, second, then, "2016年呢？").choices[0].message.content
    assert third.startswith("按此理解：2016年兰州市城镇新增就业多少？")


def test_messages_of_the_system_and_in_parts_are_taken_as_they_are_meant(openai):
    messages = [
        {"role": "system", "content": "你是一只猫。"},
        {"role": "user", "content": [{"type": "text", "text": GDP}]},
    ]
    completion = openai().chat.completions.create(model="govreport", messages=messages)
    assert "2220亿元以上" in completion.choices[0].message.content


def test_filters_hold(openai):
    completion = ask(openai(), "生产总值增长目标是多少？", extra_body={"years": [2012]})
    assert completion.govreport["refused"] is True
    with pytest.raises(BadRequestError, match="不认识地区 '火星'"):
        ask(openai(), GDP, extra_body={"regions": ["火星"]})


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"messages": []}, "最后一条应是 user"),
        ({"messages": [{"role": "assistant", "content": "好"}]}, "最后一条应是 user"),
        ({"messages": "好"}, "messages 应为列表"),
        ({"messages": [{"role": "user", "content": 3}]}, "messages[0].content 应为文字"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url"}]}]},
            "messages 里只能有文字",
        ),
        ({"messages": [{"role": "user", "content": "年" * 501}]}, "一次最多问 500 个字"),
        ({"messages": [{"role": "user", "content": GDP}], "k": 0}, "k 是自然段数"),
        ({"messages": [{"role": "user", "content": GDP}], "k": 2.5}, "k 应为数"),
        ({"messages": [{"role": "user", "content": GDP}], "years": ["一"]}, "years 应为由年份"),
    ],
)
def test_wrong_request_is_refused_with_its_reason(serve, body, told, stream):
    asked = {"model": "govreport", "stream": stream, **body}
    answer = serve().post("/v1/chat/completions", json=asked)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert told in error["message"]
    assert error["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"a":' + b"9" * 9_999]
)
def test_body_that_is_no_object_is_refused(serve, body):
    client = serve()
    for path in ("/v1/chat/completions", "/v1/retrieval"):
        answer = client.post(path, content=body, headers={"accept-language": "en"})
        assert answer.status_code == 400
        assert "one JSON object" in answer.text


def test_body_that_is_too_large_is_refused(serve):
    answer = serve().post("/v1/chat/completions", content=b" " * 1_000_001)
    assert answer.status_code == 413


def test_keys_are_asked_for_where_they_are_set(openai, serve):
    keys = ApiKeys([KEY])
    assert ask(openai(KEY, keys=keys), GDP).choices
    with pytest.raises(AuthenticationError, match="密钥不对"):
        ask(openai("wrong", keys=keys), GDP)
    closed = serve(keys=keys)
    assert closed.get("/v1/models").status_code == 401
    refused = closed.post("/v1/retrieval", json={"knowledge_id": "govreport", "query": "轨道"})
    assert refused.status_code == 401
    assert refused.json()["error_code"] == 1002


def test_server_without_an_index_says_so(openai, tmp_path):
    empty = IndexHandle(tmp_path / "none")
    with pytest.raises(APIError, match="还没有索引") as refused:
        ask(openai(index=empty), GDP)
    assert refused.value.status_code == 503


def test_calls_beyond_those_that_may_wait_are_turned_away(openai, monkeypatch):
    monkeypatch.setattr(workers, "_WAITING_MOST", 0)
    with pytest.raises(APIError, match="问的人太多") as refused:
        ask(openai(), GDP)
    assert refused.value.status_code == 429


def test_language_model_words_the_answer_where_it_is_asked_for(openai, seed_index, chat_server):
    chat_server.says("新建公共停车泊位", "1.7万个[1]。")
    model = ChatModel(base_url=chat_server.url, model="small", environment={})
    client = openai(index=IndexHandle(seed_index, model), worded=True)
    question = "2017年新建公共停车泊位多少个？"
    quoted = ask(client, question)
    assert chat_server.requests == []
    assert quoted.govreport["generated"] is False
    chunks = list(ask(client, question, model="govreport-worded", stream=True))
    assert len(chat_server.requests) == 1
    assert chunks[-1].govreport["generated"] is True
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert "新建公共停车泊位1.7万个。[1]" in said


def test_stream_that_fails_midway_ends_with_the_error(openai, handle, monkeypatch):
    assistant = handle.assistant()
    plain = assistant.stream

    def broken(question, **options):
        for step in plain(question, **options):
            yield step
            if question == GDP and step.retrieval is not None:
                raise GenerationError("llm_unreachable")

    monkeypatch.setattr(assistant, "stream", broken)
    chunks = ask(openai(), GDP, stream=True)
    with pytest.raises(APIError, match="连接不上或中途断开"):
        list(chunks)


def retrieve(client, query, **fields):
    asked = {"knowledge_id": "govreport", "query": query, **fields}
    return client.post("/v1/retrieval", json=asked)


def test_retrieval_gives_records_as_dify_wants_them(serve, lanzhou):
    setting = {"top_k": 3, "score_threshold": 0.0}
    records = retrieve(serve(), "轨道交通1号线进展", retrieval_setting=setting).json()["records"]
    assert len(records) == 3
    first = records[0]
    assert first["title"] == lanzhou.title
    assert first["metadata"]["id"] == f"{lanzhou.report_id}:9"
    assert first["content"] == lanzhou.text[first["metadata"]["start"] : first["metadata"]["end"]]
    scores = [record["score"] for record in records]
    assert scores == sorted(scores, reverse=True)
    higher = {"top_k": 3, "score_threshold": scores[0]}
    kept = retrieve(serve(), "轨道交通1号线进展", retrieval_setting=higher).json()["records"]
    assert [record["score"] for record in kept] == scores[:1]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ([{"name": "year", "comparison_operator": "=", "value": 2017}], True),
        ([{"name": ["year"], "comparison_operator": "is", "value": "2017"}], True),
        ([{"name": "year", "comparison_operator": "=", "value": 2012}], False),
        ([{"name": "region", "comparison_operator": "in", "value": ["兰州", "甘肃"]}], True),
        (
            [
                {"name": "region", "comparison_operator": "is", "value": "兰州"},
                {"name": "year", "comparison_operator": "in", "value": ["2011", "2012"]},
            ],
            False,
        ),
    ],
)
def test_retrieval_conditions_are_filters(serve, conditions, found):
    condition = {"logical_operator": "and", "conditions": conditions}
    answer = retrieve(serve(), "轨道交通", metadata_condition=condition)
    assert answer.status_code == 200
    assert bool(answer.json()["records"]) is found


@pytest.mark.parametrize(
    "condition",
    [
        {"conditions": [{"name": "title", "comparison_operator": "is", "value": "报告"}]},
        {"conditions": [{"name": "year", "comparison_operator": ">", "value": 2012}]},
        {"conditions": [{"name": "year", "comparison_operator": "is", "value": "去年"}]},
        {
            "logical_operator": "or",
            "conditions": [
                {"name": "year", "comparison_operator": "=", "value": 2017},
                {"name": "region", "comparison_operator": "is", "value": "兰州"},
            ],
        },
        {
            "conditions": [
                {"name": "year", "comparison_operator": "=", "value": 2017},
                {"name": "year", "comparison_operator": "=", "value": 2018},
            ]
        },
    ],
)
def test_retrieval_conditions_that_no_filter_says_are_refused(serve, condition):
    answer = retrieve(serve(), "轨道交通", metadata_condition=condition)
    assert answer.status_code == 400
    assert "metadata_condition" in json.loads(answer.text)["error_msg"]


def test_retrieval_of_another_knowledge_base_is_refused(serve):
    answer = serve().post("/v1/retrieval", json={"knowledge_id": "other", "query": "轨道"})
    assert answer.status_code == 404
    assert answer.json()["error_code"] == 2001
