"""One tiny bad example (or more) of every finding a flow file can have: code, files, and where the caret stands."""

from dataclasses import dataclass

from tests.content.folder import GOOD_STEPS, LANGUAGES, flow

TRIP = "flows/trip.yaml"
AGE = "answers:\n  age:\n    number: 0-120\n    personal: no\n"
FRUIT = "answers:\n  fruit:\n    one of: [apple, pear]\n    personal: no\n"
SOURCE = "sources:\n  - id: a\n    title: A\n    link: {}\n    read: 2026-01-01\n"
END = "\nbye:\n  end: done\n"
ASK_FRUIT = """
ask_fruit:
  ask: Which fruit?
  save: fruit
  choices:
    - apple: Apple
    - pear: Pear
"""


@dataclass(frozen=True)
class Mistake:
    """A bad file: the code it is found under, the text under the caret, and the word that is proposed."""

    code: str
    text: str | bytes
    caret: str = ""
    meant: str = ""
    path: str = TRIP
    says: str = ""
    """Words of the message that name the repair."""


def say(line: str, code: str, caret: str, meant: str = "") -> Mistake:
    """Return a flow whose first step has `line`."""
    return Mistake(code, flow(f"hello:\n  {line}\n{END}"), caret, meant)


def steps(text: str, code: str, caret: str, meant: str = "", head: str = "") -> Mistake:
    """Return a flow with steps and its head."""
    return Mistake(code, flow(text, head=head), caret, meant)


DATE = "answers:\n  a:\n    date: year\n    personal: no\n"
"""An answer whose first line the mistakes below replace."""


def declared(line: str, code: str, caret: str, meant: str = "") -> Mistake:
    """Return a flow that declares an answer with `line`."""
    return Mistake(code, flow(GOOD_STEPS, head=DATE.replace("date: year", line)), caret, meant)


def ask(name: str, more: str) -> str:
    """Return a step that asks for the answer `name`."""
    return f"q:\n  ask: x\n  save: {name}{more}\n{END}"


DECLARED = [
    ("dat: year", "F020", "dat", "date"),
    ("date: years", "F027", "years", "year"),
    ("date: year\n    from: 1900-01", "F036", "1900-01"),
    ("date: day\n    from: 2019-02-30", "F036", "2019-02-30"),
    ("date: month\n    to: todya", "F036", "todya", "today"),
    ("date: year\n    from: 2020\n    to: 2019", "F036", "2019"),
    ("date: year\n    at most: 3", "F020", "at most"),
    ("yes or no: maybe", "F027", "maybe"),
    ("country: some", "F027", "some"),
    ("language: with levels", "F027", "with levels", "with level"),
    ("contact: mail", "F027", "mail", "email"),
    ("file: photos", "F027", "photos", "photo"),
    ("file: photo\n    at most: 9", "F036", "9"),
    ("records: base\n    at most: many", "F036", "many"),
    ("records: baze", "F032", "baze", "base"),
    ("date: year\n    number: 0-3", "F036", "a:"),
    ("date: year\n    label: " + "x" * 41, "F036", "xxx"),
    ('date: year\n    label: "Born in {a}"', "F036", '"Born'),
    ("one of: [b, c]\n    was:\n      b: c", "F036", "b: c"),
    ("one of: [bread, cake]\n    was:\n      bun: bred", "F036", "bred", "bread"),
    ("date: year\n    was:\n      b: c", "F020", "was"),
]
"""Answers with a mistake: the first line, the code, the text under the caret, the word that is proposed."""


UNMERGED = (
    flow("hello:\n  say: |\n    Hello.\n" + END.replace("bye", "<<<<<<< HEAD\nbye")).replace(
        "  <<<<<<< HEAD\n", "<<<<<<< HEAD\n"
    )
    + "=======\n    end: quiet\n>>>>>>> other\n"
)
"""Two people changed the last step, and git left both."""

