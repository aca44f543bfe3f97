"""`start`: the page on a port of this machine."""

import ipaddress
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embeddings.errors import GovreportError, InputError, NoIndexError
from embeddings.index.qdrant.connecting import engine_at
from qa.llm.chat_model import ChatModel
from ui.config import find_places
from ui.i18n.messages import message
from ui.loading import loading
from ui.page.access.cookies import LoginCookies
from ui.page.access.event_faults import EventFaults
from ui.page.access.logins import LoginCheck, read_logins
from ui.page.access.origins import RequestGuard, served_names
from ui.page.access.paths import PathGuard
from ui.page.freed_memory import keep_giving_back, share_heaps
from ui.page.gradio_loading import load_gradio
from ui.page.incoming import IncomingFiles
from ui.page.index_handle import IndexHandle
from ui.page.options import ANSWERS_AT_ONCE, PageOptions, ServingOptions
from ui.page.programs.keys import ApiKeys, read_keys
from ui.page.programs.workers import CallWorkers
from ui.page.responses.headers import PageHeaders

if TYPE_CHECKING:
    import gradio as gr
    from starlette.middleware import Middleware
    from starlette.routing import Route

__all__ = ["RecentTabs", "build_page", "queue_events", "start"]

_LARGEST_UPLOAD = "50mb"  # a report has 60 kB; a scan of one has a few megabytes
_SESSIONS = 200  # tabs whose state is kept; older ones start again
_TABS = 400  # tabs whose events and messages are kept, 8 kB each: twice those that can wait
# Seconds between two looks for a question that waits. Gradio looks a thousand times a second, which
# takes a twentieth of a core of a laptop that nobody asks anything.
_PAUSE = 0.005
_EVENTS = 100  # that statistics are made of, which nothing here shows; Gradio keeps 10,000
# Seconds after which a thread that computes lets another one run. Python's 5 ms are waited for at
# each step of a request while a question is being answered.
_SWITCH_INTERVAL = 0.0005
_WAITING = 200  # maximum number of waiting jobs; more are rejected with a message

Tell = Callable[[str], None]


