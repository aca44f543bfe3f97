"""An engine by its address, if the extra `qdrant` is installed."""

from embeddings.errors import InputError
from embeddings.index.qdrant.engine import Engine
from embeddings.index.qdrant.location import QdrantLocation

__all__ = ["engine_at"]


def engine_at(address: str) -> Engine:
    """Return the engine at `qdrant://HOST:6333/NAME`, without connecting yet.

    Raises:
        InputError: for an address of another form, and without the extra.
    """
    location = QdrantLocation.parse(address)
    try:
        # an extra that takes seconds to import
        from embeddings.index.qdrant.client import connect  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError("engine_extra") from error
    return connect(location)
