"""The dialog every bot of the bench holds: name, age, city, and a summary that proves the state."""

ASK_NAME = "What is your name?"
ASK_AGE = "How old are you?"
ASK_CITY = "Which city do you live in?"
STAGES = 4
"""Messages of one whole dialog: /start, the name, the age, the city."""


def summary(name: str, age: str, city: str) -> str:
    """Return the last text of the dialog; it holds all three answers."""
    return f"Name: {name}, age: {age}, city: {city}"


def say(person: int, stage: int) -> tuple[str, tuple[str, ...]]:
    """Return what a person says at a stage (from 0) and the replies that must come, in order."""
    name, age, city = f"Name{person}", str(18 + person % 60), f"City{person % 1000}"
    match stage:
        case 0:
            return "/start", (ASK_NAME,)
        case 1:
            return name, (ASK_AGE,)
        case 2:
            return age, (ASK_CITY,)
        case _:
            return city, (summary(name, age, city),)


def say_anything(person: int, stage: int) -> tuple[str, tuple[str, ...]]:
    """Return a text and the same text as its reply: what is said to a bot that only echoes."""
    text = f"{person} says {stage}"
    return text, (text,)


def answer(answers: list[str], text: str) -> tuple[list[str], str]:
    """Return the answers known after a text and what to say next: the dialog without a framework."""
    if text == "/start":
        return [], ASK_NAME
    match answers:
        case []:
            return [text], ASK_AGE
        case [name]:
            return ([name, text], ASK_CITY) if text.isdecimal() else (answers, ASK_AGE)
        case _:
            return [], summary(answers[0], answers[1], text)
