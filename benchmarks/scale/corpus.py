"""Any number of reports made from real paragraphs, their figures, years and regions varied.

Reports are made one at a time and never held together. The first round is the real reports
themselves, so that the questions of the dev sets have their true answers among the rest.
"""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from embeddings.parsing.reports import find_sources, read_reports
from embeddings.records import Paragraph, Report, Section
from embeddings.text.gazetteer import BUNDLED
from embeddings.text.sentences import sentence_spans

__all__ = ["real_reports", "varied_reports"]

YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-2]\d)(?=年)")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
PLACE = re.compile("中国|我国|全国|兰州")
YEARS = (1980, 2025)
REGIONS = BUNDLED.units  # that reports are made for


def real_reports(folders: Sequence[Path]) -> list[Report]:
    """Return the reports in the folders."""
    files, _ = find_sources(folders)
    return [report for file in files for report in read_reports(file)]


def varied_reports(real: Sequence[Report], sentences: int, seed: int) -> Iterator[Report]:
    """Yield reports until they hold at least this many sentences between them."""
    chance = random.Random(seed)
    regions = sorted(REGIONS)
    made = 0
    seen: set[str] = set()
    while made < sentences:
        first_round = made == 0
        for report in real:
            if made >= sentences:
                return
            varied = report if first_round else _varied(report, chance, regions)
            while varied.report_id in seen:  # a short report without figures varies little
                varied = _varied(report, chance, regions)
            seen.add(varied.report_id)
            made += sum(
                len(sentence_spans(varied.text[one.start : one.end])) for one in varied.paragraphs
            )
            yield varied


def _varied(report: Report, chance: random.Random, regions: Sequence[str]) -> Report:
    """Return the report as if another place had written it in another year."""
    year, region = chance.randint(*YEARS), chance.choice(regions)
    shift = year - (report.year or year)

    def vary(text: str) -> str:
        text = PLACE.sub(region, text)
        text = YEAR.sub(lambda found: f"\0{int(found[1]) + shift}\0", text)
        parts = text.split("\0")
        parts[::2] = [
            FIGURE.sub(lambda found: _figure(found[0], chance), one) for one in parts[::2]
        ]
        return "".join(parts)

    title = f"{year}年{region}政府工作报告"
    text = title
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    headings: dict[int, str] = {}
    written: set[int] = set()
    for paragraph in report.paragraphs:
        for section in report.sections:
            if section.number not in written and section.start < paragraph.start:
                written.add(section.number)
                headings[section.number] = vary(section.title)
                begin = len(text) + 1
                text += "\n" + headings[section.number]
                sections.append(
                    replace(
                        section,
                        title=headings[section.number],
                        path=(*_titles_above(section, sections, report), headings[section.number]),
                        start=begin,
                        end=len(text),
                    )
                )
        begin = len(text) + 1
        text += "\n" + vary(report.text[paragraph.start : paragraph.end])
        paragraphs.append(replace(paragraph, start=begin, end=len(text)))
    numbers = {section.number: place for place, section in enumerate(sections)}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(
        report,
        report_id=digest[:12],
        title=title,
        year=year,
        region=region,
        current_year=year,
        sha256=digest,
        text=text,
        sections=tuple(replace(one, number=numbers[one.number]) for one in sections),
        paragraphs=tuple(
            replace(one, section=None if one.section is None else numbers.get(one.section))
            for one in paragraphs
        ),
        changes=(),
    )


def _titles_above(section: Section, written: Sequence[Section], report: Report) -> list[str]:
    """Return the titles of the sections of `written` that hold a section of `report`."""
    return [
        other.title
        for other in written
        if other.level < section.level
        and report.sections[other.number].start <= section.start
        and report.sections[other.number].end >= section.end
    ]


def _figure(figure: str, chance: random.Random) -> str:
    """Return another figure of the same form, the first digit not 0 unless it was."""
    digits = [
        sign if not sign.isdigit() else chance.choice("123456789" if place == 0 else "0123456789")
        for place, sign in enumerate(figure)
    ]
    return "".join(digits)
