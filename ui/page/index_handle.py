"""The open index behind the page, replaced as a whole when the library changes.

A question is answered from the snapshot that was open when it was asked. A change to the library
(here, or by `govreport index` in another process) opens the new snapshot beside it, so that long
jobs never block questions.
"""

import atexit
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from embeddings.encoders.encoder import load_encoder
from embeddings.errors import IndexStateError, NoIndexError
from embeddings.index.opening import current_snapshot
from embeddings.index.qdrant.engine import Engine
from embeddings.index.qdrant.publishing import publish
from embeddings.indexing.editing import edit_report
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import IndexingOutcome, Progress, index_paths
from embeddings.records import Report
from qa.assistant import Assistant
from qa.diff.analysis import ReportAnalysis, analysis_of
from qa.examples import Example, example_questions
from qa.llm.chat_model import Generator
from qa.reading.evidence_reader import reads_evidence
from qa.records import Answer
from qa.retrieval.reranking import reranker_for

__all__ = ["IndexHandle"]

_OFFERED = 3  # example questions after a greeting and the like
_EXAMPLES_TIMEOUT = 3.0  # seconds that the cards of a page, drawn last, wait for example questions
_UNWANTED = 3.0  # seconds after which further example questions are asked though no page wants them
_YIELDING = 5.0  # seconds that the next example question waits for those that people ask
_ENDING = 10.0  # seconds that the end of the program waits for the question being asked


def _served_already() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


class _Examples:
    """Example questions, searched once per snapshot in the background."""

    def __init__(self, served: threading.Event) -> None:
        self._served = served
        self._examples: list[Example] = []
        self._wanted = threading.Event()
        self._done = threading.Event()
        self._stopping = threading.Event()
        self._free = threading.Condition()
        self._answering = 0

    def look(self, assistant: Assistant) -> None:
        threading.Thread(target=self._look, args=(assistant,), daemon=True).start()
        # a thread in compiled code at Python's exit would abort the program
        atexit.register(self._end)

    def stop(self) -> None:
        """Ask no further question: the snapshot is superseded, and need not be kept for it."""
        self._stopping.set()
        self._wanted.set()

    def _end(self) -> None:
        self.stop()
        self._served.set()
        self._done.wait(_ENDING)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Ask no further example question while a person's question is answered."""
        with self._free:
            self._answering += 1
        try:
            yield
        finally:
            with self._free:
                self._answering -= 1
                self._free.notify_all()

    def _interrupted(self) -> bool:
        with self._free:
            self._free.wait_for(lambda: not self._answering, _YIELDING)
        return self._stopping.is_set()

    def found(self, patience: float) -> tuple[Example, ...]:
        if patience:
            self._wanted.set()
            self._done.wait(patience)
        return tuple(self._examples)

    def _look(self, assistant: Assistant) -> None:
        self._served.wait()
        try:
            # the first loads what every question needs, while the browser reads the page
            for example in example_questions(assistant, stopping=self._interrupted):
                self._examples.append(example)
                self._wanted.wait(_UNWANTED)  # what loads a page comes before the others
        except IndexStateError:
            return  # the engine is unreachable, or has dropped this snapshot: no examples
        except RuntimeError:
            if threading.main_thread().is_alive():
                raise
            return  # the program ends: no thread takes work any more
        finally:
            self._done.set()
            atexit.unregister(self._end)


