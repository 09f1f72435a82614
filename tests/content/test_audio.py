"""Recordings are sent while they say their text, and an editor hears of every one that does not."""

from pathlib import Path

import pytest

from bot.content import audio, ogg
from bot.content.audio import State, Voices, mark_of, place_of, read_voices, texts_to_speak
from bot.content.audio_add import UnreadableMarksError, with_recording
from bot.content.binding import bind, bind_packed, kept_release
from bot.content.load import load, study
from bot.content.ogg import LARGEST, wrong_with
from bot.content.pack import pack, read_files, revision_of, unpack
from bot.core.finding import Finding, Severity
from bot.core.text import pgettext
from tests.content.folder import findings, flow, starts, write
from tests.sounds import M4A, MP3, VORBIS, voice

HELLO = "trip/hello/say"
NAME = "trip/ask_name/ask"
STEPS = """
hello:
  say: Hello.
rights:
  say: You have the right to a lawyer.
  critical: yes
ask_name:
  ask: What is your name?
  save: name
  why: So that I can greet you.
again:
  say: "Good morning, {name}."
bye:
  end: done
"""
HEAD = "start_on:\n  command: trip\nanswers:\n  name:\n    text: 1-60\n    personal: no\n"
DUTCH = """\
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "trip/hello/say"
msgid "Hello."
msgstr "Hallo."

msgctxt "trip/ask_name/ask"
msgid "What is your name?"
msgstr "Hoe heet je?"
"""


def files(**more: str | bytes) -> dict[str, str | bytes]:
    return {
        "flows/trip.yaml": flow(STEPS, head=HEAD),
        "locales/nl/LC_MESSAGES/flows.po": DUTCH,
        **more,
    }


def voices(folder: Path) -> Voices:
    studied = study(folder)
    assert studied.content.sound, studied.findings
    return read_voices(folder, studied.content, studied.catalogs)


def state(found: Voices, language: str, place: str) -> State:
    return next(
        each.state for each in found.texts if (each.language, each.text.place) == (language, place)
    )


def of_recordings(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in found if each.code.startswith("L04")]


def test_a_recording_of_todays_words_can_be_heard(tmp_path: Path):
    recorded = f"{HELLO}: {mark_of('Hallo.')}\n"
    more: dict[str, str | bytes] = {
        f"audio/nl/{HELLO}.ogg": voice(),
        "audio/nl/recorded.yaml": recorded,
    }
    release, catalogs, found = load(write(tmp_path, files(**more)))
    assert release is not None
    assert of_recordings(found) == []
    assert release.recordings == {("nl", HELLO)}
    assert catalogs["nl"].recording(HELLO) == voice()
    assert catalogs["nl"].recording(NAME) is None
    assert catalogs["en"].recording(HELLO) is None
    assert state(voices(tmp_path), "nl", NAME) is State.MISSING


def test_english_can_be_recorded_too(tmp_path: Path):
    recorded = f"{HELLO}: {mark_of('Hello.')}\n"
    more: dict[str, str | bytes] = {
        f"audio/en/{HELLO}.ogg": voice(),
        "audio/en/recorded.yaml": recorded,
    }
    release, catalogs, _ = load(write(tmp_path, files(**more)))
    assert release is not None
    assert release.recordings == {("en", HELLO)}
    assert catalogs["en"].recording(HELLO) == voice()


def test_the_words_of_a_recording_may_be_broken_into_lines_elsewhere():
    assert mark_of("Good\n morning.") == mark_of("Good morning.") != mark_of("Good evening.")


@pytest.mark.parametrize("old", ["Hoi.", "Hello."])
def test_a_recording_of_other_words_is_not_sent(old: str, tmp_path: Path):
    recorded = f"{HELLO}: {mark_of(old)}\n"
    more: dict[str, str | bytes] = {
        f"audio/nl/{HELLO}.ogg": voice(),
        "audio/nl/recorded.yaml": recorded,
    }
    found = findings(tmp_path, files(**more), hints=True)
    assert of_recordings(found) == [("L042", f"audio/nl/{HELLO}.ogg")]
    release, catalogs, _ = load(tmp_path)
    assert release is not None
    assert release.recordings == frozenset()
    assert catalogs["nl"].recording(HELLO) is None
    assert state(voices(tmp_path), "nl", HELLO) is State.AGAIN


def test_a_recording_whose_translation_is_no_longer_confirmed_is_not_sent(tmp_path: Path):
    recorded = f"{HELLO}: {mark_of('Hallo.')}\n"
    fuzzy = DUTCH.replace('msgctxt "trip/hello', '#, fuzzy\nmsgctxt "trip/hello')
    more: dict[str, str | bytes] = {
        f"audio/nl/{HELLO}.ogg": voice(),
        "audio/nl/recorded.yaml": recorded,
    }
    folder = write(tmp_path, {**files(**more), "locales/nl/LC_MESSAGES/flows.po": fuzzy})
    assert state(voices(folder), "nl", HELLO) is State.AGAIN
    assert voices(folder).heard == frozenset()


