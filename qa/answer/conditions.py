"""What a quoted answer must meet, however probable it is: the unit, names and years asked for."""

from collections.abc import Collection, Sequence

from embeddings.language.figures import Figure, find_figures
from embeddings.language.time_expressions import TimeKind
from embeddings.lazy_regex import lazy_regex
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import NATION
from qa.answer.drafts.passage_draft import PassageDraft
from qa.answer.refusals.only_counted import nobody_named, only_counted
from qa.answer.refusals.unsaid import unsaid
from qa.evidence.name_conflicts import unmet_names, unmet_places
from qa.question.asked_periods import PART_OF_YEAR, asked_part, months_of
from qa.question.asked_units import stated_classes
from qa.records import Citation, Retrieval
from qa.short_answers.figure_bounds import is_size_class
from qa.snapshot import Snapshot

__all__ = [
    "has_bare_count",
    "has_unit_of",
    "is_change_as_share",
    "measured_classes",
    "regions_without_reports",
    "unmet_condition",
    "unmet_names_of",
]

# Measure words (量词) of things that no other one counts, each with its synonyms.
_COUNTING = {
    "辆": ("辆", "台", "标台"),
    "艘": ("艘", "条"),
    "架": ("架", "架次"),
    "列": ("列", "趟", "班", "次"),
    **dict.fromkeys(("株", "棵"), ("株", "棵")),
    **dict.fromkeys(("头", "只", "匹"), ("头", "只", "口", "匹", "羽")),
    **dict.fromkeys(("颗", "枚"), ("颗", "枚")),
    **dict.fromkeys(("册", "本"), ("册", "本")),
    **{unit: (unit,) for unit in ("尾", "朵", "毫米")},
}
# A change is also given as a share: 游客要提高多少人次 → 增长22%.
_CHANGE = lazy_regex(r"[涨降升减增翻缩扩]|提高|加快|多了|少了|占")
_LARGE = lazy_regex(r"[万亿]")
# Numbers in coined names count nothing: “8+1”特色产业, “三网”融合, “4+2”模式.
_COINED = lazy_regex(r"“[^”]*(?:”|$)|^[^“]*”")
# Places for people: 招多少人 → 就业岗位1800个.
_FOR_PEOPLE = lazy_regex(r"个?[\u4e00-\u9fff]{0,4}(?:岗位|学位|名额|床位|座位)")


def unmet_condition(draft: PassageDraft, retrieval: Retrieval) -> Message | None:
    """Return the condition of the question that the quotes of `draft` do not meet; None if none.

    A digest tells what there is: only its place must be met. An outline is of a report as a whole.
    """
    if not draft.text or draft.read_off:
        return None
    regions = _unmet_regions(retrieval, draft.citations)
    if regions or draft.digested:
        return Message("quoted_other_region", names=regions) if regions else None
    names = unmet_names_of(retrieval, draft.citations)
    if names:
        return Message("quoted_other_name", names=names)
    question, _ = retrieval.origin()
    quoted = [citation.excerpt for citation in draft.citations]
    counted = only_counted(question, quoted, draft.spans)
    if counted:
        return Message("quoted_only_count", counted=counted)
    unnamed = nobody_named(question, quoted, draft.spans)
    if unnamed:
        return Message("quoted_other_name", names=(unnamed,))
    left = unsaid(question, quoted)
    if left is not None:
        return left
    unit = _unmet_unit(draft, retrieval)
    if unit:
        return Message("quoted_other_unit", unit=unit)
    part = _unmet_part(draft.citations, retrieval)
    if part:
        return Message("quoted_other_part", part=part)
    years = _unmet_years(draft.citations, retrieval)
    return Message("quoted_other_years", years=years) if years else None


def has_unit_of(classes: Collection[str], folded: str) -> bool:
    """Whether folded text has a figure in a unit of one of some classes."""
    return any(
        figure.unit_class in classes and not is_size_class(figure, folded)
        for figure in find_figures(folded, folded=folded)
    )


def measured_classes(question: str) -> frozenset[str]:
    """Return the classes of the unit of measurement that a folded question states: 多少钱.

    Empty where it states none, or several, or asks for a change, which a share answers too.
    """
    stated = stated_classes(question)
    if len(stated) != 1 or _CHANGE.search(question):
        return frozenset()
    (classes,) = stated.values()
    return classes


def is_change_as_share(draft: PassageDraft, retrieval: Retrieval) -> bool:
    """Whether a change is asked for and quoted as a share: 死亡人数降多少 → 下降15.8%."""
    question, _ = retrieval.origin()
    return bool(_CHANGE.search(question.folded)) and any(
        figure.unit_class == "share"
        for citation in draft.citations
        for figure in find_figures(citation.excerpt)
    )


def has_bare_count(draft: PassageDraft) -> bool:
    """Whether a quote has a large number without a unit, of whatever it counts: 2500万以内."""
    return any(
        not figure.unit and _LARGE.search(figure.text) and not _is_coined(citation, figure)
        for citation in draft.citations
        for figure in find_figures(citation.excerpt)
    )


