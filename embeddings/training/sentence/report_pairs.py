"""Examples made by program from local reports: headings, and figures asked for by name.

The hard negative is the sentence most alike in another year's report of the same place.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from embeddings.errors import GovreportError
from embeddings.index.passages import context_of
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from embeddings.text.sentences import sentence_spans
from embeddings.training.sentence.examples import LONGEST_TEXT, ContrastiveExample

__all__ = ["report_examples"]

_FIGURE = re.compile(
    r"(?:^|[，；。、：])([\u4e00-\u9fff]{4,14}?)"
    r"(预计增长|同比增长|增长|达到|达|完成|实现|为|突破|新增|提高到|下降)"
    r"(?:了|到|约)?([\d.]+)(%|亿元|万元|元|万人|个百分点|公里|平方公里|万亩|万套|家|个|亿美元)"
)
_ASKED = {
    "增长": ("{name}涨了多少", "{name}增速是多少", "{name}增长了百分之几"),
    "下降": ("{name}降了多少",),
    "新增": ("{name}新增了多少",),
    "": ("{name}是多少", "{name}达到多少", "{name}有多少{unit}"),
}
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*")
_HEADING_AT_LEAST = 6  # characters: 「一、工作回顾」 asks for nothing


def report_examples(files: Iterable[Path], count: int) -> list[ContrastiveExample]:
    """Return up to `count` examples, half from figures and half from headings."""
    places: dict[str, list[Report]] = defaultdict(list)
    for path in files:
        try:
            for report in read_reports(path):
                if report.region and report.year:
                    places[report.region].append(report)
        except GovreportError as err:
            print(f"{path.name}: left out: {err}")
    draw = random.Random(17)
    figures: list[ContrastiveExample] = []
    headings: list[ContrastiveExample] = []
    for reports in places.values():
        for report in reports:
            others = [one for one in reports if one.year != report.year]
            pool = [
                f"{context_of(other, p)} {sentence}"
                for other in others
                for p in other.paragraphs
                for sentence in _sentences(other.text[p.start : p.end])
            ]
            if pool:
                figures += _figures(report, pool, draw)
                headings += _headings(report, pool, draw)
    draw.shuffle(figures)
    draw.shuffle(headings)
    return figures[: count // 2] + headings[: count // 2]


def _figures(report: Report, pool: Sequence[str], draw: random.Random) -> list[ContrastiveExample]:
    found = []
    for paragraph in report.paragraphs:
        text = report.text[paragraph.start : paragraph.end]
        for sentence in _sentences(text):
            matches = [m for m in _FIGURE.finditer(sentence) if not m[1].endswith(("增", "年"))]
            if not matches:
                continue
            match = draw.choice(matches)
            kind = next((one for one in ("增长", "下降", "新增") if one in match[2]), "")
            asked = draw.choice(_ASKED[kind]).format(name=match[1], unit=match[4])
            when = draw.choice((f"{report.year}年{report.region}", f"{report.region}", ""))
            found.append(
                (f"{when}{asked}", f"{context_of(report, paragraph)} {sentence}", match[1])
            )
    draw.shuffle(found)
    return [
        ContrastiveExample(
            query=query,
            positive=positive,
            negative=_most_alike(name, pool, draw),
            group=positive,
            source="figure",
        )
        for query, positive, name in found[:12]
    ]


def _headings(report: Report, pool: Sequence[str], draw: random.Random) -> list[ContrastiveExample]:
    found = []
    for paragraph in report.paragraphs:
        path = report.heading_path(paragraph)
        heading = _NUMBERED.sub("", path[-1]) if path else ""
        sentences = _sentences(report.text[paragraph.start : paragraph.end])
        if len(heading) >= _HEADING_AT_LEAST and sentences:
            place = draw.choice((report.region or "", f"{report.year}年{report.region}", ""))
            found.append((f"{place}{heading}", f"{report.title} {draw.choice(sentences)}", heading))
    draw.shuffle(found)
    return [
        ContrastiveExample(
            query=query,
            positive=positive,
            negative=_most_alike(heading, pool, draw),
            group=heading,
            source="heading",
        )
        for query, positive, heading in found[:6]
    ]


def _most_alike(words: str, pool: Sequence[str], draw: random.Random) -> str:
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    some = draw.sample(pool, min(300, len(pool)))
    return max(some, key=lambda text: sum(pair in text for pair in pairs))


def _sentences(text: str) -> list[str]:
    return [
        text[start : min(end, start + LONGEST_TEXT)]
        for start, end in sentence_spans(text)
        if end - start >= 12
    ]
