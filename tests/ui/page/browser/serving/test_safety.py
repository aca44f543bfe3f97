"""Report text, questions, file names and titles are data: nothing in them ever runs."""

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

# Each runs when a page writes it into its markup without escaping it.
ATTACKS = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()></svg>",
    "<details open ontoggle=hit()>x</details>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    '"><img src=x onerror=hit()>',
    "'><img src=x onerror='hit()'>",
    "</p></article><script>hit()</script>",
    "<video><source onerror=hit()></video>",
    "<body onpageshow=hit()>",
)
# Each runs where a page takes it for a template: JavaScript's, and what Gradio compiles.
TEMPLATES = ("${hit()}", "`+hit()+`", "{{{hit}}}${hit()}")
COUNTER = "window.hits = 0; window.hit = () => { window.hits += 1; };"


def hostile_report() -> str:
    body = "\n\n".join(
        f"第{n}项{attack}安排资金{n}00万元，新建学校{n}所。"
        for n, attack in enumerate(ATTACKS + TEMPLATES, start=1)
    )
    return (
        "2019年恶<svg onload=hit()>意市政府工作报告\n\n各位代表：\n\n"
        f"一、重点<svg onload=hit()>工作\n\n{body}\n\n"
        "二、民生${hit()}工作\n\n今年新建公园12座，改造道路<svg onload=hit()>36公里。\n"
    )


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory):
    from embeddings.indexing.update import index_paths

    folder = tmp_path_factory.mktemp("hostile")
    name = "2019年<img src=x onerror=hit()>${hit()}报告.txt"
    (folder / name).write_text(hostile_report(), encoding="utf-8")
    index = folder / "index"
    index_paths([folder / name], index)
    return start_server(index, "--allow-edit")


@pytest.mark.parametrize("attack", ATTACKS)
def test_detector_fires_on_a_page_without_escaping(browser, attack):
    page = browser.new_page()
    page.set_content(f"<script>{COUNTER}</script><p>{attack}</p>")
    page.wait_for_function("() => window.hits > 0", timeout=5000)
    page.close()


@pytest.mark.parametrize("attack", TEMPLATES)
def test_detector_fires_where_data_is_taken_for_a_template(browser, attack):
    page = browser.new_page()
    page.set_content(f"<script>{COUNTER}</script>")
    page.evaluate("(text) => new Function('return `' + text + '`')()", attack)
    assert page.evaluate("window.hits") > 0
    page.close()


def test_nothing_in_a_report_or_a_question_runs(visit, server):
    reader = visit("about:blank#", wait=False)
    page = reader.page
    page.add_init_script(COUNTER)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(server.url)
    page.locator(".gov-welcome").wait_for()
    page.evaluate("window.hit()")
    assert page.evaluate("window.hits") == 1  # the detector is in place on this very page
    page.evaluate("window.hits = 0")
    for number, attack in enumerate(ATTACKS + TEMPLATES, start=1):
        reader.ask(f"{attack}第{number}项新建学校多少所？")
    reader.ask("今年新建公园多少座？")
    shown = page.locator(".gov-thread").inner_text()
    assert all(attack in shown for attack in ATTACKS)  # seen letter by letter
    assert "<svg onload=hit()>" in page.locator("#gov-sources").inner_text()
    page.locator(".gov-last .gov-cite").first.click()
    page.locator(".gov-current [data-read]").click()
    page.locator(".gov-report").wait_for()
    assert "${hit()}" in page.locator(".gov-text").inner_text()
    page.locator(".gov-find input").fill("<img src=x")
    page.wait_for_function("() => document.querySelector('.gov-matches').textContent")
    reader.tab("报告库")
    page.locator("#gov-library [data-explain]").click()
    page.locator("#gov-changes :is(section, p)").first.wait_for()
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-conversations [data-rename]").first.click()
    field = page.locator("#gov-conversations textarea")
    field.fill(ATTACKS[1])
    field.press("Enter")
    page.locator("#gov-conversations [data-open]", has_text="onerror").first.wait_for()
    page.reload()
    page.locator(".gov-turn").first.wait_for(state="attached")
    asked = quote(f"{ATTACKS[1]}今年新建公园多少座？")
    for place in (f"?q={asked}", f"?q={quote(ATTACKS[1])}", f"?report={quote(ATTACKS[5])}"):
        page.goto(server.url + place)
        page.locator(".gov-turn, .gov-closed, .gov-welcome").first.wait_for(state="attached")
        page.wait_for_timeout(300)
        assert page.evaluate("window.hits") == 0
    assert dialogs == []
    assert reader.errors == []


