"""What the server keeps of tabs."""

from ui.page.serving import RecentTabs


def test_tabs_that_were_active_last_are_kept():
    tabs = RecentTabs(3)
    for tab in ("first", "second", "third"):
        tabs[tab] = set()
    assert "first" in tabs  # it asks something
    tabs["fourth"] = set()
    assert list(tabs) == ["third", "first", "fourth"]
    tabs["third"] = {"event"}
    assert tabs.get("third") == {"event"}
    assert tabs.get("second") is None
