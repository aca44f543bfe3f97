import pytest

from qa.evidence.county_names import county_at


@pytest.mark.parametrize(
    ("question", "start", "county"),
    [
        ("苏州张家港2023年gdp", 2, "张家港"),
        ("张家港市的港口", 0, "张家港"),
        ("普兰店人口多少", 0, "普兰店"),
        ("阿荣旗2020年粮食产量", 0, "阿荣"),
        ("苏州2023年gdp", 0, ""),  # a region of the gazetteer
        ("新建2所学校", 0, ""),
        ("新建市场多少个", 0, ""),
        ("合作社多少家", 0, ""),
        ("", 0, ""),
    ],
)
def test_county_is_named_where_what_follows_says_so(question, start, county):
    assert county_at(question, start) == county
