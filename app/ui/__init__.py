"""The window: Qt widgets, built in main.py and arranged in window.py; the other modules know nothing of each other."""
