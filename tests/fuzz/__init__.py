"""Long runs of random input for the readers, which pytest does not run."""
