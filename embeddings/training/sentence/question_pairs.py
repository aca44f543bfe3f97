"""Examples from questions that people wrote: our own, and public ones with their passages."""

import random
from collections.abc import Sequence
from pathlib import Path

from embeddings.text.sentences import sentence_spans
from embeddings.training.contexts import heading_contexts
from embeddings.training.sentence.examples import ContrastiveExample, NegativeSearch, cut_around
from embeddings.training.sources import Pair, WrittenQuestion, pairs_of, written_questions

__all__ = ["notice_examples", "reading_examples", "written_examples"]

READING = {  # file of `pairs/` with answers that stand in the passage → its share
    "ncp_policies_mrc": 0.3,
    "mrc": 0.25,
    "cmrc2018_train": 0.25,
    "security_mrc": 0.2,
}
NOTICES = {  # file of `pairs/` with questions over official text → its share
    "gov_message_reply": 0.3,
    "stard_law": 0.3,
    "xwlb_title": 0.3,
    "definitions_templated": 0.1,
}
_DEPTH = 20  # BM25 hits among which a negative is chosen
_WRONG_PARAGRAPH_SHARE = 0.4  # of the negatives of written questions: the same paragraph
_SENTENCE_AT_LEAST = 12  # characters


def written_examples(train: Path, council: Sequence[Path]) -> list[ContrastiveExample]:
    """Return two examples per written question: the bare sentence, and with title and headings.

    The negative of the bare one is another sentence of its paragraph where there is one; that of
    the other is the best BM25 hit under its own title, often another year's.
    """
    questions = written_questions(train)
    contexts = [
        f"{one.report} {headings}".strip() if "工作报告" in one.report else ""
        for one, headings in zip(questions, heading_contexts(questions, council), strict=True)
    ]
    pool: dict[tuple[str, str], None] = {}
    for one, context in zip(questions, contexts, strict=True):
        for sentence in _sentences(one.paragraph):
            pool[context, sentence] = None
    keys = list(pool)
    search = NegativeSearch([f"{context} {sentence}" for context, sentence in keys])
    hits = search.best([one.question for one in questions], _DEPTH)
    draw = random.Random(7)
    examples = []
    for row, (one, context) in enumerate(zip(questions, contexts, strict=True)):
        positive = _evidence(one)
        others = [s for s in _sentences(one.paragraph) if s not in positive and positive not in s]
        near = [keys[hit] for hit in hits[row].tolist() if keys[hit][1] not in one.paragraph]
        bare = draw.choice(others) if others else near[0][1]
        far = near[min(draw.randrange(3), len(near) - 1)]
        if others and draw.random() < _WRONG_PARAGRAPH_SHARE:
            far = (context, draw.choice(others))
        for text, negative in (
            (positive, bare),
            (f"{context} {positive}", f"{far[0]} {far[1]}"),
        ):
            examples.append(
                ContrastiveExample(
                    query=one.question,
                    positive=text,
                    negative=negative,
                    group=one.paragraph,
                    source="written",
                    fold=one.fold,
                )
            )
    return examples


def reading_examples(train: Path, count: int) -> list[ContrastiveExample]:
    """Return about `count` examples whose answer is a span: its surroundings against others."""
    draw = random.Random(11)
    examples = []
    for name, share in READING.items():
        found = [pair for pair in pairs_of(train, name) if pair.answer in pair.positive]
        draw.shuffle(found)
        examples += [
            example
            for pair in found[: round(count * share)]
            if (example := _reading(pair)) is not None
        ]
    return examples


def notice_examples(train: Path, count: int) -> list[ContrastiveExample]:
    """Return about `count` examples of a question or headline and its text."""
    draw = random.Random(13)
    examples = []
    for name, share in NOTICES.items():
        found = [pair for pair in pairs_of(train, name) if len(pair.positive) > _SENTENCE_AT_LEAST]
        draw.shuffle(found)
        chosen = found[: round(count * share)]
        search = NegativeSearch([cut_around(pair.positive, 0, 0) for pair in chosen])
        hits = search.best([pair.query for pair in chosen], 3)
        for row, pair in enumerate(chosen):
            others = [hit for hit in hits[row].tolist() if chosen[hit].positive != pair.positive]
            examples.append(
                ContrastiveExample(
                    query=pair.query,
                    positive=search.texts[row],
                    negative=search.texts[others[0]],
                    group=pair.positive,
                    source="notice",
                )
            )
    return examples


def _reading(pair: Pair) -> ContrastiveExample | None:
    place = pair.positive.find(pair.answer)
    spans = [(a, b) for a, b in sentence_spans(pair.positive) if b - a >= _SENTENCE_AT_LEAST]
    holding = [(a, b) for a, b in spans if a <= place < b]
    others = [(a, b) for a, b in spans if pair.answer not in pair.positive[a:b]]
    if not holding or not others:
        return None
    start, end = holding[0]
    words = set(pair.query)
    near = max(others, key=lambda span: len(words & set(pair.positive[span[0] : span[1]])))
    return ContrastiveExample(
        query=pair.query,
        positive=cut_around(pair.positive, start, min(end, start + 120)),
        negative=cut_around(pair.positive, near[0], min(near[1], near[0] + 120)),
        group=pair.positive,
        source="reading",
    )


def _sentences(paragraph: str) -> list[str]:
    return [
        cut_around(paragraph, start, end) if end - start > 120 else paragraph[start:end]
        for start, end in sentence_spans(paragraph)
        if end - start >= _SENTENCE_AT_LEAST
    ]


def _evidence(question: WrittenQuestion) -> str:
    for start, end in sentence_spans(question.paragraph):
        if start <= question.start < end:
            if end - start <= 120:
                return question.paragraph[start : max(end, question.end)]
            return cut_around(question.paragraph, question.start, question.end)
    return question.paragraph[question.start : question.end]
