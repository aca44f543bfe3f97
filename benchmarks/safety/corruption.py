"""How many corrupted answers the checker catches: `python -m benchmarks.safety.corruption`.

Every answer to the questions of a test set that has figures is corrupted in each way that applies,
once as the quotation it is and once as if a language model had worded it, where only its facts can
be held against the excerpt. The untouched answers tell the false alarms.
"""

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.recording import ROOT, record
from embeddings.indexing.update import index_paths
from embeddings.language.figures import find_figures
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.evaluation.testsets.jsonl import read_test_set
from qa.records import Answer, Citation

__all__ = ["CORRUPTIONS", "corrupted", "measure"]

SEED = 20160
_REGIONS = ("西宁", "成都", "贵阳", "合肥")
_UNITS = {
    "亿元": "万元",
    "万元": "亿元",
    "%": "个百分点",
    "％": "个百分点",
    "万人": "亿人",
    "公里": "亩",
}
_BOUNDS = (("以上", "以内"), ("以内", "以上"), ("超过", "不到"), ("左右", "以上"), ("约", "超过"))
_DENIALS = (("增长", "没有增长"), ("完成", "没有完成"), ("实施", "不再实施"), ("达到", "没有达到"))
_AIMS = (("力争", "已经实现"), ("争取", "已经实现"), ("目标是", "完成情况是"), ("打算", "已经"))


def _replaced(answer: Answer, old: str, new: str, chance: Random) -> Answer | None:
    """Return the answer with one `old` of its text replaced, ranges moved along."""
    places = [match.start() for match in re.finditer(re.escape(old), answer.text)]
    if not places:
        return None
    place = chance.choice(places)
    shift = len(new) - len(old)

    def moved(citation: Citation) -> Citation:
        start, end = citation.text_start, citation.text_end
        return replace(
            citation,
            text_start=start + (shift if start > place else 0),
            text_end=end + (shift if end > place else 0),
        )

    text = answer.text[:place] + new + answer.text[place + len(old) :]
    return replace(answer, text=text, citations=tuple(map(moved, answer.citations)))


def _figure_swapped(answer: Answer, chance: Random) -> Answer | None:
    """Put another figure of the same excerpt in a figure's place."""
    for citation in answer.citations:
        inside = answer.text[citation.text_start : citation.text_end]
        figures = [f for f in find_figures(inside) if f.unit not in {"年", "月", "日"}]
        if len({figure.text for figure in figures}) > 1:
            old = chance.choice(figures)
            new = chance.choice([figure for figure in figures if figure.text != old.text])
            return _replaced(answer, old.text, new.text, chance)
    return None


def _figure_changed(answer: Answer, chance: Random) -> Answer | None:
    """Change a digit."""
    digits = list(re.finditer(r"\d", answer.text))
    if not digits:
        return None
    match = chance.choice(digits)
    new = chance.choice([digit for digit in "123456789" if digit != match.group()])
    text = answer.text[: match.start()] + new + answer.text[match.end() :]
    return replace(answer, text=text)


def _first_pair(pairs: Sequence[tuple[str, str]]) -> Callable[[Answer, Random], Answer | None]:
    def corrupt(answer: Answer, chance: Random) -> Answer | None:
        for old, new in pairs:
            changed = _replaced(answer, old, new, chance)
            if changed is not None:
                return changed
        return None

    return corrupt


def _in_figures(pairs: Sequence[tuple[str, str]]) -> Callable[[Answer, Random], Answer | None]:
    """Return the corruption that replaces a part of a figure: its unit, its qualifier."""

    def corrupt(answer: Answer, chance: Random) -> Answer | None:
        for figure in find_figures(answer.text):
            for old, new in pairs:
                if old in figure.text:
                    changed = figure.text.replace(old, new, 1)
                    return _replaced(answer, figure.text, changed, chance)
        return None

    return corrupt


