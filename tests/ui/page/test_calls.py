"""What a stranger sends to the paths that Gradio serves, past the page."""

import http.client
import json
import time
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GDP = "2016年兰州市生产总值预计达到多少？"
WEB_FILE = {"path": "http://192.0.2.1/a.txt", "meta": {"_type": "gradio.FileData"}}


@pytest.fixture
def send(open_server):
    """Send a request to a server whose library may be changed; return status and text."""

    def call(path, body=None, kind="application/json", method=None):
        connection = http.client.HTTPConnection(urlsplit(open_server.url).netloc, timeout=30)
        sent = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        headers = {"Content-Type": kind} if sent is not None else {}
        connection.request(method or ("GET" if sent is None else "POST"), path, sent, headers)
        with connection.getresponse() as answer:
            text = answer.read().decode()
        connection.close()
        return answer.status, text

    return call


@pytest.fixture(autouse=True)
def _no_traceback(open_server):
    """Nothing that is sent is told as a failure of the server."""
    yield
    assert "Traceback" not in open_server.told()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([5, None, None, 3], "question 应为文字"),
        ([["甲"], None, None, 3], "question 应为文字"),
        ([None, None, None, 3], "question 应为文字"),
        ([GDP, {}, None, 3], "years 应为列表"),
        ([GDP, None, [1], 3], "regions 应为由文字组成的列表"),
        ([GDP, None, ["甲" * 100_000], 3], "不认识地区 '甲甲甲"),
        ([GDP, None, None, "三"], "k 应为"),
        ([GDP], "参数不够"),
        ([WEB_FILE, None, None, 3], "不能用网址给出"),
    ],
)
def test_values_of_another_kind_end_in_a_sentence(send, values, reason):
    status, text = send("/gradio_api/run/ask", {"data": values})
    assert status == 500  # as Gradio answers every error
    assert reason in json.loads(text)["error"]
    assert len(text) < 1_000


def test_half_a_character_is_shown_as_a_replacement(send):
    status, text = send("/gradio_api/run/ask", {"data": [f"\ud800{GDP}", None, None, 3]})
    assert status == 200
    assert json.loads(text)["data"][0]["question"] == f"\ufffd{GDP}"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/gradio_api/run/nothing", {"data": []}),
        ("/gradio_api/queue/join", {"data": [], "fn_index": 10**9, "session_hash": "a"}),
        ("/gradio_api/deep_link?session_hash=a", None),
        ("/gradio_api/file=http://192.0.2.1/a.png", None),
        ("/gradio_api/process_recording", b"--x\r\n"),
        ("/gradio_api/dev/reload", None),
    ],
)
def test_what_the_page_does_not_use_is_not_there(send, path, body):
    assert send(path, body)[0] == 404


def test_the_stream_of_an_unknown_tab_ends(send):
    status, text = send("/gradio_api/queue/data?session_hash=unknown")
    assert status == 200
    assert "session_not_found" in text


ODD_EVENT = {
    **{"report": {}, "paragraph": [], "start": 10**30, "end": -1, "turn": {}, "field": []},
    **{"value": {}, "question": [], "id": {}, "year": [], "kind": {}, "about": 5, "choice": []},
    **{"reports": 5, "verdict": {}, "note": [], "pictures": [5], "quotes": [5], "words": []},
}


@pytest.mark.parametrize("value", [None, 5, {}, ["a"], "=1+1"])
def test_every_event_ends_whatever_the_values(send, open_server, value):
    for event in json.loads(send("/config")[1])["dependencies"]:
        tab = f"odd-{event['id']}"
        values = [value] * len(event["inputs"])
        asked = {"data": values, "event_data": ODD_EVENT, "fn_index": event["id"]}
        trigger = event["targets"][0][0] if event["targets"] else None
        join = asked | {"trigger_id": trigger, "session_hash": tab}
        assert send("/gradio_api/queue/join", join)[0] == 200
        assert "process_completed" in send(f"/gradio_api/queue/data?session_hash={tab}")[1]


def form(name, content):
    return (
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        f"{content}\r\n--x--\r\n"
    ).encode()


def test_files_are_refused_by_name_and_abandoned_ones_are_deleted(send, open_server):
    incoming = open_server.data / "incoming"

    def files():
        return {str(path) for path in incoming.rglob("*") if path.is_file()}

    kind, before = "multipart/form-data; boundary=x", files()  # those of others at this server
    status, text = send("/gradio_api/upload", form("run.sh", "rm"), kind)
    assert (status, "run.sh" in text) == (400, True)
    assert files() == before
    connection = http.client.HTTPConnection(urlsplit(open_server.url).netloc, timeout=30)
    connection.putrequest("POST", "/gradio_api/upload")
    connection.putheader("Content-Type", kind)
    connection.putheader("Content-Length", "1000000")
    connection.endheaders(form("报告.txt", "兰" * 100_000))
    connection.close()  # in the middle of the file
    status, text = send("/gradio_api/upload", form("报告.txt", "兰"), kind)
    assert status == 200
    left = set(json.loads(text))
    deadline = time.monotonic() + 30  # the server notices the closed connection in its own time
    while (kept := files() - before) != left:
        assert time.monotonic() < deadline, kept
