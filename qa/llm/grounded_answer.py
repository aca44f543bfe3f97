"""An answer by a language model, grounded in the passages it was given and verified.

Its markers [n] become citations; a sentence that its passage does not support, and a figure that is
in no cited excerpt, are listed in `Answer.unsupported`, and the confidence is then at most
`_IN_DOUBT`. If the model fails, the extractive answer is returned, with a notice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from embeddings.errors import GovreportError
from embeddings.language.figures import find_figures, is_supported
from embeddings.lazy_regex import lazy_regex
from embeddings.messages import Message
from embeddings.records import Report
from embeddings.text.bigrams import bigrams
from embeddings.text.sentences import sentence_spans
from qa.answer.citations import cite
from qa.answer.claim_checks import Fault, claim_faults
from qa.llm.chat_model import Generator
from qa.llm.citation_markers import Claim, MarkerParser, claims
from qa.quotes import LONGEST, Quote
from qa.records import Answer, Citation, Retrieval, ScoredPassage, Stage, Step

__all__ = ["grounded_answer"]

_SUPPORTED = 0.5  # share of a claim's character pairs that its excerpt must contain
_TOLD = 0.34  # share of a clause's character pairs that excerpts, titles or question must contain
_SHORTEST = 5  # character pairs of such a clause: 其中, 具体来说 need no support
# Reports name no web addresses: one in an answer is invented, or comes from an injected text.
_ADDRESS = lazy_regex(r"://|www\.|mailto:|\w@\w", re.IGNORECASE)
_CLAUSE = lazy_regex(r"[^，；：、。！？,;:!?~|*\n]+")
_FORMAL = lazy_regex(
    "[壹贰叁肆伍陆柒捌玖拾佰仟]{2,}"
)  # numerals of cheques, which reports do not use
_CONTRADICTION = {
    Fault.NEGATION,
    Fault.ROLE,
}  # of other kinds, several excerpts may hold a part each
_IN_DOUBT = 0.5  # maximum confidence of an answer with unsupported parts


def grounded_answer(
    answer: Answer, retrieval: Retrieval, generator: Generator, reports: Mapping[str, Report]
) -> Iterator[Step]:
    """Yield the text as the model generates it, and last the whole answer."""
    parser = MarkerParser(len(retrieval))
    try:
        for piece in generator.generate(retrieval.rewritten, retrieval.passages):
            if parser.feed(piece):
                yield Step(stage=Stage.ANSWERING, retrieval=retrieval, text=parser.text)
        parser.close()
    except GovreportError as err:
        yield _done(retrieval, _kept(answer, Message("llm_replaced", reason=err.message)))
        return
    text = parser.text
    citations, unsupported = _checked(text, claims(text, parser.markers), retrieval, reports)
    if not citations:
        yield _done(retrieval, _kept(answer, Message("llm_without_sources")))
        return
    spans = tuple(span for span in answer.spans if span in text)
    yield _done(
        retrieval,
        replace(
            answer,
            text=text,
            spans=spans,
            computed=(),
            citations=citations,
            confidence=min(answer.confidence, _IN_DOUBT) if unsupported else answer.confidence,
            unsupported=unsupported,
            generated=True,
        ),
    )


def _kept(answer: Answer, notice: Message) -> Answer:
    return replace(answer, notices=(*answer.notices, notice))


def _done(retrieval: Retrieval, answer: Answer) -> Step:
    return Step(stage=Stage.ANSWERING, retrieval=retrieval, text=answer.text, answer=answer)


def _checked(
    text: str, found: Sequence[Claim], retrieval: Retrieval, reports: Mapping[str, Report]
) -> tuple[tuple[Citation, ...], tuple[tuple[int, int], ...]]:
    """Return the citations of the claims, and the unsupported parts of the text."""
    citations: list[Citation] = []
    unsupported: list[tuple[int, int]] = []
    for claim in found:
        claimed = text[claim.start : claim.end]
        proofs: list[Citation] = []
        for number in claim.numbers:
            passage = retrieval[number - 1]
            start, end, share = _best_sentence(claimed, passage)
            if share >= _SUPPORTED:
                quote = Quote(
                    report_id=passage.report_id,
                    paragraph=passage.paragraph,
                    start=passage.start + start,
                    end=passage.start + end,
                )
                report = reports[passage.report_id]
                citations.append(cite(report, quote, text_start=claim.start, text_end=claim.end))
                proofs.append(citations[-1])
        if not proofs or _ADDRESS.search(claimed) or _contradicted(claimed, proofs, reports):
            unsupported.append((claim.start, claim.end))
            continue
        told = [proof.excerpt for proof in proofs]
        named = [retrieval.rewritten, *(proof.title for proof in proofs)]
        doubtful = [
            (one.start, one.end)
            for one in find_figures(claimed)
            if not is_supported(one, told) and not (one.unit == "年" and one.text in "".join(named))
        ]
        doubtful += [one.span() for one in _FORMAL.finditer(claimed) if one[0] not in "".join(told)]
        doubtful += _untold(claimed, [*named, *told])
        unsupported += ((claim.start + start, claim.start + end) for start, end in _outer(doubtful))
    return tuple(citations), tuple(unsupported)


def _contradicted(claimed: str, proofs: Sequence[Citation], reports: Mapping[str, Report]) -> bool:
    """Whether each excerpt says the reverse: negates what is affirmed, plans what is achieved."""
    return all(
        _CONTRADICTION.intersection(claim_faults(claimed, proof.excerpt, reports[proof.report_id]))
        for proof in proofs
    )


def _outer(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that lie in no other one, in the order of the text."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _untold(claimed: str, told: Sequence[str]) -> list[tuple[int, int]]:
    """Return the clauses of a claim of which hardly anything is in the texts `told`."""
    held = frozenset().union(*(bigrams(text, keep=str.isalnum) for text in told))
    found = []
    for clause in _CLAUSE.finditer(claimed):
        wanted = bigrams(clause[0], keep=str.isalnum)
        if len(wanted) >= _SHORTEST and len(wanted & held) < _TOLD * len(wanted):
            found.append(clause.span())
    return found


def _best_sentence(claimed: str, passage: ScoredPassage) -> tuple[int, int, float]:
    """Return the sentence of a passage that shares most with `claimed`, and the share."""
    wanted = bigrams(claimed, keep=str.isalnum)
    best = (0, 0, 0.0)
    for start, end in sentence_spans(passage.text):
        end = min(end, start + LONGEST)
        held = bigrams(passage.text[start:end], keep=str.isalnum)
        share = len(wanted & held) / len(wanted) if wanted else 0.0
        if share > best[2]:
            best = (start, end, share)
    return best
