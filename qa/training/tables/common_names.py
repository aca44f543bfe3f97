"""Write `qa/data/tables/common_names.txt`, the names that many reports give their figures.

`python -m qa.training.tables.common_names INDEX` counts them over the reports of an index, which
should hold a thousand reports or more.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from embeddings.index.opening import open_index
from qa.facts.fact_book import FactBook
from qa.facts.indicator_names import IndicatorName, read_name

__all__ = ["main"]

_REPORTS_LEAST = 20  # that use a name
_TELLING = 3  # characters of a name that says what it is of
_KEPT_IN_NAME = "rate"  # the group of restricting words that the text of a name holds already


def main() -> None:
    """Count the reports that use each name, and write those of many, the commonest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--output", type=Path, default=Path("qa/data/tables/common_names.txt"))
    arguments = parser.parse_args()
    index = open_index(arguments.index)
    book = FactBook(index.reports, lambda report: index.facts.stored(report.report_id))
    using: Counter[IndicatorName] = Counter()
    written: defaultdict[IndicatorName, Counter[str]] = defaultdict(Counter)
    for report_id, report in index.reports.items():
        used = set()
        for paragraph in report.paragraphs:
            for named in book.of_paragraph(report_id, paragraph.number):
                fact = named.fact
                for name in named.names:
                    written[name][f"{''.join(fact.restrictions)}{fact.indicator}"] += 1
                used |= set(named.names)
        using.update(used)
    rows = [
        (-count, words)
        for name, count in using.items()
        if count >= _REPORTS_LEAST and len(name.text) >= _TELLING
        for words in [_words(name, written[name])]
        if words
    ]
    lines = [f"{words}\n" for _, words in sorted(rows)]
    arguments.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} names from {len(index.reports)} reports → {arguments.output}")


def _words(name: IndicatorName, written: Counter[str]) -> str:
    """Return words that are read as a name, the commonest if they are; empty for none."""
    restricting = sorted(word for group, word in name.restrictions if group != _KEPT_IN_NAME)
    forms = [form for form, _ in written.most_common()]
    made = "".join((*restricting, name.text))
    return next((form for form in (*forms, made) if read_name(form) == name), "")


if __name__ == "__main__":
    main()
