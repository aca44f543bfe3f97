"""Bytes → text: BOM, strict UTF-8, strict GB18030, UTF-16 without BOM, then charset-normalizer."""

import codecs
import re
from dataclasses import dataclass

from embeddings.errors import EncodingError, FormatError
from embeddings.messages import Message

__all__ = ["Decoded", "decode", "plausibility"]

_BOMS = (  # the longer ones first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ORDINARY = re.compile("[\t\n\r -~ ·×÷—‐-‧‰′-″℃ⅠⅡ-Ⅻ①-⑳─-╿■-◿　-〿・㎡㎞㎏一-鿿！-～￥]")
_PLAUSIBLE = 0.85  # minimum share of ordinary characters in correctly decoded Chinese text
_UNREADABLE = "\ufffd"
_CUT_SHORT = ("unexpected end of data", "incomplete multibyte sequence")
_FEW = 3  # bytes that cannot be read
_FEW_SHARE = 0.001  # the same, of all bytes
_MOST = 200  # the same, of any file
_SAMPLE = 20_000  # characters that are examined


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, its encoding, and a notice unless that is plain UTF-8."""

    text: str
    encoding: str
    notice: Message | None = None


def plausibility(text: str) -> float:
    """Return the share of characters that are ordinary in Chinese text, in [0, 1]."""
    sample = text[:_SAMPLE]
    return len(_ORDINARY.findall(sample)) / len(sample) if sample else 0.0


def decode(data: bytes, *, name: str, encoding: str | None = None) -> Decoded:
    """Return `data` as text.

    `name` is that of the file, for messages; `encoding` overrides detection. Raises `FormatError`
    for empty or binary data and `EncodingError` for bytes that decode in no accepted encoding.
    """
    if not data:
        raise FormatError("file_empty", name=name)
    if encoding is not None:
        return _decode_as(data, encoding, name)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            shown = codec.removesuffix("-sig")
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as err:
                raise _undecodable(name, shown, err, "encoding_not_as_marked") from err
            return Decoded(text=text, encoding=shown)
    if b"\0" in data:
        return _decode_utf16(data, name)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError as err:
        utf8_error = err
    guess = _decode_gb18030(data) or _decode_but_few(data, name) or _guess(data)
    if guess is None:
        raise _undecodable(name, "utf-8", utf8_error, "encoding_not_found") from utf8_error
    return guess


def _decode_as(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except LookupError as err:
        raise EncodingError("encoding_unknown", name=name, encoding=encoding) from err
    except UnicodeDecodeError as err:
        found = _tolerant(data, codecs.lookup(encoding).name, name)
        if found is None:
            raise _undecodable(name, encoding, err, "encoding_not_as_asked") from err
        return found
    except ValueError as err:  # codecs like "idna" raise other errors
        raise EncodingError("encoding_refused", name=name, encoding=encoding, reason=err) from err
    return Decoded(text=text.removeprefix("\ufeff"), encoding=codecs.lookup(encoding).name)


def _decode_utf16(data: bytes, name: str) -> Decoded:
    """Decode data that holds NUL bytes: UTF-16 without a mark, or binary."""
    best: Decoded | None = None
    best_share = _PLAUSIBLE
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = plausibility(text)
        if share > best_share:
            notice = Message("read_without_mark", encoding=codec.upper())
            best, best_share = Decoded(text=text, encoding=codec, notice=notice), share
    if best is None:
        offset = data.index(b"\0")
        raise FormatError("file_binary", name=name, offset=offset)
    return best


def _decode_gb18030(data: bytes) -> Decoded | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    if plausibility(text) < _PLAUSIBLE:
        return None
    return Decoded(text=text, encoding="gb18030", notice=Message("read_as_gb18030"))


def _decode_but_few(data: bytes, name: str) -> Decoded | None:
    """Decode data that is UTF-8 or GB18030 except for a few bytes, by the better of the two."""
    found = [_tolerant(data, codec, name) for codec in ("utf-8", "gb18030")]
    readable = [each for each in found if each is not None]
    return min(readable, key=lambda each: each.text.count(_UNREADABLE), default=None)


def _tolerant(data: bytes, codec: str, name: str) -> Decoded | None:
    """Decode with a mark for each undecodable byte; None if there are too many.

    The mark separates the digits beside a lost byte. An incomplete character at the end is dropped.
    """
    most = max(_FEW, min(_MOST, int(_FEW_SHARE * len(data))))
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    while len(offsets) <= most:
        try:
            pieces.append(data[start:].decode(codec))
            break
        except UnicodeDecodeError as err:
            pieces.append(data[start : start + err.start].decode(codec))
            if start + err.end >= len(data) and err.reason.startswith(_CUT_SHORT):
                break
            offsets.append(start + err.start)
            pieces.append(_UNREADABLE)
            start += err.start + 1
    text = "".join(pieces)
    if len(offsets) > most or plausibility(text) < _PLAUSIBLE:
        return None
    shown = codec.upper()
    if not offsets:
        return Decoded(text=text, encoding=codec, notice=Message("read_cut_short", name=name))
    notice = Message(
        "bytes_unreadable",
        name=name,
        count=len(offsets),
        encoding=shown,
        line=data.count(b"\n", 0, offsets[0]) + 1,
        offset=offsets[0],
    )
    return Decoded(text=text, encoding=codec, notice=notice)


def _guess(data: bytes) -> Decoded | None:
    # charset_normalizer takes 40 ms to import and is needed for rare files only
    from charset_normalizer import from_bytes  # noqa: PLC0415

    match = from_bytes(data[: 4 * _SAMPLE]).best()
    if match is None or match.encoding is None:
        return None
    try:
        text = data.decode(match.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    if plausibility(text) < _PLAUSIBLE:
        return None
    notice = Message("read_as_guessed", encoding=match.encoding)
    return Decoded(text=text, encoding=match.encoding, notice=notice)


def _undecodable(name: str, tried: str, err: UnicodeDecodeError, code: str) -> EncodingError:
    found = err.object[err.start : err.start + 4].hex(" ")
    return EncodingError(code, name=name, encoding=tried, offset=err.start, found=found)
