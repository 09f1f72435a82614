"""A profile as a Europass `Candidate`, the format of the European CV and of public employment services.

Structure and order follow the schema documentation (v3.0.0 of 2020, europass-unofficial/europass-schema-docs on GitHub)
and, where that is silent, what Europass itself exports. It has one `CandidateProfile` for each language, the host
country's first. docs/developers/profile-format.md says what is not known.
"""

from collections.abc import Callable, Iterable
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element

from bot.core.profile import Export, Fact, Profile
from bot.documents.codes import MOTHER, split_phone, split_spoken
from bot.documents.europass_profile import add_profile, language_code
from bot.documents.europass_tree import add, add_if_filled, add_words, element, written
from bot.documents.own_json import write_own_json
from bot.documents.placing import Side, Told, clean, sides, told

_DOCUMENTS = UUID("5b0c7c2e-6d2f-5d0e-9a43-0f3d2b1e6a57")
"""The namespace of the ids of our documents."""
_SCHEMA = "4.0"
"""What Europass writes as the version of its own exports."""


def write_europass(profile: Profile, only: Side | None = None) -> bytes:
    """Return the profile as Europass XML, in both languages or `only` one; equal profiles give equal bytes."""
    languages = sides(profile) if only is None else (only,)
    id_ = str(uuid5(_DOCUMENTS, f"{languages} {write_own_json(profile).decode()}"))
    entries = {side: tuple(told(profile, Export.EUROPASS, side)) for side in languages}
    about = entries[languages[0]]
    root = element("Candidate")
    add(root, "hr:DocumentID", **_identifier(id_, "DocumentIdentifier", _SCHEMA))
    root.append(_supplier(profile, about, id_))
    root.append(_person(profile, about))
    shown: dict[str, str] = {}
    for side in languages:
        shown |= add_profile(root, profile, side, entries[side])
    _rendering(root, shown)
    return written(root)


def _identifier(id_: str, name: str, version: str) -> dict[str, str]:
    return {
        "schemeID": id_,
        "schemeName": name,
        "schemeAgencyName": "MERIT",
        "schemeVersionID": version,
    }


def _supplier(profile: Profile, entries: Iterable[Told], id_: str) -> Element:
    """The person supplies the document, as Europass writes it of its own."""
    supplier = element("CandidateSupplier")
    add(supplier, "hr:PartyID", **_identifier(id_, "PartyID", "1.0"))
    add(supplier, "hr:PartyName", "Owner")
    contact = add(supplier, "PersonContact")
    contact.append(_name(profile, entries))
    for fact in _facts(entries, "CandidatePerson/Communication"):
        contact.append(_communication(clean(str(fact.value))))
    add(supplier, "hr:PrecedenceCode", "1")
    return supplier


def _person(profile: Profile, entries: Iterable[Told]) -> Element:
    person = element("CandidatePerson")
    person.append(_name(profile, entries))
    for fact in _facts(entries, "CandidatePerson/Communication"):
        person.append(_communication(clean(str(fact.value))))
    address = element("Address")
    add_words(address, "oa:CityName", _first(Told.words, entries, "CandidatePerson/City"))
    add_words(address, "CountryCode", _first(Told.code, entries, "CandidatePerson/CountryCode"))
    if len(address):
        add(person, "Communication").append(address)
    for entry in entries:
        _mother_tongues(person, entry)
    return person


def _name(profile: Profile, entries: Iterable[Told]) -> Element:
    """The whole name as one: nobody asked which part of it is a family's."""
    said = _first(Told.words, entries, "CandidatePerson/PersonName")
    name = element("PersonName")
    add(name, "oa:GivenName", said or clean(profile.name))
    add(name, "hr:FamilyName")
    return name


def _first(read: Callable[[Told, str], str], entries: Iterable[Told], place: str) -> str:
    return next(filter(None, (read(entry, place) for entry in entries)), "")


def _facts(entries: Iterable[Told], place: str) -> Iterable[Fact]:
    return (fact for entry in entries for fact in entry.at(place))


def _communication(contact: str) -> Element:
    communication = element("Communication")
    if "@" in contact:
        add(communication, "ChannelCode", "Email")
        add(communication, "oa:URI", contact)
        return communication
    calling, number = split_phone(contact)
    add(communication, "ChannelCode", "Telephone")
    add(communication, "CountryDialing", calling)
    add(communication, "oa:DialNumber", number)
    return communication


def _mother_tongues(person: Element, entry: Told) -> None:
    for fact in entry.at("PersonQualifications/Language"):
        if split_spoken(fact.value)[1] == MOTHER:
            code, kind = language_code(fact, entry.side)
            add(person, "PrimaryLanguageCode", code, name=kind)


def _rendering(root: Element, shown: dict[str, str]) -> None:
    """The order of the sections, without which Europass shows none of them."""
    order = element("SectionsOrder")
    for title, custom in shown.items():
        section = add(order, "Section")
        add(section, "Title", title)
        add_words(section, "Custom", custom)
    rendering = element("RenderingInformation")
    add_if_filled(add(rendering, "Design"), order)
    if len(order):
        root.append(rendering)
