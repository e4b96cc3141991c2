"""What the operating system refuses, said in Vietnamese."""

from inference.errors import reason

__all__ = ["reason"]
