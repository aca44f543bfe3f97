"""Questions about one term: since when, how often, by which places."""

import re

from embeddings.lazy_regex import lazy_regex
from embeddings.text.gazetteer import BUNDLED
from qa.diff.asked.kinds import REPORT, YEAR, AnalysisKind, AnalysisQuestion, PlaceLevel

__all__ = ["asked_of_a_term", "compared_terms", "quoted_term"]

_QUOTED = lazy_regex(r"[“\"「『《‘'](?P<term>[^“”\"「」『』《》‘’']{2,40})[”\"」』》’']")
_SAID_OF_A_WORD = lazy_regex(r"一词|(?:这个|这一)(?:词|提法|说法|概念|表述)")
_WHEN = (
    r"(?:哪一?个?年[度份]?|几几年|何时|何年|什么时候|什么时间|啥时候|哪一?[份届次篇])(?:的)?(?:国务院)?"
    rf"(?:{REPORT})?(?:里面?|中|上)?"
)
_ONCE = r"(?:第一次|头一[次回]|首次|首度|最早|最先|最初|率先|开始|首(?=[提现写]))"
_STARTED = r"(?:始于|始自|起于|源于)"
_LATELY = r"(?:最后一次|最近一次|上一次|最后(?=出现|[提写用说讲]))"
_SAY_LONG = (
    r"(?:出现|提到|提及|提出来?|提起|写入|写进|写到|谈到|讲到|说到|使用|用到|载入|列入|亮相|见诸|见于|"
    r"进入?(?=[了的]?(?:政府)?(?:工作)?报告)|开始有)"
)
_SAY_SHORT = r"(?:提(?![高升供速质前取案标振效档醒炼倡请])|[说讲写]|谈(?!判))"
_SAY = rf"(?:{_SAY_LONG}|{_SAY_SHORT})"
_PUT = r"(?:提出来?|写入|写进|载入|提的|进入?[了的]?(?=(?:政府)?(?:工作)?报告))"
_TIMES = (
    r"(?:多少|几)(?:次|回|遍)|(?:出现|提及|提到|使用)的?(?:总)?(?:次数|频率|频次)(?:是多少)?|词频"
)
_STILL = rf"(?:还|有没有|有无)?(?:在|被)?{_SAY}[了过到]*(?:吗|没有|没|么)$"
# 还提“一带一路”吗, 有没有再提数字经济
_AGAIN = rf"(?:还有没有|有没有再|是否还|还会不会|还|仍)(?:在|会|继续|再)*{_SAY}[了过到]*"
_MOST = r"(?:次数)?(?:最多|最频繁|频率最高)"
_PLACE_NOUN = (
    r"(?:省市区|省区市|省市|省份|省级|省|直辖市|自治区|市州|地级市|城市|市|地方|地区|区县|县区|县)"
)
_WHO = (
    rf"(?:都?有?(?:哪一?些|哪几[个座]|多少[个座]?|几[个座])(?:别的|其他)?{_PLACE_NOUN}(?:的?政府)?的?"
    rf"(?:{REPORT})?(?:里|中)?|哪(?:里|儿)的?(?:{REPORT})(?:里|中)?|各(?:{_PLACE_NOUN}|地))"
)
_NAMED_BY = rf"的{_PLACE_NOUN}(?:的?{REPORT})?(?:都)?(?:有|是)(?:哪一?些|哪几个|谁)"
_PLACES_SAY = (
    r"(?:提到|提及|提出|提起|写入|写进|写到|谈到|讲到|说到|涉及|在提|"
    r"[提写说讲](?=[了过]|␟|[“\"「『《]))"
)
_WHO_WRITES = rf"(?:{_WHO}(?<=告)|{_WHO}(?<=[里中上]))(?:都|也|曾经?)*"
_WITHOUT = r"(?:没有?|未|从没|从未|还没|不曾?)(?:曾|再|有)?"
_HOW_PUT = r"(?:怎么|如何|怎样)(?:说|提|讲|写|表述|部署)的?"

