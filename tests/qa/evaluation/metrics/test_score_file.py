import pytest

from embeddings.errors import InputError
from qa.evaluation.metrics.score_file import read_scores


def test_read_scores_says_what_is_wrong(tmp_path) -> None:
    with pytest.raises(InputError, match="no such run"):
        read_scores(tmp_path)
    (tmp_path / "scores.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"not a scores\.json"):
        read_scores(tmp_path)
