"""The kind of an input in its conversation: forms and posts by pattern, then the classifier."""

from collections.abc import Collection, Sequence

from embeddings.index.passage_index import IndexQuery
from embeddings.language.time_expressions import Anchor, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED, NATION
from embeddings.text.segmentation import terms
from qa.answer.listings.admitted_problems import asks_for_problems
from qa.gate.classifier import load_gate
from qa.gate.forms import asks_for_form
from qa.gate.kinds import InputKind
from qa.gate.posts import asked_post
from qa.glossary.asked_term import asked_terms, behind_place
from qa.question.answer_type import AnswerType, expected_answer
from qa.question.follow_ups.rewriting import Turn, lacks_question, rewrite
from qa.question.question import Reading, cut_out
from qa.snapshot import Snapshot
from qa.text.part_of_speech import CLASS_OF, word_tags

__all__ = ["questions_asked", "recognised"]

_HAN = lazy_regex(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN_GREETING = lazy_regex(r"(?:hello|hi|hey|thanks|thank you|ok|bye)[\s.!~]*")
# Of 139 everyday questions about places 0.02 lie below it and 0.07 below 0.3; of 45 questions about
# them that are none to reports (去三亚的机票多少钱) 0.64 and 0.69.
_LIKELY_OF_A_PLACE = 0.2
# Sites with a name of their own; each kind of word ends names in over thirty local reports.
_SITE = lazy_regex(
    r"(?=(?P<own>[\u4e00-\u9fff]{2,6})(?P<kind>路|大道|大桥|隧道|机场|火车站|高铁站|医院|大学|中学|高速|铁路|水库|"
    r"公园|广场|博物馆|体育馆|图书馆|湿地|古城|景区))"
)
# What a place does, asked for directly behind it: 怎么治沙, 为什么要申奥; not errands: 怎么坐地铁.
_DONE = lazy_regex(
    r"[省市]?(?:为什么|为何|为啥|怎么|如何|怎样|咋)要?(?![办坐去到走玩吃买订租住打报查交领取约开])"
    r"(?P<done>(?!落户)[\u4e00-\u9fff]{2,4})[?？]?$"
)
# What stands before an asking word: 杭州亚运会什么时候开. Of the 33 examples of other kinds that
# have one, none stands in one of 1,500 reports but a place.
_LED = lazy_regex(
    r"(?P<led>[\u4e00-\u9fff\d]{4,12}?)(?:今年|明年|到底|现在|都|又|的)?"
    r"(?:什么时候|啥时候|何时|在哪|怎么样了|是什么|是啥|哪天|几号)"
)
# Not what befalls one person: 社保卡丢了怎么办.
_SUFFERED = lazy_regex(
    r"[省市]?的?(?!.*(?:丢|忘|坏|迷路|欠费|被[^，]*[骗偷]))[\u4e00-\u9fff]{2,8}(?<!了)(?:怎么|咋)办[呢啊]?[?？]?$"
)
_QUOTED = lazy_regex(r"“([\u4e00-\u9fff]{4,12})”")  # a name as the question itself marks it
# 康县长坝 has 0.42, 三医联动 0.44, 非常感谢 0.02.
_LIKELY_OF_A_TERM = 0.15
_OF_WORDS = (InputKind.OTHER, InputKind.GREETING, InputKind.COMMAND)
_OF_TALK = (InputKind.GREETING, InputKind.COMMAND, InputKind.TOOL)
_BARE_TERM = lazy_regex(r"(?!.*(?:谢|你好|您好|再见|吗|什么))[\u4e00-\u9fff]{4,10}")
_ANY_YEAR = 2000
_TERM_LEAST = 3  # characters of a term that is looked for
_PARAGRAPHS_READ = 40  # per granularity, for a name
_LATIN_HELP = lazy_regex(r"help[\s.!?]*")


def recognised(
    text: str, history: Sequence[Turn] = (), *, snapshot: Snapshot | None = None
) -> InputKind:
    """Return the kind of a normalised text; a follow-up counts as a question to reports.

    A text that names a place with reports in `snapshot`, or a term that stands in one, has a lower
    threshold, since the examples of the classifier know of no index. Over texts of which none is
    known to be of a year or place, as those of a public test set, any subject is a report's.
    """
    folded = fold(text).strip()
    if not _HAN.search(folded):
        if _LATIN_GREETING.fullmatch(folded):
            return InputKind.GREETING
        return InputKind.TOOL if _LATIN_HELP.fullmatch(folded) else InputKind.REPORT
    if asks_for_form(text):
        return InputKind.FORM
    if asked_post(text):
        return InputKind.PERSON
    guess = load_gate().guess(text)
    kind = guess.kind
    scoped = kind in (InputKind.REPORT, InputKind.OTHER) or _names_scope(folded, snapshot)
    if (scoped or _names_year(folded)) and _is_open(text, history, snapshot):
        return InputKind.FOLLOW_UP
    if kind is InputKind.OTHER and snapshot is not None:
        if snapshot.every.unidentified:
            return InputKind.REPORT  # of other texts, which the examples do not know
        likely = guess.report >= _LIKELY_OF_A_PLACE
        placed = _of_indexed_place(folded, snapshot)
        if placed and (likely or asks_for_problems(_unplaced(folded, snapshot))):
            return InputKind.REPORT
        if _of_a_name(folded, snapshot) or _of_a_deed(folded, snapshot):
            return InputKind.REPORT
        if likely and _begins_with_a_name(folded, snapshot):
            return InputKind.REPORT
    bare = guess.report >= _LIKELY_OF_A_TERM and _BARE_TERM.fullmatch(folded) is not None
    if kind in _OF_WORDS and snapshot is not None and _of_a_term(folded, snapshot, bare=bare):
        return InputKind.REPORT
    if kind is InputKind.REPORT or (kind is InputKind.OUTLINE and _is_outline(folded)):
        return InputKind.REPORT
    goes_on = bool(history) and rewrite(text, history, anchor=Anchor()).text != text
    if goes_on and (scoped or kind not in _OF_TALK):  # 那江苏呢 reads like a greeting
        return InputKind.REPORT
    return kind


def questions_asked(history: Sequence[Turn], snapshot: Snapshot | None) -> list[Turn]:
    """Return the turns that have an answer, or were a question to the reports."""
    kinds = (InputKind.REPORT, InputKind.FOLLOW_UP)
    return [
        turn
        for turn in history
        if turn.answer.strip() or recognised(turn.question, snapshot=snapshot) in kinds
    ]


def _is_open(text: str, history: Sequence[Turn], snapshot: Snapshot | None) -> bool:
    """Whether a text is a follow-up, and the question before it, if any, has no answer."""
    places = BUNDLED if snapshot is None else snapshot.gazetteer
    if not lacks_question(text, gazetteer=places, first=not history):
        return False
    asked = questions_asked(history, snapshot)
    if asked and asked[-1].answer.strip():
        return False
    return bool(asked) or lacks_question(text, gazetteer=places, first=True)


def _names_scope(folded: str, snapshot: Snapshot | None) -> bool:
    """Whether a folded text names a year or a place."""
    places = BUNDLED if snapshot is None else snapshot.gazetteer
    reading = Reading(anchor=Anchor(), gazetteer=places)
    return bool(reading.times(folded) or reading.regions(folded))


def _names_year(folded: str) -> bool:
    """Whether a folded text names a year, be it by 今年 or 去年, whichever that is."""
    return bool(find_times(folded, Anchor(this_year=_ANY_YEAR, task_year=_ANY_YEAR)))


def _is_outline(folded: str) -> bool:
    """Whether a text asks for the outline of a report explicitly, so that it needs no rewriting."""
    return expected_answer(folded).kind is AnswerType.OUTLINE


def _of_indexed_place(folded: str, snapshot: Snapshot) -> bool:
    """Whether a folded text names a place with indexed reports, or one within such a place.

    The country, which all are in, aside.
    """
    named = {name for _, _, name in snapshot.gazetteer.find(folded)}
    above = {unit for name in named for unit in snapshot.gazetteer.ancestors(name)}
    return not ((named | above) - {NATION}).isdisjoint(snapshot.every.regions)


def _is_place(text: str, snapshot: Snapshot) -> bool:
    return any(end - start == len(text) for start, end, _ in snapshot.gazetteer.find(text))


def _unplaced(folded: str, snapshot: Snapshot) -> str:
    """Return a folded text without the places that it names."""
    return cut_out(folded, [(start, end) for start, end, _ in snapshot.gazetteer.find(folded)])


def _of_a_term(folded: str, snapshot: Snapshot, *, bare: bool) -> bool:
    """Whether a text asks for the meaning of a term of a report, or is one, if it is `bare`."""
    asked = {*asked_terms(folded), *((folded,) if bare else ())}
    for term in tuple(asked):  # 泉水节 of 济南泉水节是怎么回事
        places = [end for start, end, _ in snapshot.gazetteer.find(term) if not start]
        asked.update(behind_place(term, end) for end in places[:1])
    return _stands_in_a_report({term for term in asked if len(term) >= _TERM_LEAST}, snapshot)


def _of_a_name(folded: str, snapshot: Snapshot) -> bool:
    """Whether a folded text names what a report names: 南山路, “世界绿色硅都”, 杭州亚运会."""
    names = set(_QUOTED.findall(folded))
    led = _LED.match(folded)
    if led is not None and not _is_place(led["led"], snapshot):
        names.add(led["led"])
        rests = [led["led"][end:] for end in _ends_of_places(led["led"], snapshot)]
        names |= {rest for rest in rests if len(rest) >= _TERM_LEAST}
    names |= {
        match["own"][start:] + match["kind"]
        for match in _SITE.finditer(folded)
        for start in range(len(match["own"]) - 1)
    }
    return _stands_in_a_report(names, snapshot)


def _of_a_deed(folded: str, snapshot: Snapshot) -> bool:
    """Whether a folded text asks how or why an indexed place does what a report names.

    Or what it does about something that its people suffer from: 上海堵车怎么办.
    """
    places = _ends_of_places(folded, snapshot)
    if any(_SUFFERED.match(folded, end) for end in places):
        return True
    deeds = [_DONE.match(folded, end) for end in places]
    return _stands_in_a_report({deed["done"] for deed in deeds if deed is not None}, snapshot)


def _begins_with_a_name(folded: str, snapshot: Snapshot) -> bool:
    """Whether a text begins with a name of a report, 阳朔 or 比亚迪, that the gazetteer lacks."""
    word, tag = word_tags(folded)[0]
    proper = CLASS_OF.get(tag) == "proper" and len(word) > 1
    return proper and not snapshot.gazetteer.find(word) and _stands_in_a_report({word}, snapshot)


def _ends_of_places(folded: str, snapshot: Snapshot) -> list[int]:
    """Return where the indexed places end that a folded text begins with."""
    return [
        end
        for start, end, name in snapshot.gazetteer.find(folded)
        if not start and name in snapshot.every.regions
    ]


def _stands_in_a_report(names: Collection[str], snapshot: Snapshot) -> bool:
    """Whether one of the folded names stands in a paragraph, or in a heading above one.

    Only the paragraphs that share most with the names are read, not the reports as a whole.
    """
    weights = {term: 1.0 for name in names for term in terms(name)}
    if not weights:
        return False
    query = IndexQuery(terms=weights, vector=None, k=_PARAGRAPHS_READ)
    views = (
        snapshot.paragraphs.of(one.report_id, one.paragraph) for one in snapshot.index.search(query)
    )
    return any(name in view.folded or name in view.heading for view in views for name in names)
