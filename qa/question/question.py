"""A question, read once: answer type, years, regions, aspect, words with their weights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from embeddings.errors import QuestionError
from embeddings.language.time_expressions import Anchor, TimeKind, TimeWord, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED, NATION, Gazetteer
from embeddings.text.segmentation import segment, terms
from qa.question.answer_type import ExpectedAnswer, expected_answer
from qa.question.aspect import RESULTS, aspect_of, result_probability
from qa.question.region_objects import RegionName, is_object
from qa.question.synonyms import Expansion, Lexicon, spelling, substituted
from qa.text.asking_words import ASKING_TOKEN

__all__ = [
    "ContentWord",
    "Question",
    "Reading",
    "check_language",
    "cut_out",
    "find_regions",
    "parse_question",
]

_WORDS_FILE = Path(__file__).parents[1] / "data" / "tables" / "question_words.tsv"
_HAN = lazy_regex(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA_OR_HANGUL = lazy_regex(r"[\u3041-\u30ff\uac00-\ud7af]")
_LATIN_WORD = lazy_regex(r"[a-zà-öø-ÿа-яё]{2,}")
_TERM = lazy_regex(r"[0-9a-z\u3400-\u4dbf\u4e00-\u9fff〇]")
_QUANTITY = lazy_regex(r"[\d一二两三四五六七八九十几多]+[个家条项件座种类款艘位名年]?")
_NOT_SUFFIX = lazy_regex(r"[市省州](?=[民级场面容区属直管])")
_NATION = lazy_regex(r"全国|国务院|我国|我们国家|中央(?:政府|财政|人民政府)")
_SURE = 0.95  # probability of an aspect that a part of a question names: 年初计划
_RELATIVE = (TimeKind.RELATIVE, TimeKind.SPAN)
_BIGRAM_MARK = "~"
_BIGRAM_WEIGHT = 0.6  # of the weight of the words it joins; chosen on the training questions
_EXPANSION_WEIGHT = 0.4
_SCOPE_WEIGHT = 0.25  # years and regions, which the scope handles and report text seldom contains
_SHOWN = 40  # characters of a question shown in an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The context for reading a question: the anchor of relative years, and names of places."""

    anchor: Anchor
    gazetteer: Gazetteer = BUNDLED

    def times(self, text: str) -> tuple[TimeWord, ...]:
        """Return the time words of a question."""
        return find_times(text, self.anchor)

    def regions(self, text: str) -> tuple[RegionName, ...]:
        """Return the regions that a question names."""
        return find_regions(fold(text), self.gazetteer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWord:
    """A content word of the question; its weight is 1 unless it is a common word."""

    text: str  # folded
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A parsed self-contained question; later stages use these values and parse no text again.

    `terms` are weighted search terms in the form of `embeddings.text.segmentation.terms`: the
    question's own words and bigrams, then the lexicon's expansions with lower weight.
    """

    text: str  # the self-contained question
    folded: str  # of the same length
    kind: ExpectedAnswer
    times: tuple[TimeWord, ...]
    regions: tuple[RegionName, ...]
    result_probability: float  # that results are asked for, not targets
    aspect: str  # results | targets | unknown
    words: tuple[ContentWord, ...]
    expansions: tuple[Expansion, ...]
    terms: Mapping[str, float]
    parts: tuple["Question", ...] = ()  # of a comparing question; empty if it asks for one thing

    @property
    def subject(self) -> str:
        """The question without years and regions, abbreviations spelled out, as it is encoded."""
        cut = dict.fromkeys(self.scope_spans, "")
        return substituted(self.text, cut | spelling(self.expansions))

    @property
    def spelled_out(self) -> str:
        """The question with its abbreviations as the reports write them: GDP → 生产总值."""
        return substituted(self.text, spelling(self.expansions))

    @property
    def spelled_scope_spans(self) -> list[tuple[int, int]]:
        """The spans of its regions and absolute years in `spelled_out`.

        Relative words (新一年, 未来五年, 本届政府) are kept, since reports use them as well.
        """
        outright = [word for word in self.times if word.kind not in _RELATIVE]
        spans = [(word.start, word.end) for word in outright]
        spans += [(region.start, region.end) for region in self.regions]
        longer = [(end, len(form) - (end - start)) for (start, end), form in self._spelling]
        return [
            (
                start + sum(more for end, more in longer if end <= start),
                stop + sum(more for end, more in longer if end <= stop),
            )
            for start, stop in spans
        ]

    @property
    def asked_times(self) -> tuple[TimeWord, ...]:
        """The years asked about, not those that something is only compared with: 比2016年."""
        return tuple(word for word in self.times if not word.base and word.years)

    @property
    def scope_spans(self) -> list[tuple[int, int]]:
        """The spans of its years and regions."""
        years = [(word.start, word.end) for word in self.times]
        return years + [(region.start, region.end) for region in self.regions]

    @property
    def unscoped(self) -> str:
        """The folded question without its years and regions."""
        return cut_out(self.folded, self.scope_spans)

    @property
    def _spelling(self) -> list[tuple[tuple[int, int], str]]:
        return sorted(spelling(self.expansions).items())

    def of_aspect(self, aspect: str) -> "Question":
        """Return the question with its aspect, results or targets, set."""
        chance = _SURE if aspect == RESULTS else 1 - _SURE
        return replace(self, aspect=aspect, result_probability=chance)


def parse_question(
    text: str,
    *,
    anchor: Anchor,
    lexicon: Lexicon,
    gazetteer: Gazetteer = BUNDLED,
    named: tuple[RegionName, ...] | None = None,
) -> Question:
    """Return `text` parsed; relative years are resolved against `anchor`.

    `gazetteer` is that of the index; `named` are the regions, if they are known already.

    Raises:
        QuestionError: if it is empty, or in a language other than Chinese.
    """
    folded = fold(text)
    times = find_times(text, anchor)
    expansions = lexicon.find(text)
    check_language(text, understood=bool(expansions))
    named = find_regions(folded, gazetteer) if named is None else named
    years = [(word.start, word.end) for word in times]
    scope = years + [(region.start, region.end) for region in named]
    probability = result_probability(text, tuple(years))
    words = _content_words(folded, scope)
    return Question(
        text=text,
        folded=folded,
        kind=expected_answer(fold(substituted(text, spelling(expansions)))),
        times=times,
        regions=named,
        result_probability=probability,
        aspect=aspect_of(probability),
        words=words,
        expansions=expansions,
        terms=_weighted_terms(folded, words, expansions, scope),
    )


def check_language(text: str, *, understood: bool = False) -> None:
    """Raise a `QuestionError` unless `text` is a question in Chinese.

    `understood` is True if the lexicon knows an abbreviation in it (2017 GDP).
    """
    folded = fold(text).strip()
    if not _TERM.search(folded) and not _LATIN_WORD.search(folded):
        if folded and _KANA_OR_HANGUL.search(folded):
            raise QuestionError("question_foreign", found=text[:_SHOWN])
        raise QuestionError("question_empty", found=text)
    han, latin = len(_HAN.findall(folded)), len(_LATIN_WORD.findall(folded))
    kana = len(_KANA_OR_HANGUL.findall(folded))
    other_script = kana > 2 and kana * 2 >= han
    if other_script or (not han and latin and not (understood and latin <= 3)):
        raise QuestionError("question_foreign", found=text[:_SHOWN])


def find_regions(folded: str, gazetteer: Gazetteer = BUNDLED) -> tuple[RegionName, ...]:
    """Return the regions named in a folded question; 我国 and 国务院 mean 全国."""
    found: list[RegionName] = []
    for start, end, name in gazetteer.find(folded):
        if _NOT_SUFFIX.match(folded, end - 1) and folded[start : end - 1] in gazetteer.names:
            end -= 1  # 兰州市民 is 兰州 and 市民, but 兰州面临 is not 兰 and 州面
        port = bool(found) and found[-1].end == start and folded.startswith("港", end)
        if not port and not is_object(folded, start, end):  # 宁波舟山港 is of one place
            above = gazetteer.ancestors(name)
            found.append(RegionName(start=start, end=end, name=name, above=above))
    for match in _NATION.finditer(folded):
        taken = any(one.start < match.end() and match.start() < one.end for one in found)
        if not taken and not is_object(folded, *match.span()):
            found.append(RegionName(start=match.start(), end=match.end(), name=NATION))
    return tuple(sorted(found, key=lambda region: region.start))


def cut_out(text: str, spans: list[tuple[int, int]]) -> str:
    """Return `text` without `spans`."""
    return substituted(text, dict.fromkeys(spans, ""))


@cache
def _common_words() -> dict[str, float]:
    rows = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {word: float(weight) for word, weight in pairs}


def _content_words(folded: str, scope: list[tuple[int, int]]) -> tuple[ContentWord, ...]:
    """Return the words outside `scope` with a weight above 0."""
    common = _common_words()
    segmentation = segment(folded)
    found: list[ContentWord] = []
    for word, start, end in zip(
        segmentation.words, segmentation.starts.tolist(), segmentation.ends.tolist(), strict=True
    ):
        if not _TERM.search(word) or any(first < end and start < last for first, last in scope):
            continue
        weight = common.get(word)
        if weight is None:
            weight = 0.0 if ASKING_TOKEN.fullmatch(word) else 1.0
            if _QUANTITY.fullmatch(word) and not word.isdigit():
                weight = min(weight, 0.3)
        if weight > 0:
            found.append(ContentWord(text=word, start=start, end=end, weight=weight))
    return tuple(found)


def _weighted_terms(
    folded: str,
    words: tuple[ContentWord, ...],
    expansions: tuple[Expansion, ...],
    scope: list[tuple[int, int]],
) -> dict[str, float]:
    weights: dict[str, float] = {}

    def add(term: str, weight: float) -> None:
        weights[term] = max(weights.get(term, 0.0), weight)

    for start, end in scope:
        for term in terms(folded[start:end]):
            if not term.startswith(_BIGRAM_MARK):
                add(term, _SCOPE_WEIGHT)
    for word in words:
        for term in terms(word.text):
            if not term.startswith(_BIGRAM_MARK):
                add(term, word.weight)
    for first, second in pairwise(_characters(words)):
        if first.end == second.start and _HAN.match(first.text) and _HAN.match(second.text):
            share = min(first.weight, second.weight) * _BIGRAM_WEIGHT
            add(_BIGRAM_MARK + first.text + second.text, share)
    own = set(weights)
    for expansion in expansions:
        for place, form in enumerate(expansion.forms):
            weight = 1.0 if expansion.abbreviates and not place else _EXPANSION_WEIGHT
            for term in terms(form):
                if term not in own:
                    share = _BIGRAM_WEIGHT if term.startswith(_BIGRAM_MARK) else 1.0
                    add(term, share * weight)
    return weights


def _characters(words: tuple[ContentWord, ...]) -> list[ContentWord]:
    """Return the characters of the content words, each with its word's weight."""
    return [
        ContentWord(
            text=sign, start=word.start + place, end=word.start + place + 1, weight=word.weight
        )
        for word in words
        for place, sign in enumerate(word.text)
    ]