YAML = [
    Mistake("F001", b"flow: trip\ntitle: \xff\n", "title"),
    Mistake("F001", b"flow: trip\ntitle: a\x00b\n", "\x00"),
    Mistake("F001", b"PK\x03\x04\x14\x00\x06\xff", says="a document of a word processor"),
    Mistake("F001", "{\\rtf1 flow: trip}", says="Copy the words into a new file of a text editor"),
    Mistake("F002", "a: " + "[" * 100_000, "["),
    Mistake("F002", "{" * 100_000, "{"),
    Mistake("F002", "- " * 100_000, "-"),
    Mistake("F002", "a: b\n" * 60_000),
    Mistake("F002", "a: " + "x" * 1_100_000),
    Mistake("F017", UNMERGED, "<<<<<<< HEAD", says="delete the lines that begin with <<<<<<<"),
    Mistake("F017", UNMERGED.replace("<<<<<<< HEAD\n", ""), ">>>>>>> other"),
    Mistake("F018", flow(GOOD_STEPS), path="flows/trip.yml", meant="trip.yaml"),
    Mistake("F018", flow(GOOD_STEPS), path="flows/trip.yaml.txt", meant="trip.yaml"),
    Mistake("F018", flow(GOOD_STEPS), path="flows/more/trip.yaml", says="flows lie in flows/"),
    Mistake("F018", "", path="locales/dutch/LC_MESSAGES/flows.po", says="CODE is one of"),
    Mistake("F003", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "&a"),
    Mistake("F003", "base: {a: b}\nflow:\n  <<: base\n", "<<"),
    Mistake("F003", "flow: !!python/object/apply:os.system [ls]\n", "!!python"),
    say("say: *b", "F003", "*b"),
    say("\tsay: x", "F004", "\tsay"),
    say("\u00a0 say: x", "F005", "\u00a0"),
    say("say: Note: bring it", "F006", ": bring"),
    say("say: x\n    more: y", "F006", ": y"),
    say("say: *bold* words", "F007", "*bold"),
    say("say: {name}, hello", "F007", "{name"),
    say("say: [Name] hello", "F007", "[Name"),
    say("say: @home", "F007", "@home"),
    say("say: `code`", "F007", "`code"),
    say("say: | words", "F007", "| words"),
    say('say: "Yes" or "no"', "F008", '"Yes"'),
    say("say: 'It's free'", "F008", "'It's"),
    say('say: "not closed', "F008", '"not'),
    say('say: "a\\q"', "F008", '\\q"'),
    say("say: x\n   next: bye", "F009", "next: bye"),
    say("say x", "F015", "say x"),
    steps("q:\n  choose: x\n  choices:\n    -a: A\n    - b: B\n" + END, "F012", "-a: A"),
    steps("hello:\n  say: x\n  next bye\n" + END, "F009", "next bye"),
    steps("q:\n  ask: x\n  save:age\n  next: bye\n" + END, "F009", ":age", head=AGE),
    say("say: >\n     x\n   next: bye", "F009", "next"),
    say("say: - x", "F009", "- x"),
    say("say: a\n  plain line\n  next: bye", "F009", "plain"),
    steps(
        "r:\n  route:\n    - otherwise: bye\n   - otherwise: bye\n" + END,
        "F009",
        "- otherwise: bye\n\n  bye",
    ),
    say("say: x\n  say: y", "F010", "say: y"),
    steps("hello:\n  say: x\nhello:\n  end: done\n", "F010", "hello:\n    end"),
    say("say: Go to window #4", "F011", "#4"),
    say("say: Hello  # said first", "F011", "# said"),
    steps(
        "q:\n  ask: x\n  save: fruit\n  choices:\n    -apple\n    -pear\n" + END,
        "F012",
        "-apple",
        head=FRUIT,
    ),
    steps(
        "q:\n  ask: x\n  save: fruit\n  choices:\n    apple: A\n" + END,
        "F012",
        "apple: A",
        head=FRUIT,
    ),
    say("say: {name}", "F013", "{name}"),
    steps("r:\n  route: [a, b]\n" + END, "F013", "[a"),
    steps("r: {end: done}\n", "F013", "{end"),
    Mistake("F013", "? [a]\n: b\n", "[a]"),
    Mistake("F014", "flow: trip\n---\nflow: y\n", "---"),
    say("say:x", "F015", "say:x"),
    say("- say: x", "F015", "- say"),
    say("say:\n    a: b", "F015", "a: b"),
    say("say:", "F016", "say:"),
    Mistake("F016", "# nothing\n"),
]

