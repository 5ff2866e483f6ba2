"""What the papers say, in order and in words, before anything is laid out."""
