"""Stories are told with their consent only, those of the person's country first, three at a time."""

from dataclasses import replace
from datetime import date, timedelta

from bot.core import phrases
from bot.core.entry import Story
from bot.core.flow import EndStep, Release, StoriesStep
from bot.core.run import Run
from tests.core.form import RELEASE, agreed
from tests.core.samples import NOW, S, flow, text
from tests.core.talker import Talker

TODAY = NOW.date()
TELL = flow(
    "form",
    StoriesStep(
        id=S("tell"), text=text("s/tell", "People tell."), empty=text("s/empty", "None yet.")
    ),
    EndStep(id=S("end")),
)


def story(id_: str, *, country: str = "", given: date = TODAY, until: date | None = None) -> Story:
    return Story(
        id=id_,
        title=text(f"stories/{id_}/title", f"Title of {id_}"),
        text=text(f"stories/{id_}/text", f"Text of {id_}"),
        told_by="A.",
        heard="told to our advisor",
        consented=given,
        until=until,
        country=country,
    )


def release(*stories: Story) -> Release:
    return replace(
        RELEASE, flows={**RELEASE.flows, TELL.id: TELL}, stories={each.id: each for each in stories}
    )


def reader(*stories: Story) -> Talker:
    talker = agreed(release(*stories))
    talker.session = replace(talker.session, answers={"country": "be"})
    talker.says("/form")
    return talker


def titles(talker: Talker) -> list[str]:
    return [line.removeprefix("Title of ") for line in talker.seen if line.startswith("Title of ")]


def test_while_there_is_none_merit_says_so():
    assert reader().seen[0] == "None yet."


def test_the_stories_of_the_persons_country_come_first_and_at_most_three():
    talker = reader(
        story("one"), story("two", country="nl"), story("home", country="be"), story("four")
    )
    assert titles(talker) == ["home", "one", "two"]
    assert talker.seen[:4] == [
        "People tell.",
        "Title of home",
        "Text of home",
        phrases.TOLD_BY.source,
    ]


def test_a_story_is_told_from_the_day_of_its_consent_until_it_ends():
    day = timedelta(days=1)
    told = reader(
        story("early", given=TODAY + day),
        story("late", until=TODAY - day),
        story("last", until=TODAY),
    )
    assert titles(told) == ["last"]
    assert reader(story("late", until=TODAY - day)).seen[0] == "None yet."


def test_flows_know_whether_there_are_stories_and_who_runs_merit():
    talker = Talker(release=replace(release(story("one")), operator={"operator": "Example"}))
    talker.says("/form")
    known = Run.begin(talker.release, talker.session, talker.now).answers
    assert (known["stories"], known["operator"]) == ("yes", "Example")
    assert "operator_contact" not in known
    over = release(story("late", until=TODAY - timedelta(days=1)))
    assert Run.begin(over, talker.session, talker.now).answers["stories"] == "no"
    none = Run.begin(release(), talker.session, talker.now).answers
    assert none["stories"] == "no"