def test_a_file_an_editor_dropped_in_is_sent_and_the_check_says_that_nobody_knows_its_words(
    tmp_path: Path,
):
    more: dict[str, str | bytes] = {f"audio/ar/{HELLO}.ogg": voice()}
    found = findings(tmp_path, files(**more), hints=True)
    assert of_recordings(found) == [("L043", f"audio/ar/{HELLO}.ogg")]
    assert voices(tmp_path).heard == {("ar", HELLO)}
    assert state(voices(tmp_path), "ar", HELLO) is State.UNCHECKED


def test_of_a_critical_text_only_a_recording_of_known_words_is_sent(tmp_path: Path):
    place = "trip/rights/say"
    more: dict[str, str | bytes] = {f"audio/en/{place}.ogg": voice()}
    (finding,) = [
        each for each in findings(tmp_path, files(**more), hints=True) if each.code == "L043"
    ]
    assert "critical" in finding.message
    assert voices(tmp_path).heard == frozenset()
    words = "You have the right to a lawyer."
    write(tmp_path, files(**more, **{"audio/en/recorded.yaml": f"{place}: {mark_of(words)}\n"}))
    assert voices(tmp_path).heard == {("en", place)}


def test_nothing_is_sent_while_the_marks_cannot_be_read(tmp_path: Path):
    more: dict[str, str | bytes] = {
        f"audio/en/{HELLO}.ogg": voice(),
        f"audio/en/{NAME}.ogg": voice(2),
        "audio/en/recorded.yaml": f"{HELLO}: [1]\n",
    }
    found = findings(tmp_path, files(**more))
    assert {each.path for each in found if each.severity is Severity.ERROR} == {
        "audio/en/recorded.yaml"
    }
    assert voices(tmp_path).heard == frozenset()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "an empty file"),
        (MP3, "This is MP3"),
        (M4A, "M4A"),
        (VORBIS, "Vorbis"),
        (b"OggS", "something else"),
        (b"hello", "This is not Ogg/Opus"),
        (voice() + bytes(LARGEST), "at most 1000"),
    ],
)
def test_what_cannot_be_played_is_refused_with_the_way_to_make_it_right(
    data: bytes, says: str, tmp_path: Path
):
    more: dict[str, str | bytes] = {f"audio/en/{HELLO}.ogg": data}
    (finding,) = [each for each in findings(tmp_path, files(**more)) if each.code == "L040"]
    assert says in finding.message
    assert "ffmpeg -i" in finding.message
    assert finding.severity is Severity.ERROR
    release, _, _ = load(tmp_path)
    assert release is not None, "conversations go on without the recording"
    assert release.recordings == frozenset()


def test_a_good_recording_has_nothing_wrong():
    assert wrong_with(voice()) == ""
    assert ogg.is_opus(voice(1))


def test_recordings_that_would_not_fit_a_release_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(audio, "MOST", len(voice()) + 10)
    more: dict[str, str | bytes] = {f"audio/en/{p}.ogg": voice() for p in (HELLO, NAME)}
    found = findings(tmp_path, files(**more))
    assert of_recordings(found) == [("L040", f"audio/en/{NAME}.ogg")]
    assert voices(tmp_path).heard == {("en", HELLO)}


def test_a_recording_that_cannot_be_opened_is_told(tmp_path: Path):
    folder = write(tmp_path, files(**{f"audio/en/{HELLO}.ogg": voice()}))
    studied = study(folder)
    shelf = audio._Shelf(folder)
    (folder / f"audio/en/{HELLO}.ogg").unlink()
    assert shelf.take(("en", HELLO)) is None
    assert [each.code for report in shelf.reports for each in report.findings] == ["L040"]
    assert studied.content.sound


@pytest.mark.parametrize(
    ("path", "meant", "says"),
    [
        ("audio/en/trip/helo/say.ogg", HELLO, "No message"),
        ("audio/en/trip/ask_name/why.ogg", "", "No message"),
        ("audio/xx/trip/hello/say.ogg", "", "no language 'xx'"),
        ("audio/lost.ogg", "", "no language 'lost'"),
        ("audio/en/trip/again/say.ogg", "", "something else to each person"),
    ],
)
def test_a_recording_of_no_text_is_told(path: str, meant: str, says: str, tmp_path: Path):
    more: dict[str, str | bytes] = {path: voice()}
    (finding,) = [each for each in findings(tmp_path, files(**more)) if each.code == "L041"]
    assert finding.path == path
    assert says in finding.message
    assert meant in {"", finding.suggestion}
    assert voices(tmp_path).heard == frozenset()


