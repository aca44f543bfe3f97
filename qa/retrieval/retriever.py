"""`Retriever`: question → ranked passages, by scope, both legs and the ranker."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.index.catalogue import one_of_each_region
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.opening import current_snapshot, open_index
from embeddings.index.passage_index import PassageIndex
from embeddings.index.stored.report_set import ReportSet
from embeddings.records import Report
from embeddings.text.gazetteer import BUNDLED
from qa.question.limits import MANY_PARTS, checked_count, checked_parts, checked_question
from qa.question.question import check_language
from qa.question.scope import derive_scope
from qa.question.synonyms import Lexicon, load_lexicon
from qa.records import Retrieval, Turn
from qa.retrieval.candidate_search import find_candidates
from qa.retrieval.coverage import confirmed
from qa.retrieval.features import CandidateFeatures
from qa.retrieval.merging import PartCandidates, merged
from qa.retrieval.question_reading import (
    QuestionReading,
    read_question,
    recent_turns,
    understood,
)
from qa.retrieval.ranker import Ranker, load_ranker
from qa.retrieval.report_filter import report_filter
from qa.retrieval.reranking import Reranker
from qa.snapshot import Snapshot
from qa.text.paragraph import ParagraphStore

if TYPE_CHECKING:
    from embeddings.index.qdrant.engine import Engine
    from embeddings.index.qdrant.qdrant_index import QdrantIndex

__all__ = ["Retriever"]


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
        """Search `index`; `reopen` returns a newer one if there is one, else None.

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
        engine: "Engine | None" = None,
    ) -> "Retriever":
        """Return a retriever over the index in `directory`; it picks up new snapshots.

        `lexicon` names a file that extends the bundled table of everyday words. `reranker` scores
        the best paragraphs again; without one the first ranking is final. `engine` searches instead
        of the index itself: a snapshot is picked up as soon as the engine has it.

        Raises:
            NoIndexError: if there is no index yet.
            IndexFormatError: if it was written in another format, or is damaged.
            EncoderMismatchError: if it was made with another encoder.
            IndexStateError: if the engine does not have it.
        """
        directory = Path(directory)
        encoder = encoder or load_encoder()

        def opened_anew() -> "EmbeddedIndex | QdrantIndex":
            if engine is None:
                return open_index(directory, encoder=encoder)
            from embeddings.index.qdrant.publishing import open_published  # noqa: PLC0415

            return open_published(directory, engine, encoder=encoder)

        opened = opened_anew()
        known = [opened.snapshot]

        def reopen() -> PassageIndex | None:
            current = current_snapshot(directory)
            if current in (known[0], None) or (engine is not None and not engine.count(current)):
                return None
            newer = opened_anew()
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
            ReadError: for a file without a report.
        """
        # what reads files: no question over an index needs it
        from embeddings.indexing.distinct_titles import distinct_titles  # noqa: PLC0415
        from embeddings.indexing.reconciliation import EDITED  # noqa: PLC0415
        from embeddings.parsing.reports import find_sources, read_reports  # noqa: PLC0415

        given = [paths] if isinstance(paths, str | Path) else list(paths)
        files, _ = find_sources([Path(path) for path in given])
        from embeddings.index.in_memory import MemoryIndex  # noqa: PLC0415 - reads files

        index = MemoryIndex(encoder or load_encoder())
        places = BUNDLED
        reports: list[Report] = []
        for file in files:
            found = read_reports(file, gazetteer=places)
            places = places.with_reports(found)
            reports += found
        named = {each.report_id: each for each in distinct_titles(reports, kept=EDITED)}
        index.add([named.get(each.report_id, each) for each in reports])
        return cls(index, lexicon=load_lexicon(lexicon))

    @property
    def index(self) -> PassageIndex:
        """The index that is searched; replaced by a newer snapshot before a question."""
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
        continued: bool = False,
        snapshot: Snapshot | None = None,
        parts_before: int = 0,
    ) -> Retrieval:
        """Return the `k` paragraphs that best answer `question`, best first.

        `years` (of reports) and `regions` are hard filters; without them, the years and regions
        that the question names are preferred. `include_children` lets 甘肃 include 兰州. `history`
        are the earlier turns, from which a follow-up is completed; with `continued` the year and
        place of the last one hold for any question that says none. `snapshot` is that of an
        earlier retrieval, to search the same state. `parts_before` counts parts in the same input.

        Raises:
            QuestionError: if the question is empty, overlong, of too many parts or not in Chinese.
            FilterError: if k < 1, a year is malformed, or a region is unknown.
        """
        checked_count(k)
        self._check(question)
        features, snapshot = self._at(snapshot)
        wanted = report_filter(
            snapshot.every,
            years,
            regions,
            include_children=include_children,
            gazetteer=snapshot.gazetteer,
        )
        read = self._read(
            question,
            history,
            snapshot,
            allowed=wanted.allowed,
            reports=wanted.reports,
            continued=continued,
        )
        parts = checked_parts(read.parts, before=parts_before)
        asked = understood(question, read, wanted, snapshot)
        scope, allowed = asked.scope, wanted.allowed
        sizes = {"restricted": wanted.is_set, "many": len(parts) > MANY_PARTS}
        found = [
            find_candidates(snapshot, features, part, scope, allowed, **sizes) for part in parts
        ]
        ranker = self._ranker or load_ranker()
        passages = merged(found, features.store, ranker=ranker, k=k, reranker=self._reranker)
        missing = confirmed(
            asked.missing, read.question, scope, passages, wanted.reports, features.store
        )
        return replace(asked, passages=passages, missing=missing)

    def understand(self, question: str, snapshot: Snapshot) -> Retrieval:
        """Return how `retrieve` reads a self-contained question, without passages.

        Raises:
            QuestionError: if the question is empty, overlong, of too many parts or not in Chinese.
        """
        self._check(question)
        wanted = report_filter(snapshot.every, None, None, gazetteer=snapshot.gazetteer)
        read = self._read(question, (), snapshot, allowed=wanted.allowed, reports=wanted.reports)
        checked_parts(read.parts)
        return understood(question, read, wanted, snapshot)

    def _check(self, question: str) -> None:
        checked_question(question)
        check_language(question, understood=bool(self._lexicon.find(question)))

    def find(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        report_ids: Sequence[str] | None = None,
    ) -> list[PartCandidates]:
        """Return the candidates and features of each part: what the ranker is fitted on.

        `report_ids` restricts the index to these reports.
        """
        features, snapshot = self._at(None)
        held = snapshot.every
        reports = (
            held
            if report_ids is None
            else ReportSet.of(snapshot.reports[key] for key in report_ids)
        )
        read = self._read(question, history, snapshot, allowed=ReportSet.of(()), reports=reports)
        scope = derive_scope(read.question, reports)
        restricted = report_ids is not None
        return [
            find_candidates(snapshot, features, part, scope, reports, restricted=restricted)
            for part in read.parts
        ]

    def _read(
        self,
        question: str,
        history: Sequence[Turn],
        snapshot: Snapshot,
        *,
        allowed: ReportSet,
        reports: ReportSet,
        continued: bool = False,
    ) -> QuestionReading:
        return read_question(
            question,
            recent_turns(history),
            snapshot=snapshot,
            lexicon=self._lexicon,
            allowed=allowed,
            reports=reports,
            continued=continued,
        )

    def snapshot(self) -> Snapshot:
        """Return the newest snapshot, in which a question asked now would be searched."""
        return self._at(None)[1]

    def _at(self, snapshot: Snapshot | None) -> tuple[CandidateFeatures, Snapshot]:
        """Return `snapshot` with the feature extractor over it; by default the newest one."""
        with self._lock:
            if snapshot is None or snapshot is self._snapshot:
                newer = self._reopen() if self._reopen is not None and snapshot is None else None
                if newer is not None:
                    self._index = newer
                if self._index.reports is not self._snapshot.reports:
                    self._features, self._snapshot = _opened(self._index)
                return self._features, self._snapshot
        return CandidateFeatures(snapshot.paragraphs), snapshot


def _opened(index: PassageIndex) -> tuple[CandidateFeatures, Snapshot]:
    """Return the current snapshot of an index, with the feature extractor over it."""
    store = ParagraphStore(index.reports, index.encoder)
    return CandidateFeatures(store), Snapshot(
        index=index,
        reports=store.reports,
        paragraphs=store,
        gazetteer=BUNDLED.with_reports(one_of_each_region(store.reports)),
    )
