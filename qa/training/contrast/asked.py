"""Questions of every source: written over reports and news, over local reports, made, public."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

from embeddings.facts.extraction import extract_facts
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.sentences import sentence_spans
from embeddings.training.folds import fold_of
from embeddings.training.local import LOCAL_SETS, is_held_out, local_rows, report_asked
from embeddings.training.low_rank.questions import ContrastedQuestion, ContrastedText
from embeddings.training.sentence.examples import NegativeSearch
from embeddings.training.sentence.question_pairs import notice_examples, reading_examples
from embeddings.training.sources import written_rows
from qa.training.absence.text_search import SearchedReport
from qa.training.contrast.pools import AskedQuestion
from qa.training.made_questions.figure_questions import figure_questions
from qa.training.made_questions.honour_questions import honour_questions
from qa.training.made_questions.list_questions import list_questions
from qa.training.made_questions.made import holds
from qa.training.made_questions.pair_questions import pair_questions

__all__ = ["council_questions", "local_asked", "made_questions", "news_questions", "public_pairs"]

_OF_KIND, _OF_REPORT = 7, 24  # made questions
_READING, _NOTICES = 1200, 600  # public pairs
_HITS, _NEGATIVES = 20, 10  # of news


def council_questions(train: Path) -> list[AskedQuestion]:
    """Return the written questions over State Council reports, one per proof."""
    return [
        AskedQuestion(
            text=row["question"],
            report=evidence["report"],
            quote=evidence["quote"],
            answers=row["answers"],
            source="council",
            fold=fold_of(row["evidence"][0]["report"]),
        )
        for row in written_rows(train)
        for evidence in row["evidence"]
        if "工作报告" in evidence["report"]
    ]


def news_questions(train: Path) -> Iterator[ContrastedQuestion]:
    """Yield the written questions over paragraphs of news, against one another's sentences."""
    asked = [
        (row, evidence)
        for row in written_rows(train)
        for evidence in row["evidence"]
        if "工作报告" not in evidence["report"]
    ]
    texts = [
        ContrastedText(sentence=paragraph[start:end], paragraph=paragraph)
        for paragraph in (evidence["paragraph"] for _, evidence in asked)
        for start, end in sentence_spans(paragraph)
    ]
    search = NegativeSearch([one.sentence for one in texts])
    hits = search.best([row["question"] for row, _ in asked], _HITS).tolist()
    for (row, evidence), rows in zip(asked, hits, strict=True):
        paragraph = evidence["paragraph"]
        holding = [
            paragraph[start:end]
            for start, end in sentence_spans(paragraph)
            if start <= evidence["start"] < end
        ]
        if holding:
            others = [texts[hit] for hit in rows if texts[hit].sentence != holding[0]]
            yield ContrastedQuestion(
                query=row["question"],
                source="news",
                group="",
                fold=fold_of(row["evidence"][0]["report"]),
                positive=ContrastedText(sentence=holding[0], paragraph=paragraph),
                negatives=tuple(others[:_NEGATIVES]),
            )


def local_asked() -> dict[str, list[AskedQuestion]]:
    """Return the questions over the open half of local reports, by the report asked."""
    found: dict[str, list[AskedQuestion]] = defaultdict(list)
    for name in LOCAL_SETS:
        for row in local_rows(name):
            if not row["evidence"] or is_held_out(report_asked(row)):
                continue
            for evidence in row["evidence"]:
                found[report_asked(row)].append(
                    AskedQuestion(
                        text=row["question"],
                        report=evidence["report"],
                        quote=evidence["quote"],
                        answers=row["answers"],
                        source="local",
                        fold=fold_of(report_asked(row)),
                    )
                )
    return dict(found)


def made_questions(report: Report, draw: Random) -> list[AskedQuestion]:
    """Return questions made by program over one report, of each kind some."""
    searched = SearchedReport(report)
    made = [
        *figure_questions(searched, extract_facts(report), draw),
        *pair_questions(searched, draw),
        *list_questions(searched, draw),
        *honour_questions(searched, draw),
    ]
    kinds: dict[str, list[AskedQuestion]] = defaultdict(list)
    for one in filter(holds, made):
        kinds[one.kind].append(
            AskedQuestion(
                text=one.question,
                report=one.report,
                quote=one.quote,
                answers=one.answers,
                source="made",
            )
        )
    chosen = [one for some in kinds.values() for one in draw.sample(some, min(_OF_KIND, len(some)))]
    draw.shuffle(chosen)
    return chosen[:_OF_REPORT]


def public_pairs(train: Path) -> Iterator[ContrastedQuestion]:
    """Yield questions of reading comprehension, notices and headlines with their texts."""
    for one in (*reading_examples(train, _READING), *notice_examples(train, _NOTICES)):
        negative = ContrastedText(sentence=one.negative, paragraph=one.group)
        yield ContrastedQuestion(
            query=fold(one.query),
            source="pairs",
            group="",
            fold=None,
            positive=ContrastedText(sentence=one.positive, paragraph=one.group),
            negatives=(negative, negative),
        )