KEYS = [
    say("say: x\n  nxt: bye", "F020", "nxt", "next"),
    Mistake("F020", flow(GOOD_STEPS, head="source: x\n"), "source", "sources"),
    Mistake("F021", flow(GOOD_STEPS).replace("owner: team\n", ""), "flow"),
    Mistake("F021", flow(GOOD_STEPS, head="answers:\n  status:\n    one of: [a]\n"), "status:"),
    steps("q:\n  ask: x\n" + END, "F021", "q:"),
    steps("q:\n  choose: x\n" + END, "F021", "q:"),
    steps("Say Hello:\n  say: x\n" + END, "F022", "Say Hello", "say_hello"),
    Mistake("F022", flow(GOOD_STEPS, head=AGE.replace("age", "not")), "not:"),
    Mistake("F022", flow(GOOD_STEPS, head="sources:\n  - id: IDW fee\n"), "IDW"),
    steps(f"{'q' * 36}:\n  ask: x\n  save: age\n" + END, "F023", "qqq", head=AGE),
    Mistake("F024", flow(GOOD_STEPS, "journey"), "journey", "trip"),
    Mistake("F025", flow(GOOD_STEPS, review="often"), "often"),
    Mistake("F025", flow(GOOD_STEPS).replace("never", "1 May 2026"), "1 May"),
    Mistake("F025", flow(GOOD_STEPS).replace("never", "2026-02-30"), "2026-02-30"),
    Mistake(
        "F025",
        flow(
            GOOD_STEPS,
            head=SOURCE.format("https://a.org") + "    published: lately\n",
        ),
        "lately",
    ),
    Mistake(
        "F026",
        flow(
            GOOD_STEPS,
            head=SOURCE.format("a.org"),
        ),
        "a.org",
    ),
    steps(
        "h:\n  handoff: help\n  message: words\n" + END,
        "F031",
        "help",
        head="answers:\n  words:\n    text: 1-9\n    personal: no\n",
    ),
    steps("hello:\n  end: finished\n", "F027", "finished"),
    say("say: x\n  critical: maybe", "F027", "maybe"),
    say("says: x", "F028", "says", "say"),
    say("say: x\n  end: done", "F028", "hello"),
]

