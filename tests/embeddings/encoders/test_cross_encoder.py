"""Any cross-encoder, on a tiny one that the test makes and saves."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.encoders.cross_encoder import load_reranker
from embeddings.errors import EncoderError

pytestmark = pytest.mark.model


def tiny_cross_encoder(folder: Path, *, labels: int = 1) -> Path:
    """Save a one-layer cross-encoder with random weights; return its folder."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(0)
    words = folder / "vocab.txt"
    letters = sorted(set("轨道交通进展怎么样一号线贯通农村公路"))
    words.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]))
    target = folder / f"cross-{labels}"
    BertTokenizerFast(str(words)).save_pretrained(target)
    BertForSequenceClassification(
        BertConfig(
            vocab_size=len(letters) + 5,
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            num_labels=labels,
        )
    ).save_pretrained(target)
    return target


def test_score_gives_a_probability_per_passage(tmp_path: Path) -> None:
    reranker = load_reranker(str(tiny_cross_encoder(tmp_path)), device="cpu", batch_size=1)
    scores = reranker.score("轨道交通进展", ["一号线贯通", "农村公路", "一号线贯通"])
    assert scores.shape == (3,)
    assert ((scores > 0) & (scores < 1)).all()
    np.testing.assert_allclose(scores[0], scores[2], rtol=1e-5)
    assert scores[0] != scores[1]
    assert reranker.score("轨道", []).shape == (0,)
    assert len(reranker.revision) == 12


def test_a_model_with_several_outputs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="3 outputs"):
        load_reranker(str(tiny_cross_encoder(tmp_path, labels=3)), device="cpu")


def test_a_missing_model_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="check the spelling"):
        load_reranker("nobody/no-such-reranker", device="cpu")
