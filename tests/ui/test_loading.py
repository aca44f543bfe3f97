import gc
import weakref

from ui.loading import loading


class Node:
    def __init__(self):
        self.itself = self


def test_loading_collects_nothing_within_and_what_is_made_later_as_before():
    assert gc.isenabled()
    with loading():
        assert not gc.isenabled()
        kept = [[] for _ in range(10_000)]  # enough for several collections
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(kept)
    later = weakref.ref(Node())
    gc.collect()
    assert later() is None


def test_loading_leaves_collection_off_where_it_was_off():
    gc.disable()
    try:
        with loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
