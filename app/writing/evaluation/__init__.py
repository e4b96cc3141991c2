"""How well a model writes: `python -m app.writing.evaluation`, for any GGUF file or OpenAI-compatible server."""
