"""Numbers, phone numbers, links and commands of a text are found, however they are written."""

from bot.core.exact_parts import links_in, numbers_in, only_digits, phones_in


def test_digits_are_those_of_every_script():
    assert only_digits("+٣١ (۳۰) 12") == "313012"


def test_numbers_are_found_without_those_of_links_phones_and_placeholders():
    text = "In 2026 call +31 30 123 4567, see https://x.nl/9 and {step_2}: ١٬٠٠٠."
    assert numbers_in(text) == {"2026": "2026", "1000": "١٬٠٠٠"}


def test_a_phone_number_has_at_least_nine_digits():
    assert phones_in("call 030 123 45 67 or 030 1234") == {"0301234567": "030 123 45 67"}
    assert phones_in("nothing here") == {}


def test_links_and_commands_are_found_without_what_stands_behind_them():
    assert links_in("See https://IDW.nl/en، or /human.") == {"https://idw.nl/en", "/human"}
