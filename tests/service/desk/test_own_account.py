"""Advisors change their own name, languages and Telegram account, behind a second factor."""

from dataclasses import replace
from datetime import date

from bot.core.ticket import AdvisorId
from bot.service.desk.account_ports import Register
from bot.service.desk.advisor import REPLY_LANGUAGE, Advisor, DeskRole
from bot.service.desk.audit import Deed
from bot.service.desk.availability import Absence, absence
from bot.service.desk.outcomes import DONE, Denied, Refused, Why
from bot.service.desk.own_account import GOOD_FOR
from tests.office import Office

PHONE, OTHER = "1001", "1002"


async def test_name_languages_and_settings_are_changed_and_other_settings_stay(office: Office):
    noor = await office.employed()
    for settings in ({"dark": True}, {REPLY_LANGUAGE: "en"}):
        done = await office.own.change(
            noor, name=" Noor\tW. ", languages=("ar", "nl"), settings=settings
        )
        assert done == DONE
    advisor = await office.staff.one(noor.advisor.id)
    assert advisor is not None
    assert (advisor.name, advisor.languages) == ("Noor W.", ("ar", "nl"))
    assert advisor.settings == {"dark": True, REPLY_LANGUAGE: "en"}
    assert advisor.reply_language == "en"
    assert (await office.trail())[-1].about == ""


async def test_a_name_has_to_be_seen(office: Office):
    noor = await office.employed()
    denied = await office.own.change(noor, name="\u202e", languages=(), settings={})
    assert denied == Denied(why=Why.NO_NAME)


def test_who_chose_no_language_writes_the_first_one_they_read_or_english():
    nobody = Advisor(id=AdvisorId("a"), name="A", role=DeskRole.ADVISOR)
    assert nobody.reply_language == "en"


async def test_a_code_links_the_telegram_account_it_was_sent_from(office: Office):
    noor = await office.employed()
    code = await office.own.telegram_code(noor)
    assert isinstance(code, str)
    linked = await office.own.link_telegram(PHONE, code.lower().replace("-", ""))
    assert isinstance(linked, Advisor)
    assert linked.has_telegram
    assert await office.own.advisor_at(PHONE) == linked
    assert await office.own.advisor_at(OTHER) is None
    assert await office.own.link_telegram(OTHER, code) == Refused(), "it is good once"
    assert (await office.deeds())[-1] == Deed.TELEGRAM_LINKED


async def test_a_code_is_good_for_ten_minutes(office: Office):
    code = await office.own.telegram_code(await office.employed())
    assert isinstance(code, str)
    office.at += GOOD_FOR
    assert await office.own.link_telegram(PHONE, code) == Refused()


async def test_a_telegram_account_belongs_to_one_advisor_and_can_move_with_them(office: Office):
    noor, anna = await office.employed(), await office.employed(name="Anna")
    await office.linked(noor, PHONE)
    await office.linked(anna, PHONE)
    advisor = await office.own.advisor_at(PHONE)
    assert advisor is not None
    assert advisor.id == noor.advisor.id
    await office.linked(noor, OTHER)
    assert await office.own.advisor_at(PHONE) is None
    await office.linked(noor, OTHER)
    await office.linked(anna, PHONE)
    assert await office.own.advisor_at(PHONE) is not None


async def test_an_unlinked_account_gets_no_login_link(office: Office):
    noor = await office.employed()
    await office.linked(noor, PHONE)
    assert await office.own.unlink_telegram(noor) == DONE
    assert await office.entering.login_link(PHONE) is None


async def test_guessing_codes_takes_longer_and_longer(office: Office):
    waits = []
    for _ in range(6):
        refused = await office.own.link_telegram(PHONE, "AAAA-AAAA")
        assert isinstance(refused, Refused)
        waits.append(refused.wait)
    assert waits == [0, 0, 0, 1, 1, 1]
    code = await office.own.telegram_code(await office.employed())
    assert isinstance(code, str)
    assert await office.own.link_telegram(PHONE, code) == Refused(wait=1)
    assert isinstance(await office.own.link_telegram(OTHER, code), Advisor)


async def test_a_closed_account_is_nobody_in_telegram(office: Office):
    """Closing deletes the address as well; this is the net below it."""
    noor, anna = await office.employed(), await office.employed(name="Anna")
    await office.linked(noor, PHONE)
    code = await office.own.telegram_code(anna)
    assert isinstance(code, str)

    def close(register: Register) -> None:
        for account in register.accounts.all():
            register.accounts.put(replace(account, active=False))

    await office.accounts.write(close)
    assert await office.own.advisor_at(PHONE) is None
    assert await office.entering.login_link(PHONE) is None
    assert await office.own.link_telegram(OTHER, code) == Refused()
    assert await office.own.telegram_code(noor) == Denied(why=Why.NOT_ALLOWED)


async def test_who_goes_away_and_comes_back_is_in_the_trail_without_when(office: Office):
    noor, today = await office.employed(), date(2026, 11, 27)
    for back in (date(2026, 12, 1), None):
        assert await office.own.be_away(noor, back) == DONE
        advisor = await office.staff.one(noor.advisor.id)
        assert advisor is not None
        assert absence(advisor, today) == Absence(back=back)
    assert await office.own.be_here(noor) == DONE
    advisor = await office.staff.one(noor.advisor.id)
    assert advisor is not None
    assert absence(advisor, today) is None
    trail = [(each.deed, each.about) for each in await office.trail()]
    assert trail[-3:] == [(Deed.AWAY, ""), (Deed.AWAY, ""), (Deed.HERE, "")]
