"""Reports made for the measure of growth."""

import benchmarks.scale.corpus as corpus
from embeddings.parsing.reports import read_reports


def test_varied_reports_differ_even_where_nothing_but_the_title_does(tmp_path, monkeypatch):
    path = tmp_path / "1981年国务院政府工作报告.txt"
    path.write_text("1981年国务院政府工作报告\n\n各位代表：\n\n工作很有成绩。\n", encoding="utf-8")
    monkeypatch.setattr(corpus, "REGIONS", ["兰州", "西宁"])
    monkeypatch.setattr(corpus, "YEARS", (2000, 2002))
    made = list(corpus.varied_reports(list(read_reports(path)), sentences=12, seed=1))
    assert len(made) == 6
    assert len({report.report_id for report in made}) == 6
