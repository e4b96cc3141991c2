"""The transformer, its configuration and its tokenizer: one definition for training and serving."""
