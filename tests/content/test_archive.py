"""Conversations stay with the structure they began with and hear today's words."""

from collections.abc import Mapping

from bot.content.archive import KeptFlow, Place, wanted, with_archive
from bot.content.binding import flows_of_packed
from bot.content.edition import Edition
from bot.content.pack import pack, revision_of
from bot.core.flow import AskStep, Flow, FlowId, PlanStep, StepId
from tests.content.books import (
    DUTCH,
    FIRST,
    RENAMED,
    REWORDED,
    SHORTER,
    edition_of,
    files,
    kept,
)
from tests.content.folder import flow

TRIP = FlowId("trip")


def after(today: str | None, *earlier: str, **more: Mapping[str, tuple[str, str]]) -> Edition:
    """Return today's edition with the archive of `earlier` contents, the latest first."""
    edition = edition_of(files(today, dict(more.get("dutch", DUTCH))))
    before = [kept(files(text)) for text in earlier]
    packs = {each.id: each.content for each in before}
    needed = wanted(edition.release, [(each.id, each.structures) for each in before])
    found: dict[Place, KeptFlow] = {
        place: flows_of_packed(packs[id_], id_, [place[0]])[place[0]]
        for place, id_ in needed.items()
    }
    return with_archive(edition, found)


def first_of(edition: Edition, text: str = FIRST) -> Flow:
    """Return the flow as a conversation that began with `text` runs it."""
    structure = kept(files(text)).structures["trip"]
    found = edition.release.flow(TRIP, structure)
    assert found is not None
    assert found.structure == structure
    return found


def question(flow: Flow, step: str) -> AskStep:
    found = flow.steps[StepId(step)]
    assert isinstance(found, AskStep)
    return found


def test_what_was_only_reworded_is_kept_nowhere_and_heard_at_once():
    edition = after(REWORDED, FIRST)
    assert edition.release.archive == {}
    assert question(first_of(edition), "luggage").text.source == "What do you take along?"


def test_a_question_that_is_gone_is_still_asked_where_it_was_begun_in_every_language():
    edition = after(SHORTER, FIRST)
    assert StepId("seat") not in edition.release.flows[TRIP].steps
    seat = question(first_of(edition), "seat")
    dutch = edition.catalog("nl")
    assert dutch.find(seat.text.place, seat.text.source) == "Waar zit u?"
    assert dutch.find(seat.choices[0].label.place, seat.choices[0].label.source) == "Raam"


def test_an_answer_that_is_gone_is_still_known_with_its_labels():
    edition = after(SHORTER, FIRST)
    assert edition.release.answers["place"].values == ("window", "aisle")
    assert edition.release.labels["place", "aisle"].source == "Aisle"
    assert set(first_of(edition).answers) == {"bag", "place"}


def test_texts_that_are_still_there_are_heard_in_todays_words():
    shorter = SHORTER.replace("Which bag do you take?", "What do you take along?")
    assert question(first_of(after(shorter, FIRST)), "luggage").text.source == (
        "What do you take along?"
    )


def test_a_renamed_step_is_heard_in_the_words_of_its_new_name():
    renamed = RENAMED.replace("Which bag do you take?", "What do you take along?")
    text = question(first_of(after(renamed, FIRST)), "luggage").text
    assert (text.place, text.source) == ("trip/baggage/ask", "What do you take along?")


def test_facts_have_the_sources_of_today():
    shorter = SHORTER.replace("read: 2026-11-23", "read: 2026-11-25")
    plan = first_of(after(shorter, FIRST)).steps[StepId("prices")]
    assert isinstance(plan, PlanStep)
    assert plan.items[0].sources[0].read.isoformat() == "2026-11-25"


def test_words_that_need_an_answer_the_earlier_flow_does_not_name_are_not_put_into_it():
    shorter = SHORTER.replace("Buy a ticket.", "Buy a ticket for {bag}.")
    plan = first_of(after(shorter, FIRST)).steps[StepId("prices")]
    assert isinstance(plan, PlanStep)
    said = plan.items[0].text
    assert said is not None
    assert said.source == "Buy a ticket."


def test_a_flow_that_is_gone_can_still_be_finished_and_run_by_others():
    edition = after(None, FIRST)
    assert TRIP not in edition.release.flows
    assert first_of(edition).steps
    assert edition.release.flow(TRIP, "") == first_of(edition)


def test_of_several_earlier_flows_each_is_kept_as_it_was_last():
    edition = after(SHORTER, RENAMED, REWORDED, FIRST)
    assert set(edition.release.archive) == {
        (TRIP, kept(files(text)).structures["trip"]) for text in (RENAMED, FIRST)
    }


def test_a_translation_that_was_withdrawn_does_not_come_back():
    """The text is still there; only its translation is no longer confirmed."""
    without = {place: given for place, given in DUTCH.items() if place != "luggage/ask"}
    edition = after(SHORTER, FIRST, dutch=without)
    assert edition.catalog("nl").find("trip/luggage/ask", "Which bag do you take?") is None


def test_a_faulty_translation_of_an_earlier_release_is_not_used():
    faulty = dict(DUTCH, **{"seat/ask": ("Where do you sit?", "Waar zit u, {place}?")})
    content = files(FIRST, faulty)
    release = edition_of(content).release
    found = flows_of_packed(pack(content), release.id, [TRIP])[TRIP]
    assert ("trip/seat/ask", "Where do you sit?") not in found.translations["nl"]
    assert ("trip/hello/say", "Hello.") in found.translations["nl"]


def test_a_flow_this_merit_can_no_longer_read_is_left_out():
    content = dict(files(FIRST), **{"flows/trip.yaml": FIRST.replace("ask:", "sing:").encode()})
    assert flows_of_packed(pack(content), revision_of(content), [TRIP, FlowId("none")]) == {}


def test_a_flow_that_quotes_an_entry_is_still_read_from_an_earlier_release():
    entry = (
        "entry: cost\nquestion: What does it cost?\nanswer: Nothing.\nsources: merit\n"
        "owner: team\nreviewed: never\nreview_every: 6 months\n"
    )
    steps = (
        "\nplan:\n  plan: Steps.\n  items:\n    - one:\n        entry: cost\nbye:\n  end: done\n"
    )
    before = {
        **files(None),
        "flows/quoting.yaml": flow(steps, "quoting").encode(),
        "faq/money/cost.yaml": entry.encode(),
    }
    found = flows_of_packed(pack(before), revision_of(before), [FlowId("quoting")])
    (item,) = found[FlowId("quoting")].flow.steps[StepId("plan")].items  # type: ignore[union-attr]
    assert item.entry == "cost"
