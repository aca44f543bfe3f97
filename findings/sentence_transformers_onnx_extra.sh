#!/bin/sh
# One would guess: `pip install "sentence-transformers[onnx]==6.2.0"` installs what
#   SentenceTransformer(path, backend="onnx") needs; the package declares that extra and its error
#   message tells the user to install it.
# What happens: the extra cannot be resolved. sentence-transformers 6.2.0 requires transformers>=5,
#   its extra requires optimum-onnx, and every release of optimum-onnx up to 0.1.0 requires
#   transformers<4.58. pip reports ResolutionImpossible. Installed without dependencies, optimum-onnx
#   0.1.0 fails on import (`is_offline_mode` is gone from transformers.utils).
# Versions: sentence-transformers 6.2.0, optimum-onnx 0.1.0; seen 2026-11-29.
# Why it matters here: the bundled sentence encoder is a sentence-transformers folder with ONNX
#   weights; the stock way to open it can be no extra of this project. It opens with
#   sentence-transformers 5.5.1 and transformers 4.57.6.
# Exits with 1 if the extra can be resolved.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
if "$work/venv/bin/pip" install --quiet --dry-run --only-binary :all: \
    "sentence-transformers[onnx]==6.2.0" >"$work/log" 2>&1; then
  echo "changed: the extra can be resolved"
  exit 1
fi
grep -E "optimum-onnx|transformers|ResolutionImpossible" "$work/log" | sort -u | head -20
grep -q "ResolutionImpossible" "$work/log" || { echo "another failure:"; tail -5 "$work/log"; exit 1; }
echo "as stated: sentence-transformers[onnx]==6.2.0 cannot be resolved"
