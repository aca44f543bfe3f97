"""Charts and tables of an answer: read, sorted, saved; on a phone and in the dark as well."""

import io
import struct
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.browser

QUESTION = "2019年到2024年浙江省地区生产总值增长目标和实际分别是多少？"

OVERLAPS = """chart => {
  const texts = [...chart.querySelectorAll('.gov-value, .gov-axis')].map(t => t.getBBox());
  const points = [...chart.querySelectorAll('.gov-point circle')].map(t => t.getBBox());
  const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width
    && a.y < b.y + b.height && b.y < a.y + a.height;
  const others = at => [...texts.slice(at + 1), ...points];
  return texts.flatMap((a, at) => others(at).filter(b => meet(a, b))).length;
}"""


@pytest.fixture
def drawn(visit, provinces_server):
    def ask(**more):
        reader = visit(provinces_server.url, **more)
        turn = reader.ask(QUESTION)
        turn.locator(".gov-chart").wait_for()
        return reader.page, turn

    return ask


def saved(page, button):
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_labels_of_a_chart_lie_over_nothing(drawn):
    _, turn = drawn()
    chart = turn.locator(".gov-chart")
    assert chart.locator(".gov-value").count() >= 8
    assert chart.evaluate(OVERLAPS) == 0


def test_chart_and_table_are_saved_as_files_and_as_pictures(drawn):
    page, turn = drawn(accept_downloads=True)
    name, written = saved(page, turn.locator("[data-values=xlsx]"))
    assert name == "2019年到2024年浙江省地区生产总值增长目标和实际分别是多少？.xlsx"
    rows = list(load_workbook(io.BytesIO(written)).active.iter_rows(values_only=True))
    assert rows[1][:4] == (2019, "浙江", "6.5%左右", 6.5)
    name, written = saved(page, turn.locator("[data-picture=png]"))
    assert name.endswith(".png")
    assert written.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", written[16:24])
    assert width > 1200
    assert height > 500
    name, written = saved(page, turn.locator("[data-picture=svg]"))
    root = ElementTree.fromstring(written)
    said = "".join(root.itertext())
    assert "6.5%左右" in said
    assert "虚线是目标" in said  # the caption says which line is which
    assert not root.findall(".//*[@tabindex]")


def test_table_is_sorted_by_its_heads_with_the_keyboard(drawn):
    page, turn = drawn()
    turn.locator(".gov-figure summary").click()
    head = turn.locator(".gov-figure th", has_text="数值")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    cells = turn.locator(".gov-figure td[data-value]")

    def values():
        return [float(cell.get_attribute("data-value")) for cell in cells.all()]

    assert values() == sorted(values())
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert values() == sorted(values(), reverse=True)
    cells.first.locator(".gov-cite").click()  # a number still leads to its card
    page.locator(".gov-card.gov-current").wait_for()


def test_chart_is_read_on_a_phone_in_the_dark(drawn):
    page, turn = drawn(width=390, height=844, color_scheme="dark")
    assert turn.locator(".gov-chart").evaluate(OVERLAPS) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    size = turn.locator(".gov-chart .gov-value").first.evaluate(
        "text => text.getBoundingClientRect().height"
    )
    assert size >= 11
    newest = turn.locator(".gov-chart .gov-axis").last.bounding_box()
    assert newest["x"] + newest["width"] <= 390  # in sight, though the chart is wider
    colours = turn.locator(".gov-chart .gov-value").first.evaluate(
        "text => [getComputedStyle(text).fill,"
        " getComputedStyle(text.closest('.gov-figure')).backgroundColor]"
    )
    assert colours[0] != colours[1]
    turn.locator(".gov-figure summary").click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_places_are_drawn_as_bars_of_the_palette(visit, provinces_server):
    reader = visit(provinces_server.url)
    turn = reader.ask("2023年各省地区生产总值增长目标")
    bar = turn.locator(".gov-chart .gov-point rect").first
    bar.wait_for()
    ink = bar.evaluate("bar => getComputedStyle(bar).fill")
    accent = turn.locator(".gov-cite:not(g)").first.evaluate("c => getComputedStyle(c).color")
    assert ink == accent
