"""Gradio's scripts and styles from memory, against its own files."""

import gzip
from pathlib import Path

import gradio
import pytest

from ui.page.responses.build_files import BuildFiles

FOLDER = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
SCRIPT = next(FOLDER.glob("index-*.js"))
STYLE = next(FOLDER.glob("index-*.css"))


@pytest.fixture
def answered(awaited):
    """Return the start and the body of a response; None where the request was passed on."""
    files = BuildFiles(None, FOLDER)

    def ask(path, *headers, method="GET", folder=None):
        sent, passed = [], []

        async def application(scope, receive, send):
            passed.append(scope["path"])

        async def send(message):
            sent.append(message)

        app = files if folder is None else BuildFiles(None, folder)
        app._app = application
        scope = {"type": "http", "method": method, "path": path, "headers": list(headers)}
        awaited(app(scope, None, send))
        return None if passed else (dict(sent[0]["headers"]), sent[1]["body"])

    return ask


@pytest.mark.parametrize("path", ["/assets/{}", "/reports/assets/{}"])
def test_file_of_the_build_is_sent_as_it_is_and_may_be_kept(answered, path):
    headers, body = answered(path.format(SCRIPT.name))
    assert body == SCRIPT.read_bytes()
    assert headers[b"content-type"].startswith(b"text/javascript")
    assert b"immutable" in headers[b"cache-control"]
    assert int(headers[b"content-length"]) == len(body)


def test_file_is_compressed_for_a_browser_that_asks_for_it(answered):
    headers, body = answered(f"/assets/{STYLE.name}", (b"accept-encoding", b"gzip, br"))
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"vary"] == b"Accept-Encoding"
    assert gzip.decompress(body) == STYLE.read_bytes()
    assert int(headers[b"content-length"]) == len(body) < STYLE.stat().st_size / 2


@pytest.mark.parametrize(
    "path",
    ["/", "/assets/", "/assets/none-12345678.js", "/assets/../package.json", "/theme.css"],
)
def test_what_is_no_file_of_the_build_is_passed_on(answered, path):
    assert answered(path) is None
    assert answered(f"/assets/{SCRIPT.name}", method="HEAD") is None


def test_file_without_a_hash_in_its_name_is_passed_on(answered, tmp_path):
    (tmp_path / "main.js").write_text("1")
    (tmp_path / "main-a1b2c3d4.js").write_text("2")
    assert answered("/assets/main.js", folder=tmp_path) is None
    assert answered("/assets/main-a1b2c3d4.js", folder=tmp_path)[1] == b"2"
    assert answered("/assets/main-a1b2c3d4.js", folder=tmp_path / "none") is None
