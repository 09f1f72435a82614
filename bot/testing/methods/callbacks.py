"""answerCallbackQuery: what a person sees after pressing a button."""

from bot.testing.methods.access import Call
from bot.testing.methods.refusals import bad_request
from bot.testing.world.bots import CallbackAnswer

ANSWER_LETTERS = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback(call: Call) -> bool:
    """answerCallbackQuery: once for each press, within its time."""
    query = call.bot.queries.get(call.parameters.text("callback_query_id"))
    if query is None or query.answer is not None or query.expires_at < call.world.clock.now():
        raise bad_request(TOO_OLD)
    text = call.parameters.text("text")
    if len(text) > ANSWER_LETTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = CallbackAnswer(
        text=text,
        show_alert=call.parameters.truth("show_alert"),
        url=call.parameters.text("url"),
    )
    query.pulse.beat()
    return True
