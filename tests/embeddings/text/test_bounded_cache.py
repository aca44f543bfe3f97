import threading

import pytest

from embeddings.text.bounded_cache import BoundedCache


def test_get_computes_a_value_once_while_it_is_kept():
    computed = []
    cache = BoundedCache[str, int](2)
    for word in ("一", "一", "二", "一"):
        assert cache.get(word, lambda key: computed.append(key) or len(computed)) > 0
    assert computed == ["一", "二"]


def test_get_drops_the_value_used_longest_ago():
    cache = BoundedCache[int, int](2)
    for number in (1, 2, 1, 3):
        cache.get(number, lambda key: key)
    dropped = []
    for number in (1, 3, 2):
        cache.get(number, lambda key: dropped.append(key) or key)
    assert dropped == [2]
    assert len(cache) == 2


def test_get_many_returns_more_values_than_are_kept():
    cache = BoundedCache[int, int](1)
    assert cache.get_many([1, 2, 3, 2], lambda keys: [key * key for key in keys]) == {
        1: 1,
        2: 4,
        3: 9,
    }
    assert len(cache) == 1


def test_values_are_kept_by_their_size_and_one_whatever_its_size():
    cache = BoundedCache[str, str](6, size=len)
    for word in ("粮食", "产量", "就业"):
        cache.get(word, str)
    assert len(cache) == 3
    cache.get("城镇新增", str)  # 产量 and 粮食 make room
    assert len(cache) == 2
    cache.get("社会消费品零售总额", str)
    assert len(cache) == 1
    cache.get_many(["粮食", "就业"], list)
    assert len(cache) == 2


def test_get_many_loses_nothing_to_other_threads():
    cache = BoundedCache[int, int](1)  # every call drops what another one has just stored
    wrong = []

    def look(offset: int) -> None:
        for start in range(300):
            keys = [offset + start, start, start + 1]
            found = cache.get_many(keys, lambda absent: [-key for key in absent])
            wrong.extend(key for key in keys if found[key] != -key)

    threads = [threading.Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_cache_without_room_is_refused():
    with pytest.raises(ValueError, match="found limit 0"):
        BoundedCache[int, int](0)
