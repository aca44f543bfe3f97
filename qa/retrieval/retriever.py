"""Question → passages: scope, both legs, the ranker; explainable, filters never violated."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.errors import FilterError
from embeddings.index.in_memory import MemoryIndex
from embeddings.index.opening import current_snapshot, open_index
from embeddings.index.passage_index import Candidate, IndexQuery, PassageIndex
from embeddings.parsing.reports import find_sources, read_reports
from embeddings.records import Report
from embeddings.text.folding import fold
from embeddings.text.gazetteer import BUNDLED
from embeddings.text.segmentation import BIGRAM_MARK
from qa.normalisation.normalisation import Normalised, normalised
from qa.question.decomposition import with_parts
from qa.question.follow_ups.rewriting import Rewriting, rewrite
from qa.question.question import Question, Reading, check_language, parse_question
from qa.question.scope import (
    derive_scope,
    hard_reports,
    preferred_reports,
    question_anchor,
    valid_regions,
    valid_years,
)
from qa.question.synonyms import Lexicon, load_lexicon
from qa.records import Retrieval, Scope, Turn
from qa.retrieval.coverage import confirmed, missing_of, missing_of_filter, united
from qa.retrieval.features import CandidateFeatures
from qa.retrieval.merging import PartCandidates, merged
from qa.retrieval.ranker import Ranker, load_ranker
from qa.retrieval.reranking import Reranker
from qa.snapshot import Snapshot
from qa.text.paragraph import ParagraphStore

__all__ = ["Retriever"]

_CANDIDATES = 40  # per leg, grain and search; more finds no more on the training questions


class Retriever:
    """Finds the paragraphs that answer a question, over any `PassageIndex`."""

    def __init__(
        self,
        index: PassageIndex,
        *,
        lexicon: Lexicon | None = None,
        ranker: Ranker | None = None,
        reranker: Reranker | None = None,
        reopen: Callable[[], PassageIndex | None] | None = None,
    ) -> None:
        """Search `index`; `reopen` returns a newer one where there is one, else None.

        With a `reranker` the best paragraphs are scored a second time.
        """
        self._index = index
        self._lexicon = load_lexicon() if lexicon is None else lexicon
        self._ranker = ranker
        self._reranker = reranker
        self._reopen = reopen
        self._lock = threading.Lock()
        self._features, self._snapshot = _opened(index)

    @classmethod
    def open(
        cls,
        directory: Path | str,
        *,
        encoder: Encoder | None = None,
        lexicon: Path | None = None,
        reranker: Reranker | None = None,
    ) -> "Retriever":
        """Return a retriever over the index in `directory`; it picks up new snapshots.

        `lexicon` names a file that extends the bundled table of everyday words. `reranker` reads
        the best paragraphs again; without one the first ranking stands.

        Raises:
            NoIndexError: where there is no index yet.
            IndexFormatError: where it was written in another format, or is damaged.
            EncoderMismatchError: where it was made with another encoder.
        """
        directory = Path(directory)
        encoder = encoder or load_encoder()
        opened = open_index(directory, encoder=encoder)
        known = [opened.snapshot]

        def reopen() -> PassageIndex | None:
            if current_snapshot(directory) in (known[0], None):
                return None
            newer = open_index(directory, encoder=encoder)
            known[0] = newer.snapshot
            return newer

        return cls(opened, lexicon=load_lexicon(lexicon), reranker=reranker, reopen=reopen)

    @classmethod
    def from_reports(
        cls,
        paths: Path | str | Iterable[Path | str],
        *,
        encoder: Encoder | None = None,
        lexicon: Path | None = None,
    ) -> "Retriever":
        """Return a retriever over the reports in files or folders, indexed in memory.

        Raises:
            ReadError: for a file that holds no report.
        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        files, _ = find_sources([Path(path) for path in given])
        index = MemoryIndex(encoder or load_encoder())
        places = BUNDLED
        reports: list[Report] = []
        for file in files:
            found = read_reports(file, gazetteer=places)
            places = places.with_reports(found)
            reports += found
        index.add(reports)
        return cls(index, lexicon=load_lexicon(lexicon))

    @property
    def index(self) -> PassageIndex:
        """The index that is searched; a newer snapshot takes its place before a question."""
        return self._index

    def retrieve(
        self,
        question: str,
        *,
        k: int = 10,
        years: Iterable[int] | None = None,
        regions: Iterable[str] | None = None,
        include_children: bool = False,
        history: Sequence[Turn] = (),
        snapshot: Snapshot | None = None,
    ) -> Retrieval:
        """Return the `k` paragraphs that best answer `question`, best first.

        `years` (of reports) and `regions` are hard filters; without them, the years and regions
        that the question names are preferred. `include_children` lets 甘肃 include 兰州.
        `history` are the earlier turns, from which a follow-up takes what it lacks. `snapshot` is
        that of an earlier retrieval, to search what it searched; by default the newest.

        Raises:
            QuestionError: if the question is empty or not in Chinese.
            FilterError: if k < 1, a year is malformed, or a region is unknown.
        """
        if isinstance(k, bool) or not isinstance(k, int) or k < 1:
            raise FilterError("filter_k", found=repr(k))
        check_language(question, understood=bool(self._lexicon.find(question)))
        features, snapshot = self._at(snapshot)
        reports = list(snapshot.reports.values())
        wanted_years = valid_years(years)
        wanted_regions = valid_regions(regions, reports, snapshot.gazetteer)
        allowed = hard_reports(
            reports,
            wanted_years,
            wanted_regions,
            include_children=include_children,
            gazetteer=snapshot.gazetteer,
        )
        hard = bool(wanted_years or wanted_regions)
        asked, rewriting, parsed = self._read(question, history, allowed, reports, snapshot)
        scope = derive_scope(parsed, allowed or reports)
        parts = parsed.parts or (parsed,)
        missing = united(missing_of(part, allowed or reports) for part in parts)
        if hard:
            scope = replace(
                scope,
                report_years=wanted_years or scope.report_years,
                regions=wanted_regions or scope.regions,
                regions_above=frozenset(
                    above for name in wanted_regions for above in snapshot.gazetteer.ancestors(name)
                )
                or scope.regions_above,
                hard=True,
            )
            missing = missing_of_filter(
                allowed,
                reports,
                wanted_years,
                wanted_regions,
                missing,
                include_children,
                snapshot.gazetteer,
            )
        found = [
            self._find(snapshot, features, part, scope, allowed, restricted=hard) for part in parts
        ]
        ranker = self._ranker or load_ranker()
        passages = merged(found, features.store, ranker=ranker, k=k, reranker=self._reranker)
        return Retrieval(
            passages=passages,
            question=question,
            rewritten=parsed.text,
            scope=scope,
            missing=confirmed(missing, parsed, scope, passages, snapshot.reports, features.store),
            slips=asked.slips,
            in_context=rewriting.in_context,
            optional_context=rewriting.optional,
            parsed=parsed,
            snapshot=snapshot,
        )

    def find(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        report_ids: Sequence[str] | None = None,
    ) -> list[PartCandidates]:
        """Return the candidates and features of each part: what the ranker is fitted on.

        `report_ids` makes the index as small as these reports.
        """
        features, snapshot = self._at(None)
        reports = [snapshot.reports[key] for key in report_ids or snapshot.reports]
        *_, parsed = self._read(question, history, (), reports, snapshot)
        scope = derive_scope(parsed, reports)
        return [
            self._find(snapshot, features, part, scope, reports, restricted=report_ids is not None)
            for part in parsed.parts or (parsed,)
        ]

    def snapshot(self) -> Snapshot:
        """Return the newest snapshot: what a question asked now would be searched in."""
        return self._at(None)[1]

    def _at(self, snapshot: Snapshot | None) -> tuple[CandidateFeatures, Snapshot]:
        """Return `snapshot` with the features computed over it; by default the newest one."""
        with self._lock:
            if snapshot is None or snapshot is self._snapshot:
                newer = self._reopen() if self._reopen is not None and snapshot is None else None
                if newer is not None:
                    self._index = newer
                if self._index.reports is not self._snapshot.reports:
                    self._features, self._snapshot = _opened(self._index)
                return self._features, self._snapshot
        return CandidateFeatures(snapshot.paragraphs), snapshot

    def _read(
        self,
        question: str,
        history: Sequence[Turn],
        allowed: Sequence[Report],
        reports: Sequence[Report],
        snapshot: Snapshot,
    ) -> tuple[Normalised, Rewriting, Question]:
        """Return `question` normalised, then made self-contained and read, with its parts."""
        asked = normalised(question, spoken=_spoken_in(snapshot.index))
        history = [replace(turn, question=normalised(turn.question).text) for turn in history]
        anchor = question_anchor(allowed or reports)

        def similar(word: str, others: Sequence[str]) -> Sequence[float]:
            vectors = snapshot.index.encoder.encode_passages([word, *others])
            return [float(value) for value in vectors[1:] @ vectors[0]]

        places = snapshot.gazetteer
        rewriting = rewrite(asked.text, history, anchor=anchor, gazetteer=places, similar=similar)
        text = rewriting.text
        named = Reading(anchor=anchor, gazetteer=places).regions(text)
        if named and any(report.region for report in allowed):
            anchor = question_anchor(allowed, tuple(region.name for region in named))
        parsed = parse_question(text, anchor=anchor, lexicon=self._lexicon, named=named)
        reading = Reading(anchor=anchor, gazetteer=places)
        return asked, rewriting, with_parts(parsed, reading=reading, lexicon=self._lexicon)

    def _find(
        self,
        snapshot: Snapshot,
        features: CandidateFeatures,
        question: Question,
        whole: Scope,
        allowed: Sequence[Report],
        *,
        restricted: bool,
    ) -> PartCandidates:
        """Search the reports in scope and all that are allowed, and compute the features."""
        scope = derive_scope(question, allowed)
        if whole.hard:
            scope = replace(scope, hard=True)
        if not allowed:
            return PartCandidates(
                question=question,
                scope=scope,
                candidates=(),
                features=features.compute(question, scope, ()),
            )
        index = snapshot.index
        vector = index.encoder.encode_questions([question.subject or question.text])[0]
        everything = [report.report_id for report in allowed]
        searches: list[list[str] | None] = [everything if restricted else None]
        preferred = [report.report_id for report in preferred_reports(scope, allowed)]
        if len(preferred) < len(everything):
            searches.append(preferred)
        candidates: dict[tuple[str, int], Candidate] = {}
        for report_ids in searches:
            query = IndexQuery(
                terms=question.terms, vector=vector, k=_CANDIDATES, report_ids=report_ids
            )
            for one in index.search(query):
                candidates.setdefault((one.report_id, one.paragraph), one)
        ordered = tuple(candidates[key] for key in sorted(candidates))
        return PartCandidates(
            question=question,
            scope=scope,
            candidates=ordered,
            features=features.compute(question, scope, ordered),
        )


def _spoken_in(index: PassageIndex) -> Callable[[str], bool]:
    """Return what says whether some passage holds all character pairs of a piece of text."""

    def spoken(piece: str) -> bool:
        pairs = dict.fromkeys((f"{BIGRAM_MARK}{a}{b}" for a, b in pairwise(fold(piece))), 1.0)
        return bool(pairs) and all(
            index.search(IndexQuery(terms={pair: 1.0}, vector=None, k=1)) for pair in pairs
        )

    return spoken


def _opened(index: PassageIndex) -> tuple[CandidateFeatures, Snapshot]:
    """Return the snapshot of an index as it is now, with the features computed over it."""
    store = ParagraphStore(index.reports, index.encoder)
    return CandidateFeatures(store), Snapshot(
        index=index,
        reports=store.reports,
        paragraphs=store,
        gazetteer=BUNDLED.with_reports(store.reports.values()),
    )
