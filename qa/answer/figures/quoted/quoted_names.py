"""Whether a quote has the name that a figure question asks for: outright, in part, by meaning."""

import math
from collections.abc import Sequence
from itertools import takewhile

from embeddings.encoders.encoder import load_encoder
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.facts.fact_book import NamedFact
from qa.facts.frames import Frame
from qa.facts.indicator_names import (
    IndicatorName,
    conflicts,
    is_listed_thing,
    restricted_alike,
    shared_pairs,
)
from qa.facts.names.synonyms import put_alike
from qa.question.question import Question
from qa.question.synonyms import load_lexicon
from qa.records import SURE, Answer, Citation
from qa.text.part_of_speech import tagged

__all__ = [
    "TELLING",
    "common_tail",
    "distinct_words",
    "is_named",
    "is_of_this_kind",
    "is_told_outright",
    "is_unmet",
    "meaning_shared",
    "of_nothing_named",
]

TELLING = 3  # minimum characters of a name that identifies an indicator
_BARE_MOST = 5  # maximum characters of a name that a report would write in the same way
_HEAD = 2  # characters of the noun that ends a name: 产量
_ASKING_MOST = 7  # characters of asking words, punctuation included: 是多少个？
_SHARED_BY_CHANCE = 0.25  # share of a name's character pairs: 建成 of 公租房建成
_OTHER_KINDS = ("rate", "basis", "part", "ordinal")  # 赤字率 is no 赤字
_SENTENCE_ENDS = "。；"
_CLAUSE_END = lazy_regex("[，,。；;、：:…]+")
# Cosine of an everyday name to a clause that means it. On the open halves of the local questions
# and the dev sets, of bare questions whose quote shares nothing with their name, 27 right and 9
# unanswerable ones, every value from 0.355 to 0.375 tells 33 apart, the most there are.
_MEANT = 0.365
# The log odds of a quoted figure and its cosine to the name asked for, together. A logistic model
# over answers quoted to 676 open questions and to 153 plain ones over 60 reports gives the cosine
# its weight; of the bare ones 2 of 161 right and 17 of 71 wrong are below the limit.
_COSINE_WEIGHT, _DOUBT = 2.7, 1.2
_SUREST = 0.995  # probability beyond which log odds mean nothing
_NAMED = 0.5  # share of a name's character pairs, in a quote whose figure is no fact


def is_named(frame: Frame, quoted: str) -> bool:
    """Whether a quote has the words of the name asked for, restricting ones among them.

    As it is written, or under the name by which reports' words are compared (旅游人数: 接待游客).
    """
    return restricted_alike(frame.name, quoted) and any(
        shared_pairs(frame.name, text) >= _NAMED for text in (quoted, put_alike(fold(quoted)))
    )


def of_nothing_named(answer: Answer, question: Question, frame: Frame) -> bool:
    """Whether a quoted answer has nothing of the name that a bare question asks for.

    A bare question is a name with asking words (公租房建成多少套); a longer one may be worded so
    differently that it shares no character with the right answer. So may an everyday name (坏账率):
    then a clause must mean the same. A short name is of another kind where its head alone is met
    (人才公寓建成5600套). A figure that is hardly likely to be right must be near in meaning:
    房租涨了多少 is not answered with the growth of retail sales, the likeliest sentence.
    """
    rest = question.unscoped
    bare = frame.said in rest and len(rest.replace(frame.said, "", 1)) <= _ASKING_MOST
    if not bare or not question.kind.wants_figure:
        return False
    quoted = fold("".join(citation.excerpt for citation in answer.citations)).replace(" ", "")
    meaning = meaning_shared(frame.said, quoted)
    if answer.spans and _log_odds(answer.confidence) + _COSINE_WEIGHT * meaning < _DOUBT:
        return True
    shared = max(
        sum(pair in text for pair in frame.name.pairs) for text in (quoted, put_alike(quoted))
    )
    words = [one for one in question.expansions if one.end - one.start > 1]  # 种 is no thing
    meant = any(form in quoted for one in words for form in one.forms)
    if shared > _SHARED_BY_CHANCE * len(frame.name.pairs) or meant:
        return False
    text = frame.name.text
    built = "建成" if ("newness", "建成") in frame.name.restrictions else text[-_HEAD:]
    if len(text) <= _BARE_MOST and (text[-_HEAD:] in quoted or built in quoted):
        return True
    return meaning < _MEANT


