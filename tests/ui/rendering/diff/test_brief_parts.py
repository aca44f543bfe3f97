import pytest

from embeddings.index.opening import open_index
from qa.diff.analysis import ReportAnalysis
from ui.rendering.diff.brief_parts import brief_parts


@pytest.fixture(scope="module")
def briefs(linhe_index):
    analysis = ReportAnalysis(open_index(linhe_index))
    return {report.year: analysis.brief(report) for report in analysis.reports.values()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_of_a_brief_names_its_place(briefs, language):
    page = brief_parts(briefs[2025], language)
    (table,) = [part.table for part in page.parts if part.table]
    assert all("¶" in cell or cell.startswith("—") for row in table[1:] for cell in row[1:4])
    terms = next(part for part in page.parts if any("低空经济" in name for name, _ in part.items))
    assert all(any(letter.isdigit() for letter in said) for _, said in terms.items)
    around = [said.split("：", 1)[-1] for _, said in terms.items]
    assert not any("。" in words[:-1] for words in around)  # of one sentence
    assert "2024年临河市政府工作报告" in page.sources


def test_brief_of_the_first_report_has_no_targets_and_no_changes(briefs):
    page = brief_parts(briefs[2024], "zh")
    assert [part.heading for part in page.parts] == ["结构"]
    assert "2025" not in page.sources