REFERENCES = [
    say("say: x\n  next: by", "F030", "by\n", "bye"),
    steps("r:\n  route:\n    - otherwise: by\n" + END, "F030", "by\n", "bye"),
    steps("q:\n  ask: x\n  save: agee\n" + END, "F031", "agee", "age", head=AGE),
    say("say: x\n  when: agee < 18", "F031", "agee"),
    say("flow: bse", "F032", "bse", "base"),
    steps(
        "p:\n  plan: x\n  items:\n    - a:\n        text: A\n        sources: idw, idv\n" + END,
        "F033",
        "idw",
        "",
    ),
    say("say: x\n  when: age <> 18", "F034", "<> 18"),
    steps(
        "q:\n  ask: x\n  save: age\ns:\n  say: x\n  when: age < 18 and age is old\n" + END,
        "F034",
        "old",
        head=AGE,
    ),
    say("say: Hello {nme}.", "F035", "{nme}"),
    say("say: Hello {Name}.", "F035", "{Name}"),
    steps(
        ASK_FRUIT.replace("ask: Which", "ask: '{fruits} or").replace("fruit?", "'") + END,
        "F035",
        "{fruits}",
        "fruit",
        head=FRUIT,
    ),
    Mistake("F036", flow(GOOD_STEPS, head=AGE.replace("0-120", "young")), "young"),
    Mistake("F036", flow(GOOD_STEPS, head="answers:\n  age:\n    personal: no\n"), "age"),
    Mistake("F037", flow(GOOD_STEPS, head=AGE.replace("age", "language")), "language"),
    *(declared(*lines) for lines in DECLARED),
    steps(
        ask("a", "\n  choices:\n    - yes: Yes"),
        "F038",
        "- yes",
        head=DATE.replace("date: year", "yes or no: any"),
    ),
    steps(
        ask("a", "\n  choices: [sy, syr]"),
        "F038",
        "syr",
        head=DATE.replace("date: year", "country: any"),
    ),
    steps(
        ask("a", "\n  choices: [sy, sy]"),
        "F010",
        "sy]",
        head=DATE.replace("date: year", "country: any"),
    ),
    steps(
        ask("a", "\n  choices: [arabic]"),
        "F038",
        "arabic",
        head=DATE.replace("date: year", "language: with level"),
    ),
    steps(ask("a", ""), "F038", "q:", head=DATE.replace("date: year", "records: base")),
    steps(ASK_FRUIT.replace("pear: Pear", "plum: Plum") + END, "F038", "Plum", head=FRUIT),
    steps("q:\n  ask: x\n  save: fruit\n" + END, "F038", "q:", head=FRUIT),
    steps("q:\n  ask: x\n  save: age\n  choices:\n    - a: A\n" + END, "F038", "- a", head=AGE),
    steps("q:\n  ask: x\n  save: language\n  choices:\n    - en: E\n" + END, "F038", "- en"),
    steps(
        f"{ASK_FRUIT}q:\n  ask: x\n  save: age\nh:\n  handoff: fruit\n  message: age\n" + END,
        "F038",
        "age\n\n  bye",
        head=AGE + FRUIT.removeprefix("answers:\n"),
    ),
    steps(
        "q:\n  ask: x\n  save: words\nh:\n  handoff: words\n  message: words\n" + END,
        "F038",
        "words\n    message",
        head="answers:\n  words:\n    text: 1-9\n    personal: no\n",
    ),
    steps(ASK_FRUIT.replace("    - pear: Pear\n", "") + END, "F039", "pear", head=FRUIT),
]

PATHS = [
    steps("r:\n  route:\n    - when: known(consent)\n      next: bye\n" + END, "F040", "r:"),
    steps(
        "r:\n  route:\n    - otherwise: bye\n    - when: known(consent)\n      next: bye\n    - otherwise: bye\n"
        + END,
        "F040",
        "otherwise",
    ),
    steps("hello:\n  say: x\n", "F041", "hello"),
    steps("q:\n  choose: x\n  choices:\n    - a: A\n", "F041", "q:"),
    steps("hello:\n  end: done\n  when: known(consent)\n", "F041", "hello"),
    steps("hello:\n  say: x\n  next: bye\nlost:\n  say: x\n" + END, "F042", "lost"),
    steps("hello:\n  say: x\nagain:\n  say: x\n  next: hello\n", "F043", "again"),
    steps("hello:\n  flow: trip\n" + END, "F043", "hello"),
    say("say: " + "long " * 181, "F044", "long"),
    steps(
        "q:\n  choose: x\n  choices:\n    - a: A label that is much too long for it\n" + END,
        "F045",
        "A label",
    ),
    steps("".join(f"s{n}:\n  say: x\n" for n in range(60)) + END, "F046", "bye"),
    Mistake("F047", flow(GOOD_STEPS, head="start_on:\n  command: menu\n"), "flow"),
    Mistake("F048", flow(GOOD_STEPS, "base"), path="flows/base.yaml"),
    Mistake("F049", flow(GOOD_STEPS, head=AGE), "age"),
    say("say: Send /menuu now.", "F050", "/menuu", "menu"),
]

TRIP_TEST = """\
- test: A trip
  start: trip
  talk:
    - bot: hello
    - end: done
"""
CHOOSING = flow("q:\n  choose: x\n  choices:\n    - a: A\n    - b: B\n" + END)

TEST = "flows/tests/trip.yaml"
LISTS = "locales/languages.yaml"
PO = "locales/nl/LC_MESSAGES/flows.po"

