import pytest

from ui.page.access.paths import PathGuard


@pytest.fixture
def status(awaited):
    """Return the status of a request."""

    def ask(path, root_path="", kind="http"):
        sent = []

        async def application(scope, receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def receive():
            raise AssertionError("the body was read")

        async def send(message):
            sent.append(message)

        scope = {"type": kind, "method": "GET", "path": path, "headers": []}
        awaited(PathGuard(application, root_path)(scope, receive, send))
        return sent[0].get("status", sent[0].get("code"))

    return ask


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/config/",
        "/assets/index.js",
        "/gradio_api/queue/join",
        "/gradio_api/call/ask/1f",
        "/gradio_api/mcp/sse",
        "/v1/chat/completions",
        "/v1/models/govreport",
    ],
)
def test_paths_of_the_page_and_of_programs_pass(status, path):
    assert status(path) == 200
    assert status(f"/reports{path}", "/reports/") == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://example.org/a.png",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://example.org/",
        "/gradio_api/deep_link",
        "/gradio_api/process_recording",
        "/gradio_api/dev/reload",
        "/gradio_api/vibe-code",
        "/gradio_api/run-history/records",
        "/gradio_api/component_server",
        "/pwa_icon/100000",
        "/monitoring/x",
        "/configuration",
        "/gradio_api/run/nothing",
        "/gradio_api/call/askew/1f",
    ],
)
def test_other_paths_of_gradio_are_not_served(status, path):
    assert status(path) == 404
    assert status(f"/reports{path}", "/reports") == 404


def test_unknown_web_sockets_are_closed(status):
    assert status("/gradio_api/unknown", kind="websocket") == 1008
