"""Measures of models and servers."""
