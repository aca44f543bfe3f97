import pytest

from ui.page.access.origins import Authority, RequestGuard, parse_authority, served_names


@pytest.fixture
def answered(awaited):
    """Return status and text of a request with these headers."""

    def ask(names=frozenset({"localhost", "127.0.0.1"}), **headers):
        sent = []

        async def application(scope, receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"served"})

        async def send(message):
            sent.append(message)

        rows = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
        scope = {"type": "http", "method": "POST", "path": "/", "headers": rows}
        awaited(RequestGuard(application, names)(scope, None, send))
        return sent[0]["status"], sent[1]["body"].decode()

    return ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("example.org", Authority(name="example.org", port=None)),
        ("Example.ORG:8443", Authority(name="example.org", port=8443)),
        ("[::1]:7860", Authority(name="::1", port=7860)),
        ("example.org.", Authority(name="example.org", port=None)),
    ],
)
def test_parse_authority_reads_name_and_port(text, expected):
    assert parse_authority(text) == expected


@pytest.mark.parametrize("text", ["", ":80", "a.org/path", "a.org:port", "me@a.org", "[::1"])
def test_parse_authority_of_a_malformed_one_is_none(text):
    assert parse_authority(text) is None


def test_served_names_are_local_ones_the_bound_and_the_allowed():
    names = served_names("192.0.2.7", ["Reports.Example.Org"])
    assert {"localhost", "127.0.0.1", "192.0.2.7", "reports.example.org"} <= names


def test_request_guard_serves_its_own_host_without_an_origin(answered):
    assert answered(host="127.0.0.1:7860") == (200, "served")
    assert answered(host="localhost:7860") == (200, "served")


def test_request_guard_serves_addresses_in_digits(answered):
    assert answered(host="192.0.2.7:7860") == (200, "served")
    assert answered(host="[2001:db8::7]:7860") == (200, "served")


def test_request_guard_refuses_a_name_that_is_not_served(answered):
    status, text = answered(host="rebound.example:7860", accept_language="en")
    assert status == 403
    assert "--allowed-host rebound.example" in text


def test_request_guard_without_a_host_refuses(answered):
    assert answered()[0] == 403


def test_request_guard_serves_pages_of_its_own_origin(answered):
    own = {"host": "reports.example", "names": frozenset({"reports.example"})}
    assert answered(origin="https://reports.example", **own)[0] == 200
    assert answered(origin="https://reports.example:443", **own)[0] == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://sub.reports.example",
        "https://reports.example:8443",
        "null",
        "file://",
        "https://reports.example.evil.example",
    ],
)
def test_request_guard_refuses_pages_of_other_origins(answered, origin):
    status, text = answered(
        host="reports.example",
        origin=origin,
        names=frozenset({"reports.example"}),
        accept_language="en-GB,en;q=0.9",
    )
    assert status == 403
    assert "another web site" in text


def test_request_guard_refuses_another_port_of_this_machine(answered):
    assert answered(host="localhost:7860", origin="http://localhost:3000")[0] == 403


def test_request_guard_refuses_what_another_site_embeds_but_not_a_link(answered):
    embedded = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}
    link = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert answered(host="localhost:7860", **embedded)[0] == 403
    assert answered(host="localhost:7860", **link)[0] == 200


def test_refusal_is_in_the_readers_language(answered):
    assert "别的网站" in answered(host="localhost", origin="null")[1]
    assert "web site" in answered(host="localhost", origin="null", accept_language="en")[1]
