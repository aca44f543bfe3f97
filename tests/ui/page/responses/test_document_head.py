import pytest

from ui.page.responses.document_head import DocumentHead, document_head

DOCUMENT = b"<!doctype html><html><head><meta></head><body><head></body></html>"


@pytest.fixture
def answered(awaited):
    """Return the messages of a response that passed the middleware."""

    def ask(kind, body):
        sent = []
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]

        async def application(scope, receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
        awaited(DocumentHead(application, document_head("报告<问答>"))(scope, None, send))
        return sent

    return ask


def test_document_gets_its_title_and_the_colours_of_the_login(answered):
    start, body = answered(b"text/html; charset=utf-8", DOCUMENT)
    written = body["body"].decode()
    assert written.count("<head><title>报告&lt;问答&gt;</title><style>") == 1
    assert "--gov-accent" in written
    assert dict(start["headers"])[b"content-length"] == str(len(body["body"])).encode()


def test_what_is_no_document_passes_as_it_is(answered):
    start, body = answered(b"text/event-stream", DOCUMENT)
    assert body["body"] == DOCUMENT
    assert dict(start["headers"])[b"content-length"] == str(len(DOCUMENT)).encode()
