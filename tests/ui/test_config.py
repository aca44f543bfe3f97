from pathlib import Path

from ui.config import find_places


def test_find_places_index_option_comes_first() -> None:
    environment = {"GOVREPORT_DATA": "/srv/data", "GOVREPORT_INDEX": "/srv/index"}
    assert find_places(Path("mine"), environment).index == Path("mine")
    assert find_places(None, environment).index == Path("/srv/index")
    assert find_places(None, {"GOVREPORT_DATA": "/srv/data"}).index == Path("/srv/data/index")


def test_find_places_default_is_a_per_user_directory() -> None:
    places = find_places(None, {})
    assert places.data.is_absolute()
    assert "govreport-qa" in places.data.parts
    assert places.index == places.data / "index"
    assert places.feedback.parent == places.secret.parent == places.data
