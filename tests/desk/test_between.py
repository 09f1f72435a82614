"""Both sides read their own language: finding, question cards, machine translation, interpreters, without scripts."""

import re

import pytest

from bot.core.ticket_message import Side
from bot.service.desk.advisor import DeskRole
from bot.service.desk.sessions import Known
from bot.service.translation import Fault
from tests.desk.conftest import Hand, Hands, House, Page, employ
from tests.desk.test_tickets import CODE, outbox, said
from tests.service.desk.between import Turner

pytestmark = pytest.mark.asyncio(loop_scope="session")

AT = f"/ticket/{CODE}"


async def taken(
    house: House, hands: Hands, *, machine: str = "", words: str = "مرحبا"
) -> tuple[Hand, Known, Turner]:
    """Noor, who reads Dutch and English, has a ticket in Arabic; `machine` is what the person said about one."""
    turner = Turner(knows=("ar", "nl", "en"))
    object.__setattr__(house.site, "translator", turner)
    noor = await employ(house)
    answers = {"machine_translation": machine} if machine else {}
    await house.ask(CODE, words, answers=answers)
    hand = await hands(noor)
    await hand.sends(f"{AT}/move", move="claim")
    return hand, noor, turner


async def lines(house: House) -> list[tuple[Side, dict[str, object]]]:
    kept = await house.kept(CODE)
    found = await house.office.store.said(kept.person_id, kept.ticket.number)
    return [(each.message.side, dict(each.message.about)) for each in found]


