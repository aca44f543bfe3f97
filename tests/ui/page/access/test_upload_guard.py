import pytest

from ui.page.access.upload_guard import UploadGuard


@pytest.fixture
def answered(awaited):
    """Return the status of a request; its body is never read where it is refused."""

    def ask(path, method="POST", *, allowed):
        sent = []

        async def application(scope, receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def receive():
            raise AssertionError("the body was read")

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": method, "path": path, "headers": []}
        awaited(UploadGuard(application, allowed=allowed)(scope, receive, send))
        return sent[0]["status"]

    return ask


def test_files_are_taken_only_where_the_library_may_be_changed(answered):
    assert answered("/gradio_api/upload", allowed=False) == 403
    assert answered("/reports/gradio_api/upload/", allowed=False) == 403
    assert answered("/gradio_api/upload", allowed=True) == 200


def test_everything_else_passes(answered):
    assert answered("/gradio_api/queue/join", allowed=False) == 200
    assert answered("/gradio_api/upload_progress", "GET", allowed=False) == 200
