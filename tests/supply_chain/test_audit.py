"""pip-audit asked against a server of the OSV form on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from supply_chain.audit import AuditError, ask_index, audit
from supply_chain.pins import Pin

pytest.importorskip("pip_audit")

SOUND = Pin(name="sound-example", version="1.0", marker="", hashes=())
WEAK = Pin(name="weak-example", version="2.0", marker="", hashes=())
ELSEWHERE = Pin(name="weak-example", version="1.0", marker="python_version < '3'", hashes=())
ADVISORY = {
    "id": "EXAMPLE-1",
    "summary": "made up",
    "published": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "weak-example", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.1"}]}],
        }
    ],
}


class Advisories(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        weak = asked["package"]["name"] == "weak-example"
        body = json.dumps({"vulns": [ADVISORY]} if weak else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told):
        pass


@pytest.fixture
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ("-s", "osv", "--osv-url", f"http://127.0.0.1:{server.server_port}/v1/query")
    server.shutdown()
    server.server_close()


def test_audit_names_a_weak_pin_and_what_mends_it(service):
    told = audit([SOUND, WEAK, ELSEWHERE], lambda pins: ask_index(pins, service))
    assert told.clean == 1
    assert told.weak == ("weak-example==2.0: EXAMPLE-1, mended in 2.1",)
    assert told.unknown == ()


def test_ask_index_tells_that_no_index_answers():
    closed = ("-s", "osv", "--osv-url", "http://127.0.0.1:9/v1/query")
    with pytest.raises(AuditError, match=r"127\.0\.0\.1"):
        ask_index([SOUND], closed)


def test_audit_of_a_mirror_without_advisories_asks_after_one_pin_alone():
    asked = []

    def mirror(pins):
        asked.append(len(pins))
        return [{"name": pin.name, "skip_reason": "not found"} for pin in pins]

    with pytest.raises(AuditError, match="no advisories"):
        audit([SOUND, WEAK], mirror)
    assert asked == [1]
