"""Questions with passages that look like their answers: what the sentence encoder is fitted on.

`pools` (the passages of some reports, searched by words), `asked` (questions by hand, made ones,
public ones) and `__main__`, which writes the file that `embeddings.training.low_rank train` reads.
"""

__all__: list[str] = []
