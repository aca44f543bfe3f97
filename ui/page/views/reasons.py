"""The reasons why a passage was retrieved, from the ranker's features.

The ranker's share of a feature is measured from the mean over candidates, so that a positive share
alone is ambiguous: a feature with a negative weight has one if it is absent, and that of the region
if no region was asked about. Only features whose presence follows from a share are worded.
"""

from embeddings.records import Report
from qa.records import Scope, ScoredPassage

__all__ = ["reasons"]

_SHOWN = 3  # the strongest
# Kind → the features whose positive share means that they are present more than on average.
_KINDS = {
    "heading": ("cover_heading_expanded",),
    "synonyms": ("expansion",),
    "words": (
        *("lexical", "lexical_sentence", "lexical_log", "cover_expanded", "run", "rarest"),
        *("cover_expanded_sentence", "cover_pairs_sentence", "cover_sentence"),
    ),
    "meaning": ("dense", "dense_sentence", "dense_gap", "dense_sentence_gap"),
    "region": ("region_same",),
    "section": ("review_results", "plan_targets"),
    "year": (
        *("in_scope", "gives_results", "sets_targets", "named_report"),
        *("year_in_sentence", "year_in_paragraph", "year_written", "year_singled_out"),
    ),
    "figure": ("figure_sentence", "figure_paragraph"),
}
_KIND_OF = {signal: kind for kind, signals in _KINDS.items() for signal in signals}


def reasons(passage: ScoredPassage, report: Report, scope: Scope) -> tuple[str, ...]:
    """Return the kinds of features with the largest shares of a passage, the largest first.

    A kind is the end of a message key, `page.signal_year`. Year and region count only if the
    question has them and the report is of them.
    """
    strongest = sorted(passage.why.items(), key=lambda share: -share[1])
    kinds = dict.fromkeys(_KIND_OF[name] for name, share in strongest if _says(name, share))
    untrue = {
        "region": report.region not in scope.regions,
        "year": not (scope.about_years or scope.report_years),
    }
    return tuple(kind for kind in kinds if not untrue.get(kind))[:_SHOWN]


def _says(signal: str, share: float) -> bool:
    return share > 0 and signal in _KIND_OF
