"""Teams: written and read, refused field by field, and the one that fits best."""

import json
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.hosts import HOSTS
from bot.core.hours import Hours, always
from bot.core.team import Team, team_for, team_from_json, team_to_json
from bot.core.team_fields import UnfitTeam
from bot.core.ticket import TeamId

DUBLIN: dict[str, Any] = {
    "id": "dublin",
    "name": "Dublin office",
    "topics": ["work", "papers"],
    "countries": ["ie"],
    "languages": ["en", "ar"],
    "zone": "Europe/Dublin",
    "hours": {"mon": ["09:00-12:30", "13:00-17:00"], "sat": ["22:00-24:00"]},
    "closed": ["2026-12-24"],
    "holidays": "IE",
    "promise": 8,
}


def team(name: str, **more: Any) -> Team:
    return Team(id=TeamId(name), name=name, **more)


def unfit(**fields: Any) -> dict[str, str]:
    """Return what would do for each field that is refused."""
    with pytest.raises(UnfitTeam) as refused:
        team_from_json({**DUBLIN, **fields}, regions={"IE", "GB-NIR"})
    return {each.field: each.would_do.source for each in refused.value.unfit}


def test_a_team_is_read_as_it_is_written():
    read = team_from_json(DUBLIN)
    assert read.zone == "Europe/Dublin"
    assert read.hours == Hours(
        zone=ZoneInfo("Europe/Dublin"),
        week={
            0: ((time(9), time(12, 30)), (time(13), time(17))),
            5: ((time(22), time()),),
        },
        closed=frozenset({date(2026, 12, 24)}),
    )
    assert read.promise == 8
    assert team_from_json(team_to_json(read)) == read


def test_what_is_left_out_means_all_and_always():
    read = team_from_json({"id": "all", "name": " Everybody ", "added_later": 1})
    assert read == Team(id=TeamId("all"), name="Everybody")
    assert read.hours == always()
    assert read.takes("work", "nl", "ti")


def test_a_team_without_any_hours_is_never_there():
    assert team_from_json({**DUBLIN, "hours": {}}).hours.week == {}


def test_times_are_put_in_order():
    hours = {"fri": ["13:00 – 17:00", "9:00-12:30"]}
    day = team_from_json({**DUBLIN, "hours": hours}).hours.week[4]
    assert day == ((time(9), time(12, 30)), (time(13), time(17)))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("id", ["", "Dublin", "a b", "a" * 41, 7, None, "a\n"]),
        ("name", ["", "  ", "a" * 61, "two\nlines", 7]),
        ("topics", ["work", ["Work"], [7], [""], None]),
        ("countries", ["ie", ["ie", "fr"], [["ie"]]]),
        ("languages", ["en", ["english"], [7], ["EN"], [""]]),
        ("zone", ["", "Dublin", "Europe", "../etc/passwd", "/etc/passwd", 7, "a" * 5000, "\0"]),
        ("hours", ["always", [], {"monday": []}, None]),
        ("closed", ["2026-12-24", ["24.12.2026"], [7]]),
        ("holidays", ["IE-X", "ireland", "GB", 7, None]),
        ("promise", [-1, 401, 1.5, "8", True, None]),
    ],
)
def test_each_field_is_refused_by_name_with_what_would_do(field, values):
    for value in values:
        said = unfit(**{field: value})
        assert list(said) == [field], (field, value)
        assert said[field].endswith(".")


@pytest.mark.parametrize(
    "spans",
    [
        "09:00-17:00",
        [9],
        ["9-17"],
        ["25:00-26:00"],
        ["09:60-10:00"],
        ["24:00-24:00"],
        ["09:00-24:30"],
        ["17:00-09:00"],
        ["09:00-09:00"],
        ["09:00-12:00", "11:00-13:00"],
        ["09:00-24:00", "11:00-13:00"],
        ["٠٩:٠٠-١٧:٠٠"],
    ],
)
def test_hours_are_refused_by_day(spans):
    assert list(unfit(hours={"mon": ["09:00-12:00"], "wed": spans})) == ["hours.wed"]


def test_everything_that_cannot_be_used_is_said_at_once():
    with pytest.raises(UnfitTeam) as refused:
        team_from_json({"promise": -1, "hours": {"mon": ["x"], "sun": 1}})
    names = [each.field for each in refused.value.unfit]
    assert names == ["id", "name", "hours.mon", "hours.sun", "promise"]
    assert "promise: Give whole working hours" in str(refused.value)


