import pytest

from qa.question.english import chinese_wording


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "What is the GDP growth target for 2024 in Zhejiang?",
            "2024年浙江国内生产总值增长目标是多少？",
        ),
        ("How many new urban jobs were created in 2023?", "2023年城镇新增就业是多少？"),
        (
            "unemployment rate from 2018 to 2022",
            "2018年到2022年城镇调查失业率分别是多少？",
        ),
        ("R&D spending, Shaanxi", "陕西研发经费投入是多少？"),
        ("grain output 2021", "2021年粮食产量是多少？"),
        ("Who won the world cup?", ""),
        ("progress", ""),  # gdp does not stand in a longer word
    ],
)
def test_english_question_is_put_into_chinese_words(english, chinese):
    assert chinese_wording(english) == chinese