def meaning_shared(name: str, quoted: str) -> float:
    """Return the cosine of a name to the clause of a quote that comes nearest to it."""
    clauses = [clause for clause in _CLAUSE_END.split(quoted) if clause]
    if not clauses:
        return 0.0
    encoder = load_encoder()
    return float((encoder.encode_passages(clauses) @ encoder.encode_questions([name])[0]).max())


def _log_odds(probability: float) -> float:
    kept = min(max(probability, 1 - _SUREST), _SUREST)
    return math.log(kept / (1 - kept))


def is_of_this_kind(frame: Frame, name: IndicatorName) -> bool:
    """Whether a name lacks no word of the one asked for, and is no rate, mean or part of it."""
    apart = conflicts(frame.name, name)
    own = {word for group, word in name.restrictions if group in _OTHER_KINDS}
    return apart.isdisjoint({word for _, word in frame.name.restrictions} | own)


def is_told_outright(frame: Frame, named: NamedFact, answer: Answer) -> bool:
    """Whether the sentence quoted with a fact has the whole name asked for, not behind it.

    The fact may be named by another part of it: 确保13万贫困人口脱贫, …等12个民生实事候选项目.
    A short name stands in many sentences, so the quote must be sure.
    """
    if len(frame.name.text) < TELLING and answer.confidence < SURE:
        return False
    if any(is_listed_thing(name) for name in named.names):
        return False  # the fact is of another indicator
    if any(_is_part(named, one) for one in answer.citations):
        return False
    if not any(is_of_this_kind(frame, name) for name in named.names):
        return False
    return any(
        shared_pairs(frame.name, sentence) == 1 and restricted_alike(frame.name, sentence)
        for one in answer.citations
        if one.report_id == named.fact.report_id and one.start <= named.fact.start < one.end
        for sentence in [_sentence_up_to(one.excerpt, named.fact.start - one.start)]
    )


def _is_part(named: NamedFact, cited: Citation) -> bool:
    """Whether a fact is of a part of what its sentence is of: 财政收入44.3亿元，其中税收增长3%."""
    start = named.fact.clause_start - cited.start
    return cited.report_id == named.fact.report_id and cited.excerpt.startswith(
        "其中", max(0, start)
    )


def _sentence_up_to(quoted: str, place: int) -> str:
    """Return the sentence of a quote around one of its characters, up to the end of its clause."""
    begin = max(quoted.rfind(end, 0, place) for end in _SENTENCE_ENDS) + 1
    end = _CLAUSE_END.search(quoted, place)
    return quoted[begin : end.start() if end else len(quoted)]


def distinct_words(asked: IndicatorName, told: Sequence[IndicatorName]) -> str:
    """Return the words before a noun of measure (白酒 of 白酒产值) that no name with it has."""
    found = ""
    for name in told:
        tail = common_tail(asked.text, name.text)
        one, other = asked.text[: len(asked.text) - tail], name.text[: len(name.text) - tail]
        if tail < _HEAD or len(one) < _HEAD or not other or bigrams(one) & bigrams(other):
            return ""
        found = min(found or one, one, key=len)
    return found


def common_tail(one: str, other: str) -> int:
    """Return how many characters two names end with alike."""
    behind = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], behind))


def is_unmet(thing: str, quoted: str) -> bool:
    """Whether a quote has no word for a noun: 汽车 of 汽车产业产值 is no 工程机械."""
    nouns = all(word.is_noun and word.tag not in ("vn", "nr", "nrt") for word in tagged(thing))
    known = (form for one in load_lexicon().find(thing) for form in one.forms)
    return nouns and not any(form in quoted for form in known)
