"""A passkey is taken only if its device signed for this site, for this challenge, with its user verified."""

import json
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ticket import AdvisorId
from bot.factors.passkeys import LONGEST, WebAuthnJudge
from bot.service.desk.account_ports import Answered, Passkey, Site
from bot.service.desk.advisor import Account, DeskRole
from tests.authenticator import Authenticator

JUDGE = WebAuthnJudge()
SITE = Site(rp_id="merit.example.org", origin="https://merit.example.org")
CHALLENGE = bytes(range(40))
ACCOUNT = Account(
    id=AdvisorId("0123456789abcdef"),
    name="Noor",
    role=DeskRole.ADVISOR,
    created_on=date(2026, 11, 27),
)
MAKE = JUDGE.asked_to_make(SITE, CHALLENGE, ACCOUNT, [b"other"])
SHOW = JUDGE.asked_to_show(SITE, CHALLENGE)


def kept(device: Authenticator) -> Passkey:
    """The device's passkey, registered."""
    made = JUDGE.made(SITE, CHALLENGE, device.create(MAKE))
    assert made is not None
    return Passkey(
        credential_id=made.credential_id,
        advisor_id=ACCOUNT.id,
        public_key=made.public_key,
        name="phone",
        created_on=ACCOUNT.created_on,
        sign_count=made.sign_count,
    )


def test_a_browser_is_asked_for_a_passkey_it_can_find_without_a_name_and_unlocks():
    asked = json.loads(MAKE)
    assert asked["rp"] == {"id": "merit.example.org", "name": "Merit"}
    assert asked["attestation"] == "none"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert len(asked["excludeCredentials"]) == 1
    assert json.loads(SHOW)["userVerification"] == "required"
    assert json.loads(SHOW).get("allowCredentials", []) == []


def test_a_new_passkey_is_made_and_shown_and_its_count_goes_up():
    device = Authenticator()
    passkey = kept(device)
    assert passkey.credential_id == device.credential_id
    answer = device.get(SHOW)
    assert JUDGE.shown(SITE, CHALLENGE, answer, passkey) == 1
    assert JUDGE.read(answer) == Answered(
        credential_id=device.credential_id, challenge=CHALLENGE, user=ACCOUNT.id.encode()
    )


def test_a_passkey_that_does_not_count_is_taken_every_time():
    device = Authenticator(counts=False)
    passkey = kept(device)
    assert [JUDGE.shown(SITE, CHALLENGE, device.get(SHOW), passkey) for _ in "ab"] == [0, 0]


@pytest.mark.parametrize(
    "lie", [{"origin": "https://evil.example"}, {"rp_id": "evil.example"}, {"verified": False}]
)
def test_another_site_or_a_user_who_was_not_verified_is_refused(lie: dict[str, object]):
    device = Authenticator(**lie)  # type: ignore[arg-type]
    assert JUDGE.made(SITE, CHALLENGE, device.create(MAKE)) is None
    honest = Authenticator()
    passkey = kept(honest)
    for name, value in lie.items():
        setattr(honest, name, value)
    assert JUDGE.shown(SITE, CHALLENGE, honest.get(SHOW), passkey) is None


def test_another_challenge_is_refused():
    device = Authenticator()
    assert JUDGE.made(SITE, b"another", device.create(MAKE)) is None
    passkey = kept(device)
    assert JUDGE.shown(SITE, b"another", device.get(SHOW), passkey) is None


def test_a_signature_of_another_key_is_refused():
    device = Authenticator()
    passkey = kept(device)
    device.key = ec.generate_private_key(ec.SECP256R1())
    assert JUDGE.shown(SITE, CHALLENGE, device.get(SHOW), passkey) is None


def test_a_count_that_does_not_go_up_is_refused_because_there_may_be_a_copy():
    device = Authenticator(count=7)
    passkey = kept(device)
    device.count = 6
    assert JUDGE.shown(SITE, CHALLENGE, device.get(SHOW), passkey) is None


def test_an_answer_of_the_one_kind_is_no_answer_of_the_other():
    device = Authenticator()
    passkey = kept(device)
    assert JUDGE.shown(SITE, CHALLENGE, device.create(MAKE), passkey) is None
    assert JUDGE.made(SITE, CHALLENGE, device.get(SHOW)) is None


@pytest.mark.parametrize("field", ["clientDataJSON", "authenticatorData", "signature"])
def test_one_changed_byte_is_refused(field: str):
    device = Authenticator()
    passkey = kept(device)
    answer = json.loads(device.get(SHOW))
    written = answer["response"][field]
    answer["response"][field] = ("B" if written[10] != "B" else "C").join(
        (written[:10], written[11:])
    )
    assert JUDGE.shown(SITE, CHALLENGE, json.dumps(answer), passkey) is None


def test_what_is_too_long_is_not_read():
    assert JUDGE.read(Authenticator().create(MAKE) + " " * LONGEST) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "signature"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.text(max_size=50) | JSON.map(json.dumps))
def test_whatever_a_stranger_sends_is_refused_and_nothing_breaks(answer: str):
    passkey = Passkey(
        credential_id=b"x",
        advisor_id=ACCOUNT.id,
        public_key=b"no key",
        name="",
        created_on=ACCOUNT.created_on,
    )
    assert JUDGE.made(SITE, CHALLENGE, answer) is None
    assert JUDGE.shown(SITE, CHALLENGE, answer, passkey) is None
    assert JUDGE.read(answer) is None
