"""Tiny bad flows about the skills profile: fields that say too little, or go where there is nothing for them."""

from tests.content.folder import flow
from tests.content.mistakes import END, Mistake

PURPOSE = "purpose: to show what you can do"
SHARED = f"  shared:\n    some of: [person, work]\n    {PURPOSE}\n"
WHOLE = f"""\
    label: Town
    {PURPOSE}
    section: person
    sensitivity: private
    keep_for: 24 months
    pdf: line
    europass: CandidatePerson/City
    json_resume: basics/city
"""
TOWN = f"answers:\n{SHARED}  town:\n    place: any\n{WHOLE}"
FILE = "file: profile\n    personal: no"
HUB = "hub:\n  choose: What now?\n  choices:\n    - town:\n        label: Town\n"
ASK = "town:\n  ask: Where do you live?\n  save: town\n"


def field(code: str, before: str, after: str, caret: str, meant: str = "", says: str = "") -> Mistake:  # fmt: skip
    """Return a flow with a complete field in which something is written otherwise."""
    assert before in TOWN, before
    return Mistake(code, flow(ASK + END, head=TOWN.replace(before, after)), caret, meant, says=says)


ALL = [
    field("F100", "    label: Town\n", "", "town:", says="needs label"),
    field("F100", f"{PURPOSE}\n    section", "personal: no\n    section", "town:", says="needs purpose"),
    field("F100", "    sensitivity: private\n", "", "town:", says="sensitivity"),
    field("F100", "    keep_for: 24 months\n", "", "town:", says="keep_for"),
    field("F100", "    pdf: line\n", "", "town:", says="pdf"),
    field("F100", "    europass: CandidatePerson/City\n", "", "town:", says="europass"),
    field("F100", "    json_resume: basics/city\n", "", "town:", says="json_resume"),
    field("F101", "CandidatePerson/City", "CandidatePerson/Town", "CandidatePerson/Town", says="no place"),
    field("F101", "basics/city", "basics/citty", "basics/citty", "basics/city"),
    field("F101", "pdf: line", "pdf: from", "town:", says="cannot go to from"),
    field("F102", "section: person", "section: persn", "town:", "person"),
    field("F102", SHARED, "", "town:", says="values of the answer 'shared'"),
    field("F025", "24 months", "soon", "soon", says="24 months, or 2 years"),
    field("F025", "24 months", "0 months", "0 months"),
    field("F025", "24 months", "11 years", "11 years", says="at most 120"),
    field("F027", "sensitivity: private", "sensitivity: secret", "secret"),
    Mistake("F102", flow(f"{HUB}        section: wrk\n{END}", head=TOWN), "Town", "work"),
    Mistake("F015", flow(f"{HUB}        sign: Go\n{END}", head=TOWN), "Go", says="one pictogram"),
    Mistake("F036", flow(ASK + END, head=TOWN.replace("place: any", FILE)), "no", says="always personal"),
    Mistake(
        "F036",
        flow(ASK + END, head=TOWN.replace("place: any", "file: profile\n    at most: 2")),
        "2",
        says="a number from 1 to 1",
    ),
    Mistake(
        "F038",
        flow("until:\n  ask: When?\n  save: until\n  choices:\n    - soon: Soon\n" + END,
             head="answers:\n  until:\n    date: year\n    personal: no\n"),
        "Soon",
        says="The only choice it can have is `now`",
    ),
    Mistake(
        "F038",
        flow("job:\n  ask: What?\n  save: job\n  choices:\n    - baker: Baker\n" + END,
             head="answers:\n  job:\n    occupation: any\n    personal: no\n"),
        "- baker",
        says="a job, with buttons of Merit's own",
    ),
]  # fmt: skip

HANDED_OUT = flow(
    f"{ASK}paper:\n  do: send profile\nfiles:\n  do: export profile\n{END}",
    "mine",
    head=TOWN.replace("place: any", "text: 1-60\n    personal: no").replace(
        SHARED, SHARED + "    personal: no\n"
    ),
)
"""A flow in order that asks for one field and hands the profile out, on paper and as files."""
