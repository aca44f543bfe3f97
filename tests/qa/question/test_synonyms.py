import pytest

from embeddings.errors import InputError
from qa.question.synonyms import load_lexicon


def forms(text, lexicon=None):
    return {entry.word: entry.forms for entry in (lexicon or load_lexicon()).find(text)}


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("2016年GDP多少", "gdp", "国内生产总值"),
        ("2017gdp目标", "gdp", "生产总值"),
        ("兰州地铁1号线", "地铁", "轨道交通"),
        ("多少人有低保", "低保", "最低生活保障"),
        ("棚改任务", "棚改", "棚户区改造"),
        ("怎么治雾霾", "雾霾", "大气污染"),
        ("物價漲了多少", "物价", "居民消费价格"),
        ("老百姓收入增长", "老百姓收入", "居民人均可支配收入"),
        ("失业情况", "失业", "调查失业率"),
        ("外贸形势", "外贸", "进出口"),
        ("财政收入多少", "财政收入", "一般公共预算收入"),
        ("招商成绩", "招商", "招商引资"),
        ("放管服改革", "放管服", "简政放权"),
        ("城镇化率是多少", "城镇化率", "常住人口城镇化率"),
        ("国防开支", "国防开支", "国防费"),
    ],
)
def test_find_knows_everyday_words(text, word, form):
    assert form in forms(text)[word]


def test_find_takes_the_longest_word_without_overlap():
    assert list(forms("居民医保补助")) == ["居民医保", "补助"]


def test_find_takes_latin_abbreviations_whole_only():
    assert forms("said the aide") == {}
    assert list(forms("AI产业")) == ["ai"]


def test_find_gives_offsets_in_the_text_as_given():
    text = "２０１７年ＧＤＰ目标"
    (entry,) = load_lexicon().find(text)
    assert text[entry.start : entry.end] == "ＧＤＰ"


def test_bundled_lexicon_has_several_hundred_entries():
    assert len(load_lexicon()) > 500


def test_load_lexicon_extends_the_bundled_table(tmp_path):
    path = tmp_path / "more.tsv"
    path.write_text("# ours\n金轮\t黄河风情线\nGDP\t经济盘子\n", encoding="utf-8")
    lexicon = load_lexicon(path)
    assert forms("金轮在哪", lexicon) == {"金轮": ("黄河风情线",)}
    assert forms("gdp", lexicon)["gdp"][-1] == "经济盘子"
    assert "经济盘子" not in forms("gdp")["gdp"]


@pytest.mark.parametrize("line", ["低保", "低保\t", "\t最低生活保障"])
def test_load_lexicon_names_the_line_that_breaks_the_form(tmp_path, line):
    path = tmp_path / "bad.tsv"
    path.write_text(f"棚改\t棚户区改造\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        load_lexicon(path)


def test_load_lexicon_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load_lexicon(tmp_path / "none.tsv")


def test_spelled_out_writes_abbreviations_as_the_reports_do():
    lexicon = load_lexicon()
    assert lexicon.spelled_out("2016年ＧＤＰ和CPI") == "2016年生产总值和居民消费价格"
    assert lexicon.spelled_out("5G基站和地铁") == "5G基站和地铁"
