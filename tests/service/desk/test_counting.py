"""Numbers of the desk that stay when everything about a person is deleted, and what people are told because of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.flow import Action, DoStep, EndStep, FlowId, HandoffStep, StepId
from bot.core.hours import Hours
from bot.core.render import without_bidi_controls
from bot.core.session import session_from_json
from bot.core.talk import NO_TALK
from bot.core.team import Team
from bot.core.ticket import Details, Move, Reason, TeamId, Ticket
from bot.core.turn import Turn
from bot.service.desk.count_ports import Count
from bot.service.desk.counting import Counting
from bot.service.desk.desk import Desk
from bot.service.desk.outlooks import Outlooks
from bot.service.desk.teams import Rota
from bot.service.ports import StoreError
from tests.core.samples import HUMAN, NOW
from tests.service.desk.test_clock import Hands
from tests.service.desk.test_desk import ADA, asked
from tests.service.test_receive import Somebody
from tests.service.test_remind import somebody as in_danger

OFFICE = Hours(
    zone=ZoneInfo("Europe/Amsterdam"), week=dict.fromkeys(range(5), ((time(9), time(17)),))
)
TEAM = Team(id=TeamId("nl"), name="Utrecht", hours=OFFICE)


@dataclass
class Sums:
    """Counts in memory; `broken` makes it fail."""

    kept: list[Count] = field(default_factory=list)
    broken: bool = False

    async def add(
        self,
        kind: str,
        day: date,
        *,
        topic: str,
        country: str,
        language: str,
        bucket: str = "",
        n: int = 1,
    ) -> None:
        if self.broken:
            raise StoreError("no")
        self.kept.append(
            Count(
                kind=kind,
                day=day,
                topic=topic,
                country=country,
                language=language,
                bucket=bucket,
                n=n,
            )
        )

    async def read(self, since: date, until: date) -> Sequence[Count]:
        return [each for each in self.kept if since <= each.day <= until]

    @property
    def names(self) -> list[tuple[str, str]]:
        return [(each.kind, each.bucket) for each in self.kept]


@dataclass
class Rotas:
    """The teams; `broken` makes it fail."""

    teams: tuple[Team, ...] = ()
    broken: bool = False

    async def __call__(self) -> Rota:
        if self.broken:
            raise StoreError("no")
        return Rota(teams=self.teams)


def counted(somebody: Somebody, sums: Sums, rotas: Rotas | None = None) -> Counting:
    counting = Counting(counts=sums, rota=rotas or Rotas())
    somebody.receiver = replace(somebody.receiver, counting=counting)
    return counting


async def begun(sums: Sums, rotas: Rotas | None = None) -> tuple[Somebody, Desk, str]:
    """A person who writes to the advisors while it is counted."""
    somebody = Somebody()
    counting = counted(somebody, sums, rotas)
    for words in ("/main", "1", "1", "/human", "please help"):
        await somebody.says(words)
    desk, code = await _desk(somebody, counting)
    return somebody, desk, code


async def _desk(somebody: Somebody, counting: Counting) -> tuple[Desk, str]:
    _, desk, _ = await asked()
    desk = replace(desk, store=somebody.store, library=somebody.library, counting=counting)
    (kept,) = await desk.queue()
    return desk, kept.ticket.code


async def test_what_becomes_of_a_ticket_is_counted_without_whose_it_is():
    sums = Sums()
    _, desk, code = await begun(sums)
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await desk.answer(code, ADA, "Hello", NOW + timedelta(minutes=50), language="en")
    await desk.answer(code, ADA, "Hello again", NOW + timedelta(hours=5), language="en")
    await desk.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ANSWERED))
    assert sums.names == [("opened", ""), ("answered", "1h"), ("closed", "answered")]
    (first, *_) = sums.kept
    assert (first.day, first.topic, first.country, first.language) == (
        NOW.date(),
        "other",
        "nl",
        "en",
    )


async def test_only_working_time_counts_but_in_danger_every_hour():
    sums = Sums()
    _, desk, code = await begun(sums, Rotas(teams=(TEAM,)))
    await desk.move(code, Move.TRANSFER, ADA, NOW, Details(team=TEAM.id))
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await desk.answer(code, ADA, "Hello", NOW + timedelta(hours=21), language="en")
    assert sums.names[-1] == ("answered", "8h")


async def test_whether_the_promise_of_a_team_was_kept_is_counted():
    for promise, found in ((10, "kept"), (4, "late")):
        sums = Sums()
        promising = replace(TEAM, promise=promise)
        _, desk, code = await begun(sums, Rotas(teams=(promising,)))
        await desk.move(code, Move.TRANSFER, ADA, NOW, Details(team=TEAM.id))
        await desk.move(code, Move.CLAIM, ADA, NOW)
        await desk.answer(code, ADA, "Hello", NOW + timedelta(hours=21), language="en")
        assert sums.names[-2:] == [("answered", "8h"), ("promised", found)]


async def test_in_danger_and_where_the_hours_cannot_be_read_every_hour_counts():
    sums = Sums()
    rotas = Rotas(broken=True)
    _, desk, code = await begun(sums, rotas)
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await desk.answer(code, ADA, "Hello", NOW + timedelta(hours=21), language="en")
    assert sums.names[-1] == ("answered", "24h")
    somebody = in_danger()
    counting = counted(somebody, sums, Rotas(teams=(TEAM,)))
    await somebody.says("he beats me")
    danger, code = await _desk(somebody, counting)
    await danger.move(code, Move.CLAIM, ADA, NOW)
    await danger.answer(code, ADA, "Call 112", NOW + timedelta(hours=20), language="en")
    assert sums.names[-2:] == [("opened", ""), ("answered", "24h")]


async def test_whether_it_helped_is_counted_and_known_of_nobody():
    sums = Sums()
    somebody, desk, code = await begun(sums)
    await desk.move(code, Move.CLAIM, ADA, NOW)
    handed = replace(desk, sent=lambda _person, queued: somebody.handed.extend(queued))
    await handed.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ANSWERED))
    await somebody.presses("A little")
    assert sums.names[-1] == ("helped", "little")
    assert "little" not in str(somebody.session)
    before = len(sums.kept)
    await somebody.presses("Yes")
    assert len(sums.kept) == before


async def test_who_takes_it_back_and_who_never_answers_are_counted_as_closed():
    sums = Sums()
    somebody, desk, code = await begun(sums)
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await desk.answer(code, ADA, "Hello", NOW, language="en")
    hands = Hands(somebody)
    for days in (15, 8):
        hands.at += timedelta(days=days)
        await replace(hands.clock, counting=desk.counting).look()
    assert sums.names[-1] == ("closed", "no_reply")


async def test_a_count_that_cannot_be_kept_stops_nothing():
    sums = Sums(broken=True)
    _, desk, code = await begun(sums)
    assert isinstance(await desk.move(code, Move.CLAIM, ADA, NOW), Ticket)
    assert sums.kept == []


async def test_what_a_tester_judges_is_not_counted():
    sums = Sums()
    somebody, desk, _ = await begun(sums)
    session = replace(session_from_json(somebody.session), draft=True)
    assert desk.counting is not None
    before = len(sums.kept)
    await desk.counting.turned(somebody.person, Turn(session=session), None, NOW)
    assert len(sums.kept) == before


# ------------------------------------------------------------------ what people are told

WAITING = replace(
    HUMAN,
    steps={
        **{id_: step for id_, step in HUMAN.steps.items() if id_ not in {"send", "thanks", "end"}},
        StepId("send"): HandoffStep(
            id=StepId("send"), topic="other", message="message", next=StepId("wait")
        ),
        StepId("wait"): DoStep(id=StepId("wait"), action=Action.TELL_WAIT, next=StepId("end")),
        StepId("end"): EndStep(id=StepId("end")),
    },
)


def outlooks(somebody: Somebody, sums: Sums, teams: tuple[Team, ...] = ()) -> Outlooks:
    return Outlooks(store=somebody.store, rota=Rotas(teams=teams), counts=sums)


async def asks(somebody: Somebody) -> list[str]:
    """Somebody writes to the advisors; what they see after their message."""
    release = somebody.library.release
    flows = {**release.flows, FlowId("human"): WAITING}
    somebody.library.release = replace(release, flows=flows)
    for words in ("/main", "1", "1", "/human"):
        await somebody.says(words)
    before = len(somebody.handed)
    await somebody.says("please help")
    texts = [item.outgoing.message.text for item in somebody.handed[before:]]
    return [without_bidi_controls(line) for text in texts for line in text.splitlines() if line]


async def test_who_sends_a_message_is_told_the_hours_the_place_and_what_was_usual():
    first, sums = Somebody(address="1"), Sums()
    await asks(first)
    second = Somebody(address="2", store=first.store)
    for _ in range(12):
        await sums.add("answered", NOW.date(), topic="", country="", language="", bucket="4h")
    await sums.add("opened", NOW.date(), topic="", country="", language="")
    later = NOW + timedelta(minutes=1)
    found = outlooks(second, sums, (TEAM,))
    second.receiver = replace(second.receiver, outlooks=found, now=lambda: later)
    lines = await asks(second)
    assert "Advisors read messages at these times (the time in Amsterdam):" in lines
    assert "Monday to Friday: 09:00–17:00" in lines
    assert "Advisors are there now, until 17:00." in lines
    assert "1 person is before you in the queue." in lines
    assert any("within 4 working hours" in line for line in lines)
    assert lines[-1].startswith("You are in")  # the question that waits stays at the end


async def test_few_answers_and_no_team_mean_that_nothing_is_claimed():
    somebody, sums = Somebody(), Sums()
    somebody.receiver = replace(somebody.receiver, outlooks=outlooks(somebody, sums))
    lines = await asks(somebody)
    assert lines[:2] == [
        "Nobody is before you in the queue.",
        "I cannot promise when an advisor answers you.",
    ]


async def test_whose_ticket_somebody_has_is_told_no_place():
    somebody, desk, code = await asked()
    await desk.move(code, Move.CLAIM, ADA, NOW)
    (say,) = await outlooks(somebody, Sums()).says(session_from_json(somebody.session), NOW)
    assert len(say.paragraphs) == 1


async def test_without_a_ticket_and_in_a_test_nothing_is_told():
    somebody, _, _ = await asked()
    session = session_from_json(somebody.session)
    found = outlooks(somebody, Sums())
    assert await found.says(replace(session, talk=NO_TALK), NOW) == ()
    assert await found.says(replace(session, draft=True), NOW) == ()


async def test_where_nobody_counts_nothing_is_told():
    somebody = Somebody()
    lines = await asks(somebody)
    assert lines[0].startswith("You are in")


async def test_only_those_who_wait_for_the_same_team_are_before_somebody():
    first, sums = Somebody(address="1"), Sums()
    await asks(first)
    ((key, kept),) = first.store.kept.items()
    other = replace(kept.ticket, team=TeamId("be"))
    first.store.kept[key] = replace(kept, ticket=other)
    teams = (TEAM, replace(TEAM, id=TeamId("be"), countries=frozenset({"be"})))
    second = Somebody(address="2", store=first.store)
    second.receiver = replace(second.receiver, outlooks=outlooks(second, sums, teams))
    lines = await asks(second)
    assert "Nobody is before you in the queue." in lines