def test_any_region_will_do_when_none_are_given():
    assert team_from_json({**DUBLIN, "holidays": "ES-CT"}).holidays == "ES-CT"
    assert team_from_json({**DUBLIN, "holidays": ""}, regions={"IE"}).holidays == ""
    assert team_from_json({**DUBLIN, "holidays": "IE"}, regions={"IE"}).holidays == "IE"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(DUBLIN)), anything))
def test_whatever_is_given_is_a_team_or_refused(fields):
    try:
        read = team_from_json({**DUBLIN, **fields})
    except UnfitTeam as refused:
        assert refused.unfit  # noqa: PT017  # either way is fine
    else:
        assert team_from_json(json.loads(json.dumps(team_to_json(read)))) == read


minutes = st.lists(
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    min_size=2,
    max_size=4,
    unique=True,
)
weeks = st.dictionaries(
    st.integers(0, 6),
    minutes.map(lambda at: tuple(zip(sorted(at)[::2], sorted(at)[1::2], strict=False))),
)
teams = st.builds(
    Team,
    id=st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True).map(TeamId),
    name=st.from_regex(r"[A-Z][a-zé]{0,20}", fullmatch=True),
    topics=st.frozensets(st.sampled_from(["work", "papers", "safety"])),
    countries=st.frozensets(st.sampled_from(sorted(HOSTS))),
    languages=st.frozensets(st.sampled_from(["en", "ar", "fa", "zh-hans"])),
    hours=st.builds(
        Hours,
        zone=st.sampled_from(["Europe/Brussels", "UTC"]).map(ZoneInfo),
        week=weeks,
        closed=st.frozensets(st.dates(), max_size=3),
    ),
    holidays=st.sampled_from(["", "NL", "GB-SCT"]),
    promise=st.integers(0, 400),
)


@given(teams)
def test_a_team_goes_through_json_unchanged(each):
    assert team_from_json(json.loads(json.dumps(team_to_json(each)))) == each


def test_a_public_holiday_closes_the_team():
    day = date(2026, 12, 25)
    read = team_from_json(DUBLIN)
    assert read.hours_with([day]).closed == {date(2026, 12, 24), day}


def test_the_team_that_names_most_is_taken():
    everybody = team("everybody")
    work = team("work", topics=frozenset({"work"}))
    dutch = team("dutch", countries=frozenset({"nl"}))
    arabic = team("arabic", languages=frozenset({"ar"}))
    both = team("both", countries=frozenset({"nl"}), languages=frozenset({"ar"}))
    all_ = [everybody, work, dutch, arabic, both]
    assert team_for(all_, "work", "nl", "ar") == both
    assert team_for(all_, "work", "nl", "fa") == work
    assert team_for(all_, "papers", "nl", "fa") == dutch
    assert team_for(all_, "papers", "be", "ar") == arabic
    assert team_for(all_, "papers", "be", "") == everybody
    assert team_for(all_[1:], "papers", "be", "fa") is None
    assert team_for([], "work", "nl", "ar") is None


def test_of_two_alike_the_narrower_and_then_the_first_by_id_is_taken():
    wide = team("a", topics=frozenset({"work", "papers"}))
    narrow = team("b", topics=frozenset({"work"}))
    same = team("c", topics=frozenset({"work"}))
    assert team_for([same, wide, narrow], "work", "nl", "ar") == narrow


def test_a_language_also_stands_for_the_way_a_country_speaks_it():
    persian = team("fa", languages=frozenset({"fa"}))
    assert persian.reads("fa-AF")
    assert not persian.reads("fan")
    assert not team("fa-af", languages=frozenset({"fa-af"})).reads("fa")


some = st.builds(
    team,
    st.sampled_from("abcdef"),
    topics=st.sampled_from([frozenset(), frozenset({"work"}), frozenset({"work", "papers"})]),
    languages=st.sampled_from([frozenset(), frozenset({"ar"})]),
)


@given(st.lists(some, max_size=5, unique_by=lambda each: each.id).flatmap(st.permutations))
def test_the_same_team_is_taken_in_whatever_order_they_come(several):
    in_order = sorted(several, key=lambda each: each.id)
    assert team_for(several, "work", "nl", "ar") == team_for(in_order, "work", "nl", "ar")
