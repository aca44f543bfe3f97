import re
from pathlib import Path

from embeddings.errors import InputError
from embeddings.indexing.update import IndexingOutcome
from embeddings.parsing.cleaning import RULES
from embeddings.parsing.reports import read_reports
from ui.i18n.messages import LANGUAGES, message
from ui.page.views.library.added_files import changes_html, outcome_lines

FORMATS = Path(__file__).parents[5] / "docs" / "formats.md"
REPORT = "2017年云岭市政府工作报告\n\n各位代表：\n\n地区生产总值 增长7.1%，城镇新增就业 5万人。\n"


def test_every_rule_of_cleaning_has_a_name_in_plain_words():
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", FORMATS.read_text("utf-8"), re.MULTILINE))
    names = {rule.name for rule in RULES} | documented
    assert len(names) > 25
    for name in names:
        for language in LANGUAGES:
            assert message(f"cleaning.{name.replace('-', '_')}", language)
        assert re.search(r"[一-鿿]", message(f"cleaning.{name.replace('-', '_')}"))


def test_changes_are_told_with_their_rule_in_plain_words(tmp_path):
    path = tmp_path / "1.txt"
    path.write_text(REPORT, encoding="utf-8")
    (report,) = read_reports(path)
    told = str(changes_html(report, "zh"))
    assert "汉字之间的空格" in told
    assert "space-in-sentence" not in told
    assert 'data-head="改前"' in told


def test_file_that_is_not_read_is_named_once():
    path = Path("坏.pdf")
    named = InputError("pdf_unreadable", name=path.name, reason="-")
    lines = outcome_lines(IndexingOutcome(failed=((path, named),)), "zh")
    assert [line.count(path.name) for line in lines] == [1]
