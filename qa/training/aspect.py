"""Fits the cues that tell questions about results from questions about targets.

    python -m qa.training.aspect

Reads the written questions of `GOVREPORT_SHARED` and rewrites `qa/data/models/aspect_cues.json`.
Each weight has a normal prior with the expected sign, so that a rare cue keeps its direction.
"""

import json
import re

import numpy as np
import numpy.typing as npt

from embeddings.language.time_expressions import Anchor, find_times
from qa.question.aspect import CUES_FILE, mask_years
from qa.training.questions.written_questions import read_written

__all__ = ["CUES", "fit"]

Array = npt.NDArray[np.float64]

# name, pattern, prior mean of the weight (log odds for results)
CUES: tuple[tuple[str, str, float], ...] = (
    ("plan", r"打算|计划(?!生育|经济)|准备(?!金)|拟|力争|争取|希望|预算|许诺|承诺|部署|预定|定在|定为|定下|要求|规定|年初", -1.5),  # noqa: E501
    ("expected", r"预计|预期达到|估计", -0.3),
    ("goal", r"目标(?!.{0,4}(?:实现|完成|达成)了)|预期(?!寿命)|任务|上限|底线|控制在|指标", -2.0),
    ("want", r"[^重主只需]要(?!素|紧|闻|多久)|^要|想(?!到)|将(?!军)|应该|该(?!年|报|地)|会[被不怎]|能[得不拿领享]|还[要会能得]", -1.5),  # noqa: E501
    ("again", r"再[添修建改新增多]|新[添增]设|新动工|允许", -0.7),
    ("arrange", r"安排(?!了)|提出|提到|点名|说|讲|报告(?!期)", -1.0),
    ("how", r"怎么(?!样)|怎样|如何(?![?？]?$)|咋(?!样)|什么办法|哪些(?:措施|办法|举措|招)|哪几招|啥招|什么招|哪[些几]个?方面", -1.0),  # noqa: E501
    ("state", r"怎么样|咋样|如何[?？]?$|成[效果绩就](?!立)|效果|进展|情况|亮点", 1.0),
    ("onward", r"Ｙ起|从Ｙ|Ｙ以后|起[,，]", -0.7),
    ("done", r"了(?!解|吗|没)|[^超通经越不难]过(?!去|程|渡|河|剩)", 1.0),
    ("reached", r"完成(?!.{0,3}目标)|实际|最后|结果|达到|突破|实现了|建成|办完|办下来|降到|升到|涨到|提到了|累计|总结", 1.0),  # noqa: E501
    ("until", r"到Ｙ|截至Ｙ|Ｙ年?底|Ｙ末", 1.0),
    ("sum", r"一共|总共|全年|平均|总量|总额|总数|人均", 0.5),
    ("size", r"有(?:没有|多[少大高长]|几)|多[大高长](?!少)|多少亿", 0.5),
    ("past", r"已经?|曾|来着|当时|那次|首次|头一回|头一次|第一次|刚", 0.7),
    ("compared", r"比上年|比上一年|比前一年|同比|比Ｙ|[增涨跌降掉多少高低变]了|增长多少|增速几何", 1.0),  # noqa: E501
    ("event", r"哪一?[款艘座位场家]|是谁|第几|叫什么|哪两家|哪几家", 0.5),
)  # fmt: skip
_PRIOR_PRECISION = 4.0  # of each weight: about four questions' worth


def fit(features: Array, results: Array, prior: Array) -> Array:
    """Return the weights, intercept first: logistic regression with a normal prior, by Newton."""
    design = np.hstack([np.ones((len(features), 1)), features])
    mean = np.concatenate([[0.0], prior])
    precision = np.full(len(mean), _PRIOR_PRECISION)
    precision[0] = 0.01
    weights = mean.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (chance - results) + precision * (weights - mean)
        spread = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(precision)
        weights -= np.linalg.solve(spread, gradient)
    return weights


def _examples() -> tuple[list[str], Array]:
    questions: list[str] = []
    results: list[float] = []
    for written in read_written():
        named = re.match(r"(\d{4})年国务院", written.reports[0])
        words = [word for word in find_times(written.text, Anchor()) if not word.base]
        if named is None or len(words) != 1 or words[0].first != words[0].last or words[0].report:
            continue
        distance = int(named[1]) - words[0].last
        if distance in (0, 1):
            questions.append(mask_years(written.text, ((words[0].start, words[0].end),)))
            results.append(float(distance))
    return questions, np.array(results)


def main() -> None:
    """Fit on all questions, print the ten-fold accuracy, and write the weights."""
    questions, results = _examples()
    features = np.array(
        [[bool(re.search(pattern, text)) for _, pattern, _ in CUES] for text in questions], float
    )
    prior = np.array([mean for _, _, mean in CUES])
    fold_of = np.arange(len(results)) % 10
    chance = np.zeros(len(results))
    for held_out in range(10):
        weights = fit(features[fold_of != held_out], results[fold_of != held_out], prior)
        scores = weights[0] + features[fold_of == held_out] @ weights[1:]
        chance[fold_of == held_out] = 1 / (1 + np.exp(-scores))
    for name, chosen, right in (
        ("targets", chance < 0.25, results == 0),
        ("results", chance > 0.7, results == 1),
        ("all", chance >= 0, (chance > 0.5) == (results == 1)),
    ):
        print(f"{name}: {chosen.sum()} questions, right {right[chosen].mean():.3f}")
    weights = fit(features, results, prior)
    table = {
        "source": "python -m qa.training.aspect",
        "intercept": round(float(weights[0]), 3),
        "cues": [
            {"name": name, "pattern": pattern, "weight": round(float(weight), 3)}
            for (name, pattern, _), weight in zip(CUES, weights[1:], strict=True)
        ],
    }
    CUES_FILE.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
