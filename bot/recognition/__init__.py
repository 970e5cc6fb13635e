"""Recognition: a message becomes a reading. Cues in plain words and a small trained model, no language model."""

from bot.recognition.cues import CueFileError
from bot.recognition.recogniser import Recogniser, load_recogniser

__all__ = ["CueFileError", "Recogniser", "load_recogniser"]
