"""What the sizes of `benchmarks.scale.scale` cost, side by side: a table and a drawing."""

from collections.abc import Mapping
from typing import Any

from benchmarks.recording import RESULTS

__all__ = ["plot", "write_table"]


def write_table(sizes: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the sizes side by side, for people."""
    rows = (
        ("reports", lambda one: f"{one['counts']['reports']:,}"),
        ("paragraphs", lambda one: f"{one['counts']['paragraphs']:,}"),
        ("sentences", lambda one: f"{one['counts']['sentences']:,}"),
        ("terms", lambda one: f"{one['counts']['terms']:,}"),
        ("indexed in, s", lambda one: f"{one['index_seconds']:,.0f}"),
        (
            "– processor time, s",
            lambda one: f"{one['index_processor_seconds']:,.0f}",
        ),
        ("memory while indexing, MB", lambda one: f"{one['index_peak_mb']:,.0f}"),
        ("on disk, MB", lambda one: f"{one['disk_mb']:,.0f}"),
        *(
            (f"– {part}, MB", lambda one, part=part: f"{one['disk_mb_by_part'][part]:,.0f}")
            for part in next(iter(sizes.values()))["disk_mb_by_part"]
        ),
        ("opened in, s", lambda one: f"{one['open_seconds']:.2f}"),
        ("search p50 / p95, ms", lambda one: _pair(one["search_ms"])),
        ("– processor time", lambda one: _pair(one["search_processor_ms"])),
        ("whole retrieval p50 / p95, ms", lambda one: _pair(one["retriever_ms"])),
        ("– processor time", lambda one: _pair(one.get("retriever_processor_ms"))),
        ("memory while asking, MB", lambda one: f"{one['asking_peak_mb']:,.0f}"),
        ("vector search, sentences", lambda one: one["dense_kind"]["sentence"]),
        (
            "recall@10 of exact, sentences",
            lambda one: f"{one['dense_recall_at_10']['sentence']:.3f}",
        ),
        ("load average at the end of indexing", lambda one: f"{one['load_average']:.1f}"),
    )
    lines = [
        "# Growth of the index",
        "",
        "Written by `python -m benchmarks.scale.scale`; machine, commit and seed in `scale.json`.",
        "",
        "| sentence passages | " + " | ".join(f"{int(size):,}" for size in sizes) + " |",
        "|---" * (len(sizes) + 1) + "|",
        *(f"| {name} | " + " | ".join(map(cell, sizes.values())) + " |" for name, cell in rows),
    ]
    (RESULTS / "scale.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pair(percentiles: Mapping[str, float] | None) -> str:
    if percentiles is None:  # of a size measured before it was taken
        return "–"
    return f"{percentiles['p50']:.0f} / {percentiles['p95']:.0f}"


def plot(sizes: Mapping[str, Mapping[str, Any]]) -> None:
    """Draw time, disk, memory and latency over the number of sentences."""
    import matplotlib  # noqa: PLC0415 - half a second, and only here

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "govreport"
    from matplotlib import pyplot  # noqa: PLC0415

    counts = [one["counts"]["sentences"] for one in sizes.values()]
    panels = (
        ("indexed in, s", lambda one: one["index_seconds"]),
        ("on disk, MB", lambda one: one["disk_mb"]),
        ("memory while asking, MB", lambda one: one["asking_peak_mb"]),
        ("search p95, ms", lambda one: one["search_ms"]["p95"]),
    )
    figure, axes = pyplot.subplots(1, len(panels), figsize=(14, 3.2), layout="constrained")
    for axis, (name, value) in zip(axes, panels, strict=True):
        axis.loglog(counts, [value(one) for one in sizes.values()], marker="o")
        axis.set_title(name)
        axis.set_xlabel("sentence passages")
        axis.grid(visible=True, which="major", alpha=0.3)
    figure.savefig(RESULTS / "scale.svg", metadata={"Date": None})
    pyplot.close(figure)
