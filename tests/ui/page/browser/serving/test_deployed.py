"""The page as it is deployed: behind a proxy, with a language model, over years of reports."""

import http.client
import threading
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PARKING = "2017年新建公共停车泊位多少个？"
REPORT = """{year}年临河市政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，全市经济平稳发展，城乡面貌继续改善，人民生活水平不断提高。

二、{year}年工作目标

今年经济社会发展的主要预期目标是：地区生产总值增长{target}，城镇登记失业率控制在4%以内。
"""
TARGETS = {2019: "7.5%", 2020: "6%", 2021: "8%左右", 2022: "6.5%", 2023: "5.5%"}


@pytest.fixture
def proxy():
    """A proxy that serves another server under /reports/, as nginx does."""
    targets = []

    class Forward(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"  # a closed connection ends each answer

        def forward(self) -> None:
            if not self.path.startswith("/reports/"):
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            connection = http.client.HTTPConnection(targets[0], timeout=30)
            path = self.path.removeprefix("/reports")
            # a browser that leaves closes its stream of events in the middle
            with closing(connection), suppress(BrokenPipeError, ConnectionResetError):
                connection.request(self.command, path, body, dict(self.headers))
                with connection.getresponse() as answer:
                    self.send_response(answer.status)
                    for name, value in answer.getheaders():
                        if name.lower() not in ("transfer-encoding", "connection"):
                            self.send_header(name, value)
                    self.end_headers()
                    while chunk := answer.read1(65536):
                        self.wfile.write(chunk)
                        self.wfile.flush()

        do_GET = do_POST = do_HEAD = forward  # noqa: N815 - http.server asks for these names

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Forward)
    listening.daemon_threads = True
    threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
    yield (
        lambda url: (
            targets.append(urlsplit(url).netloc)
            or f"http://127.0.0.1:{listening.server_address[1]}/reports/"
        )
    )
    listening.shutdown()
    listening.server_close()


def test_page_works_under_a_path_of_a_proxy(start_server, seed_index, visit, proxy):
    server = start_server(seed_index, "--root-path", "/reports")
    address = proxy(server.url)
    reader = visit(address)
    turn = reader.ask(PARKING)
    assert "1.7万个" in turn.locator(".gov-answer").inner_text()
    reader.page.locator("#card-1 [data-read]").click()
    reader.page.locator(".gov-text mark.gov-excerpt").wait_for()
    assert reader.page.url.startswith(f"{address}?report=")
    assert {urlsplit(url).netloc for url in reader.requests if url.startswith("http")} == {
        urlsplit(address).netloc
    }


def test_language_model_is_switched_off_and_its_key_stays_on_the_server(
    start_server, seed_index, visit, chat_server, monkeypatch
):
    monkeypatch.setenv("GOVREPORT_LLM_API_KEY", "sk-not-for-browsers")
    chat_server.says("新建公共停车泊位1.7万个[1]。")
    server = start_server(
        seed_index, "--llm-base-url", chat_server.url, "--llm-model", "small-model"
    )
    reader = visit(server.url)
    seen = []
    reader.page.on("response", lambda answer: seen.append(answer))
    reader.ask(PARKING)
    assert len(chat_server.requests) == 1
    reader.tab("设置")
    with reader.setting():
        reader.page.locator("#gov-model input").uncheck()
    reader.tab("提问")
    reader.ask("2017年城镇新增就业多少人？")
    assert len(chat_server.requests) == 1
    source = reader.page.content() + "".join(
        answer.text() for answer in seen if "json" in answer.headers.get("content-type", "")
    )
    assert "sk-not-for-browsers" not in source
    assert chat_server.url not in source


def test_one_indicator_over_years_is_drawn_and_downloaded(start_server, visit, tmp_path):
    from embeddings.indexing.update import index_paths

    for year, target in TARGETS.items():
        text = REPORT.format(year=year, before=year - 1, target=target)
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    index_paths(sorted(tmp_path.glob("*.txt")), tmp_path / "index")
    server = start_server(tmp_path / "index")
    reader = visit(server.url, accept_downloads=True)
    turn = reader.ask("2019年到2023年临河市地区生产总值增长目标分别是多少？")
    turn.locator(".gov-chart").wait_for()
    values = turn.locator(".gov-chart .gov-value").all_text_contents()
    assert values == list(TARGETS.values())
    turn.locator(".gov-chart .gov-point").nth(2).focus()
    reader.page.keyboard.press("Enter")
    card = reader.page.locator(".gov-card.gov-current")
    card.wait_for()
    assert "8%左右" in card.locator("mark.gov-excerpt").inner_text()
    assert "2021年临河市政府工作报告" in card.inner_text()
    with reader.page.expect_download() as download:
        turn.locator("[data-values=csv]").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [str(year) for year in TARGETS]
