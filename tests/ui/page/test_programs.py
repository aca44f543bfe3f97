"""What programs reach: Gradio's API and MCP, as `docs/page.md` shows them; and the login."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs" / "page.md"
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
def test_without_permission_the_library_is_read_only(start_server, seed_index, visit):
    server = start_server(seed_index)
    reader = visit(server.url)
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
    assert "govreport index" in reader.page.locator(".gov-welcome").inner_text()
