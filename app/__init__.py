"""Lời Hay: what people see, and what the product knows of Vietnamese."""
