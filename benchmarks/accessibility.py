"""Whether axe-core finds anything serious on the page, in every state of it.

    python -m benchmarks.accessibility --index DIR [--axe FILE] [--pictures DIR]

Each state (of `STATES`, of an empty library, of the login) is opened in Chinese and in English,
light and dark, 1440, 820 and 390 pixels wide. axe-core comes from npm (`npm pack axe-core`), or is
the file that is named. With `--pictures` a screenshot of every state is kept. The program ends with
1 where anything serious or critical is found. Results go to
`benchmarks/results/accessibility.json`.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.page import chat_server, chromium, require_playwright
from benchmarks.recording import record

__all__ = ["main"]

WIDTHS = (1440, 820, 390)
SERIOUS = ("serious", "critical")
USERS = "li:geheim\n"  # of the server that asks for a login
FIGURE = "今年城镇新增就业目标是多少？"
SERIES = "近五年地区生产总值增长目标分别是多少？"
OUTLINE = "最新一份报告的提纲"
SEVERAL = "今年城镇新增就业目标是多少？粮食产量目标呢？世界杯谁赢了？"
REFUSED = "火星移民人数是多少？"
FOLLOW_UP = "去年呢？"
GREETING = "你好"
TERM = "就业"
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(({id, impact, help, nodes}) =>
    ({id, impact, help, nodes: nodes.slice(0, 3).map(node => node.html.slice(0, 200))}));
}"""


def main() -> None:
    """Open every state, let axe-core look at it, write down what it finds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--axe", type=Path, help="axe.min.js; fetched from npm by default")
    parser.add_argument("--pictures", type=Path, help="keep a screenshot of every state here")
    parser.add_argument("--widths", type=int, nargs="*", default=list(WIDTHS))
    options = parser.parse_args()
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    views = list(product(("zh", "en"), ("light", "dark"), options.widths))
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, chromium(require_playwright()) as browser:
        scratch = Path(folder)
        script = (options.axe or _fetched(scratch)).read_text(encoding="utf-8")
        users = scratch / "users.txt"
        users.write_text(USERS, encoding="utf-8")
        for index, arguments, states in (
            (options.index, ["--allow-edit"], STATES),
            (scratch / "none", ["--allow-edit"], {"empty": _welcome}),
            (options.index, ["--auth-file", str(users)], {"login": _login}),
        ):
            with chat_server(index, scratch, *arguments) as server:
                for view, (name, open_state) in product(views, states.items()):
                    language, theme, width = view
                    page = browser.new_page(
                        viewport={"width": width, "height": 900}, color_scheme=theme
                    )
                    page.set_default_timeout(60_000)
                    open_state(page, f"{server.url}?lang={language}")
                    page.wait_for_timeout(400)
                    where = f"{name}-{language}-{theme}-{width}"
                    found += [{"state": where, **one} for one in _look(page, script)]
                    if options.pictures is not None:
                        page.screenshot(path=options.pictures / f"{where}.png")
                    page.close()
    serious = [one for one in found if one["impact"] in SERIOUS]
    states_seen = len(views) * (len(STATES) + 2)
    results = {"states": states_seen, "serious": len(serious), "findings": _merged(found)}
    print(json.dumps(results, ensure_ascii=False, indent=2))
    print(record("accessibility", results))
    sys.exit(1 if serious else 0)


def _fetched(scratch: Path) -> Path:
    """Return axe.min.js out of the package that npm delivers."""
    told = subprocess.run(
        ["npm", "pack", "axe-core", "--silent"],
        cwd=scratch,
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(scratch / told.stdout.split()[-1]) as package:
        package.extract("package/axe.min.js", scratch, filter="data")
    return scratch / "package" / "axe.min.js"


def _look(page: Any, script: str) -> list[dict[str, Any]]:
    page.add_script_tag(content=script)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found


def _merged(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each rule once, with the states in which it was broken."""
    rules: dict[str, dict[str, Any]] = {}
    for one in found:
        rule = rules.setdefault(one["id"], {**one, "states": []})
        rule["states"].append(one["state"])
    for rule in rules.values():
        rule.pop("state", None)
        rule["count"] = len(rule["states"])
        rule["states"] = rule["states"][:6]
    return list(rules.values())


