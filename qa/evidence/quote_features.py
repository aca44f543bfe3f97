"""How a quote answers the words of the question, for the confidence in it.

The window features say how well a window reads; these say what of the question it leaves out, and
whether the passages agree on a place.
"""

import re

from qa.evidence.clauses import ClauseTable
from qa.evidence.evidence import Evidence
from qa.evidence.query import Query
from qa.text.paragraph import ParagraphAnalysis
from qa.text.word_rarity import rarity

__all__ = ["QUOTE_FEATURES", "quote_features"]

QUOTE_FEATURES: dict[str, str] = {
    "characters_met": "characters of the question's words that are quoted, of all and two more",
    "name_defined": "1 if what a name in quotation marks means is quoted: “两翼”指…",
    "missing_anywhere": "weight of the word that all passages miss most",
    "missing_in_report": "rarity, in nats, of the word whose characters the report misses most",
    "same_place": "share of the passages whose reports are of the place of the quoted one",
}
_UNPROVEN = 2  # characters added to those of a question, as if the quote lacked them
_QUOTED = re.compile(r"[“\"「《]([^”\"」》]{2,20})[”\"」》]")
_DEFINITION = r"[”\"」》]?[^，。；]{0,6}(?:指|[:：]|是)"


def quote_features(evidence: Evidence, quoted: str) -> tuple[float, ...]:
    """Return the values of `QUOTE_FEATURES` for the text `quoted` and the best window.

    There must be a window.
    """
    table, query = evidence.table, evidence.query
    if table is None:
        return (0.0,) * len(QUOTE_FEATURES)
    text = quoted.lower()
    paragraph = table.paragraphs[int(table.passage[evidence.windows[0].first])]
    missed = query.words.weights * (1 - table.similarities.max(axis=0))
    return (
        _characters_met(query, text),
        float(_defines(query.text, text)),
        float(missed.max(initial=0.0)),
        _missing_in_report(query, paragraph),
        _same_place(table, paragraph),
    )


def _characters_met(query: Query, text: str) -> float:
    """Return the share of characters that `text` has; few of them prove little."""
    characters = frozenset("".join(query.words.words))
    return sum(one in text for one in characters) / (len(characters) + _UNPROVEN)


def _share_in(word: str, text: str) -> float:
    return sum(one in text for one in word) / (len(word) or 1)


def _defines(question: str, text: str) -> bool:
    """Whether `text` says what a name quoted in the question means."""
    return any(re.search(re.escape(name) + _DEFINITION, text) for name in _QUOTED.findall(question))


def _missing_in_report(query: Query, paragraph: ParagraphAnalysis) -> float:
    text = paragraph.report.text
    return max(
        (
            rarity(word) * (1 - max(_share_in(word, text), _share_in(word.upper(), text)))
            for word in query.words.words
        ),
        default=0.0,
    )


def _same_place(table: ClauseTable, paragraph: ParagraphAnalysis) -> float:
    places = [one.report.region for one in table.paragraphs]
    return places.count(paragraph.report.region) / len(places)
