"""Words with their parts of speech."""

from qa.text.part_of_speech import tagged


def test_tagged_words_cover_the_text_and_tell_verbs_from_nouns():
    text = "批准黑河、绥芬河作为开放城市"
    words = tagged(text)
    assert "".join(text[word.start : word.end] for word in words) == text
    verbs = {word.text for word in words if word.is_verb}
    nouns = {word.text for word in words if word.is_noun}
    assert {"批准", "作为"} <= verbs
    assert {"黑河", "绥芬河"} <= nouns


def test_tagged_offsets_are_those_of_the_text_before_folding():
    words = tagged("Ｃ９１９大型客機")
    assert (words[0].start, words[-1].end) == (0, len("Ｃ９１９大型客機"))