def _welcome(page: Any, url: str) -> None:
    page.goto(url)
    page.locator(".gov-welcome").wait_for()


def _asked(question: str) -> Callable[[Any, str], None]:
    def open_state(page: Any, url: str) -> None:
        _welcome(page, url)
        box = page.locator("#gov-box textarea")
        box.fill(question)
        box.press("Enter")
        page.locator("#turn-1[data-turn]:not([aria-busy])").wait_for()

    return open_state


def _follow(page: Any, url: str) -> None:
    _asked(FIGURE)(page, url)
    box = page.locator("#gov-box textarea")
    box.fill(FOLLOW_UP)
    box.press("Enter")
    page.locator("#turn-2[data-turn]:not([aria-busy])").wait_for()


def _lost(page: Any, url: str) -> None:
    _welcome(page, url)
    page.route("**/queue/join*", lambda route: route.fulfill(status=503, body="{}"))
    box = page.locator("#gov-box textarea")
    box.fill(FIGURE)
    box.press("Enter")
    page.locator(".gov-limit button").wait_for()


def _tab(name: str, shown: str) -> Callable[[Any, str], None]:
    def open_state(page: Any, url: str) -> None:
        page.goto(f"{url}&tab={name}")
        page.locator(shown).first.wait_for()

    return open_state


def _sidebar(page: Any, url: str) -> None:
    _asked(FIGURE)(page, url)
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-new").wait_for()


def _popover(page: Any, url: str) -> None:
    _asked(FIGURE)(page, url)
    page.locator(".gov-cite").first.focus()
    page.locator("#gov-popover.gov-shown").wait_for()


def _find(page: Any, url: str) -> None:
    _tab("read", ".gov-report")(page, url)
    page.locator(".gov-find input").fill(TERM)
    page.locator(".gov-matches:not(:empty)").wait_for()


def _ticked(page: Any, url: str) -> None:
    _tab("library", ".gov-library table")(page, url)
    page.locator("[data-pick]").first.check()
    page.locator("[data-correct=year]").first.click()


def _search(page: Any, url: str) -> None:
    _tab("library", ".gov-library table")(page, url)
    _submit(page, "#gov-search", ".gov-found h3")


def _words(page: Any, url: str) -> None:
    _tab("compare", "#gov-comparison :is(.gov-comparison, .gov-hint)")(page, url)
    page.locator("#gov-count > button").click()
    _submit(page, "#gov-term", ".gov-words")


def _submit(page: Any, field: str, shown: str) -> None:
    box = page.locator(f"{field} :is(textarea, input)").first
    box.fill(TERM)
    box.press("Enter")
    page.locator(shown).first.wait_for()


def _quotes(page: Any, url: str) -> None:
    _asked(FIGURE)(page, url)
    page.locator("[data-keep]").first.click()
    page.locator("#gov-sidebar .toggle-button").click()
    page.locator("#gov-quotes blockquote, #gov-quotes li").first.wait_for()


def _login(page: Any, url: str) -> None:
    page.goto(url)
    page.locator("input[type=password]").wait_for()


STATES: dict[str, Callable[[Any, str], None]] = {
    "welcome": _welcome,
    "answer": _asked(FIGURE),
    "chart": _asked(SERIES),
    "refusal": _asked(REFUSED),
    "read": _tab("read", ".gov-report"),
    "compare": _tab("compare", "#gov-comparison :is(.gov-comparison, .gov-hint)"),
    "library": _tab("library", ".gov-library table"),
    "settings": _tab("settings", "#gov-settings"),
    "sidebar": _sidebar,
    "follow-up": _follow,
    "greeting": _asked(GREETING),
    "lost": _lost,
    "several": _asked(SEVERAL),
    "outline": _asked(OUTLINE),
    "popover": _popover,
    "find": _find,
    "ticked": _ticked,
    "search": _search,
    "words": _words,
    "quotes": _quotes,
}


if __name__ == "__main__":
    main()
