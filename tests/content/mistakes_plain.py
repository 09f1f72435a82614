"""Texts that are hard to read, one or more of each kind."""

from tests.content.mistakes import Mistake, say

LONG = (
    "If you have lost your papers or had to leave them behind when you fled you can ask the office "
    "for another procedure."
)


def hint(code: str, words: str, caret: str, says: str) -> Mistake:
    """Return a flow that says `words`."""
    found = say(f"say: {words}", code, caret)
    return Mistake(code, found.text, caret, says=says)


ALL = [
    hint("P001", LONG, "If you have", "Make two of it"),
    hint("P002", "One a. Two b. Three c. Four d. Five e. Six f.", "One a.", "Begin a new one"),
    hint("P003", "Submit the form.", "Submit", "send"),
    hint("P003", "Come prior to Monday.", "prior to", "before"),
    hint("P003", "Use it in order to pay.", "in order to", "to"),
    hint("P004", "Your diploma is assessed by the office.", "is assessed by", "Say who"),
    hint("P004", "It was decided to close.", "It was decided", "Say who"),
    hint("P005", "Keep an eye on your letters.", "Keep an eye on", "Say what it means"),
    hint("P006", "You cannot apply without a card.", "cannot apply without", "instead of"),
    hint("P007", "Ask COA about it.", "COA", "in brackets"),
    hint("P008", "Please DO NOT FORGET your card.", "DO NOT FORGET", "Capitals"),
    hint("P009", "Welcome!", "Welcome!", "exclamation"),
    hint("P010", "Click here for more.", "Click here", "Name the button"),
    hint("P011", "All done 👍", "👍", "Use a word"),
    hint("P012", "It takes several weeks.", "several weeks", "the number of weeks"),
    hint("P013", "Then you will get a letter.", "you will get", "what to ask"),
    hint("P014", "Help for vulnerable people.", "vulnerable", "what the person needs"),
]