def test_a_file_of_another_kind_is_told(tmp_path: Path):
    more: dict[str, str | bytes] = {f"audio/en/{HELLO}.mp3": MP3, "audio/README.md": "For speakers"}
    found = [each for each in findings(tmp_path, files(**more)) if each.code == "F018"]
    assert [each.path for each in found] == [f"audio/en/{HELLO}.mp3"]
    assert "merit audio add" in found[0].message


def test_a_text_that_moved_keeps_its_recording(tmp_path: Path):
    renamed = STEPS.replace("hello:\n", "hi:\n  was: hello\n")
    more: dict[str, str | bytes] = {
        f"audio/en/{HELLO}.ogg": voice(),
        "audio/en/recorded.yaml": f"{HELLO}: {mark_of('Hello.')}\n",
        "flows/trip.yaml": flow(renamed, head=HEAD),
    }
    folder = write(tmp_path, {**files(), **more})
    assert voices(folder).heard == {("en", "trip/hi/say")}


def test_the_recordings_travel_in_the_release(tmp_path: Path):
    folder = write(tmp_path, files(**{f"audio/en/{HELLO}.ogg": voice()}))
    content = read_files(folder)
    edition, _ = bind(content)
    assert edition is not None
    assert edition.release.id == revision_of(content)
    assert content[f"audio/en/{HELLO}.ogg"] == voice()
    kept = kept_release(content, edition.release)
    again, _ = bind_packed(kept.content, kept.id)
    assert again is not None
    assert again.catalog("en").recording(HELLO) == voice()
    assert again.release.recordings == edition.release.recordings
    assert unpack(pack(content), kept.id) == content


def test_another_recording_is_another_release(tmp_path: Path):
    ids = {
        revision_of(read_files(write(tmp_path, files(**{f"audio/en/{HELLO}.ogg": voice(n)}))))
        for n in (1, 2)
    }
    assert len(ids) == 2


def test_the_way_in_comes_first_then_the_menu_then_the_profile(tmp_path: Path):
    menu = flow(
        "menu:\n  say: Menu.\nbye:\n  end: quiet\n", "zmenu", head="start_on:\n  need: idle\n"
    )
    more: dict[str, str | bytes] = {
        "flows/zmenu.yaml": menu,
        "flows/profile_job.yaml": flow("job:\n  say: Job.\nbye:\n  end: done\n", "profile_job"),
        "flows/base.yaml": starts().replace("  - need: idle\n", ""),
    }
    release = study(write(tmp_path, files(**more))).content.release
    places = [each.place for each in texts_to_speak(release)]
    assert places[:3] == ["base/hello/say", "zmenu/menu/say", "profile_job/job/say"]
    assert places[3:] == ["trip/hello/say", "trip/rights/say", NAME, "trip/again/say"]


def test_without_an_audio_folder_every_text_waits_to_be_recorded(tmp_path: Path):
    found = voices(write(tmp_path, files()))
    assert state(found, "en", HELLO) is State.MISSING
    assert state(found, "ar", HELLO) is State.UNTRANSLATED
    assert state(found, "nl", "trip/again/say") is State.SKIPPED
    assert found.heard == frozenset()


def test_the_mark_is_written_beside_the_recording_and_marks_of_lost_ones_go(tmp_path: Path):
    more: dict[str, str | bytes] = {
        f"audio/nl/{NAME}.ogg": voice(),
        "audio/nl/recorded.yaml": f"{NAME}: 0123456789ab\ntrip/gone/say: 0123456789ab\n",
    }
    folder = write(tmp_path, files(**more))
    written = with_recording(folder, "nl", HELLO, voice(3), "Hallo.")
    assert written[folder / f"audio/nl/{HELLO}.ogg"] == voice(3)
    lines = written[folder / "audio/nl/recorded.yaml"].decode().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        f"{NAME}: 0123456789ab",
        f"{HELLO}: {mark_of('Hallo.')}",
    ]


def test_marks_that_cannot_be_read_are_not_overwritten(tmp_path: Path):
    folder = write(tmp_path, files(**{"audio/nl/recorded.yaml": "a: b: c\n"}))
    with pytest.raises(UnreadableMarksError, match="recorded.yaml"):
        with_recording(folder, "nl", HELLO, voice(), "Hallo.")


def test_a_path_names_language_and_place():
    assert place_of("audio/ti/menu/menu/choose.ogg") == ("ti", "menu/menu/choose")
    assert audio.audio_path("ti", "menu/menu/choose") == "audio/ti/menu/menu/choose.ogg"


def test_words_that_change_from_person_to_person_are_not_spoken(tmp_path: Path):
    catalogs = study(write(tmp_path, files())).catalogs
    assert audio.words_of(pgettext("x", "Hello {name}"), catalogs["en"]) == ""