async def test_one_field_finds_everything_that_can_be_sent(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    page = await hand.opens(AT)
    assert "Find something to send" in page.text
    page = await hand.opens(f"{AT}/find")
    for words in ("Saved replies", "Question cards", "The date on a letter", "in their language"):
        assert words in page.text, words
    page = await hand.opens(f"{AT}/find?q=appointment")
    assert "/reply/appointment" in page.text
    page = await hand.opens(f"{AT}/find?q=diploma")
    assert "Answers from the knowledge base" in page.text
    page = await hand.opens(f"{AT}/find?q=profile")
    assert "/flow/profile" in page.text
    page = await hand.opens(f"{AT}/find?q=xyzzy")
    assert "Nothing fits these words." in page.text
    arabic = await hands(await employ(house, name="Sam"), lang="ar")
    page = await arabic.opens(f"{AT}/find?q=ملف")
    assert "/flow/profile" in page.text


async def test_cards_are_looked_at_in_both_languages_and_sent_together(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    assert (await hand.opens(f"{AT}/cards?card=gone")).url == f"/desk{AT}/find"
    page = await hand.opens(f"{AT}/cards?card=letter-date&card=can-read-letter&card=gone")
    for words in (
        "How you read it",
        "Which date is on the letter?",
        "How the person reads it",
        "The person types the answer.",
    ):
        assert words in page.text, words
    assert 'name="card" value="letter-date"' in page.text
    session = hand.session
    data = [
        ("token", hand.token),
        ("once", "c1"),
        ("card", "letter-date"),
        ("card", "can-read-letter"),
    ]
    async with session.post(f"/desk{AT}/cards", data=data) as response:
        assert str(response.url.relative()) == f"/desk{AT}?done=ask"
        text = await response.text()
    assert "Question card:" in text
    assert "Which date is on the letter?" in text
    assert (await lines(house))[-1] == (
        Side.ADVISOR,
        {"cards": ["letter-date", "can-read-letter"]},
    )
    assert len(await outbox(house)) == 2  # the second card comes after the answer to the first
    page = await hand.sends(f"{AT}/cards", once="c2")
    assert page.status == 409


async def test_an_answer_of_the_knowledge_base_is_looked_at_and_sent(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    release = house.site.library.release
    entry = next(each for each in release.entries.values() if not each.stub and not each.names)
    page = await hand.opens(f"{AT}/entry/{entry.id}")
    assert entry.question.source in page.text
    assert entry.variants[0].text.source[:30] in page.text
    page = await hand.sends(f"{AT}/entry/{entry.id}", once="e1")
    assert page.url == f"/desk{AT}?done=answer"
    assert "Answer from the knowledge base:" in page.text
    assert (await lines(house))[-1][1]["entry"] == entry.id
    assert (await hand.opens(f"{AT}/entry/gone")).status == 404
    assert (await hand.sends(f"{AT}/entry/gone", once="e2")).status == 409


async def test_an_answer_that_depends_on_what_nobody_knows_says_so(house: House, hands: Hands):
    await taken(house, hands)
    await house.ask("C3-44", "x", country="")
    hand = await hands(await employ(house, name="Sam"))
    await hand.sends("/ticket/C3-44/move", move="claim")
    page = await hand.opens("/ticket/C3-44/entry/legally-binding")
    assert "This answer is not the same for everybody." in page.text


async def test_a_guide_is_a_button_for_the_person(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    page = await hand.opens(f"{AT}/flow/profile")
    assert "Nothing starts until they press it." in page.text
    page = await hand.sends(f"{AT}/flow/profile", once="f1")
    assert page.url == f"/desk{AT}?done=suggest"
    assert "Button that starts:" in page.text
    for ends in ("delete", "danger", "nothing"):
        assert (await hand.opens(f"{AT}/flow/{ends}")).status == 404


async def test_the_person_is_asked_about_the_machine_once(house: House, hands: Hands):
    hand, _, turner = await taken(house, hands)
    assert "Ask whether a machine may translate" in (await hand.opens(AT)).text
    page = await hand.sends(f"{AT}/machine/ask", once="m1")
    assert page.url == f"/desk{AT}?done=ask_machine"
    assert "has not answered yet" in page.text
    assert "The person is asked whether a machine may translate." in page.text
    assert (await hand.sends(f"{AT}/machine/ask", once="m2")).status == 409
    for path in ("look", "send", "heard"):
        page = await hand.sends(f"{AT}/machine/{path}", words="Hallo", translation="Hallo")
        assert (page.status, "the person did not agree" in page.text) == (409, True), path
    assert turner.asked == []


async def test_without_a_translator_nobody_is_asked(house: House, hands: Hands):
    noor = await employ(house)
    await house.ask(CODE, "مرحبا")
    hand = await hands(noor)
    await hand.sends(f"{AT}/move", move="claim")
    assert "whether a machine may translate" not in (await hand.opens(AT)).text
    assert (await hand.sends(f"{AT}/machine/ask")).status == 400


async def test_who_said_no_is_not_asked_again(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands, machine="no")
    assert "does not want a machine to translate" in (await hand.opens(AT)).text


async def test_what_the_person_wrote_is_translated_beside_it_and_marked(house: House, hands: Hands):
    hand, _, turner = await taken(house, hands, machine="yes")
    turner.fails = Fault.QUOTA
    page = await hand.sends(f"{AT}/machine/heard")
    assert (page.status, "What we may translate is used up." in page.text) == (502, True)
    turner.fails = None
    page = await hand.sends(f"{AT}/machine/heard")
    assert page.url == f"/desk{AT}?done=translated"
    assert "translated by a machine" in page.text
    assert "ابحرم" in page.text
    assert "مرحبا" in page.text
    assert "Translate what is not translated" not in page.text


async def test_a_translation_is_looked_at_with_what_comes_back(house: House, hands: Hands):
    hand, _, turner = await taken(house, hands, machine="yes")
    page = await hand.sends(f"{AT}/machine/look", words="Tot morgen")
    assert page.status == 200
    for words in ("Tot morgen", "negrom toT", "translated back", "Send the translation"):
        assert words in page.text, words
    assert len(await outbox(house)) == 1
    page = await hand.sends(
        f"{AT}/machine/send", once="t1", words="Tot morgen", translation="negrom toT"
    )
    assert page.url == f"/desk{AT}?done=answer"
    assert "translated by a machine" in page.text
    assert (
        "What the person reads instead" not in page.text
    )  # a translation is taken back, not changed
    assert "negrom toT" in (await outbox(house))[-1]
    for words, status in (("", 400), ("x" * 4001, 400)):
        assert (await hand.sends(f"{AT}/machine/look", words=words)).status == status
        page = await hand.sends(f"{AT}/machine/send", words=words, translation="y")
        assert page.status == status
    turner.fails = Fault.SLOW
    page = await hand.sends(f"{AT}/machine/look", words="Tot morgen")
    assert (page.status, "did not answer in time" in page.text) == (502, True)
    assert "Tot morgen" in page.text


async def test_other_numbers_in_a_translation_are_shown_and_stop_it(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands, machine="yes")
    page = await hand.sends(f"{AT}/machine/look", words="Kom om 14:35")
    assert "These things are not the same in the two texts" in page.text
    assert "is missing in the translation" in page.text
    assert "is only in the translation" in page.text
    assert "Send the translation" not in page.text
    assert "Send my own words, not translated" in page.text
    page = await hand.sends(
        f"{AT}/machine/send", once="d1", words="Kom om 14:35", translation="53:41"
    )
    assert page.status == 409
    assert len(await outbox(house)) == 1


async def test_a_translation_that_cannot_be_turned_back_says_so(house: House, hands: Hands):
    hand, _, turner = await taken(house, hands, machine="yes")

    class OneWay(Turner):
        async def translate(self, text: str, source: str, target: str):
            self.fails = Fault.BUSY if target == "nl" else None
            return await super().translate(text, source, target)

    object.__setattr__(house.site, "translator", OneWay(knows=turner.knows))
    page = await hand.sends(f"{AT}/machine/look", words="Hallo")
    assert "It could not be translated back" in page.text


async def employ_interpreter(house: House, *languages: str) -> Known:
    inge = await employ(house, DeskRole.INTERPRETER, "Inge")
    await house.office.own.change(inge, name="Inge", languages=languages, settings={})
    return inge


async def waiting(house: House, hand: Hand, *, words: str = "Kom morgen") -> int:
    """Noor asks for an interpreter, and leaves words for one; their place in the ticket."""
    page = await hand.sends(f"{AT}/interpreter", act="ask", once="i1")
    assert page.url == f"/desk{AT}?done=interpreter"
    page = await hand.sends(f"{AT}/interpreter/wait", words=words, once="i2")
    assert "Waits for an interpreter." in page.text
    assert len(await outbox(house)) == 1
    return len(await lines(house))


async def test_an_interpreter_sees_only_what_is_to_be_translated(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    inge = await hands(await employ_interpreter(house, "nl", "ar"))
    page = await inge.opens("")
    assert page.url == "/desk/interpret"
    assert "There is nothing to translate now." in page.text
    await waiting(house, hand)
    assert "An interpreter was asked for" in (await hand.opens(AT)).text
    assert CODE in (await inge.opens("/interpret")).text
    page = await inge.opens(f"/interpret/{CODE}")
    for words in ("مرحبا", "Kom morgen", "Your translation goes to the person at once."):
        assert words in page.text, words
    for hidden in ("Netherlands", "refugee", "Noor"):
        assert hidden not in page.text
    assert (await inge.opens(AT)).status == 403


async def hands_in(inge: Hand, nth: int, words: str) -> Page:
    """An interpreter opens the page and sends the form of one message."""
    page = await inge.opens(f"/interpret/{CODE}")
    form = page.text.partition(f'/interpret/{CODE}/{nth}"')[2]
    found = re.search(r'name="of" value="(\w+)"', form)
    of = "" if found is None else found[1]
    return await inge.sends(f"/interpret/{CODE}/{nth}", words=words, of=of)


async def test_an_interpreter_translates_both_ways(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    inge = await hands(await employ_interpreter(house, "nl", "ar"))
    nth = await waiting(house, hand)
    page = await hands_in(inge, 1, " ")
    assert (page.status, "There are no words to send." in page.text) == (400, True)
    page = await hands_in(inge, 1, "Hallo")
    assert page.url == f"/desk/interpret/{CODE}?done=saved"
    page = await hands_in(inge, nth, "تعال غدا")
    assert page.url == "/desk/interpret?done=saved"
    assert "تعال غدا" in (await outbox(house))[-1]
    page = await hand.opens(AT)
    assert "translated by an interpreter" in page.text
    assert "it was sent" in page.text
    page = await inge.sends(f"/interpret/{CODE}/1", words="again")
    assert (page.status, "not needed any more" in page.text) == (409, True)
    assert ">again</textarea>" in page.text
    assert (await inge.opens(f"/interpret/{CODE}")).url == "/desk/interpret"
    deeds = await house.office.deeds()
    assert {"seen_to_translate", "ticket_translated", "ticket_wait"} <= set(deeds)


async def test_words_that_wait_are_kept_back_and_no_interpreter_is_needed(
    house: House, hands: Hands
):
    hand, _, _ = await taken(house, hands)
    inge = await hands(await employ_interpreter(house, "nl", "ar"))
    assert (await hand.sends(f"{AT}/interpreter/wait", words="x")).status == 409
    assert (await hand.sends(f"{AT}/interpreter/wait", words=" ")).status == 400
    nth = await waiting(house, hand)
    page = await hand.opens(AT)
    assert "Do not send it" in page.text
    page = await hand.sends(f"{AT}/line/{nth}/drop", once="i3")
    assert "It was not sent." in page.text
    page = await inge.sends(f"/interpret/{CODE}/{nth}", words="تعال")
    assert page.status == 409
    page = await hand.sends(f"{AT}/interpreter", act="stop", once="i4")
    assert "No interpreter is needed any more" in page.text
    assert (await hand.sends(f"{AT}/interpreter", act="dance")).status == 400
    assert (await inge.sends("/interpret/xx/1", words="x")).status == 409


async def test_what_was_translated_before_the_words_changed_is_looked_at_again(
    house: House, hands: Hands
):
    hand, _, _ = await taken(house, hands)
    inge = await hands(await employ_interpreter(house, "nl", "ar"))
    await waiting(house, hand)
    page = await inge.sends(f"/interpret/{CODE}/1", words="Hallo", of="another")
    assert (page.status, "The words changed while you translated them." in page.text) == (409, True)
    assert ">Hallo</textarea>" in page.text
    kept = await house.kept(CODE)
    said_ = await house.office.store.said(kept.person_id, kept.ticket.number)
    assert all(not each.message.renderings for each in said_)


async def test_of_two_who_translate_the_second_is_told(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    inge = await hands(await employ_interpreter(house, "nl", "ar"))
    nth = await waiting(house, hand)
    sam = await hands(await employ(house, DeskRole.LEAD, "Sam"))
    await sam.sends(f"{AT}/move", move="take_over", once="i3")
    page = await hands_in(inge, nth, "تعال")
    assert (page.status, "not needed any more" in page.text) == (409, True)
    assert ">تعال</textarea>" in page.text
    assert (await said(house))[-1][0] is Side.EVENT


async def test_what_does_not_fit_in_a_reply_is_said_by_its_kind(house: House, hands: Hands):
    hand, _, _ = await taken(house, hands)
    place = f"{AT}/reply/appointment"
    good = {"with-day": "2026-12-01", "with-hour": "14:30", "with-where": "Main Street 5"}
    for name, value, words in (
        ("with-day", "2026-02-30", "Fill in a real date"),
        ("with-hour", "25:00", "Fill in a time"),
        ("with-where", "x" * 121, "at most 120 letters"),
    ):
        page = await hand.sends(place, step="look", **{**good, name: value})
        assert (page.status, words in page.text) == (400, True), name
    await hand.sends(place, step="send", once="r1", **good)
    assert "Main Street 5" in (await hand.opens(AT)).text  # as it was filled in
