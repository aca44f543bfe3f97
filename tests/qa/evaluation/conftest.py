"""A small collection of reports, real sentences, and the makers of questions and answers."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pytest

from embeddings.records import Paragraph, Report, SourceFile
from qa.evaluation.run_answers import RunAnswer, RunPassage
from qa.evaluation.testsets.test_set import GoldEvidence, TestQuestion, TestSet, from_questions
from qa.records import Answer, Citation, Missing, Reason, Retrieval, Scope, ScoredPassage

LANZHOU = (
    "各位代表：\n"
    "经济总量持续扩大，2016年预计达到2220亿元以上，比2011年增长63%。\n"
    "五年招商引资累计到位资金7300多亿元，农村自来水入户率达到76%。\n"
    "培育科技企业孵化器27个、新型众创空间66家。\n"
)
COUNCIL = (
    "各位代表：\n"
    "国内生产总值达到74.4万亿元，增长6.7%，名列世界前茅。\n"
    "城镇新增就业1314万人，城镇登记失业率4.02%。\n"
)


def make_report(text: str, *, title: str, year: int, region: str, file: str) -> Report:
    """Return a report with one paragraph per line and no sections."""
    paragraphs, start = [], 0
    for number, line in enumerate(text.splitlines(), start=1):
        paragraphs.append(
            Paragraph(number=number, start=start, end=start + len(line), section=None)
        )
        start += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        report_id=digest[:12],
        title=title,
        year=year,
        region=region,
        issuer=None,
        date=None,
        current_year=year,
        period=(year - 1, year - 1),
        origins={},
        sources=(
            SourceFile(
                path=f"/{file}", name=file, format="txt", encoding="utf-8", sha256="", size=0
            ),
        ),
        sha256=digest,
        text=text,
        sections=(),
        paragraphs=tuple(paragraphs),
    )


@dataclass(frozen=True)
class Named:
    """What a run records of an encoder."""

    name: str = "none"
    revision: str = "1"


@dataclass(frozen=True)
class Collection:
    """Reports by id and the name of an encoder: an index that is not searched by vector."""

    reports: Mapping[str, Report]
    encoder: Named = Named()


@pytest.fixture
def new_report() -> Callable[..., Report]:
    return make_report


@pytest.fixture
def lanzhou() -> Report:
    return make_report(
        LANZHOU, title="2017年兰州市政府工作报告", year=2017, region="兰州", file="000_seed.txt"
    )


@pytest.fixture
def council() -> Report:
    return make_report(
        COUNCIL, title="政府工作报告", year=2017, region="全国", file="2017年国务院政府工作报告.txt"
    )


@pytest.fixture
def index(lanzhou: Report, council: Report) -> Collection:
    return Collection(reports={r.report_id: r for r in (lanzhou, council)})


@pytest.fixture
def question() -> Callable[..., TestQuestion]:
    def make(
        *answers: list[str],
        id: str = "q1",
        type: str = "number",
        evidence: list[tuple[str, str]] | None = None,
        also: list[tuple[str, str]] | None = None,
        answerable: bool = True,
    ) -> TestQuestion:
        return TestQuestion(
            id=id,
            question="2016年兰州市生产总值预计达到多少？",
            type=type,
            answerable=answerable,
            answers=tuple(tuple(forms) for forms in answers),
            evidence=tuple(GoldEvidence(report=r, quote=q) for r, q in evidence or ()),
            also=tuple(GoldEvidence(report=r, quote=q) for r, q in also or ()),
        )

    return make


@pytest.fixture
def cite() -> Callable[..., Citation]:
    def make(report: Report, excerpt: str) -> Citation:
        start = report.text.index(excerpt)
        return Citation(
            report_id=report.report_id,
            title=report.title,
            file=report.sources[0].name,
            paragraph=next(
                p.number for p in report.paragraphs if p.start <= start <= max(p.start, p.end - 1)
            ),
            start=start,
            end=start + len(excerpt),
            excerpt=excerpt,
            text_start=0,
            text_end=len(excerpt),
        )

    return make


@pytest.fixture
def passage() -> Callable[..., RunPassage]:
    def make(report: Report, number: int, rank: int = 1) -> RunPassage:
        paragraph = report.paragraphs[number - 1]
        return RunPassage(
            report_id=report.report_id,
            title=report.title,
            file=report.sources[0].name,
            paragraph=number,
            start=paragraph.start,
            end=paragraph.end,
            text=report.text[paragraph.start : paragraph.end],
            score=1 / rank,
            rank=rank,
        )

    return make


@pytest.fixture
def answer() -> Callable[..., RunAnswer]:
    def make(text: str = "", **fields: object) -> RunAnswer:
        given: dict[str, object] = {
            "id": "q1",
            "question": "问",
            "rewritten": "问",
            "refused": not text,
            "reason": None,
            "message": "",
            "text": text,
            "spans": (),
            "computed": (),
            "citations": (),
            "passages": (),
            "confidence": 0.5,
            "seconds": 0.1,
        }
        return RunAnswer(**{**given, **fields})  # type: ignore[arg-type]

    return make


class LookupAssistant:
    """Answers with the paragraph that shares most characters with the question.

    A real, if simple, baseline: it refuses where fewer than `least` are shared.
    """

    def __init__(self, index: Collection, *, least: int = 4) -> None:
        self.index = index
        self.least = least
        self.asked: list[str] = []

    @property
    def retriever(self) -> "LookupAssistant":
        return self

    def ask(self, question: str, *, history: object = ()) -> Answer:
        self.asked.append(question)
        passages = self._ranked(question)
        best = passages[0]
        refused = Answer(
            question=question,
            rewritten=question,
            refused=True,
            reason=Reason.NOTHING_NEAR,
            message="没有相近内容。",
            retrieval=Retrieval(
                passages=passages,
                question=question,
                rewritten=question,
                scope=Scope(),
                missing=Missing(),
            ),
        )
        if best.score * 100 < self.least:
            return refused
        citation = Citation(
            report_id=best.report_id,
            title=best.title,
            file="",
            paragraph=best.paragraph,
            start=best.start,
            end=best.end,
            excerpt=best.text,
            text_start=0,
            text_end=len(best.text),
        )
        return replace(
            refused,
            refused=False,
            reason=None,
            message="",
            text=best.text,
            citations=(citation,),
            confidence=min(1.0, best.score * 10),
        )

    def _ranked(self, question: str) -> tuple[ScoredPassage, ...]:
        places = [(r, p) for r in self.index.reports.values() for p in r.paragraphs]
        texts = {(r.report_id, p.number): r.text[p.start : p.end] for r, p in places}
        shared = {place: len(set(question) & set(text)) for place, text in texts.items()}
        places.sort(key=lambda one: (-shared[one[0].report_id, one[1].number], one[0].report_id))
        return tuple(
            ScoredPassage(
                report_id=report.report_id,
                title=report.title,
                paragraph=p.number,
                start=p.start,
                end=p.end,
                text=texts[report.report_id, p.number],
                match_start=p.start,
                match_end=p.end,
                score=shared[report.report_id, p.number] / 100,
                rank=rank,
            )
            for rank, (report, p) in enumerate(places, start=1)
        )


@pytest.fixture
def assistant(index: Collection) -> LookupAssistant:
    return LookupAssistant(index)


@pytest.fixture
def small_set(lanzhou: Report, council: Report) -> TestSet:
    """Five questions: two that the lookup answers, one too hard for it, two unanswerable."""

    def asked(id: str, text: str, answer: str, report: Report, quote: str) -> TestQuestion:
        return TestQuestion(
            id=id,
            question=text,
            type="number",
            answerable=True,
            answers=((answer,),),
            evidence=(GoldEvidence(report=report.report_id, quote=quote),),
        )

    return from_questions(
        [
            asked("q1", "农村自来水入户率达到多少？", "76%", lanzhou, "农村自来水入户率达到76%"),
            asked("q2", "培育科技企业孵化器多少个？", "27个", lanzhou, "培育科技企业孵化器27个"),
            asked("q3", "GDP 涨了几成？", "6.7%", council, "增长6.7%"),
            TestQuestion(id="q4", question="月球上有几家？", type="unanswerable", answerable=False),
            TestQuestion(
                id="q5",
                question="2031年农村自来水入户率达到多少？",
                type="unanswerable",
                answerable=False,
            ),
        ],
        name="small",
    )
