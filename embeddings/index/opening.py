"""Opening an index directory.

`open_index` maps the current snapshot; `open_for_writing` rebuilds it if another revision of the
encoder has written it; `current_snapshot` is a cheap check for a newer one.
"""

from pathlib import Path

from embeddings.encoders.encoder import Encoder, load_encoder
from embeddings.errors import EncoderMismatchError, NoIndexError
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.segments.reading import read_segments
from embeddings.index.segments.segment import catalogue_of
from embeddings.store.snapshots import StoredSnapshot, current_snapshot, read_current

__all__ = ["current_snapshot", "open_for_writing", "open_index"]


def open_index(directory: Path | str, *, encoder: Encoder | None = None) -> EmbeddedIndex:
    """Open the index in `directory`; its files are mapped, not read.

    Args:
        directory: where `EmbeddedIndex.save` or `embeddings.indexing.update.index_paths` wrote it.
        encoder: of questions; the bundled model by default. It is never taken from the manifest,
            which may have been written by somebody else.

    Raises:
        NoIndexError: where there is none yet.
        IndexFormatError: where it was written in another format version, or is damaged.
        EncoderMismatchError: where its vectors were made with another encoder.
    """
    directory = Path(directory)
    encoder = encoder or load_encoder()

    def opened(snapshot: StoredSnapshot) -> EmbeddedIndex:
        _check_encoder(directory, snapshot, encoder)
        return _index(encoder, snapshot)

    return read_current(directory, opened)


def open_for_writing(directory: Path | str, encoder: Encoder) -> tuple[EmbeddedIndex, bool]:
    """Return the index in `directory`, empty if there is none, and whether it was rebuilt.

    An index of another revision of the encoder is rebuilt from the stored texts.

    Raises:
        IndexFormatError, EncoderMismatchError: as for `open_index`; for an encoder of another
            name alone.
    """
    directory = Path(directory)

    def opened(snapshot: StoredSnapshot) -> tuple[EmbeddedIndex, bool]:
        written = snapshot.manifest.encoder
        if written.name != encoder.name or written.revision == encoder.revision:
            _check_encoder(directory, snapshot, encoder)
            return _index(encoder, snapshot), False
        index = EmbeddedIndex(encoder)
        index.add(catalogue_of(read_segments(snapshot)).values())
        index.snapshot = snapshot.name
        return index, True

    try:
        return read_current(directory, opened)
    except NoIndexError:
        return EmbeddedIndex(encoder), False


def _index(encoder: Encoder, snapshot: StoredSnapshot) -> EmbeddedIndex:
    return EmbeddedIndex(encoder, snapshot=snapshot.name, segments=read_segments(snapshot))


def _check_encoder(directory: Path, snapshot: StoredSnapshot, encoder: Encoder) -> None:
    """Raise an error if the vectors were made by another encoder."""
    written = snapshot.manifest.encoder
    if written.name != encoder.name:
        raise EncoderMismatchError(
            "encoder_other",
            directory=directory,
            written=written.name,
            written_revision=written.revision[:12],
            found=encoder.name,
            found_revision=encoder.revision[:12],
        )
    if written.revision != encoder.revision:
        raise EncoderMismatchError(
            "encoder_other_revision",
            directory=directory,
            encoder=written.name,
            written=written.revision[:12],
            found=encoder.revision[:12],
        )
