"""What a report says of an indicator, by the characters of its text alone: no fact is asked.

A sentence speaks of an indicator where it holds most character pairs of its name. That takes
more for spoken of than is, so that what is called absent is absent.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from embeddings.language.figures import Figure, find_figures
from embeddings.records import Report, Role
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold

__all__ = ["RESTRICTING", "SearchedReport", "bare_name", "figures_of", "restriction_of"]

_MOST = 0.6  # share of a name's character pairs in a sentence that speaks of it
_LONG = 5  # characters of a name that may come without its first two: 外贸进出口
_SYNONYMS = Path(__file__).parents[2] / "data" / "tables" / "indicators.tsv"
_SOME = 1 / 3  # in one that may, where it has a figure of the unit that the name comes with
# Restricting words with what says the same or includes it.
RESTRICTING = {
    "城镇": r"城镇|城市|城乡|市民|城",
    "城市": r"城镇|城市|城乡|市民|城",
    "农村": r"农村|农民|农牧|乡村|城乡|农",
    "农民": r"农村|农民|农牧|乡村|城乡|农",
    "规模以上": r"规模|规上",
    "限额以上": r"限额|限上",
    "第一产业": r"第一产业|一产|三次产业|产业增加值",
    "第二产业": r"第二产业|二产|三次产业|产业增加值",
    "第三产业": r"第三产业|三产|三次产业|服务业|产业增加值",
    "人均": r"人均|每人",
    "进口": r"进口|进出口",
    "出口": r"出口|进出口",
    "民间": r"民间|民营",
    "登记": r"登记",
    "调查": r"调查",
}
_SENTENCE = re.compile(r"[^。！？；\n]+")
_LINK = re.compile(
    r"(?:总量|总额)?(?:预计|首次|历史性地?|已|全年|共)*"
    r"(?:达到|完成|实现|突破|超过|达|为|约)*(?:了)?"
)
_GROWN = re.compile(r"(?:按可比价格计算|可比口径|同口径)?(?:同比|比上年|较上年|实际)?增长(?:了)?")
# What may stand before a name that is told outright: 降低用电成本12亿元 tells no cost.
_BEFORE = re.compile(
    r"(?:^|[，、：:,“”()（）])(?:全[省市县区国州]|我[省市区州]|完成|实现|预计|全年|其中|年内)*$"
)
# A paragraph that tells of several years, whatever year its sentences name.
_SEVERAL_YEARS = re.compile(r"五年|四年|三年|“?十[一二三四]五|“?九五|年以来|年来|任期|本届")
# Words of other years, of parts of years and of plans: such a sentence is not asked about.
_OTHER_TIME = re.compile(
    r"五年|年均|累计|“?十[一二三四]五|“?九五|20\d\d年|年前|季度|月|半年|翻|倍|目标|预期|"
    r"力争|确保|计划|以来|近年|同期|分别"
)


class SearchedReport:
    """The sentences of a report, folded and without white space."""

    def __init__(self, report: Report) -> None:
        """Cut the text of `report`."""
        self.report = report
        self.sentences = _sentences(report.text)
        self._review = tuple(
            sentence
            for paragraph in report.paragraphs
            if report.role_of(paragraph) is Role.REVIEW
            and not _SEVERAL_YEARS.search(report.text, paragraph.start, paragraph.end)
            for sentence in _sentences(report.text[paragraph.start : paragraph.end])
        )

    def mentions(self, name: str) -> tuple[str, ...]:
        """Return the sentences that speak of an indicator."""
        return self._with_share(name, _MOST)

    def may_state(self, name: str, units: frozenset[str]) -> bool:
        """Whether a sentence with a figure in one of these units may be about an indicator."""
        return any(
            figure.unit in units
            for sentence in self._with_share(name, _SOME)
            for figure in figures_of(sentence)
        )

    def holds_other_name(self, name: str) -> bool:
        """Whether it has another name of the indicator, or all but its first two characters."""
        others = {form for forms in _other_names() if name in forms for form in forms}
        if len(name) >= _LONG:
            others.add(name[2:])
        return any(other in sentence for other in others for sentence in self.sentences)

    def _with_share(self, name: str, share: float) -> tuple[str, ...]:
        pairs = _pairs(name)
        least = share * len(pairs)
        return tuple(
            sentence
            for sentence in self.sentences
            if sum(pair in sentence for pair in pairs) >= least
        )

    def level_of(self, name: str) -> str:
        """Return the one value that the review ties to a name outright, empty for none, several."""
        found = [
            sentence[figure.core_start : figure.core_end]
            for sentence, place in self._named(name)
            if (figure := _figure_at(sentence, place)) is not None
            and figure.unit not in ("%", "‰", "")
            and figure.qualifier != "突破"  # 突破300亿元、达到301.9亿元
        ]
        return _only(found)

    def growth_of(self, name: str) -> str:
        """Return the one rate at which the review says a name grew, empty for none or several."""
        found = []
        for sentence, end in self._named(name):
            place = end
            value = _figure_at(sentence, place)
            if value is not None and sentence[value.end : value.end + 1] in ("、", "，", ","):
                place = value.end + 1
            grown = _GROWN.match(sentence, place)
            figure = None if grown is None else _figure_at(sentence, grown.end())
            if figure is not None and figure.unit == "%":
                found.append(sentence[figure.core_start : figure.core_end])
        return _only(found)

    def _named(self, name: str) -> Iterator[tuple[str, int]]:
        """Yield where a name ends in sentences of the review, if all are of its year."""
        review = [sentence for sentence in self._review if name in sentence]
        if any(_OTHER_TIME.search(sentence) for sentence in review):
            return
        for sentence in review:
            for match in re.finditer(re.escape(name), sentence):
                if _BEFORE.search(sentence, 0, match.start()):
                    yield sentence, match.end()


@cache
def _other_names() -> tuple[frozenset[str], ...]:
    """Return the names that reports use for one indicator, set by set."""
    rows = _SYNONYMS.read_text(encoding="utf-8").splitlines()
    return tuple(frozenset(re.split(r"[\t|]", row)) for row in rows if row and row[0] not in "#~")


def restriction_of(name: str) -> str:
    """Return the first restricting word of a name, empty where it has none."""
    return next((word for word in RESTRICTING if word in name), "")


def bare_name(name: str) -> str:
    """Return a name without its restricting words."""
    for word in RESTRICTING:
        name = name.replace(word, "")
    return name.strip("的")


@lru_cache(maxsize=65_536)
def figures_of(sentence: str) -> tuple[Figure, ...]:
    """Return the figures of a folded sentence."""
    return find_figures(sentence, folded=sentence)


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(_SENTENCE.findall(re.sub(r"[ 　\t]", "", fold(text))))


@lru_cache(maxsize=4_096)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(bigrams(name))


def _only(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _figure_at(sentence: str, place: int) -> Figure | None:
    """Return the figure that is tied to `place` by nothing but a verb of reaching."""
    return next(
        (
            figure
            for figure in figures_of(sentence)
            if figure.start >= place and _LINK.fullmatch(sentence, place, figure.start)
        ),
        None,
    )
