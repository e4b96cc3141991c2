"""From a brief to checked words: prompt, compose, check, library."""
