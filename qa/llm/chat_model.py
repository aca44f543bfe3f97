"""An optional language model that words the answer.

Any server with the OpenAI protocol (Ollama, vLLM, DeepSeek, Qwen, OpenAI). The model receives the
retrieved passages and the question, nothing else; the key is sent in the request's header alone and
appears in no message, log or page.
"""

import os
from collections.abc import Generator as PythonGenerator
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlsplit

from embeddings.errors import GenerationError, InputError
from embeddings.messages import Message
from qa.llm.deadline import within
from qa.llm.prompt import chat_messages
from qa.llm.reasoning_tags import without_reasoning
from qa.llm.repeated_key import KeyRepeatedError, without_key
from qa.records import ScoredPassage

if TYPE_CHECKING:
    import openai

__all__ = ["KEY_VARIABLE", "ChatModel", "Generator"]

KEY_VARIABLE = "GOVREPORT_LLM_API_KEY"

_CONNECT_SECONDS = 5.0  # a running server accepts a connection at once, over a WAN too
_LONGEST_ANSWER = 4000  # characters; 400 are requested, more is runaway output
_MOST_TOKENS = 1500  # enough for the longest answer and a short reasoning


class Generator(Protocol):
    """Words an answer from numbered passages, citing them as [1], [2]."""

    name: str  # shown beside the answer

    def generate(self, question: str, passages: Sequence[ScoredPassage]) -> Iterator[str]:
        """Yield the text piece by piece; passage n of the sequence is cited as [n].

        Raises:
            GenerationError: while iterating, if the model fails.
        """
        ...


class ChatModel:
    """A `Generator` behind an OpenAI-compatible server.

    Args:
        base_url: of the API, such as http://localhost:11434/v1.
        model: its name at that server.
        timeout: seconds for the whole answer, and at most for each wait within it.
        environment: where the key is looked up (`GOVREPORT_LLM_API_KEY`); without one, a
            placeholder is sent.

    Raises:
        InputError: an address that is not http(s).
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("llm_address", found=_without_secrets(base_url))
        if timeout <= 0:
            raise InputError("llm_timeout", found=timeout)
        environment = os.environ if environment is None else environment
        self.name = model
        self.timeout = timeout
        self._base_url = base_url
        self._key = environment.get(KEY_VARIABLE, "")
        self._client: openai.OpenAI | None = None

    def __repr__(self) -> str:
        return f"ChatModel({self.name!r} at {_without_secrets(self._base_url)})"

    def generate(self, question: str, passages: Sequence[ScoredPassage]) -> Iterator[str]:
        """Yield the model's text as it comes, its reasoning left out.

        Raises:
            GenerationError: the server is down or slow, refuses, or sends a malformed response.
        """
        said = 0
        stream = within(self.timeout, self._stream(chat_messages(question, passages)))
        try:
            for piece in without_key(without_reasoning(stream), self._key):
                said += len(piece)
                yield piece
                if said > _LONGEST_ANSWER:
                    raise self._error(Message("llm_too_long", most=_LONGEST_ANSWER))
        except TimeoutError as err:
            raise self._error(Message("llm_unfinished", seconds=self.timeout)) from err
        except KeyRepeatedError:
            raise self._error(Message("llm_repeats_key", variable=KEY_VARIABLE)) from None
        if not said:
            raise self._error(Message("llm_no_text"))

    def _stream(self, messages: list[dict[str, str]]) -> PythonGenerator[str, None, None]:
        import openai  # noqa: PLC0415  (half a second; only with a language model)

        try:
            stream: Any = self._connected().chat.completions.create(
                model=self.name,
                messages=cast(Any, messages),
                temperature=0,
                max_tokens=_MOST_TOKENS,
                stream=True,
            )
            with stream:
                for event in stream:
                    yield from _texts(event)
        except openai.APITimeoutError as err:
            raise self._error(Message("llm_silent", seconds=self.timeout)) from err
        except openai.APIStatusError as err:
            # without its cause: servers repeat the key that they refuse
            raise self._error(_status_reason(err.status_code)) from None
        except openai.APIConnectionError as err:
            raise self._error(Message("llm_unreachable")) from err
        except openai.OpenAIError as err:
            raise self._error(Message("llm_broke")) from err
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as err:
            # anything but the protocol's JSON
            raise self._error(Message("llm_protocol")) from err

    def _connected(self) -> "openai.OpenAI":
        if self._client is None:
            import openai  # noqa: PLC0415  (half a second; only with a language model)

            from qa.llm.bounded_responses import bounded_client  # noqa: PLC0415  (httpx2)

            wait = openai.Timeout(self.timeout, connect=min(_CONNECT_SECONDS, self.timeout))
            client = openai.OpenAI(
                base_url=self._base_url,
                api_key=self._key or "none",  # servers without keys accept any
                admin_api_key="",
                timeout=wait,
                max_retries=0,  # no retries: the extractive answer is available
                http_client=bounded_client(wait, self.timeout, self._error),
            )
            # the library reads these from variables meant for OpenAI, not for this server
            client.organization = client.project = None
            client._custom_headers = {}
            self._client = client
        return self._client

    def _error(self, reason: Message) -> GenerationError:
        server = _without_secrets(self._base_url)
        return GenerationError("llm_failed", model=self.name, server=server, reason=reason)


def _texts(event: Any) -> Iterator[str]:
    """Yield the text of one event of the stream; events without text are usage and similar."""
    for choice in event.choices[:1]:
        content = choice.delta.content
        if isinstance(content, str) and content:
            yield content
        elif content is not None and not isinstance(content, str):
            raise TypeError(f"content is {type(content).__name__}, not text")


def _status_reason(status: int) -> Message:
    if status in (400, 404, 429):
        return Message(f"llm_status_{status}")
    if status in (401, 403):
        return Message(f"llm_status_{status}", variable=KEY_VARIABLE)
    return Message("llm_status", status=status)


def _without_secrets(url: str) -> str:
    """Return scheme, host, port and path: a user name, a password or a query may be secret."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return f"{parts.scheme}://{host}{port}{parts.path}" if host else "（地址）"
