"""How often the facts of an index are read."""


def test_facts_are_not_read_anew_for_the_next_question(council, monkeypatch):
    council.ask("2024年城镇新增就业完成多少？")
    index = council.retriever.index
    reads, facts = [], type(index).facts
    monkeypatch.setattr(
        type(index), "facts", property(lambda held: reads.append(held) or facts.fget(held))
    )
    assert not council.ask("2025年赤字率是多少？").refused
    assert reads == []
