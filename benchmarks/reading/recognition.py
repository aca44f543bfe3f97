"""How many characters of a scanned page are read wrong, on pages of the real report.

    python -m benchmarks.reading.recognition [PAGES]

Pages of the seed report are drawn at 200 dpi in a serif font, then read as they are, turned by 1°,
and with noise (standard deviation 40 of 255). Needs the extra `ocr` and a Chinese font.
"""

import re
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.recording import ROOT, record
from embeddings.reading.pages.recognition import Recogniser, can_recognise
from embeddings.text.folding import fold

SEED = 20261129
REPORT = ROOT / "seeds" / "000_06042aab8e8de241.txt"
FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
PER_LINE, PER_PAGE = 36, 36
SIZE = (1654, 2339)  # A4 at 200 dpi
NOISE = 40


def pages(count: int) -> list[list[str]]:
    """Return the printed lines of pages of the report."""
    text = re.sub(r"\s", "", REPORT.read_text(encoding="utf-8"))
    lines = [text[at : at + PER_LINE] for at in range(0, len(text), PER_LINE)]
    return [lines[at : at + PER_PAGE] for at in range(0, count * PER_PAGE, PER_PAGE)]


def drawn(lines: list[str]) -> Image.Image:
    """Return a page with the lines in 12 point type."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 33)
    for row, line in enumerate(lines):
        draw.text((220, 200 + 54 * row), line, font=font, fill="black")
    return picture


def distance(first: str, second: str) -> int:
    """Return the edit distance (Levenshtein 1966) of two texts."""
    row = np.arange(len(second) + 1)
    codes = np.array([ord(sign) for sign in second])
    for place, sign in enumerate(first, 1):
        costs = np.minimum(row[:-1] + (codes != ord(sign)), row[1:] + 1)
        best = np.concatenate(([place], costs))
        row = np.minimum.accumulate(best - np.arange(len(best))) + np.arange(len(best))
    return int(row[-1])


def main(count: int) -> None:
    """Measure every condition and record it."""
    if not can_recognise() or not FONT.exists():
        sys.exit('needs pip install "govreport-qa[ocr]" and Noto Serif CJK')
    chance = np.random.default_rng(SEED)
    recogniser = Recogniser()
    conditions: dict[str, dict[str, float]] = {}
    for name in ("plain", "turned by 1 degree", "noise"):
        wrong = characters = figures = figures_right = 0
        confidences: list[float] = []
        began = time.perf_counter()
        for lines in pages(count):
            picture = drawn(lines)
            if name.startswith("turned"):
                picture = picture.rotate(1, fillcolor="white", resample=Image.Resampling.BICUBIC)
            pixels = np.asarray(picture, dtype=np.float32)
            if name == "noise":
                pixels = pixels + chance.normal(0, NOISE, pixels.shape)
            read = recogniser.read(np.clip(pixels, 0, 255).astype(np.uint8), 1)
            truth = fold("".join(lines))
            found = fold("".join(line.text for line in read.lines)).replace(" ", "")
            wrong += distance(truth, found)
            characters += len(truth)
            printed = re.findall(r"\d+(?:\.\d+)?", truth)
            figures += len(printed)
            figures_right += sum(figure in found for figure in printed)
            confidences.append(read.confidence)
        conditions[name] = {
            "characters": characters,
            "character_error_rate": round(wrong / characters, 5),
            "figures": figures,
            "figures_found": figures_right,
            "mean_confidence": round(float(np.mean(confidences)), 4),
            "seconds_a_page": round((time.perf_counter() - began) / count, 2),
        }
        print(name, conditions[name])
    record("recognition", {"dpi": 200, "pages": count, "conditions": conditions}, seed=SEED)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