def _year_replaced(answer: Answer, chance: Random) -> Answer | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?=年)", answer.text)
    if years:
        old = chance.choice(years)
        return _replaced(answer, old, str(int(old) - 7), chance)
    changed = _replaced(answer, "今年", "2003年", chance)
    return changed or _replaced(answer, "明年", "2003年", chance)


def _region_replaced(answer: Answer, chance: Random) -> Answer | None:
    for old in ("兰州市", "兰州", "全国", "全市", "我市", "我国"):
        changed = _replaced(answer, old, chance.choice(_REGIONS) + "市", chance)
        if changed is not None:
            return changed
    return None


def _citation_moved(answer: Answer, chance: Random) -> Answer | None:
    if not answer.citations:
        return None
    shift = chance.choice((-3, -1, 1, 4, 25))
    first, *others = answer.citations
    moved = replace(first, start=first.start + shift, end=first.end + shift)
    return replace(answer, citations=(moved, *others))


def _citation_renumbered(answer: Answer, chance: Random) -> Answer | None:
    if not answer.citations:
        return None
    first, *others = answer.citations
    moved = replace(first, paragraph=first.paragraph + chance.choice((-1, 1)))
    return replace(answer, citations=(moved, *others))


CORRUPTIONS: dict[str, Callable[[Answer, Random], Answer | None]] = {
    "figure swapped": _figure_swapped,
    "figure changed": _figure_changed,
    "unit changed": _in_figures(tuple(_UNITS.items())),
    "qualifier changed": _in_figures(_BOUNDS),
    "negated": _first_pair(_DENIALS),
    "target told as result": _first_pair(_AIMS),
    "year replaced": _year_replaced,
    "region replaced": _region_replaced,
    "citation moved": _citation_moved,
    "citation renumbered": _citation_renumbered,
}


def corrupted(answer: Answer, chance: Random) -> Iterator[tuple[str, Answer]]:
    """Yield the answer corrupted in each way that applies to it."""
    for name, corrupt in CORRUPTIONS.items():
        changed = corrupt(answer, chance)
        if changed is not None and changed != answer:
            yield name, changed


def measure(assistant: Assistant, questions: Sequence[str], seed: int = SEED) -> dict[str, Any]:
    """Return, for quoted and worded answers, how many of each corruption were made and caught."""
    chance = Random(seed)
    made: dict[str, Counter[str]] = {"quoted": Counter(), "worded": Counter()}
    caught: dict[str, Counter[str]] = {"quoted": Counter(), "worded": Counter()}
    clean: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    for question in questions:
        answer = assistant.ask(question)
        if answer.refused:
            continue
        for mode, told in (("quoted", answer), ("worded", _worded(answer))):
            clean[mode] += 1
            alarms[mode] += bool(check(told, assistant.retriever.index))
            for name, changed in corrupted(told, chance):
                made[mode][name] += 1
                caught[mode][name] += bool(check(changed, assistant.retriever.index))
    return {
        mode: {
            "answers": clean[mode],
            "false_alarms": alarms[mode],
            "by_kind": {
                name: {
                    "made": made[mode][name],
                    "caught": caught[mode][name],
                    "share": round(caught[mode][name] / made[mode][name], 4),
                }
                for name in CORRUPTIONS
                if made[mode][name]
            },
        }
        for mode in made
    }


def _worded(answer: Answer) -> Answer:
    """Return the answer as if a model had worded it: true, but not held to the letter."""
    return replace(answer, generated=True, spans=(), computed=answer.computed)


def main() -> None:
    """Measure over the seed and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--questions", type=Path, default=ROOT / "tests/data/lanzhou_dev.jsonl")
    arguments = parser.parse_args()
    questions = [question.question for question in read_test_set(arguments.questions).questions]
    with tempfile.TemporaryDirectory() as folder:
        index_paths(arguments.reports, folder)
        results = measure(Assistant.open(folder), questions)
    path = record("corruption", results, seed=SEED)
    print(path)


if __name__ == "__main__":
    main()