_OF_A_TERM: tuple[tuple[AnalysisKind, tuple[re.Pattern[str], ...]], ...] = tuple(
    (kind, tuple(lazy_regex(pattern) for pattern in patterns))
    for kind, patterns in (
        (AnalysisKind.MOST, (rf"{_WHEN}.*{_SAY}.*{_MOST}", rf"{_SAY}.*{_MOST}.*{_WHEN}")),
        (
            AnalysisKind.FIRST,
            (
                rf"{_WHEN}.*{_ONCE}.{{0,4}}{_SAY}",
                rf"{_ONCE}.{{0,4}}{_SAY}.*{_WHEN}",
                rf"{_ONCE}[是在于从]*{_WHEN}.*{_SAY}",
                rf"{_WHEN}.{{0,2}}{_ONCE}?{_PUT}",
                rf"从{_WHEN}.{{0,2}}(?:开始|起).*{_SAY}",
                rf"{_STARTED}{_WHEN}",
                rf"{_WHEN}.{{0,2}}开始有|从{_WHEN}提起|{_ONCE}{_WHEN}有",
            ),
        ),
        (
            AnalysisKind.LAST,
            (
                rf"{_WHEN}.*{_LATELY}.{{0,4}}{_SAY}",
                rf"{_LATELY}.{{0,4}}{_SAY}.*{_WHEN}",
                rf"{_WHEN}(?:以后|之后|起)就?(?:不再?|没有?再?){_SAY}",
            ),
        ),
        (
            AnalysisKind.COUNT,
            (
                rf"{_SAY}.*(?:{_TIMES})",
                rf"(?:{_TIMES}).*{_SAY}",
                rf"{_SAY}(?:了|到)*[“\"「『《].+[”\"」』》]的?(?:总)?(?:次数|频率|频次)",
                _TIMES,
            ),
        ),
        (
            AnalysisKind.PLACES,
            (
                rf"{_WHO}.{{0,6}}{_PLACES_SAY}",
                rf"{_WHO}(?:都|也|还|在)*{_SAY_SHORT}",
                rf"{_WHO}.{{0,4}}{_WITHOUT}{_SAY}",
                rf"(?:{_WHO_WRITES}|[”\"」』》’']在?{_WHO}(?:都|也|曾经?)*)出现",
                rf"(?:{_WHO}|谁家?的?(?:{REPORT})(?:里面?|中|上)?)(?:都|也)?有[“\"「『《]",
                rf"{_PLACES_SAY}.+的{_PLACE_NOUN}$",
                rf"[”\"」』》’']在?{_WHO}能?(?:看|见|找|查)(?:得?到)",
                rf"{_PLACES_SAY}.*{_NAMED_BY}",
                rf"{_PLACES_SAY}.*的(?:都|是)?{_WHO}$",
                rf"谁(?:还|也|都)?(?:在(?:{REPORT})(?:里面?|中|上)?)?(?:还|也|都)?{_PLACES_SAY}",
                rf"谁(?:还|也|都|在){{0,2}}{_SAY_SHORT}[了过]?$",
                rf"各(?:{_PLACE_NOUN}|地).*{_HOW_PUT}",
            ),
        ),
        (AnalysisKind.COUNT, (_STILL, rf"{_AGAIN}(?!吗|么|没|$).+")),
    )
)
_SAID_MORE = rf"(?:{_SAY_SHORT}|出现|提到|提及|说到)[得的了]*(?:次数|频率)?(?:更|最)?(?:多|频繁)"
_MORE = lazy_regex(rf"{_SAID_MORE}|(?:次数|频率|频次)(?:更|最)?[多高]")
_TWO_TERMS = lazy_regex(
    rf"(?P<one>[^\W\d年告里中]{{2,8}})(?:和|与|跟)(?P<other>[^\W\d]{{2,8}}?)(?:这?两个(?:词|提法))?"
    rf"(?:哪一?个|谁)词?{_SAID_MORE}(?!.*[提涨增升]了?多少(?![次遍回]))"
)
_LETTER = lazy_regex(r"[“\"「『《‘'][^“”][”\"」』》’']")  # too short to be counted
# These ask of a word only where it is marked as one.
_NEEDS_QUOTES = frozenset((_TIMES, _STILL))

