"""The recipe: training material → word vectors, several runs distilled into one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.training.cache import TrainingMaterial
from embeddings.training.ragged import Ragged
from embeddings.training.sampling import RealPairs, Sampler, SpanPairs
from embeddings.training.sources import WrittenQuestion
from embeddings.training.static.distillation import distil, side_by_side
from embeddings.training.static.loop import TrainingOptions, train
from embeddings.training.static.parts import word_parts
from embeddings.training.written import WrittenPairs

__all__ = ["Recipe", "word_vectors"]

Vectors = npt.NDArray[np.float32]

_SAMPLED = 20_000  # texts that scales and components of a distillation are measured on


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The hyperparameters of a model; the defaults are those of the bundled one."""

    rows: int = 36_000  # words and characters
    dimension: int = 256
    runs: int = 4  # with seeds 1, 2 …; a single one is not distilled
    steps: int = 800
    distilled_steps: int = 400
    spans: int = 480  # of a batch: cut from texts
    real: int = 370  # of a batch: questions and passages, headlines, paraphrases
    written: int = 174  # of a batch: written questions
    official: float = 0.5  # of the spans: from the official register


def word_vectors(
    recipe: Recipe,
    material: TrainingMaterial,
    questions: Sequence[WrittenQuestion],
    headings: Sequence[str],
) -> Vectors:
    """Return one vector per token, trained on `questions` (with their headings) and the rest."""
    written = WrittenPairs(questions, material.tokenizer, headings=headings)
    mix: dict[str, tuple[Sampler, int]] = {
        "spans": (SpanPairs(material, official_share=recipe.official), recipe.spans),
        "real": (RealPairs(material), recipe.real),
        "written": (written, recipe.written),
    }
    parts = word_parts(material.tokenizer)
    runs = [
        train(
            mix,
            TrainingOptions(
                rows=recipe.rows, dimension=recipe.dimension, steps=recipe.steps, seed=seed
            ),
            parts=parts,
        )
        for seed in range(1, recipe.runs + 1)
    ]
    if len(runs) == 1:
        return runs[0]
    chance = np.random.default_rng(0)
    texts = [_sampled(material.queries, chance), _sampled(material.sentences, chance)]
    teacher = side_by_side(runs, texts[0])
    return distil(teacher, texts, mix, dimension=recipe.dimension, steps=recipe.distilled_steps)


def _sampled(texts: Ragged, chance: np.random.Generator) -> Ragged:
    return Ragged.of([texts[row] for row in chance.integers(0, len(texts), _SAMPLED).tolist()])
