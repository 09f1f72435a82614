"""Whatever a session holds, it becomes a profile in which everything has words."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answer import Answers, AnswerType, AnswerValue
from bot.core.by_others import Addition, ByOthers
from bot.core.profile import AdditionKind, Paired, Profile
from bot.core.session import session_from_json, session_to_json
from tests.core.samples import LANGUAGES
from tests.core.skills import BAKER, JOB, NURSE, RELEASE, SINGLE
from tests.core.two_languages import session, written

VALUES: dict[AnswerType, st.SearchStrategy[AnswerValue]] = {
    AnswerType.OCCUPATION: st.sampled_from(["baker", "smith", NURSE, "own/dyer", "own/esco/x"]),
    AnswerType.SKILL: st.sampled_from(["sewing", BAKER, "own/خياطة"]),
    AnswerType.COUNTRY: st.sampled_from(["sy", "zz"]),
    AnswerType.DATE: st.sampled_from(["2011", "2011-03", "2019 sh1398", "2017 eth2010", "now"]),
    AnswerType.SPOKEN: st.sampled_from(["ar/fluent", "zz/x"]),
    AnswerType.NUMBER: st.integers(-5, 99),
    AnswerType.SOME_OF: st.sampled_from([("latin",), ("latin", "gone"), ()]),
    AnswerType.FILE: st.just(("f_1",)),
    AnswerType.ONE_OF: st.sampled_from(["nl", "gone"]),
    AnswerType.YES_NO: st.sampled_from(["yes", "no"]),
    AnswerType.TEXT: st.sampled_from(["bread", "esco/x", "own/", "خبز", "x" * 400]),
    AnswerType.PLACE: st.sampled_from(["Utrecht", "52.09,5.12"]),
    AnswerType.CONTACT: st.just("+31612345678"),
}


def answers_to(specs: list[str]) -> st.SearchStrategy[Answers]:
    known = {name: RELEASE.answers[name].type for name in specs}
    return st.fixed_dictionaries(
        {}, optional={name: st.none() | VALUES[type_] for name, type_ in known.items()}
    )


def paired(profile: Profile) -> list[Paired]:
    found = [profile.made_words, *profile.words.values()]
    for part in profile.sections:
        found.append(part.title)
        for entry in part.entries:
            found += [each for each in (entry.heading, entry.when) if each is not None]
            found += [words for fact in entry.facts for words in (fact.label, fact.words)]
    found += [words for note in profile.notes for words in (note.words, note.kind_words)]
    return found


@settings(deadline=None)
@given(
    answers=answers_to([name for name in SINGLE if name != "my_jobs"]),
    jobs=st.lists(answers_to(list(JOB)), max_size=3),
    language=st.sampled_from([*LANGUAGES, "gone"]),
    host=st.sampled_from(["nl", "en", "gone"]),
    only=st.none() | st.frozensets(st.sampled_from(["person", "work", "gone"])),
    kinds=st.lists(st.sampled_from(list(AdditionKind)), max_size=2),
)
def test_any_session_gives_a_profile_in_which_everything_has_words(
    answers: Answers,
    jobs: list[Answers],
    language: str,
    host: str,
    only: frozenset[str] | None,
    kinds: list[AdditionKind],
):
    added = tuple(
        Addition(kind=kind, text="Bel ons.", language="nl", by="Ada", at=0) for kind in kinds
    )
    told = session(jobs, answers=answers, language=language, by_others=ByOthers(additions=added))
    told = session_from_json(json.loads(json.dumps(session_to_json(told))))
    profile = written(told, host, only=only, steps=True)
    assert all(each.own for each in paired(profile))
    assert all(each.host for each in paired(profile))
    assert all(entry.facts for part in profile.sections for entry in part.entries)
    assert {each.id for each in profile.sections} <= (
        {"person", "work", "skills", "goals"} if only is None else only
    )
