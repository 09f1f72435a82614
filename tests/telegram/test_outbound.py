"""A message as calls of the Bot API."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.message import Attachment, Button, OutboundKind, OutboundMessage
from bot.telegram.outbound import Unsendable, call_for

PLAN = Attachment(filename="plan.pdf", media_type="application/pdf", content=b"%PDF")
ROWS = (
    (Button(label="Yes", token="start/yes"), Button(label="No", token="start/no")),
    (Button(label="Menu", token="menu"),),
)
SHOWN = {
    "inline_keyboard": [
        [
            {"text": "Yes", "callback_data": "start/yes"},
            {"text": "No", "callback_data": "start/no"},
        ],
        [{"text": "Menu", "callback_data": "menu"}],
    ]
}


def test_a_text_is_sent_as_it_is_with_its_buttons_in_the_order_given():
    call = call_for("7001", OutboundMessage(text="<b>Shall</b> we? https://example.org", rows=ROWS))
    assert call.method == "sendMessage"
    assert call.parameters == {
        "chat_id": 7001,
        "text": "<b>Shall</b> we? https://example.org",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": SHOWN,
    }


def test_a_text_without_buttons_has_no_keyboard():
    assert "reply_markup" not in call_for("7001", OutboundMessage(text="Hello")).parameters


def test_a_file_goes_as_a_document_with_the_text_under_it():
    call = call_for("7001", OutboundMessage(text="Your plan", attachment=PLAN, rows=ROWS))
    assert (call.method, call.attachment) == ("sendDocument", PLAN)
    assert call.parameters == {"chat_id": 7001, "caption": "Your plan", "reply_markup": SHOWN}


def test_a_file_needs_no_text():
    call = call_for("7001", OutboundMessage(attachment=PLAN))
    assert call.parameters == {"chat_id": 7001}


@pytest.mark.parametrize(("rows", "shown"), [(ROWS, SHOWN), ((), {"inline_keyboard": []})])
def test_new_buttons_go_under_the_message_they_belong_to(rows, shown):
    message = OutboundMessage(kind=OutboundKind.KEYBOARD, on="12", rows=rows)
    call = call_for("7001", message)
    assert call.method == "editMessageReplyMarkup"
    assert call.parameters == {"chat_id": 7001, "message_id": 12, "reply_markup": shown}


def rows_of(token, label="Yes"):
    return ((Button(label=label, token=token),),)


@pytest.mark.parametrize(
    ("address", "message", "reason"),
    [
        ("7001", OutboundMessage(text="x" * 4097), "text_too_long"),
        ("7001", OutboundMessage(text="😀" * 2049), "text_too_long"),
        ("7001", OutboundMessage(text="x" * 1025, attachment=PLAN), "text_too_long"),
        ("7001", OutboundMessage(text="half \ud83d"), "text_not_utf8"),
        ("7001", OutboundMessage(text="x", rows=rows_of("t", label="\ud83d")), "text_not_utf8"),
        ("7001", OutboundMessage(text="x", rows=rows_of("\ud83d")), "button_token_length"),
        ("7001", OutboundMessage(text=""), "text_empty"),
        ("7001", OutboundMessage(text=" \n"), "text_empty"),
        ("7001", OutboundMessage(text="x", rows=rows_of("t" * 65)), "button_token_length"),
        ("7001", OutboundMessage(text="x", rows=rows_of("ሀ" * 22)), "button_token_length"),
        ("7001", OutboundMessage(text="x", rows=rows_of("")), "button_token_length"),
        ("7001", OutboundMessage(text="x", rows=rows_of("t", label=" ")), "button_label_empty"),
        ("7001", OutboundMessage(kind=OutboundKind.KEYBOARD), "change_without_message"),
        ("7001", OutboundMessage(kind=OutboundKind.KEYBOARD, on="x"), "change_without_message"),
        ("@someone", OutboundMessage(text="x"), "address_not_a_chat"),
        ("", OutboundMessage(text="x"), "address_not_a_chat"),
        (
            "7001",
            OutboundMessage(
                attachment=Attachment(filename="a", media_type="text/plain", content=b"")
            ),
            "file_empty",
        ),
    ],
)
def test_what_telegram_would_not_take_is_refused_with_a_reason_and_never_cut(
    address, message, reason
):
    with pytest.raises(Unsendable) as raised:
        call_for(address, message)
    assert raised.value.reason == reason


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048])
def test_exactly_4096_units_are_sent(text):
    assert call_for("7001", OutboundMessage(text=text)).parameters["text"] == text


def test_exactly_64_bytes_are_a_token():
    call_for("7001", OutboundMessage(text="x", rows=rows_of("t" * 64)))


@given(st.text(alphabet=st.characters()), st.text(alphabet=st.characters(), max_size=70))
def test_any_text_and_token_is_either_sent_whole_or_refused(text, token):
    try:
        call = call_for("7001", OutboundMessage(text=text, rows=rows_of(token)))
    except Unsendable:
        return
    assert call.parameters["text"] == text


def test_changed_words_replace_those_of_the_message():
    message = OutboundMessage(kind=OutboundKind.EDIT, on="12", text="On Tuesday.")
    call = call_for("7001", message)
    assert call.method == "editMessageText"
    assert (call.parameters["chat_id"], call.parameters["message_id"]) == (7001, 12)
    assert call.parameters["text"] == "On Tuesday."


def test_a_message_that_is_taken_back_is_deleted():
    call = call_for("7001", OutboundMessage(kind=OutboundKind.REMOVE, on="12", text="gone"))
    assert call.method == "deleteMessage"
    assert call.parameters == {"chat_id": 7001, "message_id": 12}