def two_hostile_reports(folder):
    """Two years of one place: every kind of text that the comparison shows is an attack."""
    for year in (2018, 2019):
        goals = "\n\n".join(
            f"低空经济{attack}新建园区{year - 2000 + n}个，地区生产总值增长{n}.{year - 2010}%。"
            for n, attack in enumerate(ATTACKS + TEMPLATES, start=1)
        )
        (folder / f"{year}年<img src=x onerror=hit()>.txt").write_text(
            f"{year}年恶<svg onload=hit()>意市政府工作报告\n\n各位代表：\n\n"
            f"一、{year - 1}年工作回顾\n\n新建学校{year - 2000}所<script>hit()</script>。\n\n"
            f"二、{year}年主要目标<svg onload=hit()>\n\n{goals}\n",
            encoding="utf-8",
        )


@pytest.mark.slow
def test_nothing_runs_in_comparisons_words_quotes_and_saved_files(
    visit, start_server, browser, tmp_path
):
    from embeddings.indexing.update import index_paths

    two_hostile_reports(tmp_path)
    index_paths([tmp_path], tmp_path / "index")
    reader = visit("about:blank#", wait=False, accept_downloads=True)
    page = reader.page
    page.add_init_script(COUNTER)
    page.goto(start_server(tmp_path / "index").url)
    page.locator(".gov-welcome").wait_for()
    page.evaluate("window.hit()")
    assert page.evaluate("window.hits") == 1  # the detector is in place on this very page
    page.evaluate("window.hits = 0")
    reader.ask("2019年低空经济新建园区多少个？")
    page.locator("#card-1 [data-keep]").click()
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-quotes .gov-quote-rows li").first.wait_for()
    saved = []

    def save(selector):
        with page.expect_download() as download:
            page.locator(selector).first.click()
        saved.append(tmp_path / download.value.suggested_filename)
        download.value.save_as(saved[-1])

    save("#gov-quotes [data-quotes=word]")
    page.locator("#gov-sidebar .toggle-button").click()
    reader.tab("对照")
    page.locator(".gov-comparison .side").first.wait_for()
    for name in ("diff", "brief", "brief-word", "brief-page"):
        save(f"#gov-save-{name}")
    page.locator("#gov-count button").first.click()
    page.locator("#gov-term textarea, #gov-term input").fill("低空经济")
    page.locator("#gov-term textarea, #gov-term input").press("Enter")
    page.locator(".gov-words .gov-figure svg rect").last.wait_for()
    assert "<svg onload=hit()>" in page.locator(".gov-words").inner_text()
    for kind in ("csv", "xlsx"):
        save(f'.gov-words [data-values="{kind}"]')
    page.wait_for_timeout(500)
    assert page.evaluate("window.hits") == 0
    assert reader.errors == []
    pages = [path for path in saved if path.suffix == ".html"]
    assert len(pages) == 2
    for path in pages:
        opened = browser.new_page()
        opened.add_init_script(COUNTER)
        asked = []
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto(path.as_uri())
        opened.wait_for_timeout(500)
        assert "低空经济" in opened.locator("body").inner_text()
        assert opened.evaluate("window.hits") == 0
        assert len(asked) == 1  # the file alone
        opened.close()


def test_file_name_of_an_upload_is_data(visit, server, tmp_path):
    reader = visit("about:blank#", wait=False)
    page = reader.page
    page.add_init_script(COUNTER)
    page.goto(server.url)
    page.locator(".gov-welcome").wait_for()
    bad = tmp_path / "空<img src=x onerror=hit()>.txt"
    bad.write_text("", encoding="utf-8")
    reader.tab("报告库")
    page.locator("#gov-upload input[type=file]").set_input_files(bad)
    told = page.locator("#gov-library-told p", has_text="没有读成")
    told.wait_for()
    assert page.evaluate("window.hits") == 0


def test_answers_forbid_other_hosts(server):
    import urllib.request

    with urllib.request.urlopen(server.url) as response:
        policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
