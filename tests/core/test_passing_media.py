"""What a person sends while advisors have their ticket: it goes to them, and the person is told once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import phrases
from bot.core.blocking import Blocking, Cause, Stop
from bot.core.event import DangerSeen, TicketWritten
from bot.core.media import Media, MediaKind, files_of
from bot.core.message import FileKind, Shared, SharedKind, Unsupported, Upload
from bot.core.passing_media import QUIET, Sending, ToAdvisors, is_for_advisors, media_in
from bot.core.run import Run
from bot.core.session import session_from_json, session_to_json
from bot.core.talk import Talk
from bot.core.ticket import AdvisorId, State, Ticket
from tests.core.talker import Talker
from tests.core.test_sending import asked_for as asked_in_form
from tests.core.test_talking import answered, asking, closed, state

PHOTO = Media(kind=MediaKind.PHOTO, ref="L", file="f_0000000000000001_2", type="image/jpeg")
UPLOAD = Upload(kind=FileKind.PHOTO, ref="L", size=5, name="a.jpg")
PLACE = Shared(kind=SharedKind.LOCATION, value="52.09,5.12")


def sent(talker: Talker) -> list[tuple[str, Media | None]]:
    assert talker.last is not None
    events = talker.last.events
    return [(each.text, each.media) for each in events if isinstance(each, TicketWritten)]


def goes(talker: Talker, content: Sending) -> bool:
    return is_for_advisors(Run.begin(talker.release, talker.session, talker.now), content)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (UPLOAD, Media(kind=MediaKind.PHOTO, ref="L", size=5, name="a.jpg")),
        (Unsupported(kind="voice", ref="V", size=9), Media(kind=MediaKind.VOICE, ref="V", size=9)),
        (Unsupported(kind="video_note", ref="V"), Media(kind=MediaKind.VIDEO_NOTE, ref="V")),
        (PLACE, Media(kind=MediaKind.LOCATION, value="52.09,5.12")),
        (
            Shared(kind=SharedKind.CONTACT, value="+316"),
            Media(kind=MediaKind.CONTACT, value="+316"),
        ),
        (Shared(kind=SharedKind.LOCATION, value=""), None),
        (Unsupported(kind="dice"), None),
        (Unsupported(kind="photo"), None),
    ],
)
def test_advisors_get_what_they_can_make_something_of(content: Sending, media: Media | None):
    assert media_in(content) == media
    assert goes(answered(), content) is (media is not None)


def test_without_a_live_ticket_nothing_goes_to_advisors():
    assert not goes(closed(), UPLOAD)


def test_a_photo_is_written_to_the_ticket_and_is_the_advisors_turn():
    talker = answered()
    talker.gives(ToAdvisors(media=PHOTO, words="my diploma"))
    assert sent(talker) == [("my diploma", PHOTO)]
    assert talker.seen == [phrases.MEDIA_PASSED_ON.source]
    assert state(talker) is State.ACTIVE
    assert files_of(talker.session.talk.files, 1) == (PHOTO.file,)
    assert session_from_json(session_to_json(talker.session)) == talker.session


def test_in_the_queue_it_arrives_too():
    talker = asking()
    talker.gives(ToAdvisors(media=replace(PHOTO, file="")))
    assert sent(talker) == [("", replace(PHOTO, file=""))]
    assert talker.session.talk.files == ()


def test_of_an_album_every_part_arrives_and_one_is_confirmed():
    talker = answered()
    talker.pause, told = timedelta(seconds=5), []
    for number in range(5):
        talker.gives(ToAdvisors(media=replace(PHOTO, ref=str(number))))
        told += talker.seen
    assert told == [phrases.MEDIA_PASSED_ON.source]
    talker.now += timedelta(seconds=QUIET)
    talker.gives(ToAdvisors(media=PHOTO))
    assert talker.seen == [phrases.MEDIA_PASSED_ON.source]


def test_of_a_place_the_person_is_told_who_can_see_it():
    talker = answered()
    talker.gives(ToAdvisors(media=media_in(PLACE)))
    assert talker.seen == [phrases.VALUE_PASSED_ON.source]


def test_of_what_cannot_be_taken_the_reason_is_told_and_the_words_arrive():
    talker = answered()
    talker.gives(ToAdvisors(words="look", reason=phrases.FILE_UNREADABLE))
    assert sent(talker) == [("look", None)]
    assert phrases.FILE_UNREADABLE.source in talker.seen[0]
    assert phrases.ONLY_WORDS_PASSED_ON.source in talker.seen[-1]
    talker.gives(ToAdvisors(reason=phrases.FILE_UNREADABLE))
    assert sent(talker) == []
    assert talker.seen == [phrases.FILE_UNREADABLE.source]


def test_words_of_danger_under_a_photo_are_answered_and_the_photo_arrives():
    talker = answered()
    talker.gives(ToAdvisors(media=PHOTO, words="he beats me"))
    assert sent(talker) == [("he beats me", PHOTO)]
    assert any(isinstance(each, DangerSeen) for each in talker.last.events)  # type: ignore[union-attr]
    ticket = talker.session.talk.ticket
    assert ticket is not None
    assert ticket.danger == "violence"


def test_whom_the_advisors_do_not_hear_is_told_so_and_heard_in_danger():
    talker = answered()
    now = int(talker.now.timestamp())
    pause = Stop(by=AdvisorId("ada"), at=now, until=now + 3600, cause=Cause.INSULTS)
    talk = replace(talker.session.talk, blocking=Blocking(pause=pause))
    talker.session = replace(talker.session, talk=talk)
    assert goes(talker, UPLOAD)
    talker.gives(ToAdvisors(media=PHOTO, words="take that"))
    assert sent(talker) == []
    assert talker.seen[0].startswith("The advisors do not take messages from you")
    talker.gives(ToAdvisors(media=PHOTO, words="he beats me"))
    assert sent(talker) == [("he beats me", PHOTO)]


NUMBER = Shared(kind=SharedKind.CONTACT, value="+31612345678")
VOICE = Unsupported(kind="voice", ref="V")


@pytest.mark.parametrize(
    ("question", "content", "advisors"),
    [
        ("photo", UPLOAD, False),
        ("photo", PLACE, True),
        ("photo", VOICE, True),
        ("town", PLACE, False),
        ("town", UPLOAD, True),
        ("reach", NUMBER, False),
        ("story", NUMBER, True),
    ],
)
def test_a_later_question_gets_what_it_asks_for_and_the_advisors_the_rest(
    question: str, content: Sending, advisors: bool
):
    talker = asked_in_form(question)
    ticket = Ticket(number=1, code="K7-M2", topic="work", opened_at=1, state=State.ACTIVE)
    talker.session = replace(talker.session, talk=Talk(ticket=ticket))
    assert goes(talker, content) is advisors
    media = media_in(content)
    if advisors and media is not None:
        talker.gives(ToAdvisors(media=media))
        assert talker.seen[-1] == f"{question}?"
        assert talker.session.talk.asked == 0


def test_an_advisors_word_after_it_is_heard_before_the_question():
    talker = asked_in_form("photo")
    ticket = Ticket(number=1, code="K7-M2", topic="work", opened_at=1, state=State.ACTIVE)
    talk = Talk(ticket=ticket, asked=talker.session.asked)
    talker.session = replace(talker.session, talk=talk)
    assert goes(talker, UPLOAD)
