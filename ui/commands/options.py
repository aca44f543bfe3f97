"""The options that several commands share, and the objects made from them."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.terminal import Terminal

if TYPE_CHECKING:
    from embeddings.index.qdrant.engine import Engine
    from qa.assistant import Assistant
    from qa.llm.chat_model import ChatModel
    from qa.retrieval.retriever import Retriever

__all__ = [
    "EncoderOption",
    "EngineOption",
    "Format",
    "IndexOption",
    "JsonOption",
    "ModelNameOption",
    "ModelTimeoutOption",
    "ModelUrlOption",
    "RegionsOption",
    "YearsOption",
    "checked_k",
    "chosen_engine",
    "chosen_model",
    "joined_words",
    "open_assistant",
    "open_retriever",
    "parse_regions",
    "parse_years",
    "terminal_of",
]


class Format(StrEnum):
    """The output format of answers to a list of questions."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


IndexOption = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="option.index", envvar="GOVREPORT_INDEX"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="option.json")]
YearsOption = Annotated[
    list[str] | None, typer.Option("--years", metavar="YEARS", help="option.years")
]
RegionsOption = Annotated[
    list[str] | None, typer.Option("--regions", metavar="NAMES", help="option.regions")
]
EncoderOption = Annotated[
    str | None,
    typer.Option("--encoder", metavar="NAME", help="option.encoder", envvar="GOVREPORT_ENCODER"),
]
EngineOption = Annotated[
    str | None,
    typer.Option("--engine", metavar="ADDRESS", help="option.engine", envvar="GOVREPORT_ENGINE"),
]
ModelUrlOption = Annotated[
    str | None,
    typer.Option(
        "--llm-base-url", metavar="URL", help="option.llm_url", envvar="GOVREPORT_LLM_BASE_URL"
    ),
]
ModelNameOption = Annotated[
    str | None,
    typer.Option(
        "--llm-model", metavar="NAME", help="option.llm_model", envvar="GOVREPORT_LLM_MODEL"
    ),
]
ModelTimeoutOption = Annotated[
    float, typer.Option("--llm-timeout", metavar="SECONDS", help="option.llm_timeout")
]

_YEARS = re.compile(r"(\d{4})\s*(?:[-–~至到]\s*(\d{4}))?")
_SEPARATORS = re.compile(r"[,，、;；\s]+")


def terminal_of(context: typer.Context) -> Terminal:
    """Return the terminal created by `main`."""
    terminal = context.find_object(Terminal)
    return terminal if terminal is not None else Terminal("zh")


def parse_years(values: list[str] | None, terminal: Terminal) -> tuple[int, ...] | None:
    """Return the years of `--years 2016,2018-2020`; None without the option.

    Raises:
        InputError: for anything but years and ranges of years.
    """
    if not values:
        return None
    years: list[int] = []
    for part in (p for value in values for p in _SEPARATORS.split(value) if p):
        match = _YEARS.fullmatch(part.replace("年", ""))
        first = int(match[1]) if match else 0
        last = int(match[2] or match[1]) if match else -1
        if not match or last < first:
            raise terminal.mistake("years_malformed", value=part)
        years += range(first, last + 1)
    return tuple(dict.fromkeys(years))


def parse_regions(values: list[str] | None) -> tuple[str, ...] | None:
    """Return the names of `--regions 兰州,甘肃`; None without the option."""
    if not values:
        return None
    return tuple(dict.fromkeys(p for value in values for p in _SEPARATORS.split(value) if p))


def joined_words(words: list[str] | None, terminal: Terminal) -> str:
    """Return the words joined as one text.

    Raises:
        InputError: for undecodable bytes, which the system passes as lone surrogates.
    """
    text = " ".join(words or []).strip()
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise terminal.mistake("question_not_text")
    return text


def checked_k(k: int, terminal: Terminal) -> int:
    """Return the number of paragraphs, checked.

    Raises:
        InputError: for less than 1.
    """
    if k < 1:
        raise terminal.mistake("k_too_small", k=k)
    return k


def chosen_engine(address: str | None) -> "Engine | None":
    """Return the engine of `--engine`; None without the option.

    Raises:
        InputError: for an address of another form, or without the extra.
    """
    if not address:
        return None
    from embeddings.index.qdrant.connecting import engine_at  # noqa: PLC0415  (numpy)

    return engine_at(address)


def open_retriever(index: Path, encoder: str | None, engine: "Engine | None" = None) -> "Retriever":
    """Return a retriever over the index, searched by `engine` if there is one.

    Raises:
        NoIndexError: no index yet.
        IndexStateError: the engine does not have it.
        EncoderError: an encoder that cannot be loaded.
    """
    from qa.retrieval.retriever import Retriever  # noqa: PLC0415  (loads the encoder)

    if encoder is None:
        return Retriever.open(index, engine=engine)
    from embeddings.encoders.encoder import load_encoder  # noqa: PLC0415  (loads the encoder)
    from qa.retrieval.reranking import reranker_for  # noqa: PLC0415

    return Retriever.open(
        index, encoder=load_encoder(encoder), reranker=reranker_for(encoder), engine=engine
    )


def open_assistant(
    terminal: Terminal,
    index: Path,
    *,
    encoder: str | None = None,
    engine: "Engine | None" = None,
    base_url: str | None = None,
    model: str | None = None,
    timeout: float = 60.0,
) -> "Assistant":
    """Return an assistant over the index, with a language model if one is named.

    Raises:
        InputError: only one of address and name of the model is given.
        NoIndexError: no index yet.
        EncoderError: an encoder that cannot be loaded.
    """
    from qa.assistant import Assistant  # noqa: PLC0415  (loads the encoder)
    from qa.reading.evidence_reader import preload_reader, reads_evidence  # noqa: PLC0415

    if reads_evidence(encoder):
        preload_reader()
    generator = chosen_model(terminal, base_url=base_url, model=model, timeout=timeout)
    retriever = open_retriever(index, encoder, engine)
    return Assistant(
        retriever, generator=generator, suggesting=True, reading=reads_evidence(encoder)
    )


def chosen_model(
    terminal: Terminal, *, base_url: str | None, model: str | None, timeout: float
) -> "ChatModel | None":
    """Return the language model of the options; None without them.

    Raises:
        InputError: if only one of address and name is given.
    """
    if bool(base_url) != bool(model):
        raise terminal.mistake("llm_half")
    if not base_url or not model:
        return None
    from qa.llm.chat_model import ChatModel  # noqa: PLC0415  (only with a language model)

    return ChatModel(base_url=base_url, model=model, timeout=timeout)
