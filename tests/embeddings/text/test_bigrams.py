from embeddings.text.bigrams import bigrams


def test_bigrams_are_the_pairs_of_neighbours():
    assert bigrams("生产总值") == {"生产", "产总", "总值"}
    assert bigrams("值") == bigrams("") == frozenset()


def test_bigrams_of_what_is_kept_reach_over_marks():
    assert bigrams("增长，8%") == {"增长", "长，", "，8", "8%"}
    assert bigrams("增长，8%", keep=str.isalnum) == {"增长", "长8"}
