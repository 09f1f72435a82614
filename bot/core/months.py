"""Names of months as people type them, in the calendars that have them.

The names CLDR knows are not here: they come with the languages (`month_name`).
"""

from collections.abc import Iterator, Mapping

from bot.core.calendars import Calendar
from bot.core.text import Text

ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month_name(month: int) -> Text:
    """Return the name of a Gregorian month, as it stands alone."""
    return Text(place=f"cldr/month/{month}", source=ENGLISH[month - 1])


def month_names() -> Iterator[tuple[int, Text]]:
    """Yield the names CLDR has for Gregorian months, alone and within a date."""
    for month, english in enumerate(ENGLISH, start=1):
        yield month, month_name(month)
        yield month, Text(place=f"cldr/month_in_date/{month}", source=english)


MORE_MONTHS: Mapping[Calendar, tuple[str, ...]] = {
    Calendar.GREGORIAN: (
        "كانون الثاني|جانفي|جنوری|جنوري|کانوونی دووەم|ጃንዋሪ|çile|chile|rêbendan",
        "شباط|فيفري|فبروری|فبروري|شوبات|ፌብሩዋሪ|sibat|reşemî",
        "آذار|مارچ|ئازار|ማርች|adar",
        "نيسان|أفريل|اپریل|نیسان|ኤፕሪል|nîsan",
        "أيار|ماي|می|مۍ|ئایار|ሜይ|ግንቦት|ጉንበት|gulan",
        "حزيران|جوان|جون|حوزەیران|ጁን|hezîran|pûşper",
        "تموز|جويلية|يوليوز|جولای|تەمووز|ጁላይ|tîrmeh",
        "آب|أوت|غشت|اگست|ئاب|ኦገስት|tebax",
        "أيلول|شتنبر|سپتمبر|سپتامبر|ئەیلوول|ሴፕቴምበር|îlon",
        "تشرين الأول|اکتوبر|تشرینی یەکەم|ኦክቶበር|cotmeh",
        "تشرين الثاني|نونبر|نومبر|نوامبر|تشرینی دووەم|ኖቬምበር|mijdar",
        "كانون الأول|دجنبر|دسمبر|دسامبر|کانوونی یەکەم|ዲሴምበር|berfanbar|kanûn",
    ),
    Calendar.SOLAR_HIJRI: (
        "فروردین|حمل|وری|خاکەلێوە|farvardin|hamal",
        "اردیبهشت|ثور|غویی|گوڵان|بانەمەڕ|ordibehesht|sawr|saur",
        "خرداد|جوزا|غبرګولی|جۆزەردان|khordad|jawza",
        "تیر|سرطان|چنګاښ|پووشپەڕ|tir|saratan",
        "مرداد|اسد|زمری|گەلاوێژ|mordad|asad",
        "شهریور|سنبله|وږی|خەرمانان|shahrivar|sonbola|sunbula",
        "مهر|میزان|تله|ڕەزبەر|mehr|mizan",
        "آبان|عقرب|لړم|گەڵاڕێزان|خەزەڵوەر|aban|aqrab",
        "آذر|قوس|لیندۍ|سەرماوەز|azar|qaws|qaus",
        "دی|جدی|مرغومی|بەفرانبار|dey|jadi",
        "بهمن|دلو|سلواغه|ڕێبەندان|bahman|dalw",
        "اسفند|حوت|کب|ڕەشەمە|esfand|hut|hoot",
    ),
    Calendar.ETHIOPIAN: (
        "መስከረም|meskerem",
        "ጥቅምት|ጥቅምቲ|tikimt|tikemt",
        "ኅዳር|hidar",
        "ታኅሣሥ|ታሕሳስ|tahsas",
        "ጥር|ጥሪ|tir",
        "የካቲት|ለካቲት|yekatit|lekatit",
        "መጋቢት|megabit",
        "ሚያዝያ|miyazya|miazia",
        "ግንቦት|ጉንበት|ginbot",
        "ሰኔ|ሰነ|sene",
        "ሐምሌ|ሓምለ|hamle",
        "ነሐሴ|ነሓሰ|nehase",
        "ጳጉሜን|ጳጉሜ|ጷጉሜን|pagume|pagumen",
    ),
}
"""Per calendar and month: names beside those of CLDR (Levant, Maghreb, Afghanistan, Kurdistan, Ethiopia)."""

CALENDAR_WORDS: Mapping[Calendar, str] = {
    Calendar.GREGORIAN: "م|میلادی|ميلادي|ميلادية|ad|ce|gc|g.c.|እ.ኤ.አ|ፈረንጂ|ፈረንጅ|gregorian|zayînî|زایینی",
    Calendar.SOLAR_HIJRI: "ش|هش|ه.ش|هـ.ش|شمسی|شمسي|خورشیدی|هجری|هجري شمسي|لمريز|لمریز|هـ.ل|shamsi|sh|hijri|کۆچی",
    Calendar.ETHIOPIAN: "ዓ.ም|ዓ.ም.|ዓም|ዓ/ም|ግእዝ|ግዕዝ|ec|e.c.|e.c|ethiopian|eth",
}
"""Words beside a date that say which calendar it is of."""
