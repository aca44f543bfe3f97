"""One page on a report as Markdown: every line says where it stands."""

from qa.diff.brief import Brief
from qa.diff.records import PairKind
from ui.i18n.messages import message
from ui.rendering.diff.values import difference_text, fact_text
from ui.rendering.inert import markdown_text

__all__ = ["brief_markdown"]


def brief_markdown(brief: Brief, language: str) -> str:
    """Return the brief; what needs an earlier report is left out where there is none."""
    report = brief.report
    lines = [f"# {markdown_text(report.title)}", ""]
    sections, count = len(brief.sections), len(report.paragraphs)
    size = {"characters": f"{brief.characters:,}", "sections": sections, "paragraphs": count}
    lines += [message("brief.size", language, **size), ""]
    if brief.sections:
        lines += [f"## {message('brief.sections', language)}", ""]
        lines += [
            f"- {markdown_text(s.title)} — "
            + message("brief.section", language, characters=f"{s.characters:,}", number=s.paragraph)
            for s in brief.sections
        ]
        lines.append("")
    lines += _targets(brief, language)
    lines += _terms(brief, language)
    if brief.earlier is not None and brief.diff is not None:
        shares = {kind.value: f"{100 * brief.share(kind):.0f}%" for kind in PairKind}
        told = message(
            "brief.shares",
            language,
            earlier=markdown_text(brief.earlier.title),
            gone=brief.diff.count(PairKind.GONE),
            **{name: shares[name] for name in ("same", "reworded", "new")},
        )
        lines += [f"## {message('brief.changes', language)}", "", told, ""]
    return "\n".join(lines)


def _targets(brief: Brief, language: str) -> list[str]:
    earlier, report = brief.earlier, brief.report
    if earlier is None or not brief.targets:
        return []
    years = {"old": earlier.year or "", "new": report.year or ""}
    names = ("indicator", "old", "result", "new", "difference")
    heads = [message(f"diff.column_{name}", language, **years) for name in names]
    lines = [f"## {message('diff.targets', language)}", "", _row(heads), _row(["---"] * 5)]
    for row in brief.targets:
        verdict = message(f"diff.verdict_{row.verdict.value}", language)
        lines.append(
            _row(
                [
                    row.indicator,
                    f"{fact_text(row.old, earlier)} [¶{row.old.paragraph}]",
                    f"{fact_text(row.result, report)} {verdict}"
                    + (f" [¶{row.result.paragraph}]" if row.result is not None else ""),
                    fact_text(row.new, report)
                    + (f" [¶{row.new.paragraph}]" if row.new is not None else ""),
                    difference_text(row),
                ]
            )
        )
    return [*lines, ""]


def _terms(brief: Brief, language: str) -> list[str]:
    lines: list[str] = []
    if brief.terms:
        lines += [f"## {message('brief.new_terms', language)}", ""]
        for place in brief.terms:
            start = max(0, place.start - 20)
            around = brief.report.text[start : place.end + 20]
            said = message("brief.term", language, count=place.term.count, number=place.paragraph)
            lines.append(
                f"- **{markdown_text(place.term.term)}** {said}：…{markdown_text(around)}…"
            )
        lines.append("")
    for key, changes in (("risen", brief.risen), ("fallen", brief.fallen)):
        if changes:
            told = "、".join(
                f"{markdown_text(one.term)} {one.before:g} → {one.now:g}" for one in changes
            )
            lines += [f"## {message(f'brief.{key}', language)}", "", told, ""]
    return lines


def _row(cells: list[str]) -> str:
    return (
        "| " + " | ".join(markdown_text(cell) if cell != "---" else cell for cell in cells) + " |"
    )
