"""Long runs of random input against the readers; no part of the ordinary tests."""
