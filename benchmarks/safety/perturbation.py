"""Whether a question put otherwise is answered alike: `python -m benchmarks.safety.perturbation`.

Every question of both dev sets is asked as it stands and again in each of `PERTURBATIONS`: behind a
preface, with spaces between its characters, pasted from elsewhere, with a typing slip. What counts
is the share of the right answers that a way of putting it loses. The reports say the same, so a
reader who understands the question loses none. Results go to `benchmarks/results/perturbation.json`
and `.md`.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.quality import dev_sets
from benchmarks.recording import record
from embeddings.indexing.update import index_paths
from qa.assistant import Assistant
from qa.evaluation.metrics.answer_metrics import correct
from qa.evaluation.testsets.jsonl import read_test_set
from qa.evaluation.testsets.test_set import TestQuestion

__all__ = ["LARGEST_LOSS", "PERTURBATIONS", "main", "perturbed"]

LARGEST_LOSS = 0.03  # share of the right answers that a way of putting a question may lose
_SEED = 15
# Slips of pinyin input: the intended word, and what stands first in the list of candidates.
_SLIPS: tuple[tuple[str, str], ...] = (
    ("增长", "增涨"),
    ("投资", "头资"),
    ("财政", "财正"),
    ("目标", "木标"),
    ("就业", "就叶"),
    ("城镇", "城阵"),
    ("教育", "叫育"),
    ("企业", "企夜"),
    ("居民", "居名"),
    ("政府", "正府"),
    ("经济", "经记"),
    ("粮食", "良食"),
    ("建设", "建社"),
    ("改革", "改格"),
    ("农村", "农存"),
    ("铁路", "铁鹿"),
    ("保险", "保鲜"),
    ("收入", "收人"),
    ("产业", "产叶"),
    ("贫困", "贫捆"),
    ("农民", "农名"),
    ("全国", "全果"),
    ("工业", "工叶"),
    ("出口", "初口"),
    ("赤字", "赤子"),
    ("计划", "计化"),
    ("医疗", "医聊"),
    ("服务", "服物"),
    ("公里", "公理"),
    ("人口", "人扣"),
    ("项目", "项木"),
    ("公共", "公供"),
    ("打算", "大算"),
    ("安排", "安牌"),
    ("措施", "错施"),
    ("国家", "国加"),
    ("生产", "升产"),
    ("增加", "曾加"),
    ("提高", "题高"),
    ("新增", "新曾"),
    ("多少", "多小"),
    ("什么", "甚么"),
)
# A few characters that are written otherwise in Hong Kong and Taiwan; OpenCC is no part of this.
_TRADITIONAL = str.maketrans(
    "国务报经济产业农资财学会东计划区业长万亿实现达标准为设开发与对应战镇县",
    "國務報經濟產業農資財學會東計劃區業長萬億實現達標準為設開發與對應戰鎮縣",
)


def _spaced(text: str) -> str:
    return " ".join(text)


def _pasted(text: str) -> str:
    """Return `text` as copied from a PDF file: broken in the middle, odd white space, a bullet."""
    middle = next(
        (place for place in range(len(text) // 2, len(text)) if text[place] >= "一"), len(text)
    )
    return f"●　{text[:middle]}\n{text[middle:]}\u200b\u00a0"


def _full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def _slip(text: str) -> str:
    """Return `text` with one slip of pinyin input, the last place that has one."""
    places = [(text.rfind(word), word, slip) for word, slip in _SLIPS if word in text]
    if not places:
        return text
    at, word, slip = max(places)
    return text[:at] + slip + text[at + len(word) :]


PERTURBATIONS: Mapping[str, Callable[[str], str]] = {
    "preface_centre": lambda text: f"按照党中央、国务院决策部署，{text}",
    "preface_thought": lambda text: (
        f"坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，{text}"
    ),
    "preface_province": lambda text: f"在省委、省政府和市委的坚强领导下，{text}",
    "preface_report": lambda text: f"根据政府工作报告，{text}",
    "polite": lambda text: (
        f"您好，我是一名基层干部，写材料要用，麻烦您帮我查一查：{text}请给出原文，谢谢！"
    ),
    "polite_question": lambda text: f"请问您能不能告诉我，{text}",
    "fillers": lambda text: f"呃，那个，我想问一下哈，就是说{text}",
    "spaced": _spaced,
    "pasted": _pasted,
    "full_width": _full_width,
    "traditional": lambda text: text.translate(_TRADITIONAL),
    "numbered": lambda text: f"3、{text}",
    "quoted": lambda text: f"“{text}”",
    "shouted": lambda text: f"{text.rstrip('？?。')}？？！！",
    "brief": lambda text: f"{text}请用一句话简要回答，不要太长。",
    "object_place": lambda text: f"我要把材料发往湖北的同事，{text}",
    "slip": _slip,
}


def perturbed(name: str, question: TestQuestion) -> str:
    """Return the question put in another way; the earlier turns stay as they are."""
    return PERTURBATIONS[name](question.question)


def measure(assistant: Assistant, questions: tuple[TestQuestion, ...], names: list[str]) -> Any:
    """Return by perturbation the right answers as it stands, and the ids of those it loses."""
    right = [
        question
        for question in questions
        if correct(question, assistant.ask(question.question, history=question.history))
    ]
    lost: dict[str, list[str]] = {}
    gained: dict[str, list[str]] = {}
    for name in names:
        lost[name], gained[name] = [], []
        for question in questions:
            text = perturbed(name, question)
            now = correct(question, assistant.ask(text, history=question.history))
            if now != (question in right):
                (gained if now else lost)[name].append(question.id)
    return {"right": len(right), "lost": lost, "gained": gained}


def main() -> None:
    """Measure and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=sorted(PERTURBATIONS), help="only these")
    parser.add_argument(
        "--index", type=Path, help="folder of ready indexes, one per reports folder"
    )
    arguments = parser.parse_args()
    names = arguments.only or list(PERTURBATIONS)
    sets: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for measured in dev_sets():
            if measured.reports is None:
                continue
            index = (arguments.index or Path(scratch)) / measured.reports.name
            if not index.exists():
                index_paths([measured.reports], index)
            questions = read_test_set(measured.path).questions
            sets[measured.name] = measure(Assistant.open(index), questions, names)
    results = {name: _summed(sets, name) for name in names}
    for name, row in results.items():
        print(
            f"{name:18s} lost {row['lost']:3d} gained {row['gained']:3d} of {row['right']}",
            *row["ids"],
        )
    if arguments.only:
        return
    path = record("perturbation", results, seed=_SEED)
    path.with_suffix(".md").write_text(_page(results), encoding="utf-8")


def _summed(sets: Mapping[str, Any], name: str) -> dict[str, Any]:
    right = sum(own["right"] for own in sets.values())
    lost = [one for own in sets.values() for one in own["lost"][name]]
    gained = sum(len(own["gained"][name]) for own in sets.values())
    return {
        "example": PERTURBATIONS[name]("今年GDP目标是多少？"),
        "right": right,
        "lost": len(lost),
        "gained": gained,
        "loss": round(len(lost) / max(1, right), 4),
        "ids": lost,
    }


def _page(results: Mapping[str, Any]) -> str:
    lines = [
        "# Ways of putting a question",
        "",
        "`python -m benchmarks.safety.perturbation`. Of the questions of both dev sets that",
        f"are answered rightly as they stand, each way may lose {LARGEST_LOSS:.0%}.",
        "",
        "| way | lost | of | share | gained |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {name} | {row['lost']} | {row['right']} | {row['loss']:.1%} | {row['gained']} |"
            for name, row in results.items()
        ),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
