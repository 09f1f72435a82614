"""An advisor sees what the person shares and nothing else; each look and each word of theirs is known to the person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.by_others import Addition, ByOthers, Gloss, Look
from bot.core.message import ChannelName, PersonId, Pressed
from bot.core.profile import AdditionKind, By, Paired
from bot.core.session import session_from_json
from bot.service.advising import Advising, shared_sections
from bot.service.conflicts import CONFLICTS
from bot.service.ports import Conflict, Person, StoreError
from tests.core.samples import NOW
from tests.core.skills import RELEASE, baker
from tests.memory import MemoryStore, PlainSealer
from tests.service.handing_out import LIBRARY, Teller, teller

LATER = NOW + timedelta(days=3)
AT = int(LATER.timestamp())
SHARED: Answers = {"my_name": "Rim", "my_skill": "sewing", "shared": ("work", "skills", "goals")}
UNSHARED: Answers = {"my_name": "Rim", "shared": ("goals",)}


def advising(told: Teller) -> Advising:
    return Advising(store=told.store, library=LIBRARY, sealer=PlainSealer(), papers=told.papers)


async def test_an_advisor_sees_only_what_is_shared_in_the_language_of_their_choice():
    told = await teller(answers={**SHARED, "with_photo": "yes", "with_plan": "yes"})
    profile = await advising(told).look(told.person.id, by="Ada", host="uk", now=LATER)
    assert profile is not None
    assert [part.id for part in profile.sections] == ["work", "skills"]
    assert (profile.host.code, profile.name, profile.photo, profile.steps) == ("uk", "", b"", ())


async def test_a_look_is_kept_for_the_person_with_what_there_was_to_see():
    told = await teller(answers=SHARED)
    await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER)
    assert told.now_is.by_others.looks == (Look(sections=("work", "skills"), by="Ada", at=AT),)
    await told.says("/advisors")
    assert any("looked at this on" in text for text in told.said)


async def test_what_is_not_shared_cannot_be_looked_at():
    for answers in ({}, {"shared": None}, UNSHARED):
        told = await teller(answers=answers)
        found = await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER)
        assert found is None
        assert told.now_is.by_others.looks == ()


async def test_a_section_the_operator_leaves_out_is_not_shared():
    session = replace(baker().session, answers=SHARED)
    assert shared_sections(session, RELEASE) == ("work", "skills", "goals")
    without = replace(RELEASE, left_out=frozenset({"work"}))
    assert shared_sections(session, without) == ("skills", "goals")


async def test_of_nobody_there_is_nothing():
    told = await teller(answers=SHARED)
    nobody = PersonId("nobody")
    assert await advising(told).look(nobody, by="Ada", host="nl", now=LATER) is None
    assert not await advising(told).translate(nobody, "a", "b", language="nl", by="Ada", now=LATER)
    silent = told.store.fresh(ChannelName.TELEGRAM, "9")
    told.store.people[silent.id] = silent
    assert await advising(told).look(silent.id, by="Ada", host="nl", now=LATER) is None


async def test_a_look_that_cannot_be_stored_shows_nothing():
    told = await teller(answers=SHARED)
    told.store.failing.append(StoreError("The disk is full."))
    with pytest.raises(StoreError):
        await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER)


@dataclass
class Hurried(MemoryStore):
    """A store in which the person takes their yes back while an advisor's look is being stored."""

    hurry: bool = False
    becomes: Mapping[str, object] = field(
        default_factory=lambda: {"answers": {"shared": ["goals"]}}
    )

    async def commit(self, unit: object) -> None:
        if self.hurry:
            self.hurry = False
            (person,) = self.people.values()
            session = {**(person.session or {}), **self.becomes}
            kept = replace(person, session=session, version=person.version + 1)
            self.people[person.id] = kept
        await super().commit(unit)  # type: ignore[arg-type]


async def test_who_takes_the_yes_back_in_the_same_moment_is_not_looked_at():
    told = await teller(answers=SHARED)
    store = Hurried(people=told.store.people, hurry=True)
    found = await replace(advising(told), store=store).look(
        told.person.id, by="Ada", host="nl", now=LATER
    )
    assert found is None
    (person,) = store.people.values()
    assert session_from_json(person.session or {}).by_others.looks == ()


async def test_to_who_takes_every_yes_back_in_the_same_moment_nothing_is_added():
    told = await teller(answers=SHARED)
    store = Hurried(people=told.store.people, hurry=True, becomes={"consent": None})
    told.store = store
    assert not await add(told)
    assert told.now_is.by_others.additions == ()


async def test_who_writes_in_the_same_moment_is_looked_at_with_what_they_wrote():
    told = await teller(answers=SHARED)
    told.store.failing.append(Conflict())
    assert await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER) is not None
    assert len(told.now_is.by_others.looks) == 1


async def test_somebody_who_keeps_writing_is_not_looked_at_or_added_to_for_ever():
    told = await teller(answers=SHARED)
    told.store.failing.extend(Conflict() for _ in range(CONFLICTS))
    with pytest.raises(StoreError, match="Try again"):
        await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER)
    told.store.failing.extend(Conflict() for _ in range(CONFLICTS))
    with pytest.raises(StoreError, match="Try again"):
        await advising(told).translate(
            told.person.id, "Rim", "Rym", language="nl", by="Ada", now=LATER
        )
    assert told.now_is.by_others.looks == ()


