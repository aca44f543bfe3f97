import base64

from ui.page.handlers.exports import read_pictures

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_pictures_that_a_browser_brings_are_png_files_of_bounded_size():
    good = base64.b64encode(PNG).decode()
    brought = {
        "1": good,
        "2": base64.b64encode(b"GIF89a").decode(),
        "3": "no base64",
        "4": base64.b64encode(PNG + b"0" * 3_000_001).decode(),
        "five": good,
        "6": None,
    }
    assert read_pictures(brought) == {1: PNG}
    assert read_pictures([good]) == {}
