"""The words Merit ships: danger is recognised as people write it, work and study are not; questions are questions."""

import re
from functools import cache
from pathlib import Path

import pytest

import bot
from bot.content.load import load
from bot.content.release import read_content
from bot.core.alarm import AlarmKind, find_alarm
from bot.core.asides import Aside, aside
from bot.core.flow import Release
from bot.core.found import Decision, Verdict
from bot.core.message import Words

FOLDER = Path(bot.__file__).parent.parent


@cache
def release() -> Release:
    loaded, _, findings = load(FOLDER)
    assert loaded is not None, [str(each) for each in findings]
    return loaded


DANGER = {
    "I cant live anymore please": AlarmKind.SUICIDE,
    "sometimes i want to kill myself": AlarmKind.SUICIDE,
    "Hello, my husband hits me every day and I am afraid": AlarmKind.VIOLENCE,
    "i was raped by the landlord": AlarmKind.VIOLENCE,
    "He beats my son when I am at work": AlarmKind.CHILD,
    "my boss took my passport and I work 14 hours": AlarmKind.TRAFFICKING,
    "my life is in danger here": AlarmKind.DANGER,
    "EMERGENCY!!!": AlarmKind.DANGER,
    "he wants to kill me": AlarmKind.DANGER,
    "Ik wil niet meer leven": AlarmKind.SUICIDE,
    "mijn man slaat me": AlarmKind.VIOLENCE,
    "mijn werkgever heeft mijn paspoort en ik mag niet weg": AlarmKind.TRAFFICKING,
    "bel een ambulance": AlarmKind.DANGER,
    "j'ai envie de mourir": AlarmKind.SUICIDE,
    "Jai envie de mourir": AlarmKind.SUICIDE,
    "mon mari me frappe": AlarmKind.VIOLENCE,
    "il va me tuer": AlarmKind.DANGER,
    "mon patron garde mon passeport": AlarmKind.TRAFFICKING,
    "بدي موت": AlarmKind.SUICIDE,
    "عم فكر بالانتحار": AlarmKind.SUICIDE,
    "جوزي بيضربني كل يوم": AlarmKind.VIOLENCE,
    "وبيهددني انو ياخد الاولاد": AlarmKind.VIOLENCE,
    "صاحب الشغل اخد جوازي": AlarmKind.TRAFFICKING,
    "النجدة": AlarmKind.DANGER,
    "رح يقتلني": AlarmKind.DANGER,
    "badi moot": AlarmKind.SUICIDE,
    "zawji byedrebni": AlarmKind.VIOLENCE,
    "می خواهم بمیرم": AlarmKind.SUICIDE,
    "دیگه نمیخوام زنده باشم": AlarmKind.SUICIDE,
    "شوهرم منو میزنه": AlarmKind.VIOLENCE,
    "کارفرما پاسپورتم را گرفته است": AlarmKind.TRAFFICKING,
    "جانم در خطر است": AlarmKind.DANGER,
    "mikham bemiram": AlarmKind.SUICIDE,
    "не хочу жити": AlarmKind.SUICIDE,
    "чоловік б’є мене": AlarmKind.VIOLENCE,
    "меня бьёт муж": AlarmKind.VIOLENCE,
    "він б'є дітей": AlarmKind.CHILD,
    "роботодавець забрав мій паспорт": AlarmKind.TRAFFICKING,
    "рятуйте": AlarmKind.DANGER,
    "ክመውት እደሊ": AlarmKind.SUICIDE,
    "ሰብኣየይ ይወቕዓኒ": AlarmKind.VIOLENCE,
    "ኣብ ሓደጋ ኣለኹ": AlarmKind.DANGER,
    "ንወደይ ይወቕዖ": AlarmKind.CHILD,
}

HARMLESS = (
    "I worked as a nurse in an emergency room for ten years",
    "I was a police officer",
    "ambulance driver",
    "firefighter and first aid",
    "I worked in suicide prevention and with victims of domestic violence",
    "Is it dangerous if the office writes to my old university?",
    "My diploma is lost, I need help",
    "I want to live in Amsterdam",
    "they took my passport at the IND",
    "I need urgent help with my papers",
    "cook, I work with knives",
    "I am a hit song writer",
    "Ik was politieagent en ik heb bij de brandweer gewerkt",
    "ik wil hier leven en werken",
    "verpleegkundige op de spoedeisende hulp",
    "J'ai travaillé aux urgences d'un hôpital",
    "je veux vivre ici et travailler",
    "mon fils joue du violon",
    "عملت في قسم الطوارئ في المستشفى",
    "كنت شرطي مرور",
    "سائق سيارة اسعاف",
    "هل يوجد خطر اذا كتبتم الى جامعتي",
    "راننده آمبولانس بودم",
    "می‌خواهم زندگی کنم و کار کنم",
    "در پلیس کار می‌کردم",
    "я працювала медсестрою на швидкій",
    "потрібна швидка відповідь",
    "я хочу жити і працювати тут",
    "መምህር ነይረ",
    "ኣብ ሆስፒታል ሰሪሐ",
)

