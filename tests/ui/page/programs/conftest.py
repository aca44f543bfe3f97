import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui.page.index_handle import IndexHandle
from ui.page.programs.routes import ProgramRoutes
from ui.page.programs.workers import CallWorkers


@pytest.fixture(scope="session")
def handle(seed_index):
    return IndexHandle(seed_index)


@pytest.fixture
def serve(handle):
    """Return a client of the routes, served in this process."""

    def served(index=handle, **options):
        options.setdefault("workers", CallWorkers(2))
        return TestClient(Starlette(routes=ProgramRoutes(handle=index, **options).routes()))

    return served
