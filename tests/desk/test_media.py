"""Files at the desk, without scripts: who may sees what a person sent, what an advisor attaches reaches the person."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import unquote

import aiohttp
import pytest

from bot.core.media import Media, MediaKind, media_of, media_to_json, with_file
from bot.core.session import session_from_json, session_to_json
from bot.core.ticket_message import Side, TicketMessage
from bot.desk.attached import LONGEST_FIELD, MOST_PARTS, PATIENCE, Forms
from bot.scrub.scrubber import MEGABYTE, Scrubber
from bot.service.desk.advisor import DeskRole
from bot.service.desk.sending_files import SendingFiles
from bot.service.files import file_id
from bot.service.ports import KeptFile, TurnUnit
from bot.service.ticket_values import Said, TicketChange
from tests.desk.conftest import Hand, Hands, House, Page, employ
from tests.desk.test_tickets import CODE, outbox, person, taken
from tests.scrub.papers import pdf, png

pytestmark = pytest.mark.asyncio(loop_scope="session")

MEGABYTES = 1
PHOTO = file_id(f"{1:016x}", 10)


def takes_files(house: House) -> None:
    cleaning = Scrubber(fetch={}, megabytes=MEGABYTES)
    site = house.site
    object.__setattr__(site, "sending", SendingFiles(desk=site.desk, cleaning=cleaning))
    object.__setattr__(site, "forms", Forms(MEGABYTES * MEGABYTE))


async def sends(house: House, media: Media, content: bytes = b"", words: str = "") -> int:
    """The person sends something; return its place in the ticket."""
    somebody = await person(house)
    kept = await house.kept(CODE)
    assert somebody.session is not None
    session = session_from_json(somebody.session)
    files: tuple[KeptFile, ...] = ()
    if media.file:
        held = with_file(session.talk.files, 1, media.file)
        session = replace(session, talk=replace(session.talk, files=held))
        files = (KeptFile(id=media.file, media_type=media.type, content=content),)
    message = TicketMessage(
        side=Side.PERSON, at=house.now, text=words, about={"media": media_to_json(media)}
    )
    change = TicketChange(
        ticket=kept.ticket, facts=kept.facts, look_at=None, said=(Said(message=message),)
    )
    unit = TurnUnit(
        person=somebody,
        session=session_to_json(session),
        sequence=somebody.sequence,
        at=house.office.at,
        ticket=change,
        files=files,
    )
    await house.office.store.commit(unit)
    return len(await house.office.store.said(somebody.id, 1))


async def attaches(
    hand: Hand, content: bytes, name: str = "form.pdf", *, words: str = "", token: str | None = None
) -> Page:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("token", hand.token if token is None else token)
    form.add_field("words", words)
    form.add_field("file", content, filename=name, content_type="application/octet-stream")
    path = f"/desk/ticket/{CODE}/answer"
    async with hand.session.post(path, data=form) as response:
        return Page(
            status=response.status,
            text=await response.text(),
            headers=dict(response.headers),
            url=str(response.url.relative()),
        )


async def fetched(hand: Hand, nth: int) -> tuple[int, dict[str, str], bytes]:
    async with hand.session.get(f"/desk/ticket/{CODE}/file/{nth}") as response:
        return response.status, dict(response.headers), await response.read()


JPEG = Media(kind=MediaKind.PHOTO, ref="L", file=PHOTO, size=9500, type="image/jpeg")


async def test_a_photo_stands_in_the_conversation_and_every_look_is_noted(
    house: House, hands: Hands
):
    hand, _ = await taken(house, hands)
    nth = await sends(house, JPEG, b"\xff\xd8 photo", words="my diploma")
    page = await hand.opens(f"/ticket/{CODE}")
    assert f'<img src="/desk/ticket/{CODE}/file/{nth}" alt="Open \u2068Photo\u2069"' in page.text
    assert "my diploma" in page.text
    status, headers, content = await fetched(hand, nth)
    assert (status, content) == (200, b"\xff\xd8 photo")
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"].startswith("inline;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "sandbox" in headers["Content-Security-Policy"]
    looks = [each for each in await house.office.trail() if each.deed == "seen_file"]
    assert [(each.code, each.about) for each in looks] == [(CODE, str(nth))]


async def test_a_document_is_for_keeping_with_its_name_and_size(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    media = replace(JPEG, kind=MediaKind.DOCUMENT, type="application/pdf", name="diplom ä.pdf")
    nth = await sends(house, media, b"%PDF")
    page = await hand.opens(f"/ticket/{CODE}")
    assert "Download \u2068Document\u2069" in page.text
    assert "<bdi>diplom ä.pdf</bdi>" in page.text
    assert "10 kB" in page.text
    assert "These words were not kept" not in page.text
    _, headers, _ = await fetched(hand, nth)
    assert headers["Content-Disposition"].startswith("attachment;")
    assert unquote(headers["Content-Disposition"]).endswith("diplom ä.pdf")


async def test_what_only_telegram_has_is_named_with_where_to_see_it(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    nth = await sends(house, Media(kind=MediaKind.VOICE, ref="V"))
    page = await hand.opens(f"/ticket/{CODE}")
    assert "<b>Voice message</b>" in page.text
    assert "in the topic of this ticket" in page.text
    assert (await fetched(hand, nth))[0] == 404


async def test_a_place_is_shown_to_who_has_the_ticket_only(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    await sends(house, Media(kind=MediaKind.LOCATION, value="52.09,5.12"))
    assert "52.09,5.12" in (await hand.opens(f"/ticket/{CODE}")).text
    other = await (await hands(await employ(house, name="Sam"))).opens(f"/ticket/{CODE}")
    assert "52.09,5.12" not in other.text
    assert "Only the advisor who has the ticket sees it." in other.text
    assert "in the topic of this ticket" not in other.text


@pytest.mark.parametrize("role", [DeskRole.ADMIN, DeskRole.AUDITOR])
async def test_who_does_not_see_the_words_does_not_see_the_files(
    house: House, hands: Hands, role: DeskRole
):
    await taken(house, hands)
    nth = await sends(house, JPEG, b"photo")
    status, _, content = await fetched(await hands(await employ(house, role, "Kim")), nth)
    assert status in {403, 404}
    assert b"photo" not in content


async def test_there_is_no_file_where_there_is_none(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    nth = await sends(house, replace(JPEG, file=""))
    gone = await sends(house, JPEG, b"photo")
    somebody = await person(house)
    assert somebody.session is not None
    unit = TurnUnit(
        person=somebody,
        session=somebody.session,
        sequence=somebody.sequence,
        at=house.office.at,
        dropped=(PHOTO,),
    )
    await house.office.store.commit(unit)
    assert [(await fetched(hand, each))[0] for each in (1, nth, gone, 99)] == [404] * 4


async def test_a_file_is_attached_to_an_answer_and_reaches_the_person_clean(
    house: House, hands: Hands
):
    takes_files(house)
    hand, _ = await taken(house, hands)
    page = await hand.opens(f"/ticket/{CODE}")
    assert '<input type="file" id="attach" name="file"' in page.text
    assert 'enctype="multipart/form-data"' in page.text
    page = await attaches(hand, png(), "me and my house.png", words="Look here")
    assert page.url == f"/desk/ticket/{CODE}?done=answer"
    somebody = await person(house)
    queued = [each async for each in house.office.store.queued(somebody.channel)]
    attachment = queued[-1].outgoing.message.attachment
    assert attachment is not None
    assert (attachment.filename, attachment.media_type) == ("me and my house.jpg", "image/jpeg")
    line = (await house.office.store.said(somebody.id, 1))[-1]
    media = media_of(line.message.about)
    assert media is not None
    assert f"/file/{line.nth}" in page.text
    _, _, content = await fetched(hand, line.nth)
    assert content == attachment.content
    exported = await house.office.store.export(somebody.id)
    assert media.file in str(exported)


async def test_a_pdf_alone_needs_no_words(house: House, hands: Hands):
    takes_files(house)
    hand, _ = await taken(house, hands)
    page = await attaches(hand, pdf())
    assert page.url == f"/desk/ticket/{CODE}?done=answer"
    assert "Noor" in (await outbox(house))[-1]


async def test_an_empty_field_for_a_file_is_no_file(house: House, hands: Hands):
    takes_files(house)
    hand, _ = await taken(house, hands)
    page = await attaches(hand, b"", "", words="Only words")
    assert page.url == f"/desk/ticket/{CODE}?done=answer"
    page = await attaches(hand, b"", "")
    assert "There are no words to send." in page.text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no picture at all", "Merit cannot open this file."),
        (bytes(MEGABYTES * MEGABYTE + 1), "The file is too large"),
    ],
)
async def test_a_file_that_cannot_be_sent_is_said_and_the_words_stay(
    house: House, hands: Hands, content: bytes, says: str
):
    takes_files(house)
    hand, _ = await taken(house, hands)
    before = await outbox(house)
    page = await attaches(hand, content, words="All my long words")
    assert page.status == 409
    assert says in page.text
    assert "All my long words" in page.text
    assert await outbox(house) == before


async def test_a_file_without_the_token_of_the_page_is_not_taken(house: House, hands: Hands):
    takes_files(house)
    hand, _ = await taken(house, hands)
    before = await outbox(house)
    assert (await attaches(hand, png(), token="other")).status == 409
    assert await outbox(house) == before


async def test_what_is_far_too_much_is_not_read_to_its_end(house: House, hands: Hands):
    takes_files(house)
    hand, _ = await taken(house, hands)
    long = "x" * (LONGEST_FIELD * PATIENCE + LONGEST_FIELD)
    assert (await attaches(hand, png(), words=long)).status == 413


async def test_a_form_that_is_none_is_refused(house: House, hands: Hands):
    takes_files(house)
    hand, _ = await taken(house, hands)
    path = f"/desk/ticket/{CODE}/answer"
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    bodies = (
        b"nothing",
        b"--x\r\n\r\nno name\r\n--x--\r\n",
        b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\na\r\n--y--\r\n--x--\r\n",
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
            for _ in range(MOST_PARTS)
        )
        + b"--x--\r\n",
    )
    for body in bodies:
        async with hand.session.post(path, data=body, headers=kind) as response:
            assert response.status == 400, body


async def test_where_no_files_are_taken_there_is_no_field_for_one(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    page = await hand.opens(f"/ticket/{CODE}")
    assert 'type="file"' not in page.text
    assert "multipart" not in page.text


async def test_a_file_that_takes_too_long_on_its_way_is_let_go(
    house: House, hands: Hands, monkeypatch: pytest.MonkeyPatch
):
    takes_files(house)
    hand, _ = await taken(house, hands)
    monkeypatch.setattr("bot.desk.attached.SECONDS", 0.05)
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    async def never_ends() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nb'
        await asyncio.Event().wait()

    path = f"/desk/ticket/{CODE}/answer"
    async with hand.session.post(path, data=never_ends(), headers=kind) as response:
        assert response.status == 408
