import pytest
from starlette.exceptions import HTTPException

from ui.page.access.bodies import BodyLimit


@pytest.fixture
def sent(awaited):
    """Return the bytes that an application read of a body sent in parts."""

    def send_parts(parts, *, path="/gradio_api/queue/join", length=None):
        read, answered = [], []
        arriving = iter(parts)

        async def application(scope, receive, send):
            for _ in parts:
                read.append((await receive())["body"])

        async def receive():
            return {"type": "http.request", "body": next(arriving), "more_body": True}

        async def send(message):
            answered.append(message.get("status"))

        headers = [] if length is None else [(b"Content-Length", length)]
        scope = {"type": "http", "method": "POST", "path": path, "headers": headers}
        awaited(BodyLimit(application, most_bytes=10)(scope, receive, send))
        return b"".join(read), answered

    return send_parts


def test_a_body_within_the_limit_is_read(sent):
    assert sent([b"12345", b"67890"], length=b"10") == (b"1234567890", [])


@pytest.mark.parametrize("length", [b"11", b"9" * 5000, b"-1", b"x"])
def test_a_body_that_says_that_it_is_larger_is_refused_unread(sent, length):
    assert sent([b"1"], length=length) == (b"", [413, None])


def test_a_body_without_its_length_is_read_up_to_the_limit(sent):
    with pytest.raises(HTTPException) as refused:
        sent([b"12345", b"67890", b"1"])
    assert refused.value.status_code == 413
    assert "10" in refused.value.detail


def test_uploads_have_limits_of_their_own(sent):
    assert sent([b"12345678901"], path="/gradio_api/upload", length=b"11")[1] == []


def test_other_paths_of_that_name_are_limited(sent):
    assert sent([b"1"], path="/gradio_api/mcp/upload", length=b"11") == (b"", [413, None])
