"""Whole trainings that fit where they must run: see gpu.sh for the one on a borrowed GPU."""
