"""The palette: every text colour on every ground it stands on, light and dark, at AA contrast."""

import re
from pathlib import Path

import pytest

from ui.page import theme
from ui.page.theme import SCRIPTS, STYLES, script, style_sheet

ASSETS = Path(theme.__file__).parents[1] / "assets"
CSS = style_sheet()
AA = 4.5  # WCAG 2.2, 1.4.3
PAIRS = [
    *[(ink, ground) for ink in ("ink", "quiet", "accent") for ground in ("paper", "sheet")],
    *[(ink, "paper") for ink in ("good", "middle")],
    ("mark-ink", "mark"),
    ("ink", "match"),
    ("ink", "accent-soft"),
    ("quiet", "accent-soft"),
    ("sheet", "accent"),
]


def palette(selector):
    block = re.search(re.escape(selector) + r" \{(.*?)\n\}", CSS, re.DOTALL).group(1)
    return dict(re.findall(r"--gov-([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("selector", [":root", ".dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_aa_contrast(selector, ink, ground):
    colours = palette(selector)
    assert contrast(colours[ink], colours[ground]) >= AA


def test_style_and_scripts_name_no_other_host():
    for text in (CSS, script("panel"), *map(script, SCRIPTS)):
        assert "//" not in re.sub(r"^\s*//.*$|/\*.*?\*/|\s// .*$", "", text, flags=re.M | re.S)


def test_every_style_sheet_and_script_is_sent():
    sheets = {"login.css", "outside.css", *(f"{name}.css" for name in STYLES)}  # those in the head
    assert sheets == {f.name for f in ASSETS.rglob("*.css")}
    assert {"panel.js", *(f"{name}.js" for name in SCRIPTS)} == {
        f.name for f in ASSETS.rglob("*.js")
    }


def test_scripts_never_make_markup_from_text():
    for name in ("panel", *SCRIPTS):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script(name)
        )