@loading()
class RecentTabs(OrderedDict[str, Any]):
    """Something of each of the tabs that were active last; asking whether one is there keeps it.

    Gradio's own drops those that were opened first, though a question of theirs may be waiting.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def __contains__(self, tab: object) -> bool:
        found = super().__contains__(tab)
        if found:
            self.move_to_end(str(tab))
        return found

    def __setitem__(self, tab: str, value: Any) -> None:
        super().__setitem__(tab, value)
        while len(self) > self._limit:
            self.popitem(last=False)


def start(
    index_dir: Path, serving: ServingOptions | None = None, *, tell: Tell | None = None
) -> "gr.Blocks":
    """Start the page and return it at once.

    Args:
        index_dir: the index; it may still be empty.
        serving: options of the server; by default for this machine only.
        tell: called with lines for the operator; by default they go to stderr.

    Raises:
        InputError: for an occupied port, or an unusable login file or key file.
        IndexStateError: for an unusable index; a missing one is no error.
    """
    serving = serving or ServingOptions()
    sys.setswitchinterval(_SWITCH_INTERVAL)
    share_heaps()
    keep_giving_back(threading.Event())
    tell = tell or _to_stderr
    logins = read_logins(serving.auth_file) if serving.auth_file is not None else None
    if logins is not None and logins.plain:
        names = "、".join(logins.plain)
        tell(message("page.plain_passwords", serving.language, names=names))
    check = LoginCheck(logins) if logins is not None else None
    keys = read_keys(serving.api_key_file) if serving.api_key_file is not None else None
    generator = _generator(serving)
    engine = engine_at(serving.engine) if serving.engine else None
    served = threading.Event()
    handle = IndexHandle(
        Path(index_dir), generator, encoder=serving.encoder, engine=engine, served=served
    )
    threading.Thread(target=_warm, args=(handle,), daemon=True).start()
    options = PageOptions(
        places=find_places(Path(index_dir)),
        language=serving.language,
        allow_edit=serving.allow_edit,
        login=logins is not None,
        model=serving.llm_model or "" if generator is not None else "",
    )
    if serving.allow_edit or check is not None:
        IncomingFiles(options.places.incoming.absolute()).use()
    workers = CallWorkers(ANSWERS_AT_ONCE)
    page = build_page(handle, options, workers, mcp=serving.mcp)
    with suppress(NoIndexError):  # reports may still be added; any other error is told at once
        handle.assistant()
    url = _launch(page, serving, check, keys, _program_routes(handle, workers, serving, keys))
    served.set()
    if not _is_local(serving.host):
        login = "" if check else message("page.no_login", serving.language)
        tell(message("page.not_local", serving.language, host=serving.host, login=login))
    tell(message("page.serving", serving.language, url=url))
    return page


def _generator(serving: ServingOptions) -> ChatModel | None:
    if not serving.llm_base_url or not serving.llm_model:
        return None
    return ChatModel(
        base_url=serving.llm_base_url, model=serving.llm_model, timeout=serving.llm_timeout
    )


def _program_routes(
    handle: IndexHandle, workers: CallWorkers, serving: ServingOptions, keys: ApiKeys | None
) -> "list[Route]":
    from ui.page.programs.routes import ProgramRoutes  # noqa: PLC0415  (starlette)

    worded = bool(serving.llm_base_url and serving.llm_model)
    return ProgramRoutes(
        handle=handle, workers=workers, keys=keys, worded=worded, root_path=serving.root_path
    ).routes()


def _launch(
    page: "gr.Blocks",
    serving: ServingOptions,
    check: LoginCheck | None,
    keys: ApiKeys | None,
    routes: "list[Route]",
) -> str:
    """Launch the page and the routes of programs with their middleware; return the address."""
    from ui.page.theme import SCRIPTS, page_theme, script, style_sheet  # noqa: PLC0415  (gradio)

    queue_events(page)
    try:
        _, url, _ = page.launch(
            server_name=serving.host,
            server_port=serving.port,
            root_path=serving.root_path or None,
            auth=check.allows_form if check else None,  # type: ignore[arg-type]  # it is awaited
            auth_message=message("page.login", serving.language) if check else None,
            inbrowser=serving.open_browser,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            ssr_mode=False,
            pwa=False,
            mcp_server=serving.mcp,
            enable_monitoring=False,
            run_history=False,
            footer_links=[],
            max_file_size=_LARGEST_UPLOAD,
            state_session_capacity=_SESSIONS,
            theme=page_theme(),
            css=style_sheet(),
            head="".join(f"<script>{script(name)}</script>" for name in SCRIPTS),
            app_kwargs={
                "middleware": _middleware(serving, check, keyed=keys is not None),
                "routes": routes,
                "docs_url": None,
                "redoc_url": None,
                "openapi_url": None,
            },
        )
    except OSError as error:
        raise InputError("port_taken", port=serving.port) from error
    return str(url)


def queue_events(page: "gr.Blocks") -> None:
    """Have the events of a page wait in a queue that keeps little of those that are done."""
    page.queue(max_size=_WAITING, default_concurrency_limit=4)
    page._queue.pending_event_ids_session = RecentTabs(_TABS)  # Gradio keeps all tabs for ever
    page._queue.pending_messages_per_session = RecentTabs(_TABS)  # type: ignore[assignment]
    page._queue.ANALYTICS_MAX_EVENTS = _EVENTS
    page._queue.sleep_when_free = _PAUSE


def _middleware(
    serving: ServingOptions, check: LoginCheck | None, *, keyed: bool
) -> "list[Middleware]":
    """Return the middleware, outermost first."""
    from starlette.middleware import Middleware  # noqa: PLC0415  (comes with gradio)

    from ui.page.access.basic import BasicLogin  # noqa: PLC0415  (anyio comes with gradio)
    from ui.page.access.bodies import BodyLimit  # noqa: PLC0415  (starlette)
    from ui.page.access.upload_guard import UploadGuard  # noqa: PLC0415  (starlette)
    from ui.page.responses.build_files import BuildFiles  # noqa: PLC0415  (beside gradio)
    from ui.page.responses.document_head import DocumentHead, document_head  # noqa: PLC0415  (gradio)

    head = document_head(message("page.title", serving.language))
    login = check is not None
    return [
        Middleware(PageHeaders),
        Middleware(DocumentHead, inside=head),
        Middleware(RequestGuard, names=served_names(serving.host, serving.allowed_hosts)),
        Middleware(PathGuard, root_path=serving.root_path),
        Middleware(BuildFiles, folder=_build_folder()),
        Middleware(BodyLimit),
        Middleware(EventFaults),
        Middleware(UploadGuard, allowed=serving.allow_edit or login, login=login),
        Middleware(LoginCookies),
        Middleware(BasicLogin, check=check, keyed=keyed),
    ]


def _build_folder() -> Path:
    """Return where the scripts and styles of Gradio's page lie."""
    import gradio  # noqa: PLC0415  (takes a second)

    return Path(gradio.__file__).parent / "templates" / "frontend" / "assets"


def build_page(
    handle: IndexHandle, options: PageOptions, workers: CallWorkers, *, mcp: bool = False
) -> "gr.Blocks":
    """Return the page over an index, ready to be launched; `workers` run programs' calls.

    With `mcp`, Gradio is imported so that the page can be served to programs too.
    """
    # gradio takes a second to import; meanwhile another thread opens the index
    load_gradio(mcp=mcp)
    from ui.page.layout import lay_out  # noqa: PLC0415

    return lay_out(handle, options, workers)


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _warm(handle: IndexHandle) -> None:
    """Open the index while the page is being built."""
    try:
        handle.assistant()
    except GovreportError:
        return  # `start` opens it too, and reports the error


def _to_stderr(line: str) -> None:
    sys.stderr.write(line + "\n")
