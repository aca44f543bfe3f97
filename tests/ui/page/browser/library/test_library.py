"""The library's table, and what the page asks about uploaded files, before `govreport chat`."""

import pytest

pytestmark = pytest.mark.browser

REPORT = "2018年临河市政府工作报告\n\n各位代表：\n\n一、2017年工作回顾\n\n" + "\n\n".join(
    f"过去一年，第{number}中学改造教室{number + 20}间，惠及学生{number * 100}人。"
    for number in range(1, 15)
)
DRAFT, FINAL = (f"{REPORT}\n\n新建湿地公园{count}座。\n" for count in (12, 15))
RECIPE = "红烧肉做法\n五花肉500克，切块焯水，小火炖一小时。"


@pytest.fixture
def library(visit, open_server):
    """Return the page with its library open, and what uploads a file."""
    page = visit(f"{open_server.url}?tab=library").page
    page.locator("#gov-library table").wait_for()

    def upload(name, text):
        file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        page.locator("#gov-upload input[type=file]").set_input_files([file])

    return page, upload


def test_what_is_no_report_waits_for_a_decision(library):
    page, upload = library
    upload("菜谱.txt", RECIPE)
    told = page.locator("#gov-library-told")
    told.get_by_text("菜谱.txt 看来不是政府报告").wait_for()
    assert page.locator("#gov-library tr", has_text="红烧肉").count() == 0
    told.get_by_role("button", name="不加入").click()
    told.get_by_text("没有加入：菜谱.txt").wait_for()
    upload("菜谱.txt", RECIPE)
    told.get_by_role("button", name="加入", exact=True).click()
    page.locator("#gov-library tr", has_text="红烧肉").wait_for()
    assert told.get_by_role("button").count() == 0


def test_page_offers_the_later_of_two_versions(library):
    page, upload = library
    upload("送审稿.txt", DRAFT)
    told, rows = page.locator("#gov-library-told"), page.locator("#gov-library tbody tr")
    told.get_by_text("新增 1 份").wait_for()
    upload("正式稿.txt", FINAL)
    told.get_by_text("有 1 处数字不同（原为 12座，此处为 15座）").wait_for()
    rows.filter(has_text="2018年临河市政府工作报告（").nth(1).wait_for()
    told.get_by_role("button", name="只留后一份").click()
    told.get_by_text("已代替").wait_for()
    reports = rows.filter(has_text="2018年临河市政府工作报告")
    reports.nth(1).wait_for(state="detached")
    assert reports.count() == 1


@pytest.mark.parametrize("width", [390, 1000, 1280])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_table_with_its_buttons_fits_the_window(visit, open_server, width, locale):
    touch = width < 600
    page = visit(
        f"{open_server.url}?tab=library",
        width=width,
        locale=locale,
        is_mobile=touch,
        has_touch=touch,
    ).page
    page.locator("#gov-library [data-forget]").first.wait_for()
    for button in page.locator("#gov-library .gov-row-actions button").all():
        box = button.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    title = page.locator("#gov-library tbody th").first.bounding_box()
    assert title["width"] > 150  # pixels: more than a few characters to a line
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    chosen = page.locator("#gov-library [data-filter=year]")
    assert chosen.evaluate("list => getComputedStyle(list).appearance") == "auto"
