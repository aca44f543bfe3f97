"""The cards beside an answer, as HTML; what a browser does with them stands in `test_page`."""

import re
from dataclasses import replace

from qa.answer.citations import cite
from qa.quotes import Quote
from qa.records import OtherPlace
from ui.conversations.conversation import KeptTurn, new_conversation, with_turn
from ui.conversations.serialisation import pack_turn, unpack
from ui.page.views.sources import sources_html


def cards(markup: str) -> list[str]:
    return re.findall(r'<article class="gov-card.*?</article>', markup, re.DOTALL)


def cited(lanzhou, *excerpts):
    citations = []
    for excerpt in excerpts:
        start = lanzhou.text.index(excerpt)
        place = next(p for p in lanzhou.paragraphs if p.start <= start < p.end)
        quote = Quote(
            report_id=lanzhou.report_id,
            paragraph=place.number,
            start=start,
            end=start + len(excerpt),
        )
        citations.append(cite(lanzhou, quote, text_start=0, text_end=1))
    return tuple(citations)


def test_paragraph_cited_twice_stands_whole_once(lanzhou, parking):
    excerpts = ("新建公共停车泊位1.7万个", "新建农村公路300公里")
    answer = replace(parking, citations=cited(lanzhou, *excerpts))
    whole = parking.retrieval[0].text
    first, second = cards(
        sources_html(answer, 1, reports={lanzhou.report_id: lanzhou}, language="zh")
    )[:2]
    plain = re.sub("<[^>]+>", "", first)
    assert whole in plain
    assert f'<mark class="gov-excerpt">{excerpts[1]}</mark>' in second
    assert "…" in second
    assert len(second) < len(first)


def test_passage_that_changed_since_it_was_found_has_no_mark(lanzhou, parking):
    conversation = with_turn(new_conversation(""), KeptTurn(answer=parking, asked=""))
    found = parking.retrieval[0]
    packed = pack_turn(conversation.turns[0]) | {"citations": []}
    packed["passages"] = [[found.report_id, found.paragraph, 0, 10**6, 0.5, {}, []]]
    reports = {lanzhou.report_id: lanzhou}
    back = unpack({"key": "k1", "turns": [packed]}, reports)
    (card,) = cards(sources_html(back.turns[0].answer, 1, reports=reports, language="zh"))
    assert found.text in card
    assert "<mark" not in card


def test_titles_and_headings_never_become_markup(lanzhou, parking):
    attack = '"><img src=x onerror=alert(1)>'
    sections = tuple(replace(s, title=attack, path=(attack,)) for s in lanzhou.sections)
    evil = replace(lanzhou, title=attack, region=attack, sections=sections)
    markup = sources_html(parking, 1, reports={lanzhou.report_id: evil}, language="zh")
    assert "<img" not in markup
    assert "&lt;img" in markup


def with_others(answer, *others):
    passage = replace(answer.retrieval[0], also=others)
    return replace(answer, retrieval=replace(answer.retrieval, passages=(passage,)))


def test_card_links_to_where_else_its_paragraph_stands(lanzhou, parking):
    twin = replace(lanzhou, report_id="b" * 12, title="2016年兰州市政府工作报告")
    gone = replace(lanzhou, report_id="c" * 12, title="2015年兰州市政府工作报告")
    number = parking.retrieval[0].paragraph
    answer = with_others(parking, OtherPlace.of(twin, number), OtherPlace.of(gone, number))
    reports = {lanzhou.report_id: lanzhou, twin.report_id: twin}
    (card,) = cards(sources_html(answer, 1, reports=reports, language="zh"))
    (line,) = re.findall('<p class="gov-also">(.*?)</p>', card)
    assert re.sub("<[^>]+>", "", line) == f"另见 2016年兰州市政府工作报告第{number}段"
    assert f'href="?report={twin.report_id}&amp;p={number}"' in line
    assert f'data-read="{twin.report_id}"' in line
    english = sources_html(answer, 1, reports=reports, language="en")
    assert f">2016年兰州市政府工作报告, paragraph {number}</a>" in english
    assert "gov-also" not in sources_html(parking, 1, reports=reports, language="zh")


def test_paragraph_cited_twice_names_its_other_places_once(lanzhou, parking):
    excerpts = ("新建公共停车泊位1.7万个", "新建农村公路300公里")
    twin = replace(lanzhou, report_id="b" * 12)
    answer = with_others(parking, OtherPlace.of(twin, parking.retrieval[0].paragraph))
    answer = replace(answer, citations=cited(lanzhou, *excerpts))
    reports = {lanzhou.report_id: lanzhou, twin.report_id: twin}
    assert sources_html(answer, 1, reports=reports, language="zh").count("gov-also") == 1


def test_titles_of_other_places_never_become_markup(lanzhou, parking):
    evil = replace(lanzhou, report_id='"><img>', title="<img src=x onerror=alert(1)>")
    answer = with_others(parking, OtherPlace.of(evil, 1))
    reports = {lanzhou.report_id: lanzhou, evil.report_id: evil}
    markup = sources_html(answer, 1, reports=reports, language="zh")
    assert "<img" not in markup
    assert "&lt;img src=x" in markup
