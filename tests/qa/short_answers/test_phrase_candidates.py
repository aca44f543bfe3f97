"""Runs of words that may be a short answer."""

from qa.short_answers.phrase_candidates import phrases


def test_phrases_are_runs_of_words_within_a_clause():
    text = "兰新高铁建成，西客站投运"
    found = {text[phrase.start : phrase.end] for phrase in phrases(text)}
    assert {"兰新高铁建成", "西客站投运"} <= found
    assert not any("，" in piece for piece in found)


def test_phrases_keep_names_in_marks_and_brackets_whole():
    text = "印发《兰州市城市总体规划》并组织实施"
    found = {text[phrase.start : phrase.end] for phrase in phrases(text)}
    assert "《兰州市城市总体规划》" in found
    assert not any(piece.count("《") != piece.count("》") for piece in found)


def test_phrases_of_no_text_are_none():
    assert phrases("") == []
