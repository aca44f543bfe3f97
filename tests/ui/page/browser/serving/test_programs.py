"""What programs reach: Gradio's API and MCP, as `docs/page.md` shows them; and the login."""

import base64
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[5] / "docs" / "page.md"
SNIPPETS = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
GDP = "2016年兰州市生产总值预计达到多少？"


@pytest.fixture(scope="module")
def server(start_server, seed_index, tmp_path_factory):
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    return start_server(seed_index, "--mcp")


def test_documented_snippets_are_two():
    assert len(SNIPPETS) == 2


@pytest.mark.slow
@pytest.mark.parametrize("snippet", SNIPPETS, ids=["gradio", "mcp"])
def test_documented_snippet_answers(server, snippet):
    port = server.url.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-c", snippet.replace("7860", port)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "2220亿元" in ran.stdout


def call_tool(awaited, url, name, arguments):
    """Return the result of an MCP tool, called by the real client."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def call():
        async with (
            streamable_http_client(f"{url}gradio_api/mcp/") as (read, write, *_),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await session.call_tool(name, arguments)

    return awaited(call())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("ask", {"question": ""}, "问题是空的（收到 ''），请输入一个中文问题"),
        ("ask", {"question": GDP, "k": 0}, "k 是自然段数，应为 1 以上的整数，现为 0"),
        (
            "search",
            {"query": "住房", "regions": ["火星"]},
            "不认识地区 '火星'；应为省、市、县名，如 兰州、甘肃省，或 全国",
        ),
        ("search", {"query": "住房", "years": [3]}, "年份 3 不对，应在 1949 到 2100 之间"),
    ],
)
def test_refused_tool_call_tells_its_reason(server, awaited, tool, arguments, reason):
    result = call_tool(awaited, server.url, tool, arguments)
    assert result.isError
    assert [part.text for part in result.content] == [reason]


@pytest.mark.slow
def test_tool_call_without_an_index_tells_its_reason(start_server, awaited, tmp_path):
    pytest.importorskip("mcp", reason="the extra `mcp` is not installed")
    server = start_server(tmp_path / "none", "--mcp")
    result = call_tool(awaited, server.url, "ask", {"question": GDP})
    assert result.isError
    assert result.content[0].text == (
        f"{server.index} 里还没有索引；请先运行 govreport index 报告目录 --index {server.index}"
    )


OPENAI_DOCS = DOCS.with_name("integrations.md")
(OPENAI_SNIPPET,) = (
    block
    for block in re.findall(r"```python\n(.*?)```", OPENAI_DOCS.read_text("utf-8"), re.DOTALL)
    if "from openai import" in block
)


@pytest.mark.slow
def test_documented_openai_snippet_answers(server):
    port = server.url.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-c", OPENAI_SNIPPET.replace("7860", port)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "2220亿元以上[1]" in ran.stdout
    assert f"{server.url}?report=" in ran.stdout


def status_of(url, **headers):
    """Return the status that a request is answered with."""
    request = urllib.request.Request(url, headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.slow
def test_guards_of_the_page_hold_for_the_routes_of_programs(server):
    models = f"{server.url}v1/models"
    assert status_of(models) == 200
    assert status_of(models, Host="evil.test") == 403
    assert status_of(models, Origin="http://evil.test") == 403
    assert status_of(models, Origin="null") == 403
    assert status_of(models, **{"Sec-Fetch-Site": "cross-site"}) == 403


@pytest.mark.slow
def test_routes_of_programs_ask_for_a_login_or_a_key_where_one_is_set(
    start_server, seed_index, tmp_path
):
    logins, keys = tmp_path / "logins", tmp_path / "keys"
    logins.write_text("li:secret\n", encoding="utf-8")
    keys.write_text("a-key-of-more-than-twenty-characters\n", encoding="utf-8")
    basic = {"Authorization": "Basic " + base64.b64encode(b"li:secret").decode("ascii")}
    bearer = {"Authorization": "Bearer a-key-of-more-than-twenty-characters"}
    by_login = start_server(seed_index, "--auth-file", str(logins)).url + "v1/models"
    assert status_of(by_login) == 401
    assert status_of(by_login, **bearer) == 401
    assert status_of(by_login, **basic) == 200
    both = start_server(seed_index, "--auth-file", str(logins), "--api-key-file", str(keys)).url
    assert status_of(f"{both}v1/models") == 401
    assert status_of(f"{both}v1/models", **basic) == 401
    assert status_of(f"{both}v1/models", **bearer) == 200
    assert status_of(f"{both}gradio_api/info", **bearer) == 401


@pytest.mark.slow
def test_only_three_functions_are_public(server):
    from gradio_client import Client

    client = Client(server.url, verbose=False)
    assert set(client.view_api(return_format="dict", print_info=False)["named_endpoints"]) == {
        "/ask",
        "/search",
        "/reports",
    }
    reports = client.predict(api_name="/reports")
    assert [report["title"] for report in reports] == ["2017年兰州市政府工作报告"]
    assert all("sources" not in report for report in reports)  # paths of the server stay there
    found = client.predict("轨道交通", k=3, api_name="/search")
    assert len(found) == 3
    assert found[0]["rank"] == 1


@pytest.mark.slow
@pytest.mark.browser
def test_login_is_asked_for_and_lets_the_library_be_changed(
    start_server, seed_index, visit, tmp_path
):
    logins = tmp_path / "logins"
    logins.write_text("# readers\nli:secret: with colon\n", encoding="utf-8")
    server = start_server(seed_index, "--auth-file", str(logins))
    reader = visit(server.url, wait=False)
    page = reader.page
    for password in ("wrong", "secret: with colon"):
        page.goto(server.url)
        page.locator("input[type=password]").wait_for()
        assert page.locator(".gov-welcome").count() == 0
        page.locator("input").first.fill("li")
        page.locator("input[type=password]").fill(password)
        page.locator("button").last.click()
        page.wait_for_timeout(500)
    page.locator(".gov-welcome").wait_for()
    reader.tab("报告库")
    page.locator("#gov-upload").wait_for()
    page.locator("#gov-library [data-forget]").wait_for()


@pytest.mark.slow
@pytest.mark.browser
def test_without_permission_the_library_is_read_only(seed_server, visit):
    reader = visit(seed_server.url)
    reader.tab("报告库")
    reader.page.locator("#gov-read-only p").wait_for()
    reader.page.locator("#gov-library [data-explain]").wait_for()
    assert reader.page.locator("#gov-upload").count() == 0
    assert reader.page.locator("#gov-library [data-forget]").count() == 0


@pytest.mark.slow
@pytest.mark.browser
def test_page_without_an_index_says_what_to_do(start_server, visit, tmp_path):
    server = start_server(tmp_path / "none", "--allow-edit")
    reader = visit(server.url)
    assert "报告库" in reader.page.locator(".gov-welcome").inner_text()
