import ir_measures
import pytest
from ir_measures import RR, Success, nDCG

from qa.evaluation import run


def test_trec_files_score_the_same_in_another_tool(assistant, small_set, tmp_path) -> None:
    scores = run(assistant, small_set, tmp_path)
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.trec")))
    retrieved = list(ir_measures.read_trec_run(str(tmp_path / "run.trec")))
    assert {qrel.query_id for qrel in qrels} == {"q1", "q2", "q3"}
    again = ir_measures.calc_aggregate([RR @ 10, Success @ 5, nDCG @ 10], qrels, retrieved)
    assert again[RR @ 10] == pytest.approx(scores["mrr"])
    assert again[Success @ 5] == pytest.approx(scores["hit@5"])
    assert again[nDCG @ 10] == pytest.approx(scores["ndcg@10"])
