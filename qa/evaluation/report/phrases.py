"""The phrases of a run's reports, in Chinese and in English."""

from qa.evaluation.report.failures import Cause

__all__ = ["CAUSES", "COMPARED", "METRIC_NAMES", "PHRASES", "REASONS", "TYPE_NAMES", "Bilingual"]

Bilingual = tuple[str, str]  # Chinese, English

METRIC_NAMES: dict[str, Bilingual] = {
    "accuracy": ("正确率", "Accuracy"),
    "tight": ("简明正确率", "Tight accuracy"),
    "span_exact": ("短答案全对", "Span exact"),
    "span_f1": ("短答案 F1", "Span F1"),
    "citation_recall": ("引文召回率", "Citation recall"),
    "citation_precision": ("引文精确率", "Citation precision"),
    "refusal_precision": ("拒答精确率", "Refusal precision"),
    "refusal_recall": ("拒答召回率", "Refusal recall"),
    "false_refusals": ("误拒率（越低越好）", "False refusals (lower is better)"),
    "figure_support": ("数字有据率", "Figure support"),
    "mrr": ("检索 MRR@10", "Retrieval MRR@10"),
    "hit@1": ("检索命中 hit@1", "Retrieval hit@1"),
    "hit@5": ("检索命中 hit@5", "Retrieval hit@5"),
    "hit@10": ("检索命中 hit@10", "Retrieval hit@10"),
    "ndcg@10": ("检索 nDCG@10", "Retrieval nDCG@10"),
    "recall@10": ("证据召回 recall@10", "Evidence recall@10"),
}

TYPE_NAMES: dict[str, Bilingual] = {
    "number": ("数字", "number"),
    "entity": ("名称", "entity"),
    "list": ("列举", "list"),
    "paraphrase": ("换说法", "paraphrase"),
    "temporal": ("时间", "temporal"),
    "comparison": ("比较", "comparison"),
    "measures": ("举措", "measures"),
    "followup": ("追问", "follow-up"),
    "colloquial": ("口语", "colloquial"),
    "unanswerable": ("不可答", "unanswerable"),
    "extractive": ("摘取", "extractive"),
    "retrieval": ("检索", "retrieval"),
}

CAUSES: dict[Cause, Bilingual] = {
    Cause.NOT_RETRIEVED: ("没检索到证据", "Evidence not retrieved"),
    Cause.NOT_SELECTED: ("检索到了，没选中", "Retrieved but not selected"),
    Cause.CUT_WRONG: ("选中了，截取有误", "Selected but cut wrong"),
    Cause.WRONG_YEAR: ("年份错", "Wrong year"),
    Cause.WRONG_REGION: ("地区错", "Wrong region"),
    Cause.FALSE_REFUSAL: ("误拒", "False refusal"),
    Cause.FALSE_ANSWER: ("本应拒答却答了", "False answer"),
    Cause.NOT_FOUND: ("前十条里没有相关文本", "Nothing relevant in the first ten"),
    Cause.NOT_TIGHT: ("答对了，但过长", "Right, but not tight"),
    Cause.CITED_ELSEWHERE: ("答对了，引文不在标准证据处", "Right, but cited elsewhere"),
}

REASONS: dict[str, Bilingual] = {
    "no_report": ("没有该年份或地区的报告", "no report for that year or region"),
    "no_figure": ("报告提到此事，但没有所问内容", "the subject is there, the fact is not"),
    "nothing_near": ("报告里没有相近内容", "nothing in the reports is near"),
}

PHRASES: dict[str, Bilingual] = {
    "title": ("评测报告", "Evaluation report"),
    "questions": ("题数", "Questions"),
    "reports": ("报告数", "Reports"),
    "seed": ("随机种子", "Random seed"),
    "summary": ("总览", "Summary"),
    "score": ("指标", "Score"),
    "value": ("数值", "Value"),
    "interval": ("95% 置信区间", "95% interval"),
    "counted": ("计入题数", "Counted"),
    "by_type": ("分题型", "By type"),
    "type": ("题型", "Type"),
    "accuracy_plot": ("各题型正确率与 95% 区间", "Accuracy by type with 95% intervals"),
    "reliability_plot": ("置信度是否可信", "Reliability of confidence"),
    "latency_plot": ("每题用时", "Seconds per question"),
    "confidence": ("置信度", "Confidence"),
    "share_right": ("实际正确率", "Share that is right"),
    "share_done": ("已答完的比例", "Share answered within"),
    "seconds": ("秒", "Seconds"),
    "calibration": ("置信度校准", "Calibration"),
    "brier": ("Brier 分数（越低越好）", "Brier score (lower is better)"),
    "expected_error": ("期望校准误差（越低越好）", "Expected calibration error (lower is better)"),
    "answers": ("回答数", "Answers"),
    "failures": ("未达标的题，按原因", "Questions that fall short, by cause"),
    "none": ("没有。", "None."),
    "all_causes": ("全部原因", "All causes"),
    "all_types": ("全部题型", "All types"),
    "search": ("在题目和回答中查找", "Find in questions and answers"),
    "shown": ("道题", "questions shown"),
    "expected": ("应答", "Expected"),
    "given": ("实答", "Given"),
    "refused": ("拒答", "Refused"),
    "should_refuse": ("应当拒答：报告里没有", "Should refuse: the reports do not say"),
    "characters": ("字", "characters"),
    "gold": ("标准证据", "Gold evidence"),
    "also": ("同样可作证据", "also proves it"),
    "cited": ("引文", "Citations"),
    "no_citation": ("没有引文", "No citation"),
    "rank": ("检索第", "retrieved at rank"),
    "not_ranked": ("未检索到", "not retrieved"),
    "is_cited": ("已引用", "cited"),
    "not_cited": ("未引用", "not cited"),
    "proves": ("对应证据", "covers evidence"),
    "proves_not": ("不对应证据", "covers no evidence"),
    "searched": ("检索用问句", "Searched as"),
    "history": ("前文", "Earlier turns"),
    "passages": ("检索到的段落", "Passages retrieved"),
    "all_questions": ("全部题目", "All questions"),
    "question": ("题目", "Question"),
    "cause": ("原因", "Cause"),
    "right": ("对", "right"),
    "wrong": ("错", "wrong"),
    "explain_interval": (
        "区间由按题自助抽样一万次得出；题少则区间宽，两次运行的差别请用 govreport compare 判断。",
        "Intervals are from ten thousand bootstrap resamples of the questions; with few questions "
        "they are wide: judge two runs with govreport compare.",
    ),
}

COMPARED: dict[str, Bilingual] = {
    "head": (
        "：{count} 题，随机种子 {seed}。区间为 95%（按题配对自助抽样），"
        "p 为双侧（按题配对随机化检验）。",
        ": {count} questions, seed {seed}. Intervals are 95% (paired bootstrap), p two-sided "
        "(paired randomisation).",
    ),
    "score": ("指标", "score"),
    "difference": ("差", "difference"),
    "interval": ("95% 区间", "95% interval"),
    "wins": ("变对的题：{count}", "Wins: {count}"),
    "losses": ("变错的题：{count}", "Losses: {count}"),
    "same": ("没有哪个指标显著变差或变好", "no gate is significantly worse or better"),
    "worse": ("{name} 显著变差：{scores}", "{name} is significantly worse: {scores}"),
    "better": ("{name} 显著变好：{scores}", "{name} is significantly better: {scores}"),
}
