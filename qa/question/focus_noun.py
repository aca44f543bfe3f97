"""The focus noun (headword) of a question: 行业 of 哪些行业, 体制 of 这种体制叫什么."""

from embeddings.lazy_regex import lazy_regex
from qa.text.part_of_speech import tagged

__all__ = ["focus_noun"]

_ASKED = lazy_regex(
    r"(?:什么|啥|(?<!到)哪)(?:些|[几一两二三四五六七八九十]+|\d+)?"
    r"(?:方面|个|条|类|种|项|家|座|样|处|件|款|部|艘|份|位|届|支|所|门|套|片|本|场|名|批|次|级|块|大|道|支|只)?的?"
)
_ASKED_LAST = lazy_regex(r"(?:叫作?|是|指|为|即|称|有|包括|包含)(?:的是)?(?:做|个)?(?:什么|啥|哪)")
_PLACE = lazy_regex(r"哪(?:里|儿)")
_AREA = lazy_regex(r"哪(?:个|一)?(?P<noun>[国省市县区乡镇村州])")
_PHRASE = ("a", "b", "ng", "ag", "m", "q", "zg", "t")  # tags that may precede the noun
_ENDING = ("m", "q", "t", "zg")  # of those: tags after which no noun phrase continues
_OF_NAMES = frozenset(("名", "字", "名字", "名称", "名儿", "型号"))  # name no class
_PHRASE_LONGEST = 10  # characters


def focus_noun(folded: str) -> str:
    """Return the noun that a folded question asks for; empty if it names none."""
    area = _AREA.search(folded)
    if area:
        return area["noun"]
    for match in _ASKED.finditer(folded):
        if _PLACE.match(folded, match.start()):
            continue
        noun = _head(folded[match.end() : match.end() + _PHRASE_LONGEST])
        if noun and noun not in _OF_NAMES:
            return noun
    last = _ASKED_LAST.search(folded)
    return _last_noun(folded[: last.start()]) if last else ""


def _head(text: str) -> str:
    """Return the last noun of the noun phrase that `text` begins with."""
    head = ""
    for word in tagged(text):
        if word.is_noun and word.tag not in ("f", "i", "l"):
            head = word.text
        elif word.is_noun or word.tag in _PHRASE:
            if head and word.tag in _ENDING:
                break
        else:
            break
    return head


def _last_noun(text: str) -> str:
    """Return the noun that ends the last clause of `text`."""
    for word in reversed(tagged(text)):
        if word.is_noun and word.tag not in ("f", "vn"):
            return word.text
        if not (word.is_noun or word.tag in ("d", "zg", "y", "p", "c", "uj", "v", "a")):
            return ""
    return ""