TESTS = [
    Mistake("F060", TRIP_TEST.replace("- bot: hello", "- bott: hello"), "bott", "bot", TEST),
    Mistake("F060", "test: A trip\n", "test", path=TEST),
    Mistake("F060", "- A trip\n", "A trip", path=TEST),
    Mistake("F060", TRIP_TEST + "  expect: {consent: perhaps}\n", "perhaps", path=TEST),
    Mistake("F032", TRIP_TEST.replace("start: trip", "start: tripp"), "tripp", "trip", TEST),
    Mistake("F031", TRIP_TEST + "  given: {agee: 7}\n", "agee", path=TEST),
    Mistake("F061", TRIP_TEST.replace("- bot: hello", "- bot: goodbye"), "bot: goodbye", path=TEST),
    Mistake("F061", TRIP_TEST.replace("- bot: hello", "- person: apple"), "person", path=TEST),
    Mistake("F061", TRIP_TEST.replace("- bot: hello", "- plan: a"), "plan", path=TEST),
    Mistake("F061", TRIP_TEST.replace("- bot: hello", "- handoff: work"), "handoff", path=TEST),
    Mistake("F061", TRIP_TEST + "  expect: {consent: yes}\n", "consent", path=TEST),
    Mistake("F062", TRIP_TEST, path="flows/tests/base.yaml"),
]

