"""The desk: the open index behind the page, swapped whole when the library changes.

A question is answered from the snapshot that was open when it was asked. A change to the library
(here, or by `govreport index` in another process) opens the new snapshot beside it, so a long job
never stops a question.
"""

import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from embeddings.building import IndexingOutcome, Progress, forget_reports, index_paths
from embeddings.errors import NoIndexError
from embeddings.records import Report
from embeddings.storage import current_snapshot
from qa.assistant import Assistant
from qa.generation import Generator
from ui.page.examples import example_questions

__all__ = ["Desk"]


class Desk:
    """An index directory, kept open for the page.

    `generator` is the language model that words answers, for those who leave it switched on.
    """

    def __init__(self, directory: Path, generator: Generator | None = None) -> None:
        self.directory = directory
        self._generator = generator
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._plain: Assistant | None = None
        self._snapshot = ""
        self._examples: tuple[str, ...] = ()

    def assistant(self, *, model: bool = False) -> Assistant:
        """Return the assistant over the newest snapshot, with the language model if wanted.

        Raises:
            NoIndexError: nothing is indexed yet.
        """
        with self._opening:
            snapshot = current_snapshot(self.directory)
            if self._plain is None or snapshot != self._snapshot:
                self._plain = Assistant.open(self.directory)
                self._snapshot = snapshot
                self._examples = ()
            plain = self._plain
        if model and self._generator is not None:
            return Assistant(plain.retriever, self._generator)
        return plain

    @property
    def reports(self) -> Mapping[str, Report]:
        """The indexed reports by id; none where there is no index yet."""
        try:
            return self.assistant().reports
        except NoIndexError:
            return {}

    def examples(self) -> tuple[str, ...]:
        """Return questions to start with; looked for once for each snapshot."""
        try:
            assistant = self.assistant()
        except NoIndexError:
            return ()
        if not self._examples:
            self._examples = example_questions(assistant)
        return self._examples

    def add(self, paths: Sequence[Path], progress: Progress | None = None) -> IndexingOutcome:
        """Index files, one job at a time; questions go on being answered."""
        with self._writing:
            return index_paths(paths, self.directory, progress=progress)

    def forget(self, report_ids: Collection[str]) -> None:
        """Remove reports from the index."""
        with self._writing:
            forget_reports(self.directory, report_ids)
