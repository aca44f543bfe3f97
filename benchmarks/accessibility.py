"""Whether axe-core finds anything serious on the page, in every state of it.

    python -m benchmarks.accessibility --index DIR [--axe FILE] [--pictures DIR]

Each state (of `benchmarks.serving.states`) is opened in Chinese and in English, light and dark,
1440, 820 and 390 pixels wide. axe-core comes from npm (`npm pack axe-core`), or is the file that is
named. With `--pictures` a screenshot of every state is kept. With `--progress FILE` a run that was
broken off goes on where it was. The program ends with 1 where anything serious or critical is
found. Results go to `benchmarks/results/accessibility.json`.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.recording import record
from benchmarks.serving.server import chat_server, chromium, require_playwright
from benchmarks.serving.states import EMPTY, LOGIN, STATES, OpenState

__all__ = ["main"]

WIDTHS = (1440, 820, 390)
SERIOUS = ("serious", "critical")
USERS = "li:geheim\n"  # of the server that asks for a login
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(({id, impact, help, nodes}) =>
    ({id, impact, help, nodes: nodes.slice(0, 3).map(node => node.html.slice(0, 200))}));
}"""


Findings = dict[str, list[dict[str, Any]]]  # state and view → what axe-core found there


def main() -> None:
    """Open every state, let axe-core look at it, write down what it finds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--axe", type=Path, help="axe.min.js; fetched from npm by default")
    parser.add_argument("--pictures", type=Path, help="keep a screenshot of every state here")
    parser.add_argument("--widths", type=int, nargs="*", default=list(WIDTHS))
    parser.add_argument("--only", nargs="*", help="states by name; nothing is recorded then")
    parser.add_argument("--progress", type=Path, help="a run that was broken off goes on from here")
    options = parser.parse_args()
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium(require_playwright()) as browser:
        seen = _look_at_all(browser, options, Path(folder))
    found = [{"state": state, **one} for state, findings in seen.items() for one in findings]
    serious = [one for one in found if one["impact"] in SERIOUS]
    results = {"states": len(seen), "serious": len(serious), "findings": _merged(found)}
    print(json.dumps(results, ensure_ascii=False, indent=2))
    if not options.only:
        print(record("accessibility", results))
    sys.exit(1 if serious else 0)


def _look_at_all(browser: Any, options: Any, scratch: Path) -> Findings:
    """Return what was found in every view, those of a run that was broken off included."""
    script = (options.axe or _fetched(scratch)).read_text(encoding="utf-8")
    users = scratch / "users.txt"
    users.write_text(USERS, encoding="utf-8")
    progress = options.progress or scratch / "progress.jsonl"
    seen = _seen(progress)
    views = product(("zh", "en"), ("light", "dark"), options.widths)
    wanted = [f"-{language}-{theme}-{width}" for language, theme, width in views]
    for index, arguments, states in (
        (options.index, ["--allow-edit"], STATES),
        (scratch / "none", ["--allow-edit"], EMPTY),
        (options.index, ["--auth-file", str(users)], LOGIN),
    ):
        names = [name for name in states if not options.only or name in options.only]
        left = [(view, name) for view, name in product(wanted, names) if name + view not in seen]
        if not left:
            continue
        with chat_server(index, scratch, *arguments) as server:
            for view, name in left:
                with _opened(browser, server.url, view, states[name]) as page:
                    seen[name + view] = _look(page, script)
                    if options.pictures is not None:
                        page.screenshot(path=options.pictures / f"{name}{view}.png")
                with progress.open("a", encoding="utf-8") as file:
                    line = {"state": name + view, "found": seen[name + view]}
                    print(json.dumps(line, ensure_ascii=False), file=file)
    return seen


def _seen(progress: Path) -> Findings:
    """Return the views that a run which was broken off has looked at."""
    if not progress.exists():
        return {}
    lines = map(json.loads, progress.read_text(encoding="utf-8").splitlines())
    return {line["state"]: line["found"] for line in lines}


@contextmanager
def _opened(browser: Any, url: str, view: str, open_state: OpenState) -> Iterator[Any]:
    """Open a state in a view: `-zh-light-1440`."""
    language, theme, width = view[1:].split("-")
    page = browser.new_page(viewport={"width": int(width), "height": 900}, color_scheme=theme)
    page.set_default_timeout(60_000)
    open_state(page, f"{url}?lang={language}")
    page.wait_for_timeout(400)  # what fades in has done so
    yield page
    page.close()


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


if __name__ == "__main__":
    main()
