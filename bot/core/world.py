"""The countries and languages a person can name, by code; their names come with a release."""

from bot.core.text import Text

_COUNTRIES = """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz
    ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo
    fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je
    jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo
    mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw
    py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm
    tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""ISO 3166-1 in lower case, and `xk` for Kosovo."""

_TONGUES = """
    aa ab aeb ak am ar arq ary arz as az ba bal be bej ber bg bho bin bm bn bo bs byn ca ce ceb ckb crs cs cv cy
    da de din dv dz ee el en eo es et eu fa ff fi fil fon fr fur fvr ga gl gn gu ha haz he hi hr ht hu hy id ig
    it ja jv ka kab kg kha kk km kmb kmr kn ko kok kr kri kru ku ky la ln lo lrc lt lua luo lus lv mai man mg mk
    ml mls mn mni mr ms mt my nb nd ne nl nn nr nso nus ny om pa pap pl prs ps pt qu rhg rif rn ro rom ru rw sa
    sat sd ses sg shi si sid sk sl sn snk so sq sr srn ss st su sus sv sw syr ta te tet tg th ti tig tk tl tn
    tpi tr ts tt tum tw tzm ug uk umb ur uz ve vi wal wo xh yi yo yue zag zgh zh zu zza
"""
TONGUES = frozenset(_TONGUES.split())
"""Living languages people speak, by the code CLDR names them under."""

COUNTRIES_TOO = {
    "turkey": "tr", "burma": "mm", "ivory coast": "ci", "dr congo": "cd", "drc": "cd", "rdc": "cd", "zaire": "cd",
    "congo kinshasa": "cd", "congo brazzaville": "cg", "palestine": "ps", "gaza": "ps", "west bank": "ps",
    "فلسطين": "ps", "غزة": "ps", "فلسطین": "ps", "usa": "us", "america": "us", "أمريكا": "us", "آمریکا": "us",
    "uk": "gb", "england": "gb", "scotland": "gb", "wales": "gb", "great britain": "gb", "britain": "gb",
    "بريطانيا": "gb", "انگلستان": "gb", "holland": "nl", "هولندا": "nl", "هلند": "nl", "czech republic": "cz",
    "swaziland": "sz", "macedonia": "mk", "cape verde": "cv", "russian federation": "ru", "south korea": "kr",
    "north korea": "kp", "uae": "ae", "emirates": "ae", "ksa": "sa", "السعودية": "sa",
    "سوريه": "sy", "سورية": "sy", "kosova": "xk", "kosovo": "xk", "україна": "ua", "ukraina": "ua",
    "soomaaliya": "so", "suuriya": "sy", "afghanestan": "af", "iraq": "iq", "eritrea": "er", "ertra": "er",
    "ኤርትራ": "er", "ኢትዮጵያ": "et", "ሶርያ": "sy", "turkiye": "tr", "vietnam": "vn", "bosnia": "ba",
}  # fmt: skip
"""What people call countries besides the names CLDR has."""

TONGUES_TOO = {
    "العربية": "ar", "عربي": "ar", "arabi": "ar", "arabic": "ar", "فارسی": "fa", "farsi": "fa", "دری": "prs",
    "dari": "prs", "پښتو": "ps", "pashto": "ps", "pukhto": "ps", "pakhto": "ps", "پشتو": "ps", "هزارگی": "haz",
    "kurdî": "ku", "kurdi": "ku", "كوردي": "ku", "کوردی": "ku", "kurmancî": "kmr", "kurmanji": "kmr",
    "badini": "kmr", "sorani": "ckb", "سۆرانی": "ckb", "zazaki": "zza", "dimli": "zza", "kirmancki": "zza",
    "ትግርኛ": "ti", "tigrigna": "ti", "tigrinya": "ti", "tigrinja": "ti", "አማርኛ": "am", "amharic": "am",
    "amarigna": "am", "ትግረ": "tig", "afaan oromo": "om", "afaan oromoo": "om", "oromiffa": "om",
    "oromoo": "om", "af soomaali": "so", "soomaali": "so", "somali": "so", "qafar": "aa", "saho": "aa",
    "українська": "uk", "русский": "ru", "türkçe": "tr", "turkce": "tr", "o'zbek": "uz", "ozbek": "uz",
    "اردو": "ur", "urdu": "ur", "ਪੰਜਾਬੀ": "pa", "پنجابی": "pa", "punjabi": "pa", "বাংলা": "bn", "bengali": "bn",
    "தமிழ்": "ta", "नेपाली": "ne", "සිංහල": "si", "မြန်မာ": "my", "ဗမာ": "my", "中文": "zh", "mandarin": "zh",
    "tiếng việt": "vi", "kiswahili": "sw", "swahili": "sw", "kinyarwanda": "rw", "kirundi": "rn",
    "lingála": "ln", "lingala": "ln", "kikongo": "kg", "tshiluba": "lua", "ciluba": "lua", "hausa": "ha",
    "pulaar": "ff", "fulani": "ff", "peul": "ff", "fulfulde": "ff", "malinke": "man", "mandinka": "man",
    "bambara": "bm", "soninke": "snk", "wolof": "wo", "krio": "kri", "susu": "sus",
    "yorùbá": "yo", "igbo": "ig", "edo": "bin", "bini": "bin", "shqip": "sq", "albanian": "sq", "srpski": "sr",
    "српски": "sr", "hrvatski": "hr", "bosanski": "bs", "romani": "rom", "romanes": "rom", "ქართული": "ka",
    "հայերեն": "hy", "нохчийн": "ce", "chechen": "ce", "azərbaycan": "az", "azeri": "az", "tamazight": "ber",
    "taqbaylit": "kab", "kabyle": "kab", "tarifit": "rif", "tachelhit": "shi", "amazigh": "ber", "darija": "ary",
    "español": "es", "castellano": "es", "português": "pt", "français": "fr", "deutsch": "de",
    "nederlands": "nl", "flemish": "nl", "vlaams": "nl", "italiano": "it", "slovenčina": "sk",
    "slovenščina": "sl", "magyar": "hu", "gaeilge": "ga", "english": "en", "polski": "pl", "română": "ro",
    "ܣܘܪܝܝܐ": "syr", "assyrian": "syr", "aramaic": "syr", "chaldean": "syr", "ئۇيغۇرچە": "ug", "uighur": "ug",
    "rohingya": "rhg", "ruáingga": "rhg", "baloch": "bal", "balochi": "bal", "بلوچی": "bal", "тоҷикӣ": "tg",
    "nuer": "nus", "dinka": "din", "bidhaawyeet": "bej", "fur": "fvr", "masalit": "mls", "zaghawa": "zag",
}  # fmt: skip
"""What languages call themselves, and what else people call them."""


def country_name(code: str, english: str) -> Text:
    """Return the name of a country as a text that CLDR has in every language."""
    return Text(place=f"cldr/country/{code.upper()}", source=english)


def tongue_name(code: str, english: str) -> Text:
    """Return the name of a language as a text that CLDR has in every language."""
    return Text(place=f"cldr/language/{code}", source=english)