LANGUAGE = [
    Mistake("L001", LANGUAGES.replace("nl:", "NL:"), "NL:", path=LISTS),
    Mistake("L001", LANGUAGES.replace("dates: nl", "dates: zz_ZZ"), "zz_ZZ", path=LISTS),
    Mistake("L001", LANGUAGES.replace("nplurals=6; ", ""), '"plural', path=LISTS),
    Mistake(
        "L001", LANGUAGES.replace("plural=(n != 1)", "plural=(n ** n)"), '"nplurals', path=LISTS
    ),
    Mistake("L001", LANGUAGES.replace("en:\n", "fr:\n"), "fr", path=LISTS),
    Mistake("F021", LANGUAGES.replace("  native: Nederlands\n", ""), "nl", path=LISTS),
    Mistake("L002", 'msgid "a\nmsgstr ""\n', "msgid", path=PO),
    Mistake("L002", "hello\n", "hello", path=PO),
    Mistake("L002", "<<<<<<< HEAD\n", "<<<", path=PO, says="Two people changed this place"),
    Mistake("L002", b"PK\x03\x04", path=PO, says="a document of a word processor"),
    Mistake("L002", b'msgid "\xff"\n', path=PO),
    Mistake("L002", 'msgid "a"\nmsgid "b"\n', 'msgid "b"', path=PO),
    Mistake("L002", 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n', 'msgstr "b"', path=PO),
    Mistake("L002", 'msgid ""\nmsgstr "X-Review: perfect\\n"\n', path=PO),
]

MORE = [
    Mistake(
        "F012", flow(GOOD_STEPS, head="answers:\n  a:\n    one of: red\n    personal: no\n"), "red"
    ),
    Mistake("F010", flow(GOOD_STEPS, head=FRUIT.replace("pear", "apple")), "apple]"),
    Mistake("F022", flow(GOOD_STEPS, head=FRUIT.replace("pear", "Pear")), "Pear", "pear"),
    Mistake("F013", flow(GOOD_STEPS, head=FRUIT.replace("pear", "[pear]")), "[pear]"),
    Mistake("F015", flow(GOOD_STEPS, head="answers:\n  age: 7\n"), "7"),
    Mistake("F036", flow(GOOD_STEPS, head=AGE.replace("0-120", "120-0")), "120-0"),
    Mistake(
        "F036",
        flow(GOOD_STEPS, head="answers:\n  a:\n    text: 1-9999\n    personal: no\n"),
        "1-9999",
    ),
    Mistake(
        "F037", "answers:\n  consent:\n    number: 0-1\n", "consent", path="flows/answers.yaml"
    ),
    Mistake(
        "F020", "answer:\n  age:\n    number: 0-1\n", "answer", "answers", "flows/answers.yaml"
    ),
    Mistake(
        "F010",
        flow(GOOD_STEPS, head=SOURCE.format("https://a.org") + SOURCE.format("https://b.org")[9:]),
        "id: a",
    ),
    Mistake("F015", flow(GOOD_STEPS, head="sources:\n  - https://a.org\n"), "https"),
    Mistake("F026", flow(GOOD_STEPS, head=SOURCE.format('"https://["')), '"https'),
    Mistake("F015", flow(GOOD_STEPS, head="start_on: trip\n"), "trip"),
    Mistake("F015", flow(GOOD_STEPS, head="start_on:\n  - trip\n"), "trip"),
    Mistake("F021", flow(GOOD_STEPS, head="start_on:\n  arrival: return\n"), "arrival"),
    Mistake("F027", flow(GOOD_STEPS, head="start_on:\n  need: menu\n"), "menu"),
    Mistake("F015", "- flow: trip\n", "- flow"),
    Mistake("F015", flow(GOOD_STEPS).split("steps:")[0] + "steps: none\n", "none"),
    Mistake("F021", flow(GOOD_STEPS).split("steps:")[0], "flow"),
    Mistake("F021", flow(GOOD_STEPS).replace("title: A trip\n", ""), "flow"),
    say("say: [a, b]", "F013", "[a"),
    say("say:\n    - a\n    - b", "F015", "- a"),
    steps("q:\n  choose: x\n  choices:\n    - \n    - a: A\n" + END, "F016", ""),
    steps("q:\n  choose: x\n  choices:\n    - a\n" + END, "F015", "a\n"),
    steps("q:\n  choose: x\n  choices:\n    - a: A\n    - a: B\n" + END, "F010", "a: B"),
    steps("q:\n  choose: x\n  choices:\n    - a:\n    - b: B\n" + END, "F016", "a:"),
    steps("q:\n  choose: x\n  choices:\n    - a: [A]\n" + END, "F013", "[A]"),
    steps("q:\n  choose: x\n  choices:\n    - a:\n        next: bye\n" + END, "F021", "a:"),
    steps("q:\n  choose: x\n  choices:\n    - a:\n        label: [A]\n" + END, "F013", "[A]"),
    steps("r:\n  route:\n    - bye\n    - otherwise: bye\n" + END, "F015", "bye"),
    steps("r:\n  route:\n    - when: known(consent)\n    - otherwise: bye\n" + END, "F021", "when"),
    steps("p:\n  plan: x\n  items:\n    - a: [A]\n" + END, "F013", "[A]"),
    steps("p:\n  plan: x\n  items:\n    - a:\n        when: known(consent)\n" + END, "F021", "a:"),
    steps("p:\n  plan: x\n" + END, "F021", "p:"),
    steps("d:\n  do: export\n" + END, "F027", "export", "export data"),
    Mistake("F035", flow("a:\n  say: I took {fruit}.\nbye:\n  end: done\n", head=FRUIT), "{fruit}"),
    Mistake("F048", flow(GOOD_STEPS, "base"), path="flows/base.yaml"),
    Mistake(
        "F060", TRIP_TEST.replace("- bot: hello", "- bot: hello\n      end: done"), "bot", path=TEST
    ),
    Mistake("F060", TRIP_TEST + "  given: nothing\n", "nothing", path=TEST),
    Mistake(
        "F060",
        TRIP_TEST + "  given: {language: [en]}\n  expect: {language: [en, nl]}\n",
        "[en, nl",
        path=TEST,
    ),
    Mistake("L001", LANGUAGES.replace("nl:\n", "nl_NL:\n"), "nl_NL", path=LISTS),
    Mistake("F015", LANGUAGES + "fr: French\n", "French", path=LISTS),
    Mistake("F015", "- en\n", "- en", path=LISTS),
    Mistake("L002", 'msgid "a"\nmsgstr "b" c\n', "msgstr", path=PO),
]

ALL = [*YAML, *KEYS, *REFERENCES, *PATHS, *TESTS, *LANGUAGE, *MORE]
