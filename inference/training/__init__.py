"""How Mầm is made: tokenizer, pre-training, fine-tuning, export and quantization, one command each.

From the repository root, with the training extra installed (CORPUS holds *.txt.xz, GREETINGS *.jsonl):

    python -m inference.training.tokenizer --corpus CORPUS --greetings GREETINGS \\
        --extra inference/training/prompt_labels.txt --out RUN/tokenizer
    python -m inference.training.pretrain  --corpus CORPUS --greetings GREETINGS --tokenizer RUN/tokenizer \\
        --out RUN/pretrain --minutes 30
    python -m inference.training.finetune  --init RUN/pretrain/model --train train.jsonl --heldout heldout.jsonl \\
        --out RUN/finetune --minutes 60
    python -m inference.training.export    RUN/finetune/model --gguf RUN/mam-f32.gguf
    python -m inference.training.export    --to-hf model.gguf FOLDER
    python -m inference.training.quantize  RUN/mam-f32.gguf RUN/mam-q8_0.gguf --type Q8_0

The same command continues an interrupted run. Results, the negative ones too, are in LOG.md. The whole way on one
GPU, in two legs of eight minutes on a machine that has nothing of ours: runs/gpu.sh.
"""
