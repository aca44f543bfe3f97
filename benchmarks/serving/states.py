"""The states of the page that a benchmark looks at, and how each one is reached.

Each opens an address of the page, `http://127.0.0.1:7860/?lang=zh`, in a playwright page and
returns once the state can be seen. `STATES` are those over any index, `EMPTY` is that of an empty
library, `LOGIN` that before the login.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["EMPTY", "LOGIN", "STATES", "OpenState"]

OpenState = Callable[[Any, str], None]
FIGURE = "今年城镇新增就业目标是多少？"
SERIES = "近五年地区生产总值增长目标分别是多少？"
OUTLINE = "最新一份报告的提纲"
SEVERAL = "今年城镇新增就业目标是多少？粮食产量目标呢？世界杯谁赢了？"
REFUSED = "火星移民人数是多少？"
FOLLOW_UP = "去年呢？"
GREETING = "你好"
TERM = "就业"


def _welcome(page: Any, url: str) -> None:
    page.goto(url)
    page.locator(".gov-welcome").wait_for()


def _asked(question: str) -> OpenState:
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


def _tab(name: str, shown: str) -> OpenState:
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


STATES: dict[str, OpenState] = {
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

EMPTY: dict[str, OpenState] = {"empty": _welcome}
LOGIN: dict[str, OpenState] = {"login": _login}
