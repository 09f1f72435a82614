"""A small knowledge base in English and Arabic, and an encoder that knows a few words of both."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.entry import EntryId, Phrase
from bot.search.building import build
from bot.search.corpus import Corpus
from bot.search.index import Index
from bot.search.writing import words_of

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

COST, DOCTOR, SCHOOL, TIME = map(EntryId, ("cost", "doctor", "school", "time"))
DIMENSIONS = 24

ASKED = {
    "en": {
        COST: (
            "What does the recognition cost?",
            "How much money is the recognition?",
            "price of a recognition",
            "is recognition expensive",
            "what must I pay",
        ),
        TIME: (
            "How long does the recognition take?",
            "when is the recognition ready",
            "how many weeks must I wait",
            "waiting weeks until it is ready",
        ),
        SCHOOL: (
            "Can I go to a school?",
            "where is a language school",
            "I want to learn the language",
            "language lessons and a school near me",
        ),
        DOCTOR: ("I need a doctor", "where is the hospital", "a doctor for my ill child", "I am ill"),
    },
    "ar": {
        COST: ("كم سعر الاعتراف", "كم ثمن الشهادة", "هل الاعتراف غالي", "kam s3r alshahada", "كم ادفع"),
        TIME: ("كم اسبوع انتظر", "متى الاعتراف جاهز", "كم اسبوع حتى الاعتراف", "mata alshahada jahiz"),
        SCHOOL: ("اين المدرسة", "اريد ان اتعلم اللغة", "مدرسة لغة قريبة", "ayna almadrasa"),
        DOCTOR: ("احتاج طبيب", "اين المستشفى", "طفلي مريض", "ahtaj tabib"),
    },
}  # fmt: skip
"""How people ask for each entry; nobody has an answer for who needs a doctor."""

_SAME = (
    "cost price pay expensive money سعر ثمن ادفع غالي s3r kosten prijs",
    "long when weeks wait waiting ready اسبوع انتظر متي جاهز mata jahiz wanneer weken tijd",
    "school learn lessons language مدرسه المدرسه اتعلم لغه اللغه almadrasa leren taal",
    "doctor hospital ill طبيب المستشفي مريض tabib dokter ziek",
    "recognition الاعتراف الشهاده alshahada erkenning",
)
_MEANS = {word: str(row) for row, words in enumerate(_SAME) for word in words.split()}

_ENGLISH = (
    ("I have", "we need", "they want", "you find", "she brings", "he sees", "people make"),
    ("the new house", "some good work", "another letter", "three children", "much time here",
     "every document", "what the office wrote"),
)  # fmt: skip
_DUTCH = (
    ("ik heb", "wij hebben", "zij willen", "jullie vinden", "hij brengt", "u ziet", "mensen maken"),
    ("het nieuwe huis", "een goede baan", "nog een brief", "drie kinderen", "veel tijd hier",
     "ieder bewijs", "wat de gemeente schreef"),
)  # fmt: skip
_ARABIC = (
    ("عندي", "نحتاج الى", "يريدون", "تجد", "تحضر", "يرى", "الناس يعملون", "اكتب لك عن"),
    ("البيت الجديد", "عمل جيد", "رسالة اخرى", "ثلاثة اطفال", "وقت كثير هنا", "كل وثيقة",
     "ما كتبه المكتب", "بلدنا القديم"),
)  # fmt: skip
_TYPED = (
    ("3andi", "na7taj ila", "yuridun", "tajid", "ta7dur", "yara", "alnas ya3malun"),
    ("albayt aljadid", "3amal jayid", "risala ukhra", "thalathat atfal", "waqt kathir huna",
     "kul wathiqa", "ma katabahu almaktab"),
)  # fmt: skip


def _sentences(halves: tuple[Iterable[str], Iterable[str]]) -> tuple[str, ...]:
    return tuple(" ".join(pair) for pair in product(*halves))


TEXTS = {
    "en": _sentences(_ENGLISH),
    "nl": _sentences(_DUTCH),
    "ar": (*_sentences(_ARABIC), *_sentences(_TYPED)),
}
"""What else is written in each language; there are no phrases in Dutch."""

PHRASES = tuple(
    Phrase(entry=entry, language=language, words=words)
    for language, entries in ASKED.items()
    for entry, several in entries.items()
    for words in several
)
CORPUS = Corpus(
    phrases=PHRASES,
    stubs=frozenset({DOCTOR}),
    close=frozenset({(COST, TIME), (TIME, EntryId("hidden"))}),
    texts=TEXTS,
)
ONE_LANGUAGE = Corpus(
    phrases=tuple(phrase for phrase in PHRASES if phrase.language == "en"),
    stubs=CORPUS.stubs,
    texts={"en": TEXTS["en"]},
)


def meaning(text: str) -> Floats:
    """The sum of what its words mean, and something that all texts have in common, of length 1."""
    total = np.full(DIMENSIONS, 2.0)
    for word in words_of(text):
        total += np.random.default_rng(crc32(_MEANS.get(word, word).encode())).normal(
            size=DIMENSIONS
        )
    found: Floats = (total / np.linalg.norm(total)).astype(np.float32)
    return found


def meanings(corpus: Corpus) -> Floats:
    """What the phrases of a corpus mean."""
    return np.array([meaning(phrase.words) for phrase in corpus.phrases], dtype=np.float32)


@dataclass
class WordEncoder:
    """An encoder that looks at each word alone; what it was asked is kept."""

    name: str = "words/1"
    asked: list[str] = field(default_factory=list)

    def encode(self, text: str) -> Floats:
        self.asked.append(text)
        return meaning(text)


def index_of(corpus: Corpus = CORPUS) -> Index:
    """A new index with meanings."""
    return build(corpus, meanings(corpus), encoder=WordEncoder.name)


INDEX = index_of()
