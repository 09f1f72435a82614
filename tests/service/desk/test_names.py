"""A name is what others see: one line, not too long, nothing hidden in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ticket import AdvisorId
from bot.service.desk.advisor import Account, DeskRole
from bot.service.desk.names import LONGEST, name_of
from bot.service.desk.tokens import LETTERS, bare, new_code, new_token, token_hash
from tests.office import NOW


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Noor  de\tWit\n", "Noor de Wit"),
        ("نور", "نور"),
        ("می\u200cنا", "می\u200cنا"),
        ("Noor\u202egro.live", "Noorgro.live"),
        ("\u200d \u200c", ""),
        ("\ud800", ""),
        ("x" * 100, "x" * LONGEST),
    ],
)
def test_a_name_is_kept_as_it_is_seen(typed: str, name: str):
    assert name_of(typed) == name


@given(st.text(max_size=100))
def test_a_name_is_one_short_line_and_the_same_when_it_is_read_again(typed: str):
    name = name_of(typed)
    assert name == name.strip()
    assert len(name) <= LONGEST
    assert len(name.splitlines()) <= 1
    assert name_of(name) == name


def test_a_token_has_256_bits_and_a_code_is_read_however_it_is_written():
    assert len(new_token()) == 43
    assert new_token() != new_token()
    assert len(token_hash("\ud800")) == 32
    code = new_code(8)
    assert len(code) == 9
    assert set(bare(code)) <= set(LETTERS)
    assert bare(f" {code.lower()}.") == code.replace("-", "")


def test_what_is_printed_of_an_account_tells_neither_who_it_is_nor_a_secret():
    account = Account(
        id=AdvisorId("a"),
        name="Noor",
        role=DeskRole.LEAD,
        created_on=NOW.date(),
        telegram="1001",
        totp="SECRET",
    )
    assert repr(account) == "Account(id='a', role=<DeskRole.LEAD: 'lead'>)"
