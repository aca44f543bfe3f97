import json
import lzma

import numpy as np
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore"),  # torch's exporter warns about its own internals
]

PARAGRAPH = "全市生产总值年均增长10.73%，预计今年达到2220亿元以上。累计减贫29万人。"


@pytest.fixture
def texts(tmp_path):
    path = tmp_path / "text.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        for _ in range(30):
            lines.write(json.dumps({"text": PARAGRAPH * 3}, ensure_ascii=False) + "\n")
    return path


def tiny_network(characters):
    import torch

    from embeddings.training.transformer.network import Shape, TransformerReader

    torch.manual_seed(1)
    return TransformerReader(Shape(characters=len(characters), layers=1, width=16, heads=2))


def test_pretraining_resumes_from_its_checkpoint_and_learns(texts, tmp_path):
    from embeddings.training.transformer.characters import Characters
    from embeddings.training.transformer.pretraining import Pretraining, pretrain
    from embeddings.training.transformer.shards import read_shards, write_shards

    write_shards([texts], tmp_path / "shards")
    characters = Characters.count(read_shards(tmp_path / "shards"))
    network = tiny_network(characters)
    checkpoint = tmp_path / "state.pt"
    first = pretrain(
        network,
        tmp_path / "shards",
        characters,
        Pretraining(minutes=60, steps=5, warm_steps=1, batch=4, length=32, rate=1e-2),
        checkpoint,
    )
    resumed = pretrain(
        tiny_network(characters),
        tmp_path / "shards",
        characters,
        Pretraining(minutes=60, steps=80, warm_steps=1, batch=4, length=32, rate=1e-2),
        checkpoint,
    )
    assert resumed < first


def test_tokenise_keeps_the_answer_where_it_stands():
    from embeddings.training.reader.examples import Window
    from embeddings.training.transformer.characters import Characters
    from embeddings.training.transformer.finetuning import tokenise

    characters = Characters("减贫多少人累计29万")
    window = Window(words=("累计", "减贫", "29", "万人"), first=2, last=3)
    ids, begin, first, last = tokenise(("减贫", "多少", "人"), window, characters, 64)
    assert begin == 7  # start mark, five characters, separator
    assert (first, last) == (begin + 4, begin + 7)
    assert ids[first : last + 1] == characters.encode("29万人")


def test_exported_reader_agrees_with_the_network_within_int8(tmp_path):
    import onnxruntime
    import torch

    from embeddings.training.transformer.characters import Characters
    from embeddings.training.transformer.export import export_onnx

    characters = Characters(sorted(set(PARAGRAPH)))
    network = tiny_network(characters).eval()
    size = export_onnx(network, tmp_path / "reader.onnx")
    assert size < 200_000
    ids = torch.tensor([[2, *characters.encode("减贫"), 3, *characters.encode(PARAGRAPH), 3]] * 3)
    kinds = torch.zeros_like(ids)
    kinds[:, 4:-1] = 1
    with torch.inference_mode():
        expected = network(ids, kinds, torch.ones_like(ids))
    session = onnxruntime.InferenceSession(tmp_path / "reader.onnx")
    found = session.run(
        None, {"ids": ids.numpy(), "kinds": kinds.numpy(), "mask": np.ones_like(ids.numpy())}
    )
    inside = kinds[0].bool().numpy()
    for ours, theirs in zip(found[:2], expected[:2], strict=True):
        assert np.corrcoef(ours[0, inside], theirs[0].numpy()[inside])[0, 1] > 0.99
