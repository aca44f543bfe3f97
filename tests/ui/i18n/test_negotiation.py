import pytest

from ui.i18n.negotiation import browser_language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-US,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr-FR, fr;q=0.9, en;q=0.7, zh;q=0.5", "en"),
        ("zh-TW;q=0.8, en", "en"),
        ("en;q=0, zh;q=0.1", "zh"),
        ("ZH-hans", "zh"),
        ("de, fr", "zh"),
        ("en;q=much", "zh"),
        ("*", "zh"),
        ("", "zh"),
    ],
)
def test_browser_language_is_the_offered_one_of_most_weight(accepted, language):
    assert browser_language(accepted, "zh") == language
