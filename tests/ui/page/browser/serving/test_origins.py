"""No other web site acts as the person who is logged in: two host names over TLS, as deployed."""

import base64
import http.client
import json
import ssl
import threading
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from ui.page.access.logins import add_login

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OWN, FOREIGN, SUBDOMAIN = "reports.example.test", "evil.test", "sub.reports.example.test"
# What a foreign page tries: the calls that Gradio's own client makes, with the visitor's cookies.
ATTACK = """async (base) => {
  const tried = [];
  const post = {method: 'POST', credentials: 'include'};
  const calls = [
    ['config', {credentials: 'include'}],
    ['gradio_api/info', {credentials: 'include'}],
    ['gradio_api/run/reports', {...post, headers: {'content-type': 'application/json'},
      body: JSON.stringify({data: []})}],
    ['gradio_api/queue/join', {...post, headers: {'content-type': 'text/plain'},
      body: JSON.stringify({data: [], fn_index: 0, session_hash: 'x'})}],
    ['gradio_api/upload', {...post, body: (() => { const form = new FormData();
      form.append('files', new Blob(['x']), 'a.txt'); return form; })()}],
  ];
  for (const [path, options] of calls) {
    try {
      const answer = await fetch(base + path, options);
      tried.push([path, answer.status, (await answer.text()).slice(0, 200)]);
    } catch (error) { tried.push([path, 0, String(error)]); }
  }
  return tried;
}"""


@pytest.fixture(scope="module")
def certificate():
    trustme = pytest.importorskip("trustme")
    authority = trustme.CA()
    return authority.issue_cert(OWN, FOREIGN, SUBDOMAIN)


@pytest.fixture(scope="module")
def tls_proxy(certificate):
    """Serve a target under TLS and its own host name; any other name is a foreign page."""
    targets, seen = [], []

    class Forward(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def forward(self) -> None:
            name = self.headers["Host"].partition(":")[0]
            if name != OWN:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><title>foreign</title>")
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = dict(self.headers) | {"X-Forwarded-Proto": "https"}
            connection = http.client.HTTPConnection(targets[0], timeout=30)
            with closing(connection), suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):
                connection.request(self.command, self.path, body, headers)
                with connection.getresponse() as answer:
                    origin = self.headers.get("Origin", "")
                    seen.append((self.command, self.path, origin, answer.status))
                    self.send_response(answer.status)
                    for key, value in answer.getheaders():
                        if key.lower() not in ("transfer-encoding", "connection"):
                            self.send_header(key, value)
                    self.end_headers()
                    while chunk := answer.read1(65536):
                        self.wfile.write(chunk)
                        self.wfile.flush()

        do_GET = do_POST = do_HEAD = do_OPTIONS = forward  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Forward)
    listening.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
    yield listening.server_address[1], targets, seen
    listening.shutdown()
    listening.server_close()


@pytest.fixture(scope="module")
def logins(tmp_path_factory):
    path = tmp_path_factory.mktemp("logins") / "logins"
    add_login(path, "li", "黄河铁桥")
    return path


def log_in(page, address):
    page.goto(address)
    page.locator("input[type=password]").wait_for()
    page.locator("input").first.fill("li")
    page.locator("input[type=password]").fill("黄河铁桥")
    page.locator("button").last.click()
    page.locator(".gov-welcome").wait_for()


def test_foreign_pages_cannot_act_as_the_person_logged_in(
    start_server, seed_index, visit, tls_proxy, logins
):
    port, targets, seen = tls_proxy
    arguments = ("--auth-file", str(logins), "--allowed-host", OWN)
    server = start_server(seed_index, *arguments)
    targets[:] = [urlsplit(server.url).netloc]
    own = f"https://{OWN}:{port}/"
    reader = visit("about:blank", wait=False, ignore_https_errors=True)
    log_in(reader.page, own)
    cookies = [c for c in reader.page.context.cookies() if c["name"].startswith("access-token")]
    assert cookies
    assert all(c["sameSite"] == "Lax" and c["secure"] and c["httpOnly"] for c in cookies)
    for foreign in (FOREIGN, SUBDOMAIN):
        page = reader.page.context.new_page()
        page.goto(f"https://{foreign}:{port}/")
        seen.clear()
        tried = page.evaluate(ATTACK, own)
        assert len(tried) == 5
        for path, status, text in tried:
            assert status in (0, 403), (foreign, path, status, text)
            assert "兰州" not in text
        asked = [row for row in seen if foreign in row[2]]
        assert asked  # the requests did reach the server
        assert all(row[3] == 403 for row in asked if row[0] != "OPTIONS"), asked
        page.close()
    turn = reader.ask("2016年兰州市生产总值预计达到多少？")  # and the page still works
    assert "2220亿元" in turn.inner_text()


def test_page_of_an_unknown_name_is_refused(start_server, seed_index):
    server = start_server(seed_index, "--allow-edit")
    address = urlsplit(server.url).netloc
    for host, status in ((address, 200), ("rebound.example:80", 403)):
        connection = http.client.HTTPConnection(address, timeout=20)
        with closing(connection):
            connection.request("GET", "/config", headers={"Host": host})
            assert connection.getresponse().status == status


def test_mcp_and_the_api_work_with_a_login_and_are_closed_without(start_server, seed_index, logins):
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    server = start_server(seed_index, "--mcp", "--auth-file", str(logins))
    address = urlsplit(server.url).netloc

    def call(method, params, password=None):
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json, text/event-stream",
        }
        if password is not None:
            pair = base64.b64encode(f"li:{password}".encode()).decode("ascii")
            headers["Authorization"] = f"Basic {pair}"
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        connection = http.client.HTTPConnection(address, timeout=60)
        with closing(connection):
            connection.request("POST", "/gradio_api/mcp/", body.encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")

    question = {"name": "ask", "arguments": {"question": "2016年兰州市生产总值预计达到多少？"}}
    for method, params in (("tools/list", {}), ("tools/call", question)):
        assert call(method, params)[0] == 401
        assert call(method, params, "wrong")[0] == 401
    status, text = call("tools/call", question, "黄河铁桥")
    assert status == 200
    assert "2220亿元" in text
    assert "search" in call("tools/list", {}, "黄河铁桥")[1]
    status, text = call("tools/call", {"name": "ask", "arguments": {"question": ""}}, "黄河铁桥")
    assert 'isError":true' in text.replace(" ", "")
