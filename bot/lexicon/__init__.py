"""Data of recognition: cues, words and examples per language, meanings shared by both, and the trained model."""
