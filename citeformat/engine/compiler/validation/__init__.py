"""What is wrong with a style: its structure, its vocabulary, its size."""
