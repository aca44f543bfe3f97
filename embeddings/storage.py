"""Opening an index directory.

`open_index` maps the current snapshot; `current_snapshot` is the cheap question whether a newer
one has been written since.
"""

from pathlib import Path

from embeddings.encoder import Encoder, load_encoder
from embeddings.engine import EmbeddedIndex
from embeddings.errors import EncoderMismatchError
from embeddings.layout import read_state
from embeddings.snapshots import Snapshot, current_snapshot, read_current

__all__ = ["current_snapshot", "open_index"]


def open_index(directory: Path | str, *, encoder: Encoder | None = None) -> EmbeddedIndex:
    """Open the index in `directory`; its files are mapped, not read.

    Args:
        directory: where `EmbeddedIndex.save` or `embeddings.building.index_paths` wrote it.
        encoder: what questions are to be encoded with; the bundled model by default. The manifest
            never decides what is loaded: it may have been written by somebody else.

    Raises:
        NoIndexError: where there is none yet.
        IndexFormatError: where it was written in another format version, or is damaged.
        EncoderMismatchError: where its vectors were made with another encoder.
    """
    directory = Path(directory)
    encoder = encoder or load_encoder()

    def opened(snapshot: Snapshot) -> EmbeddedIndex:
        _check_encoder(directory, snapshot, encoder)
        return EmbeddedIndex(encoder, read_state(snapshot), snapshot.name)

    return read_current(directory, opened)


def _check_encoder(directory: Path, snapshot: Snapshot, encoder: Encoder) -> None:
    """Refuse to compare vectors of two models."""
    written = snapshot.manifest.encoder
    if (written.name, written.revision) != (encoder.name, encoder.revision):
        raise EncoderMismatchError(
            f"{directory} was indexed with the encoder {written.name} ({written.revision[:12]}), "
            f"this is {encoder.name} ({encoder.revision[:12]}); use that encoder "
            "(--encoder NAME; for the bundled one the release of govreport-qa that wrote the "
            "index), or index the reports again into an empty directory"
        )
