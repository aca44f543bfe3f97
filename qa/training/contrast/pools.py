"""The passages of some reports: where a question's proof stands, and what looks like it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from embeddings.index.passages import context_of, embedded_text
from embeddings.records import Report
from embeddings.text.folding import fold, without_whitespace
from embeddings.text.sentences import sentence_spans
from embeddings.training.low_rank.questions import ContrastedQuestion, ContrastedText
from embeddings.training.sentence.examples import NegativeSearch

__all__ = ["AskedQuestion", "Pool"]

_DEPTH = 40  # BM25 hits among which negatives are found
_LONGEST_PARAGRAPH = 1300  # characters: a longer one proves nothing in particular
_SHORTEST = 10  # characters of a negative
_SAME_PARAGRAPH = 2  # negatives from the proof's own paragraph
_DATED = re.compile(r"(?:19|20)\d\d|\d\d年")

_Place = tuple[str, int]  # title, first character of the paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question, its proof, and its answers: parts, each in several forms."""

    text: str
    report: str  # title
    quote: str
    answers: Sequence[Sequence[str]]
    source: str
    fold: int | None = None

    @property
    def dated(self) -> bool:
        """Whether it names a year."""
        return bool(_DATED.search(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    place: _Place
    embedded: str
    plain: str


class Pool:
    """The sentences and paragraphs of reports, with their titles and headings, and BM25 on them."""

    def __init__(self, reports: Iterable[Report], *, near: int, far: int) -> None:
        """Take up to `near` negatives from a question's own report, and `far` from others.

        Half as many from others where the question names no year: they may answer it too.
        """
        self._near, self._far = near, far
        self._sentences: list[_Sentence] = []
        self._paragraphs: dict[_Place, tuple[str, str, list[int]]] = {}
        self._places: dict[str, list[_Place]] = defaultdict(list)
        for report in reports:
            for paragraph in report.paragraphs:
                text = report.text[paragraph.start : paragraph.end]
                context, place = context_of(report, paragraph), (report.title, paragraph.start)
                rows: list[int] = []
                self._paragraphs[place] = (embedded_text(context, text), _plain(text), rows)
                self._places[report.title].append(place)
                for start, end in sentence_spans(text) or [(0, len(text))]:
                    rows.append(len(self._sentences))
                    embedded = embedded_text(context, text[start:end])
                    self._sentences.append(
                        _Sentence(place=place, embedded=embedded, plain=_plain(text[start:end]))
                    )
        self._search = NegativeSearch([one.embedded for one in self._sentences])

    def contrasted(
        self, asked: Sequence[AskedQuestion], group: str, draw: Random
    ) -> list[ContrastedQuestion]:
        """Return the questions whose proof is found, of `group` or else of their report's."""
        hits = self._search.best([fold(one.text) for one in asked], _DEPTH).tolist()
        found = []
        for question, rows in zip(asked, hits, strict=True):
            row = self._proof(question)
            negatives = [] if row is None else self._negatives(question, row, rows, draw)
            if row is not None and len(negatives) > 1:
                found.append(
                    ContrastedQuestion(
                        query=question.text,
                        source=question.source,
                        group=group or question.report,
                        fold=question.fold,
                        positive=self._text(row),
                        negatives=tuple(self._text(one) for one in negatives),
                    )
                )
        return found

    def _proof(self, question: AskedQuestion) -> int | None:
        """Return the sentence that holds the quote, or its begin."""
        quote = _plain(question.quote)
        for place in self._places.get(question.report, ()):
            _, text, rows = self._paragraphs[place]
            if quote not in text or len(text) >= _LONGEST_PARAGRAPH:
                continue
            plain = {row: self._sentences[row].plain for row in rows}
            holding = [row for row in rows if quote in plain[row]]
            holding += [row for row in rows if plain[row][:8] in quote or quote[:10] in plain[row]]
            if holding:
                return holding[0]
        return None

    def _negatives(
        self, question: AskedQuestion, right: int, hits: Sequence[int], draw: Random
    ) -> list[int]:
        place = self._sentences[right].place
        near: list[int] = []
        far: list[int] = []
        for row in hits:
            other = self._sentences[row].place
            elsewhere = other[0] != question.report
            if other == place or len(self._sentences[row].plain) < _SHORTEST:
                continue
            if _answers(question, self._paragraphs[other][1]) and not (
                elsewhere and question.dated
            ):
                continue
            (far if elsewhere else near).append(row)
        same = [
            row
            for row in self._paragraphs[place][2]
            if row != right
            and len(self._sentences[row].plain) > _SHORTEST
            and not _answers(question, self._sentences[row].plain)
        ]
        draw.shuffle(same)
        others = self._far if question.dated or question.source == "council" else self._far // 2
        return near[: self._near] + far[:others] + same[:_SAME_PARAGRAPH]

    def _text(self, row: int) -> ContrastedText:
        one = self._sentences[row]
        return ContrastedText(sentence=one.embedded, paragraph=self._paragraphs[one.place][0])


def _answers(question: AskedQuestion, plain: str) -> bool:
    forms = [[_plain(form) for form in part] for part in question.answers]
    return bool(forms) and all(any(form in plain for form in part) for part in forms)


def _plain(text: str) -> str:
    return without_whitespace(unicodedata.normalize("NFKC", text)).lower()
