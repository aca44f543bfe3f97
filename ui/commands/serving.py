"""`chat`: the page."""

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.options import (
    EncoderOption,
    EngineOption,
    IndexOption,
    ModelNameOption,
    ModelTimeoutOption,
    ModelUrlOption,
    chosen_model,
    terminal_of,
)
from ui.commands.terminal import Terminal
from ui.config import find_places
from ui.loading import loading

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["chat"]


def chat(
    context: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="option.host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", help="option.port")] = 7860,
    open_browser: Annotated[bool, typer.Option("--open", help="option.open")] = False,
    api_key_file: Annotated[
        Path | None, typer.Option("--api-key-file", metavar="FILE", help="option.api_key_file")
    ] = None,
    auth_file: Annotated[
        Path | None, typer.Option("--auth-file", metavar="FILE", help="option.auth_file")
    ] = None,
    add_user: Annotated[
        str | None, typer.Option("--add-user", metavar="NAME", help="option.add_user")
    ] = None,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option("--allowed-host", metavar="HOST", help="option.allowed_host"),
    ] = None,
    allow_edit: Annotated[bool, typer.Option("--allow-edit", help="option.allow_edit")] = False,
    root_path: Annotated[
        str, typer.Option("--root-path", metavar="PATH", help="option.root_path")
    ] = "",
    mcp: Annotated[bool, typer.Option("--mcp", help="option.mcp")] = False,
    llm_base_url: ModelUrlOption = None,
    llm_model: ModelNameOption = None,
    llm_timeout: ModelTimeoutOption = 60.0,
    encoder: EncoderOption = None,
    engine: EngineOption = None,
    index: IndexOption = None,
) -> None:
    """Serve the chat page until interrupted."""
    terminal = terminal_of(context)
    if not 0 <= port <= 65535:
        raise terminal.mistake("port_out_of_range", port=port)
    if add_user is not None:
        _add_user(terminal, auth_file, add_user)
        return
    # mistakes in these are reported before gradio is imported
    chosen_model(terminal, base_url=llm_base_url, model=llm_model, timeout=llm_timeout)
    with loading(), terminal.status("chat.starting"):
        from ui.page import ServingOptions, start  # noqa: PLC0415  (gradio: seconds)

    serving = ServingOptions(
        host=host,
        port=port,
        api_key_file=api_key_file,
        auth_file=auth_file,
        allowed_hosts=allowed_host or (),
        allow_edit=allow_edit,
        root_path=root_path,
        mcp=mcp,
        language=terminal.language,
        open_browser=open_browser,
        llm_base_url=llm_base_url,
        llm_model=llm_model,
        llm_timeout=llm_timeout,
        encoder=encoder,
        engine=engine or "",
    )
    _keep(start(find_places(index).index, serving, tell=terminal.note), terminal)


def _keep(page: "gr.Blocks", terminal: Terminal) -> None:
    """Serve the page until Ctrl+C."""
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        terminal.tell("chat.stopped")
        page.close(verbose=False)


def _add_user(terminal: Terminal, auth_file: Path | None, name: str) -> None:
    """Write a login to the login file; the password is prompted for, or read from a pipe."""
    if auth_file is None:
        raise terminal.mistake("user_without_file")
    from ui.page.access.logins import add_login  # noqa: PLC0415  (hashing, only for this)

    prompt = terminal.message("chat.user_password", name=name)
    interactive = terminal.interactive
    password = (
        typer.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True)
        if interactive
        else sys.stdin.readline().rstrip("\r\n")
    )
    new = add_login(auth_file, name, password)
    terminal.tell("chat.user_added" if new else "chat.user_changed", name=name, path=auth_file)
