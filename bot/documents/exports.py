"""Every file a profile is taken along as besides the PDF."""

from bot.core.message import Attachment
from bot.core.profile import Export, Profile
from bot.documents.europass import write_europass
from bot.documents.json_resume import write_json_resume
from bot.documents.leaves_out import OWN_JSON
from bot.documents.own_json import write_own_json
from bot.documents.placing import Side, code_of, sides

JSON, XML = "application/json", "application/xml"
OWN_JSON_FILE = "merit-profile.json"
EUROPASS_FILE = "europass.xml"
"""In both languages, as the schema allows; it is the one attached to the PDF."""
EUROPASS_IN_ONE = "europass-{language}.xml"
"""In the host country's language alone, for programs that expect one language."""
JSON_RESUME_FILE = "resume-{language}.json"


def exports(profile: Profile) -> tuple[tuple[str, Attachment], ...]:
    """Return the profile in every format for machines with the name of the export, the whole one first."""
    return (
        (OWN_JSON, _file(OWN_JSON_FILE, JSON, write_own_json(profile))),
        (Export.EUROPASS, _file(EUROPASS_FILE, XML, write_europass(profile))),
        *((Export.EUROPASS, file) for file in _in_one(profile)),
        *((Export.JSON_RESUME, _resume(profile, side)) for side in sides(profile)),
    )


def _in_one(profile: Profile) -> tuple[Attachment, ...]:
    if not profile.two:
        return ()
    name = EUROPASS_IN_ONE.format(language=profile.host.code)
    return (_file(name, XML, write_europass(profile, only=Side.HOST)),)


def _resume(profile: Profile, side: Side) -> Attachment:
    name = JSON_RESUME_FILE.format(language=code_of(profile, side))
    return _file(name, JSON, write_json_resume(profile, side))


def _file(name: str, media_type: str, content: bytes) -> Attachment:
    return Attachment(filename=name, media_type=media_type, content=content)
