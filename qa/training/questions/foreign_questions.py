"""Unanswerable questions not made from answerable ones: other figures, other topics.

Each is checked to be absent: no sentence with the subject has a figure of the kind asked for,
or no paragraph has the words.
"""

import re
from collections.abc import Sequence
from random import Random

from embeddings.language.figures import find_figures
from qa.records import Reason
from qa.retrieval.retriever import Retriever
from qa.training.questions.unanswerable import (
    SEED,
    Unanswerable,
    is_near,
    pairs_of,
    paragraph_pairs,
)

__all__ = ["other_figures", "unrelated"]

# Kinds of figures asked of a subject for which the report gives another kind.
_OTHER_FIGURES = {
    "money": ("总投资是多少亿元", "一共花了多少钱", "总投资多少"),
    "people": ("涉及多少人", "安排了多少人就业"),
    "area": ("占地多少平方米",),
    "share": ("完成了总数的百分之几",),
}
_SUBJECT = re.compile(r"(?:^|[，。；、])([一-鿿]{4,12})$")


def other_figures(retriever: Retriever, count: int, seed: int) -> list[Unanswerable]:
    """Return questions for a kind of figure that no report gives of a subject: 停车泊位 … 总投资.

    The subject has a figure in some clause, but no sentence with it has the kind asked for.
    """
    reports = list(retriever.index.reports.values())
    chance, made = Random(seed), []
    for _ in range(50 * count):
        report = chance.choice(reports)
        paragraph = chance.choice(report.paragraphs)
        text = report.text[paragraph.start : paragraph.end]
        figures = [one for one in find_figures(text) if one.unit_class in {"count", "length"}]
        if report.year is None or not figures:
            continue
        figure = chance.choice(figures)
        subject = _SUBJECT.search(text[: figure.start])
        if subject is None:
            continue
        kinds = {
            found.unit_class
            for other in reports
            for sentence in re.split(r"[。；]", other.text if subject[1] in other.text else "")
            if subject[1] in sentence
            for found in find_figures(sentence)
        }
        absent = [kind for kind in _OTHER_FIGURES if kind not in kinds]
        if absent:
            asked = chance.choice(_OTHER_FIGURES[chance.choice(absent)])
            made.append(
                Unanswerable(
                    question=f"{report.year - 1}年{subject[1]}{asked}？",
                    source=f"{report.report_id}-{paragraph.number}",
                    change="figure",
                    reason=Reason.NO_FIGURE,
                )
            )
        if len(made) == count:
            break
    return made


def unrelated(texts: Sequence[str], retriever: Retriever, count: int) -> list[Unanswerable]:
    """Return questions on other topics: those of `texts` whose words are in no paragraph."""
    held = [
        pairs for report in retriever.index.reports.values() for pairs in paragraph_pairs(report)
    ]
    order = list(texts)
    Random(SEED + 4).shuffle(order)
    made: list[Unanswerable] = []
    for number, text in enumerate(order):
        wanted = pairs_of(text)
        if wanted and not is_near(wanted, held):
            made.append(
                Unanswerable(
                    question=text,
                    source=f"unrelated-{number}",
                    change="unrelated",
                    reason=Reason.NOTHING_NEAR,
                )
            )
        if len(made) == count:
            break
    return made
