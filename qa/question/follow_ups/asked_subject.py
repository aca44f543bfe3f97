"""The subject of the last question, and the pronouns of a follow-up that refer to it."""

import re

from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from qa.question.question import Reading, cut_out
from qa.text.asking_words import ASKING

__all__ = [
    "COUNTED_OBJECT",
    "COUNT_UNIT",
    "MODAL_VERBS",
    "repeats_subject",
    "subject_of",
    "with_pronoun_resolved",
]

MODAL_VERBS = lazy_regex(r"(?:要|打算|计划|准备|预计|能|会|将|拟|想|共|一共|总共|已经?)+")
COUNT_UNIT = lazy_regex(
    r"(?:个?多?[万亿]*(?:个|家|户|人次?(?![口员才均数民])|名|所|座|条|套|件|项|亩|公里|吨|辆|元|美元|平方米|米|处|张|台|公顷|斤|千瓦|种|批|次|例|天|位|艘|款|部|门))?"
)
COUNTED_OBJECT = lazy_regex(
    rf"(?P<asked>(?:多少|几|哪(?:些|几|[两二三四五六七八九])){COUNT_UNIT.pattern})(?P<np>[\u4e00-\u9fffA-Za-z0-9“”]+)(?P<end>[吗呢吧了啊呀]*[?？。\s]*)$"
)
_TRAILING = lazy_regex(
    r"(?:累计|是|为|有|达到?|能补?|要|了|到|降|升|涨|占|的|共|一共|总共|会|约|在|安排|定|预计|预期|目标|计划数?|实际数?|指标)+$"
)
_SHARE_ASKED = lazy_regex(r"(?:是|为|有|达到?|了|要|到)*百分之$")


def subject_of(before: str, reading: Reading) -> str:
    """Return the subject of the last question, without its year, region and asking words."""
    spans = [(word.start, word.end) for word in reading.times(before)]
    spans += [(place.start, place.end) for place in reading.regions(before)]
    bare = cut_out(before, spans)
    asking = ASKING.search(bare)
    stem = bare if asking is None else bare[: asking.start()]
    target = COUNTED_OBJECT.search(bare)
    if target and len(target["np"]) >= 2 and not COUNT_UNIT.fullmatch(target["np"]):
        stem = f"{MODAL_VERBS.sub('', stem)}{target['np']}"
    stem = re.split(r"[,，。；;]", stem.strip("，, "))[-1] if len(stem) > 16 else stem
    stem = _SHARE_ASKED.sub("", stem) if _SHARE_ASKED.search(stem) else _TRAILING.sub("", stem)
    return stem.strip("的，,、 到")


def repeats_subject(subject: str, core: str) -> bool:
    """Whether the new question repeats at least half of `subject`."""
    words = bigrams(subject)
    return len(words & bigrams(core)) * 2 >= max(1, len(words))


def with_pronoun_resolved(
    asked: str, pronoun: re.Match[str], before: str, answer: str, reading: Reading
) -> str:
    """Return `asked` with its pronoun replaced by its referent."""
    subject = _answer_subject(answer) if pronoun[0].startswith(("它", "其的", "该")) else ""
    yes_no = re.search(r"有没有|是不是|是否|吗", before)
    if not (subject and (yes_no or subject in before)):
        subject = subject_of(before, reading) or subject
    if not subject:
        return asked
    joint = "" if asked[pronoun.end() : pronoun.end() + 1] in "，," else "的"
    if pronoun[0].startswith(("其中", "这其中")):
        joint = "其中"
    elif pronoun[0] in ("这", "上述", "前者", "后者") or not pronoun[0].endswith(("的", "那个")):
        joint = "" if not pronoun[0].endswith("的") else "的"
    return f"{asked[: pronoun.start()]}{subject}{joint}{asked[pronoun.end() :]}"


def _answer_subject(answer: str) -> str:
    """Return the subject of an answer: 有，石油化工是…产业链之一 → 石油化工."""
    stem = re.sub(r"^(?:有|是|对|没有|不是|可以|能|会)[的]?[,，。、]\s*", "", answer.strip())
    match = re.match(r"([\u4e00-\u9fffA-Za-z0-9“”]{2,14}?)(?:是|为|达到|有|已|将|要|共|在)", stem)
    return match[1] if match and not re.match(r"\d", match[1]) else ""
