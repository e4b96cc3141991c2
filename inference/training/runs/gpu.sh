#!/usr/bin/env bash
# Trains a Mầm of 28 million parameters from nothing in two legs of at most eight minutes on one H100 or H200.
#
#   here    inference/training/runs/gpu.sh pack CORPUS train.jsonl heldout.jsonl [--dry-run] [--tokenizer FOLDER]
#   there   inference/training/runs/gpu.sh leg1        carrying runs/gpu/in; the files are left in $OUT
#   there   inference/training/runs/gpu.sh leg2        at once, while the machine still has runs/gpu/state; or else
#   here    inference/training/runs/gpu.sh repack FILES CORPUS train.jsonl heldout.jsonl      before leg2 (FILES: leg 1's)
#   here    inference/training/runs/gpu.sh join FILES FOLDER      a Hugging Face folder; then export and quantize
#   here    inference/training/runs/gpu.sh toy [FOLDER]           both legs at toy size on a CPU, all of the above
#
# Needed there: PyTorch ≥ 2.9 and NumPy, nothing else. `tokenizers` is used where it is (two busy cores: the 22.5 M
# tokens of the text in 9 s, 0.7 to 2.5 M tokens/s), else plain Python with the same ids (0.7 to 0.95 M tokens/s a
# process, a process a core); matplotlib draws loss.png where it is. Nothing is installed, nothing is fetched.
#
# What goes there, at most 64 MiB with the repository (29 MB): all the text (20.3 MB), 115,000 pairs (4.6 MB), tokenizer
# (0.6 MB): 54.6 MB. Before leg 2 on another machine: the checkpoint (26 MB), pairs, tokenizer, and what text still fits
# (novels, verse, everyday sentences, a part of the encyclopedia). `--dry-run` weighs it all.
#
# Numbers. 28.3 M parameters (512 wide, 8 layers, FFN 1280, 8,192 tokens) cost 6 × 28.3 M + 12.6 M (attention over 512)
# = 182 MFLOP a token. An H100 gives 989 TFLOP/s of bf16 on paper and 790 measured on large squares; at 20 % of the paper
# (small matrices, residuals in float32, Muon's many launches) that is 1.1 M tokens/s, at 40 % 2.2 M. Not measured yet:
# the legs are bounded by time and ask the clock, not this estimate. With 1 M tokens/s leg 1 has 480 − 25 (files) − 60
# (start, tokens, compilation) s = 3,000 steps of 131,072 tokens = 395 M tokens: 18 times the text's 22 M. Leg 2 has
# about 220 s for the fall of the rate (1,650 steps) and 180 s of fine-tuning, at most eight times over the pairs.
#
# What comes back: leg 1 leaves checkpoint.00 … (8-bit rows, Huffman-coded, about 26 MB) and checkpoint.json, leg 2
# model.00 to model.03 (bfloat16, 56.7 MB, ≤ 16 MB each) and model.json, both with metrics.csv, loss.png, log.txt:
# eight files and 60 MB at most. Every part and the whole have a SHA-256. A leg that is stopped (SIGTERM, or its time)
# leaves a checkpoint; run it again, or the next. What the 8-bit journey and the optimizers' lost memory cost: LOG.md.
set -euo pipefail
BEGAN=$(date +%s)
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
PYTHON=${PYTHON:-$([ -x .venv/bin/python ] && echo .venv/bin/python || echo python3)}
RUN=${RUN:-runs/gpu}
OUT=${OUT:-$RUN/out}
module() { "$PYTHON" -m "inference.training.runs.$@"; }
pack() { local corpus=$1 train=$2 heldout=$3; shift 3
         module parcel "$RUN/in" --corpus "$corpus" --train "$train" --heldout "$heldout" "$@"; }
leg() { exec "$PYTHON" -u -m inference.training.runs.legs "$1" --inputs "$RUN/in" --state "$RUN/state" --out "$OUT" \
             --began "$BEGAN" "${@:2}"; }  # exec: the signal that ends a leg reaches Python

toy() {
    RUN=$(realpath -m "${1:-$(mktemp -d)}"); OUT=$RUN/out
    [ -z "$(ls -A "$RUN" 2>/dev/null)" ] || { echo "$RUN is not empty" >&2; exit 2; }
    export RUN OUT
    module toy "$RUN/made"
    set -- "$RUN/made/corpus" "$RUN/made/train.jsonl" "$RUN/made/heldout.jsonl" \
           --tokenizer "$RUN/made/tokenizer" --greetings "$RUN/made/greetings"
    pack "$@" --dry-run
    pack "$@"
    (leg 1 --recipe toy --greetings "$RUN/made/greetings")
    mv "$RUN/out" "$RUN/came"; rm -r "$RUN/state"  # leg 2 on another machine
    pack "$1" "$2" "$3" --checkpoint "$RUN/came"
    (leg 2 --recipe toy --greetings "$RUN/made/greetings")
    module join "$RUN/out" "$RUN/model" --tokenizer "$RUN/in/tokenizer"
    ls -l "$RUN/came" "$RUN/out" "$RUN/model"
}

case ${1:-} in
    pack)   shift; pack "$@" ;;
    repack) files=$2; shift 2; pack "$@" --checkpoint "$files" ;;
    leg1)   shift; leg 1 "$@" ;;
    leg2)   shift; leg 2 "$@" ;;
    join)   module join "$2" "$3" --tokenizer "$RUN/in/tokenizer" ;;
    toy)    toy "${2:-}" ;;
    *)      sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
