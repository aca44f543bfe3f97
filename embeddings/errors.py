"""The error tree: every error that this project raises deliberately.

GovreportError
├── InputError            invalid input of a user (exit status 2)
│   ├── QuestionError     an empty or unreadable question
│   ├── FilterError       a malformed year, an unknown region, k < 1
│   └── TestSetError      a malformed test set
├── ReadError             a file cannot be read as a report
│   ├── EncodingError     bytes that decode in no accepted encoding
│   └── FormatError       a format that is unknown, broken, empty or a scan
├── IndexStateError       an index directory cannot be used
│   ├── NoIndexError      there is none yet
│   ├── IndexFormatError  written by another version, or damaged
│   ├── EncoderMismatchError  written with another encoder
│   └── IndexLockedError  another process is writing it
├── EncoderError          an encoder cannot be loaded
└── GenerationError       a language model is down, slow, or sends malformed responses

An error has a code and values. `messages.toml` words each code in English and in Chinese: what,
where, the value found and the value expected, and the remedy.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Self

from embeddings.messages import Message

__all__ = [
    "EncoderError",
    "EncoderMismatchError",
    "EncodingError",
    "FilterError",
    "FormatError",
    "GenerationError",
    "GovreportError",
    "IndexFormatError",
    "IndexLockedError",
    "IndexStateError",
    "InputError",
    "NoIndexError",
    "QuestionError",
    "ReadError",
    "TestSetError",
]


class GovreportError(Exception):
    """The root of the tree.

    `NoIndexError("index_missing", directory=path)`: a code of `messages.toml`, and a value for
    each placeholder of its sentence. `str` is the sentence in English, `text` in either language.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.message = Message(code, **values)

    def __str__(self) -> str:
        return self.message.text("en")

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        return partial(type(self), self.code, **self.values), ()

    @property
    def code(self) -> str:
        """The stable identifier of the message."""
        return self.message.code

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the sentence: file, line, value found, value expected."""
        return self.message.values

    def text(self, language: str) -> str:
        """Return the sentence in `language`, zh or en."""
        return self.message.text(language)


class InputError(GovreportError, ValueError):
    """Invalid input of a user; nothing was changed."""


class QuestionError(InputError):
    """A question that is empty, or in a language that is not answered."""


class FilterError(InputError):
    """An invalid filter: a malformed year, an unknown region, k < 1."""


class TestSetError(InputError):
    """A malformed test set; the message names file, line and remedy."""

    __test__ = False  # pytest collects classes named Test*


class ReadError(GovreportError):
    """A file that cannot be read as a report; the other files are still indexed."""


class EncodingError(ReadError):
    """Bytes that decode in no accepted encoding; the message names file and offset."""


class FormatError(ReadError):
    """A file whose format is unknown, broken, empty, or a scan without text."""


class IndexStateError(GovreportError):
    """An index directory that cannot be used as it is."""


class NoIndexError(IndexStateError):
    """No index in the directory yet; the message names the command to run."""


class IndexFormatError(IndexStateError):
    """An index written in another format version, or damaged."""


class EncoderMismatchError(IndexStateError):
    """An index whose vectors were made with another encoder; the message names both."""


class IndexLockedError(IndexStateError):
    """Another process is writing this index."""


class EncoderError(GovreportError):
    """An encoder that cannot be loaded."""


class GenerationError(GovreportError):
    """A language model that is down, slow, or malformed; the extractive answer is shown."""