NO_ANSWER = Decision(verdict=Verdict.NO_ANSWER)
"""What a question gets that nobody searched for: it is recognised as one."""

ASKED = {
    "why do you want to know that?": Aside.WHY,
    "Waarom vraag je dat": Aside.WHY,
    "pourquoi vous demandez ça ?": Aside.WHY,
    "ليش عم تسأل هالسؤال": Aside.WHY,
    "چرا می پرسید؟": Aside.WHY,
    "навіщо це вам": Aside.WHY,
    "ንምንታይ ትሓተኒ": Aside.WHY,
    "i dont understand": Aside.HELP,
    "ik snap het niet": Aside.HELP,
    "Je comprends pas": Aside.HELP,
    "ما فهمت عليك": Aside.HELP,
    "متوجه نمیشم": Aside.HELP,
    "я не розумію": Aside.HELP,
    "ኣይተረድኣንን": Aside.HELP,
    "can my brother come too": NO_ANSWER,
    "how long must i wait": NO_ANSWER,
    "mag mijn broer ook komen?": NO_ANSWER,
    "est-ce que mon frère peut venir": NO_ANSWER,
    "هل يمكن لاخي ان يأتي": NO_ANSWER,
    "برادرم هم می تواند بیاید؟": NO_ANSWER,
    "скільки треба чекати": NO_ANSWER,
    "ክንደይ ግዜ ክጽበ": NO_ANSWER,
}

ANSWERS = (
    "When I was young I worked in a bakery",
    "I was a teacher in Homs",
    "Damascus?",
    "Als kok in een restaurant",
    "Quand j'étais jeune j'ai travaillé dans une ferme",
    "بقدر احكي عربي وانكليزي",
    "می‌توانم آشپزی کنم",
    "چند سال خیاط بودم",
    "Як електрик я працював десять років",
    "Коли я жив в Одесі, я був водієм",
    "ነርስ ነይረ",
)


@pytest.mark.parametrize("words", DANGER)
def test_danger_is_recognised(words: str):
    assert find_alarm(release().alarms, words) is DANGER[words]


@pytest.mark.parametrize("words", HARMLESS)
def test_work_and_plans_are_no_danger(words: str):
    assert find_alarm(release().alarms, words) is None


def test_every_word_of_danger_raises_its_alarm_and_no_harmless_one_does():
    alarms = release().alarms
    assert len(alarms.phrases) > 1000
    for phrase in alarms.phrases:
        assert find_alarm(alarms, phrase.words) == phrase.kind, phrase
        if phrase.kind is not None and not phrase.alone:
            assert find_alarm(alarms, f"... {phrase.words.upper()} !") is not None, phrase


@pytest.mark.parametrize("words", ASKED)
def test_what_is_asked_in_the_middle_is_recognised(words: str):
    assert aside(Words(text=words), release(), "en", {}) == ASKED[words]


@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_in_words_is_not_taken_for_a_question(words: str):
    assert aside(Words(text=words), release(), "en", {}) is None


def test_every_way_of_asking_finds_its_entry_and_only_those_about_danger_raise_an_alarm():
    lines = [line.phrase for line in read_content(FOLDER).knowledge.wordings.phrases]
    assert len(lines) > 300
    for phrase in lines:
        entry = release().entries[phrase.entry]
        found = aside(Words(text=phrase.words), release(), phrase.language, {})
        assert isinstance(found, Decision), phrase
        assert found.entries == (entry.id,), phrase
        assert entry.flow == "danger" or find_alarm(release().alarms, phrase.words) is None, phrase


def test_the_page_of_the_knowledge_base_lists_every_entry():
    page = (FOLDER / "faq" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+) \| (`.*) \|$", page, re.MULTILINE))
    listed = {(topic, id_) for topic, ids in rows.items() for id_ in re.findall(r"`(\S+?)`", ids)}
    assert listed == {(entry.topic, entry.id) for entry in release().entries.values()}
