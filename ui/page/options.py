"""The options of the server, and those of the page that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ui.config import Places
from ui.i18n.messages import DEFAULT_LANGUAGE

__all__ = ["ANSWERS_AT_ONCE", "PageOptions", "ServingOptions"]

ANSWERS_AT_ONCE = 8  # an answer takes a few tens of milliseconds; more threads only wait


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingOptions:
    """The options of the server.

    Attributes:
        host: the address to listen on; a warning is shown for other than this machine.
        port: the port; an occupied one is an error.
        api_key_file: keys of programs, one per line; without it `/v1` is as open as the page.
        auth_file: lines of `name:hash`; logged-in users may change the library.
        allowed_hosts: allowed host names beside this machine's own, such as a proxy's.
        allow_edit: whether the library may be changed without a login.
        root_path: of the page behind a proxy, such as /reports.
        mcp: whether `ask`, `search` and `reports` are also offered as MCP tools.
        language: zh or en, unless set by the user.
        open_browser: whether to open the page in the default browser.
        llm_base_url: of an OpenAI-compatible server whose model words answers.
        llm_model: the model's name at that server.
        llm_timeout: seconds for one answer.
        engine: address of an engine that searches instead of the index; "" for none.
        encoder: name of the encoder of the index; the bundled one by default.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    api_key_file: Path | None = None
    auth_file: Path | None = None
    allowed_hosts: Sequence[str] = ()
    allow_edit: bool = False
    root_path: str = ""
    mcp: bool = False
    language: str = DEFAULT_LANGUAGE
    open_browser: bool = False
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_timeout: float = 60.0
    encoder: str | None = None
    engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """The server's settings for all users of the page."""

    places: Places
    language: str = DEFAULT_LANGUAGE  # until a person chooses
    allow_edit: bool = False  # the library may be changed without a login
    login: bool = False  # a login is set; whoever has logged in may change the library
    model: str = ""  # name of the language model, where one is configured

    @property
    def uploads(self) -> Path:
        """The folder of uploaded files, from which the index can be rebuilt."""
        return self.places.uploads

    def may_edit(self, username: str | None) -> bool:
        """Return whether a user may change the library."""
        return self.allow_edit or (self.login and bool(username))
