"""What officers say about changes of the text."""

from strategy.actions.redline.explaining import Reworded, explain, mark_of, reword, withdraw

__all__ = ["Reworded", "explain", "mark_of", "reword", "withdraw"]
