"""`python -m app`: the window, or a command when words follow."""

from app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
