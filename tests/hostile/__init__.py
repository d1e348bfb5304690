"""Input that was made to do harm, by the harm that it would do."""
