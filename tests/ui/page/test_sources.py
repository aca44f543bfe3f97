"""The cards beside an answer, as HTML; what a browser does with them stands in `test_page`."""

import re
from dataclasses import replace

from qa.citations import Quote, cite
from ui.page.sources import sources_html


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


def test_titles_and_headings_never_become_markup(lanzhou, parking):
    attack = '"><img src=x onerror=alert(1)>'
    sections = tuple(replace(s, title=attack, path=(attack,)) for s in lanzhou.sections)
    evil = replace(lanzhou, title=attack, region=attack, sections=sections)
    markup = sources_html(parking, 1, reports={lanzhou.report_id: evil}, language="zh")
    assert "<img" not in markup
    assert "&lt;img" in markup