def regions_without_reports(retrieval: Retrieval) -> tuple[str, ...]:
    """Return the regions of a question, the country aside, that no indexed report is of."""
    question, snapshot = retrieval.origin()
    named = dict.fromkeys(one.name for one in question.regions if one.name != NATION)
    indexed = snapshot.every.regions if named else ()
    return tuple(name for name in named if name not in indexed)


def _unmet_regions(retrieval: Retrieval, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return the regions without reports of their own that no sentence quoted names.

    A report of the province is near to a question about one of its cities, and may say nothing of
    it. The country is named by any report.
    """
    asked = regions_without_reports(retrieval)
    if not asked:
        return ()
    _, snapshot = retrieval.origin()
    told = [_cited_sentences(one, snapshot) for one in citations]
    return tuple(name for name in asked if not any(name in text for text in told))


def _cited_sentences(citation: Citation, snapshot: Snapshot) -> str:
    """Return a quote from the start of its first sentence on, below its title and headings."""
    report = snapshot.reports[citation.report_id]
    begin = report.paragraphs[citation.paragraph - 1].start
    sentence = report.text.rfind("。", begin, citation.start) + 1
    heading = snapshot.paragraphs.of(citation.report_id, citation.paragraph).heading
    return f"{citation.title}\n{heading}\n{report.text[max(begin, sentence) : citation.end]}"


def _cited_texts(retrieval: Retrieval, citations: Sequence[Citation]) -> list[str]:
    """Return the cited paragraphs with their titles and headings."""
    paragraphs = retrieval.origin()[1].paragraphs
    views = ((one, paragraphs.of(one.report_id, one.paragraph)) for one in citations)
    return [f"{one.title}\n{view.heading}\n{view.text}" for one, view in views]


def unmet_names_of(retrieval: Retrieval, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return the names of the question that no cited paragraph contains: 1号线, 美国, 昆山."""
    question, _ = retrieval.origin()
    texts = _cited_texts(retrieval, citations)
    regions = [(region.start, region.end) for region in question.regions]
    return (
        *unmet_names(retrieval.rewritten, texts),
        *unmet_places(question.folded, regions, texts),
    )


def _unmet_unit(draft: PassageDraft, retrieval: Retrieval) -> str:
    """Return the unit that the question states and no figure quoted has; "" if there is none.

    A figure without unit (惠及244万群众) may be of any. A measure word of its own that is asked for
    (多少辆) must be there: 个, 家 and 项 count all kinds of things.
    """
    question, _ = retrieval.origin()
    measured = [
        (figure, citation.excerpt)
        for citation in draft.citations
        for figure in find_figures(citation.excerpt)
        if figure.unit_class != "time" and (figure.unit or not _is_coined(citation, figure))
        if not is_size_class(figure, fold(citation.excerpt))
    ]
    units = question.kind.units
    allowed = _COUNTING.get(units[0]) if len(units) == 1 else None
    if allowed is not None:
        met = any(not figure.unit or figure.unit in allowed for figure, _ in measured)
        return "" if met else units[0]
    stated = stated_classes(question.folded)
    if len(stated) != 1 or not measured:
        return ""
    (word, classes), *_ = stated.items()
    if _CHANGE.search(question.folded):
        classes |= {"share", "multiple"}
    met = any(
        not figure.unit
        or figure.unit_class in classes
        or ("people" in classes and _FOR_PEOPLE.match(excerpt, figure.end))
        for figure, excerpt in measured
    )
    return "" if met else word


def _is_coined(citation: Citation, figure: Figure) -> bool:
    """Whether a figure of a quote stands in a name in quotation marks."""
    names = _COINED.finditer(citation.excerpt)
    return any(name.start() <= figure.start < name.end() for name in names)


def _unmet_part(citations: Sequence[Citation], retrieval: Retrieval) -> str:
    """Return the part of a year that the question names (上半年), if no sentence quoted does."""
    question, snapshot = retrieval.origin()
    part = asked_part(question.folded)
    if not part:
        return ""
    told = fold("\n".join(_cited_sentences(one, snapshot) for one in citations))
    named = {months_of(match[0]) for match in PART_OF_YEAR.finditer(told)}
    return "" if months_of(part) in named else part


def _unmet_years(citations: Sequence[Citation], retrieval: Retrieval) -> tuple[int, ...]:
    """Return the years that the question writes out, if no quote is of any of them.

    A quote is of the years that its report reviews, of the report's own, of all that its paragraph
    mentions, and of the one for which its section plans.
    """
    question, snapshot = retrieval.origin()
    asked = {
        year
        for word in question.times
        if word.kind is TimeKind.YEAR and not word.base
        for year in word.years
    }
    for citation in citations:
        report = snapshot.reports[citation.report_id]
        view = snapshot.paragraphs.of(citation.report_id, citation.paragraph)
        stated = _years_of(report) | view.years | {view.planned_year}
        if report.year is None or not asked.isdisjoint(stated):
            return ()
    return tuple(sorted(asked))


def _years_of(report: Report) -> set[int | None]:
    """Return the years that a report reviews, the one before it and its own."""
    reviewed = range(report.period[0], report.period[1] + 1) if report.period else ()
    years = (report.year, report.year - 1) if report.year is not None else ()
    return {*reviewed, *years}
