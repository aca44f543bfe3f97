"""Every error this project raises on purpose, as one tree.

GovreportError
├── InputError            what a person passed is wrong (exit status 2)
│   ├── QuestionError     an empty or unreadable question
│   ├── FilterError       a malformed year, an unknown region, k < 1
│   └── TestSetError      a test set that breaks its form
├── ReadError             a file cannot be read as a report
│   ├── EncodingError     bytes that decode in no accepted encoding
│   └── FormatError       a format that is unknown, broken, empty or a scan
├── IndexStateError       an index directory cannot be used
│   ├── NoIndexError      there is none yet
│   ├── IndexFormatError  written by another version, or damaged
│   ├── EncoderMismatchError  written with another encoder
│   └── IndexLockedError  another process is writing it
├── EncoderError          an encoder cannot be loaded
└── GenerationError       a language model is down, slow, or answers malformed

An error has a code and its values. `messages.toml` says it by code, in English and in Chinese:
what, where, the value found and the value expected, and what to do next.
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
    """The root: whatever this project raises on purpose.

    `NoIndexError("index_missing", directory=path)`: a code of `messages.toml`, and a value for
    each place of its sentence. `str` gives the sentence in English, `text` in either language.
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
        """What went wrong, in a word that stays the same."""
        return self.message.code

    @property
    def values(self) -> Mapping[str, Any]:
        """What the sentence tells of: file, line, value found and value expected."""
        return self.message.values

    def text(self, language: str) -> str:
        """Return the sentence in `language`, zh or en."""
        return self.message.text(language)


class InputError(GovreportError, ValueError):
    """What a person passed is wrong; nothing was changed."""


class QuestionError(InputError):
    """A question that is empty, or in a language that is not answered."""


class FilterError(InputError):
    """A filter that cannot mean anything: a malformed year, an unknown region, k < 1."""


class TestSetError(InputError):
    """A test set that breaks its form; the message names file, line and remedy."""

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
    """No index in the directory yet; the message says what to run."""


class IndexFormatError(IndexStateError):
    """An index written in another format version, or damaged."""


class EncoderMismatchError(IndexStateError):
    """An index whose vectors were made with another encoder; the message names both."""


class IndexLockedError(IndexStateError):
    """Another process is writing this index."""


class EncoderError(GovreportError):
    """An encoder that cannot be loaded."""


class GenerationError(GovreportError):
    """A language model that is down, slow, or answers malformed; the extractive answer is shown."""
