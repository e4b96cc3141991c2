"""Models that a person adds: which there are, whether they fit, how they are fetched and kept."""
