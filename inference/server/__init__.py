"""An OpenAI-compatible HTTP server over an engine that decodes many sequences in one batch."""
