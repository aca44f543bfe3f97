"""A retriever opened by the path of its index and the name of its encoder."""

from pathlib import Path

from embeddings.encoders.encoder import load_encoder
from qa.retrieval.reranking import reranker_for
from qa.retrieval.retriever import Retriever

__all__ = ["open_retriever"]


def open_retriever(directory: Path | str, encoder: str | None = None) -> Retriever:
    """Return a retriever that ranks as `govreport search --encoder ENCODER` does.

    Raises:
        IndexStateError: there is no index, or it cannot be used.
        EncoderError: there is no such encoder.
    """
    return Retriever.open(directory, encoder=load_encoder(encoder), reranker=reranker_for(encoder))