async def add(told: Teller, words: str = "Bel het UWV.") -> bool:
    return await advising(told).add(
        told.person.id, AdditionKind.NEXT_STEP, words, language="nl", by="Ada", now=LATER
    )


async def test_an_addition_reaches_the_person_and_stays_apart_from_what_they_said():
    told = await teller(language="ar", answers=SHARED)
    before = told.now_is
    assert await add(told)
    after = told.now_is
    assert after.by_others.additions == (
        Addition(kind="next_step", text="Bel het UWV.", language="nl", by="Ada", at=AT),
    )
    assert (after.answers, after.records) == (before.answers, before.records)
    (waiting,) = [out.message.text for out, _, _ in list(told.store.outbox.values())[-1:]]
    assert "Bel het UWV." in waiting
    assert "Ada" in waiting
    assert waiting.startswith("\u200far: ")


async def test_what_an_advisor_added_can_be_taken_out_with_the_button_under_it():
    told = await teller(answers=SHARED)
    assert await add(told)
    assert await add(told, "Bel morgen.")
    button = [out.message.rows[0][0] for out, _, _ in told.store.outbox.values()][-1]
    assert phrases.REMOVE.source in button.label
    await told.gives(Pressed(token=button.token, on="7"))
    assert [each.text for each in told.now_is.by_others.additions] == ["Bel het UWV."]
    assert any(phrases.REMOVED.source in text for text in told.said)


async def test_an_addition_is_made_although_the_person_writes_in_the_same_moment():
    told = await teller(answers=SHARED)
    told.store.failing.append(Conflict())
    assert await add(told)
    assert len(told.now_is.by_others.additions) == 1


async def test_in_the_browser_an_addition_is_a_line_of_the_conversation():
    told = await teller(channel=ChannelName.WEB, answers=SHARED)
    assert await add(told)
    (lines,) = told.store.lines.values()
    assert "Bel het UWV." in lines[-1].message.text


async def test_an_addition_changes_neither_whether_the_person_is_reached_nor_where_they_stand():
    told = await teller(answers=SHARED)
    told.store.people[told.person.id] = replace(told.person, reachable=False)
    await told.says("/jobs")
    where = told.now_is.frames
    told.store.people[told.person.id] = replace(told.person, reachable=False)
    assert await add(told)
    assert not told.person.reachable
    assert told.now_is.frames == where


async def test_to_nobody_nothing_is_added():
    told = await teller(answers=SHARED)
    nobody = replace(told.person, id=PersonId("nobody"))
    told.store.people = {nobody.id: replace(nobody, session=None)}
    assert not await add(told)


async def test_to_a_profile_that_is_not_shared_nothing_is_added():
    for answers in ({}, {"shared": None}):
        told = await teller(answers=answers)
        before = list(told.store.outbox)
        assert not await add(told)
        assert told.now_is.by_others.additions == ()
        assert list(told.store.outbox) == before


async def test_a_translation_stands_on_the_next_paper_as_an_advisors():
    told = await teller(answers=SHARED)
    done = await advising(told).translate(
        told.person.id, "bread and cake", "brood en taart", language="uk", by="Ada", now=LATER
    )
    assert done
    assert told.now_is.by_others.glosses == (
        Gloss(words="bread and cake", language="uk", text="brood en taart", by=By.ADVISOR),
    )
    profile = await advising(told).look(told.person.id, by="Ada", host="uk", now=LATER)
    assert profile is not None
    facts = {fact.name: fact for fact in profile.sections[0].entries[0].facts}
    assert facts["job_tasks"].words == Paired(
        own="bread and cake", host="brood en taart", by=By.ADVISOR
    )


def test_a_person_is_never_written_out():
    person = Person(id=PersonId("p1"), key=bytes(32), channel=ChannelName.WEB, address="secret")
    assert "secret" not in repr(person)


async def test_who_reads_a_translation_of_their_words_is_told_what_it_says():
    told = await teller(answers=SHARED)
    assert await advising(told).translate(
        told.person.id, "bread and cake", "brood en taart", language="nl", by="Ada", now=LATER
    )
    waiting = list(told.store.outbox.values())[-1][0].message.text
    assert "Ada" in waiting
    assert "bread and cake → brood en taart" in waiting
    await told.says("/advisors")
    assert any("bread and cake → brood en taart" in text for text in told.said)


async def test_words_the_person_did_not_tell_are_not_translated():
    told = await teller(answers=SHARED)
    before = list(told.store.outbox)
    assert not await advising(told).translate(
        told.person.id, "bread", "brood", language="nl", by="Ada", now=LATER
    )
    assert told.now_is.by_others.glosses == ()
    assert list(told.store.outbox) == before


async def test_what_a_tester_says_is_no_profile():
    told = await teller(answers=SHARED)
    told.becomes(replace(told.now_is, draft=True))
    assert await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER) is None
    assert not await add(told)
    assert not await advising(told).translate(
        told.person.id, "Rim", "Rym", language="nl", by="Ada", now=LATER
    )
    assert told.now_is.by_others == ByOthers()


async def test_an_advisor_sees_what_advisors_added_whatever_the_person_wants_on_paper():
    told = await teller(answers={**SHARED, "with_notes": "no"})
    assert await add(told)
    profile = await advising(told).look(told.person.id, by="Ada", host="nl", now=LATER)
    assert profile is not None
    assert [note.words.own for note in profile.notes] == ["Bel het UWV."]