class IndexHandle:
    """An index directory, kept open for the page.

    `generator` is the language model that words answers, if it is enabled in the settings;
    `encoder` names the encoder of the index, the bundled one by default; `engine` searches instead
    of the index, a new snapshot as soon as the engine has it. Example questions are not asked
    before `served` is set: until the page is served, they would only delay it.
    """

    def __init__(
        self,
        directory: Path,
        generator: Generator | None = None,
        *,
        encoder: str | None = None,
        engine: Engine | None = None,
        served: threading.Event | None = None,
    ) -> None:
        self.directory = directory
        self._served = served or _served_already()
        self._engine = engine
        self._generator = generator
        self._encoder = load_encoder(encoder)
        self._reranker = reranker_for(encoder)
        self._reading = reads_evidence(encoder)
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._plain: Assistant | None = None
        self._snapshot = ""
        self._examples = _Examples(self._served)

    def assistant(self, *, model: bool = False) -> Assistant:
        """Return the assistant over the newest snapshot, with the language model if wanted.

        Raises:
            NoIndexError: nothing is indexed yet.
        """
        with self._opening:
            snapshot = current_snapshot(self.directory)
            changed = snapshot != self._snapshot
            if self._plain is None or (changed and self._holds(snapshot)):
                self._plain = Assistant.open(
                    self.directory,
                    encoder=self._encoder,
                    reranker=self._reranker,
                    engine=self._engine,
                    suggesting=True,
                    reading=self._reading,
                )
                self._snapshot = snapshot
                self._examples.stop()
                self._examples = _Examples(self._served)
                self._examples.look(self._plain)
            plain = self._plain
        if model and self._generator is not None:
            retriever, reading = plain.retriever, self._reading
            return Assistant(retriever, self._generator, suggesting=True, reading=reading)
        return plain

    def analysis(self) -> ReportAnalysis:
        """Return the analysis over the reports of the newest snapshot.

        Raises:
            NoIndexError: nothing is indexed yet.
        """
        return analysis_of(self.assistant().retriever.snapshot())

    @property
    def reports(self) -> Mapping[str, Report]:
        """The indexed reports by id; empty without an index."""
        try:
            return self.assistant().reports
        except NoIndexError:
            return {}

    @property
    def snapshot(self) -> str:
        """The name of the snapshot that was opened last; empty without an index."""
        return self._snapshot

    def examples(self, *, patient: bool = False) -> tuple[Example, ...]:
        """Return the example questions found so far; all of them after a wait if `patient`."""
        try:
            self.assistant()
        except NoIndexError:
            return ()
        return self._examples.found(_EXAMPLES_TIMEOUT if patient else 0.0)

    def with_examples(self, answer: Answer) -> Answer:
        """Return an answer to what is no question to reports with example questions that are."""
        if not answer.guidance or answer.suggestions:
            return answer
        examples = self.examples()[:_OFFERED]
        return replace(answer, suggestions=tuple(example.question for example in examples))

    def answering(self) -> AbstractContextManager[None]:
        """Return the context in which a person's question is answered before example questions."""
        return self._examples.waiting()

    def add(
        self,
        paths: Sequence[Path],
        progress: Progress | None = None,
        *,
        take_others: bool = True,
        replace_versions: bool = False,
    ) -> IndexingOutcome:
        """Index files as `index_paths` does, one job at a time, without blocking questions."""
        with self._writing:
            done = index_paths(
                paths,
                self.directory,
                encoder=self._encoder,
                progress=progress,
                take_others=take_others,
                replace_versions=replace_versions,
            )
            self._publish(keep_previous=not done.removed)
            return done

    def edit(self, report_id: str, edits: Mapping[str, str]) -> Report:
        """Correct a report's title, kind, year or region; return the report."""
        with self._writing:
            edited = edit_report(self.directory, report_id, edits, encoder=self._encoder)
            self._publish(keep_previous=True)
            return edited

    def forget(self, report_ids: Collection[str]) -> None:
        """Remove reports from the index."""
        with self._writing:
            forget_reports(self.directory, report_ids)
            self._publish(keep_previous=False)

    def _holds(self, snapshot: str) -> bool:
        """Whether a snapshot can be searched; until an engine has it, the previous one is used."""
        return self._engine is None or self._engine.count(snapshot) > 0

    def _publish(self, *, keep_previous: bool) -> None:
        if self._engine is not None:
            publish(self.directory, self._engine, keep_previous=keep_previous)
