"""The segments of a snapshot: the first in its folder, each further one in a folder within."""

from embeddings.index.files import map_state
from embeddings.index.segments.segment import Segment, counts_of, joined_state
from embeddings.index.state import IndexState
from embeddings.store.checksums import check_files
from embeddings.store.manifest import FORMAT
from embeddings.store.snapshots import StoredSnapshot

__all__ = ["read_segments", "read_state"]


def read_segments(snapshot: StoredSnapshot) -> tuple[Segment, ...]:
    """Map the files of a snapshot, after their bytes were compared with their checksums.

    Raises:
        IndexFormatError: if a file's bytes are not those that were written.
        ValueError, KeyError, TypeError, EOFError: if a file differs from the manifest.
        FileNotFoundError: if a file is missing.
    """
    check_files(snapshot)
    segments = []
    for name, files in snapshot.manifest.folders().items():
        folder = snapshot.path / name
        state = map_state(folder, {record.name for record in files})
        if snapshot.manifest.format < FORMAT:  # its files are not kept: they are written anew
            segments.append(Segment(state=state))
        else:
            segments.append(Segment(state=state, folder=folder, files=tuple(files)))
    _check_counts(segments, snapshot)
    return tuple(segments)


def read_state(snapshot: StoredSnapshot) -> IndexState:
    """Return a snapshot as one state, which is in memory if it has several segments.

    Raises:
        IndexFormatError, ValueError, KeyError, TypeError, EOFError, FileNotFoundError: as for
            `read_segments`.
    """
    return joined_state(read_segments(snapshot))


def _check_counts(segments: list[Segment], snapshot: StoredSnapshot) -> None:
    counts, found = dict(snapshot.manifest.counts), counts_of(segments)
    for segment in segments:
        if segment.state.facts is None:  # of another revision, in this segment or in all
            counts.pop("facts", None)
            found.pop("facts", None)
        dimension = segment.state.paragraphs.dense.dimension
        if dimension != snapshot.manifest.encoder.dimension:
            raise ValueError(f"vectors of {dimension} dimensions")
    if dict(found) != counts:
        raise ValueError(f"counts {dict(found)}, the manifest says {counts}")
