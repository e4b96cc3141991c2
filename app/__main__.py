"""`python -m app`: the window, or a command when words follow."""

if __name__ == "__main__":
    try:
        from app.cli import main

        raise SystemExit(main())
    except KeyboardInterrupt:  # while modules are still being imported
        raise SystemExit(130) from None
