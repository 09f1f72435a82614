"""The panel of the recorded test: the walk through the conversation so far, as it is written below flows/tests."""

from bot.preview.html import Html, tag
from bot.preview.view import Scene

_NOTHING = (
    "A test is written down from where a conversation begins: start over, send a command while nothing is under way, "
    "or jump to a step. After a “what if” in the middle of a second flow there is nothing to write down."
)


def recorded(scene: Scene) -> str:
    """Return the test as YAML, or an empty text when nothing can be written down."""
    recorder = scene.played.recorder
    return "" if recorder is None or recorder.start is None else recorder.yaml()


def recording_panel(scene: Scene) -> Html:
    """Return the test with a button to copy it and a link to download it."""
    text = recorded(scene)
    if not text:
        return tag("p", _NOTHING, class_="soft")
    start = scene.played.recorder.start if scene.played.recorder else ""
    file = f"flows/tests/{start}.yaml"
    return tag(
        "div",
        tag("p", "What you did since the beginning, as a conversation test. Put it at the end of ",
            tag("code", file), ", give it a title, and it runs in every language with every check."),
        tag("p",
            tag("button", "Copy", type="button", data_copy=text, class_="small", aria_label="Copy the test"),
            tag("a", "Download", href=f"/p/{scene.view.tab}/test.yaml", download=f"{start}.yaml", class_="small"),
            class_="actions"),
        tag("pre", text, class_="yaml", tabindex=0, aria_label="The test", dir="ltr"),
    )  # fmt: skip