# What is taken out to find the term; ␟ stands for what was.
_CUT = "␟"
_FRAME = tuple(
    lazy_regex(pattern)
    for pattern in (
        _AGAIN,
        r"(?:统计|数|查|算|看)(?:一?下|一[数查算看])|请问|帮我|我?想知道",
        r"(?:改革开放|建国|新中国成立|新世纪|党的十[一二三四五六七八九]大)以来",
        rf"从?{YEAR}(?:以来|起|开始|至今|到现在)?(?:[-—–~～至到和与]+{YEAR})?(?:以来|之?间|期间|的)?",
        r"在?(?:最近|过去|近|这|整整)的?[一二两三四五六七八九十几\d]+多?个?年(?:以?来|之?间|里|中|内|的)?",
        r"[一二两三四五六七八九十几\d]+多?年(?:以?来|之?间|里|中|内)",
        r"今年|去年|前年|本年|历年来?|历次|历届|历来|这些年来?|多年来|迄今为止|至今|目前",
        rf"在?{_WHO}(?:.{{0,2}}{_WITHOUT}(?={_SAY}))?",
        _NAMED_BY,
        rf"进入?[了的]?(?:{REPORT})的?",
        rf"(?:国务院|中央|全国|各地|地方|省级?|市级?)?的?(?:{REPORT})(?:里面?|中|上|当中|之中)?",
        rf"都?有?谁(?:还|也|都|在|{_CUT})*(?={_PLACES_SAY}|{_SAY_SHORT}[了过]?$)",
        rf"的{_PLACE_NOUN}$|全国",
        _HOW_PUT,
        rf"{_STARTED}?从?{_WHEN}",
        _MOST,
        rf"(?:{_SAY_LONG})?了?过?(?:{_TIMES})",
        rf"(?:{_ONCE}|{_LATELY})(?:在|被)?{_SAY}[了过的]*",
        rf"{_ONCE}(?={_CUT}|[是在于从])|{_LATELY}",
        rf"(?:被|在)?(?:{_SAY_LONG}|涉及|在提)[了过的得]*",
        rf"(?<={_CUT})[提说讲写用][了过]*|[提说讲写][了过]*[的得]?(?={_CUT}|$)",
        r"一词|(?:这个|这一)?(?:词语|词汇|词儿?|提法|说法|概念|表述)(?=␟|[是在于从被共一总,，、哪首第最]|$)",
    )
)
# Particles at the edges of a term; none that begins or ends a word as well (就业, 对外, 实事求是).
_SUM = r"一共|总共|总计|累计|合计|已经|曾经|大约|到底"
_EDGES = lazy_regex(
    rf"^(?:[的了是,，、:：]|{_SUM}|关于|有关|对于|对(?![外口台接标冲])|在(?![线建校岗职编])|和(?![平谐睦])|把(?![握关控]))+|"
    rf"(?:[的了过在被也又呢吗嘛啊呀吧得,，、:：]|(?<!求)是|(?<![首成])都|{_SUM})+$"
)
_PARTICLES = lazy_regex(r"[的了过在是被都也里中有把对将于从共又才还就各与和跟得来]+")
_EVERYWHERE = lazy_regex(
    r"各[地省市区县]|全国各地|地方(?:政府)?(?:的)?(?:工作)?报告|所有(?:的)?报告|全部报告"
)
_OF_SAYING = lazy_regex(r"提到|提及|提起|写入|写进|写到|谈到|讲到|说到|出现")
_NOT_SAID = lazy_regex(rf"{_WITHOUT}{_SAY}")
_LONGEST = 20  # characters of a term without quotation marks


def quoted_term(question: str) -> str:
    """Return the term that a folded question puts in quotation marks; empty if none."""
    quoted = _QUOTED.search(question)
    return quoted["term"] if quoted is not None else ""


def compared_terms(question: str) -> tuple[str, ...]:
    """Return the terms of which a folded question asks which one is said more often."""
    quoted = tuple(dict.fromkeys(found["term"] for found in _QUOTED.finditer(question)))
    if len(quoted) > 1:
        return quoted if _MORE.search(question) else ()
    named = _TWO_TERMS.search(question) if not quoted else None
    return (named["one"], named["other"]) if named is not None else ()


def asked_of_a_term(question: str) -> AnalysisQuestion | None:
    """Return what a folded question asks of a term; None if it asks of none."""
    quoted = _QUOTED.search(question)
    for kind, patterns in _OF_A_TERM:
        if not any(
            pattern.search(question)
            for pattern in patterns
            if quoted is not None or pattern.pattern not in _NEEDS_QUOTES
        ):
            continue
        term = quoted["term"] if quoted is not None else _term(question)
        if len(term) < 2:
            continue
        without = kind is AnalysisKind.PLACES and _NOT_SAID.search(question) is not None
        return AnalysisQuestion(
            kind=kind,
            term=term,
            of_words=quoted is not None
            or kind in (AnalysisKind.COUNT, AnalysisKind.MOST)
            or _SAID_OF_A_WORD.search(question) is not None
            or (kind is AnalysisKind.PLACES and _OF_SAYING.search(question) is not None)
            or without,
            level=_level(question),
            everywhere=_EVERYWHERE.search(question) is not None,
            without=without,
        )
    return None


def _term(question: str) -> str:
    """Return the question without its cues, times and words for reports; empty if not one term."""
    if _LETTER.search(question):
        return ""
    for pattern in _FRAME:
        question = pattern.sub(_CUT, question)
    pieces = [_bare(piece) for piece in re.split(rf"[{_CUT}，,。;；?？!！\s]+", question)]
    pieces = [p for p in pieces if len(p) >= 2 and not _PARTICLES.fullmatch(p)]
    if len(pieces) > 1:  # 吉林省 and what it says
        pieces = [piece for piece in pieces if BUNDLED.canonical(piece) is None]
    return pieces[0] if len(pieces) == 1 and len(pieces[0]) <= _LONGEST else ""


def _bare(piece: str) -> str:
    while (shorter := _EDGES.sub("", piece)) != piece:
        piece = shorter
    return piece


def _level(question: str) -> PlaceLevel:
    """Return the level of the places asked about, given by the first noun for places."""
    asked = re.search(rf"{_WHO}|{_NAMED_BY}|的{_PLACE_NOUN}$", question)
    noun = asked[0] if asked is not None else ""
    if "县" in noun:
        return PlaceLevel.COUNTY
    if "省" in noun or "自治区" in noun or "直辖市" in noun:
        return PlaceLevel.PROVINCE
    return PlaceLevel.CITY if "市" in noun else PlaceLevel.ANY
