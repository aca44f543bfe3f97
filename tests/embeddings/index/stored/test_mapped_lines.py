import numpy as np
import pytest

from embeddings.index.stored.mapped_lines import JoinedLines, MappedLines


def test_mapped_lines_are_those_of_the_file(tmp_path):
    path = tmp_path / "lines"
    path.write_bytes(b"one\n\nthree\n")
    lines = MappedLines(path, np.array([4, 5, 11]))
    assert [bytes(lines[row]) for row in range(len(lines))] == [b"one\n", b"\n", b"three\n"]


@pytest.mark.parametrize("ends", [[4, 5, 10], [4, 3, 11], [-1, 5, 11]])
def test_ends_that_do_not_fit_the_file_are_refused(tmp_path, ends):
    path = tmp_path / "lines"
    path.write_bytes(b"one\n\nthree\n")
    with pytest.raises(ValueError, match="lines"):
        MappedLines(path, np.array(ends))


def test_joined_lines_follow_one_another():
    lines = JoinedLines([(b"a", b"b"), (), (b"c",)])
    assert len(lines) == 3
    assert [lines[row] for row in range(3)] == [b"a", b"b", b"c"]
