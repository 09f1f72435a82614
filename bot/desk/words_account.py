"""Words of the pages about accounts: coming in, second factors, own settings, advisors, the audit trail."""

from collections.abc import Mapping

from bot.core.text import Text, pgettext
from bot.service.desk.advisor import DeskRole
from bot.service.desk.outcomes import Why

_ENTERING: Mapping[str, Text] = {
    "login": pgettext("desk/page/login", "Log in to the desk"),
    "login_link": pgettext(
        "desk/page/login_link",
        "Write /desk to the bot in Telegram. It sends you a link that is good for 10 minutes.",
    ),
    "login_new": pgettext(
        "desk/page/login_new",
        "You are new? Open the link of your invitation. An admin can send you one.",
    ),
    "with_passkey": pgettext("desk/page/with_passkey", "Log in with a passkey"),
    "enter": pgettext("desk/page/enter", "Open the desk"),
    "enter_why": pgettext(
        "desk/page/enter_why", "Press the button to go on. The link works once, on this device."
    ),
    "welcome": pgettext("desk/page/welcome", "Welcome to the desk"),
    "name": pgettext("desk/page/name", "Your name"),
    "name_why": pgettext(
        "desk/page/name_why", "People you answer read this name. A first name is enough."
    ),
    "go_on": pgettext("desk/page/go_on", "Go on"),
    "refused": pgettext(
        "desk/page/refused", "That did not work. The link or code may be wrong, used, or too old."
    ),
    "refused_wait": pgettext(
        "desk/page/refused_wait",
        "That did not work. The link or code may be wrong, used, or too old. Seconds to wait: {seconds}.",
    ),
    "second": pgettext("desk/page/second", "One more step"),
    "code": pgettext("desk/page/code", "Code from your authenticator app"),
    "code_why": pgettext("desk/page/code_why", "Six digits. There is a new code every 30 seconds."),
    "no_app": pgettext("desk/page/no_app", "I do not have my app"),
    "recovery": pgettext("desk/page/recovery", "One of your recovery codes"),
    "recovery_why": pgettext("desk/page/recovery_why", "Each of them works once."),
    "setup": pgettext("desk/page/setup", "Set up a second way to prove it is you"),
    "setup_why": pgettext(
        "desk/page/setup_why",
        "What people write to us must stay safe. A link alone is not enough. Choose one; you can add more later.",
    ),
    "setup_app": pgettext("desk/page/setup_app", "An authenticator app"),
    "setup_app_why": pgettext(
        "desk/page/setup_app_why",
        "An app on your phone shows a code when you log in. Any such app works.",
    ),
    "setup_app_go": pgettext("desk/page/setup_app_go", "Use an app"),
    "setup_passkey": pgettext("desk/page/setup_passkey", "A passkey"),
    "setup_passkey_why": pgettext(
        "desk/page/setup_passkey_why",
        "This device or a security key knows you by your finger, face or PIN. It needs scripts.",
    ),
    "setup_passkey_go": pgettext("desk/page/setup_passkey_go", "Make a passkey"),
    "passkey_name": pgettext("desk/page/passkey_name", "A name for it, such as: my phone"),
    "scan": pgettext("desk/page/scan", "Scan this picture with the app"),
    "scan_alt": pgettext("desk/page/scan_alt", "Picture for the authenticator app"),
    "type_in": pgettext("desk/page/type_in", "Or type this key into the app:"),
    "confirm": pgettext("desk/page/confirm", "Then type the code it shows"),
    "codes": pgettext("desk/page/codes", "Your recovery codes"),
    "codes_why": pgettext(
        "desk/page/codes_why",
        "Write them on paper now and keep it safe. They are shown once. Each lets you in once if you lose your phone.",
    ),
    "codes_kept": pgettext("desk/page/codes_kept", "I have written them down"),
}

_OWN: Mapping[str, Text] = {
    "about_you": pgettext("desk/page/about_you", "About you"),
    "languages": pgettext("desk/page/languages", "Languages I read"),
    "reply_language": pgettext("desk/page/reply_language", "Language I write in"),
    "page_language": pgettext("desk/page/page_language", "Language of these pages"),
    "keys": pgettext("desk/page/keys", "Keyboard shortcuts"),
    "keys_on": pgettext(
        "desk/page/keys_on", "Use single keys: / to search, j and k to move, r to answer"
    ),
    "sessions": pgettext("desk/page/sessions", "Where you are logged in"),
    "this_one": pgettext("desk/page/this_one", "this browser"),
    "since": pgettext("desk/page/since", "since {moment}, last used {seen}"),
    "end": pgettext("desk/page/end", "Log out there"),
    "end_all": pgettext("desk/page/end_all", "Log out everywhere"),
    "ways_in": pgettext("desk/page/ways_in", "How you log in"),
    "has_totp": pgettext("desk/page/has_totp", "Authenticator app: set up"),
    "no_totp": pgettext("desk/page/no_totp", "Authenticator app: not set up"),
    "remove": pgettext("desk/page/remove", "Remove"),
    "add_passkey": pgettext("desk/page/add_passkey", "Add a passkey"),
    "replace_app": pgettext("desk/page/replace_app", "Set up an app"),
    "made_on": pgettext("desk/page/made_on", "made on {day}"),
    "codes_left": pgettext("desk/page/codes_left", "Recovery codes left: {left}"),
    "new_codes": pgettext("desk/page/new_codes", "Make new recovery codes"),
    "new_codes_why": pgettext("desk/page/new_codes_why", "The old ones do not work any more then."),
    "telegram": pgettext("desk/page/telegram", "Telegram"),
    "has_telegram": pgettext(
        "desk/page/has_telegram",
        "Your Telegram account is linked. The bot can send you links to log in.",
    ),
    "no_telegram": pgettext(
        "desk/page/no_telegram",
        "Your Telegram account is not linked. The bot cannot send you links to log in.",
    ),
    "link_telegram": pgettext("desk/page/link_telegram", "Link my Telegram account"),
    "unlink_telegram": pgettext("desk/page/unlink_telegram", "Unlink it"),
    "send_code": pgettext(
        "desk/page/send_code",
        "Send this to the bot within 10 minutes, from your own Telegram account:",
    ),
}

_STAFF: Mapping[str, Text] = {
    "invite": pgettext("desk/page/invite", "Invite somebody"),
    "invite_go": pgettext("desk/page/invite_go", "Make an invitation"),
    "invited": pgettext(
        "desk/page/invited", "Send this link to them. It works once, within 72 hours:"
    ),
    "their_name": pgettext("desk/page/their_name", "Their name"),
    "their_languages": pgettext("desk/page/their_languages", "Languages they read"),
    "role": pgettext("desk/page/role", "Role"),
    "teams": pgettext("desk/page/teams", "Teams"),
    "not_active": pgettext("desk/page/not_active", "closed account"),
    "not_enrolled": pgettext("desk/page/not_enrolled", "has not come in yet"),
    "change_role": pgettext("desk/page/change_role", "Change the role"),
    "change_teams": pgettext("desk/page/change_teams", "Change the teams"),
    "deactivate": pgettext("desk/page/deactivate", "Close the account"),
    "deactivate_does": pgettext(
        "desk/page/deactivate_does", "They are logged out at once and cannot come in any more."
    ),
    "again": pgettext("desk/page/again", "Invite again"),
    "again_does": pgettext(
        "desk/page/again_does", "All their ways in are deleted, and you get a new link for them."
    ),
    "change": pgettext("desk/page/change", "Change"),
    "number": pgettext("desk/page/number", "Number"),
    "moment": pgettext("desk/page/moment", "When"),
    "who": pgettext("desk/page/who", "Who"),
    "deed": pgettext("desk/page/deed", "What"),
    "ticket_code": pgettext("desk/page/ticket_code", "Ticket"),
    "about": pgettext("desk/page/about", "About"),
    "older": pgettext("desk/page/older", "Older lines"),
    "newest": pgettext("desk/page/newest", "Newest lines"),
    "verify": pgettext("desk/page/verify", "Check that nothing was changed"),
    "intact": pgettext("desk/page/intact", "Nothing was changed. Lines checked: {lines}."),
    "broken": pgettext(
        "desk/page/broken",
        "Line {line} does not fit to the one before: somebody changed the trail.",
    ),
    "operator": pgettext("desk/page/operator", "Operator"),
    "no_lines": pgettext("desk/page/no_lines", "There are no lines."),
}

ROLES: Mapping[DeskRole, Text] = {
    DeskRole.ADVISOR: pgettext("desk/page/role/advisor", "Advisor"),
    DeskRole.LEAD: pgettext("desk/page/role/lead", "Lead"),
    DeskRole.ADMIN: pgettext("desk/page/role/admin", "Admin"),
    DeskRole.AUDITOR: pgettext("desk/page/role/auditor", "Auditor"),
    DeskRole.INTERPRETER: pgettext("desk/page/role/interpreter", "Interpreter"),
}

DENIALS: Mapping[Why, Text] = {
    Why.NOT_ALLOWED: pgettext("desk/page/denied/not_allowed", "This is not for your role."),
    Why.UNKNOWN: pgettext("desk/page/denied/unknown", "That is not there any more."),
    Why.LAST_ADMIN: pgettext(
        "desk/page/denied/last_admin", "This is the last admin. Give somebody else this role first."
    ),
    Why.LAST_FACTOR: pgettext(
        "desk/page/denied/last_factor", "This is your only second factor. Set up another one first."
    ),
    Why.NO_NAME: pgettext("desk/page/denied/no_name", "Please write a name."),
    Why.WRONG: pgettext(
        "desk/page/denied/wrong", "That is not right. Please try again with a fresh code."
    ),
}

ACCOUNT: Mapping[str, Text] = {**_ENTERING, **_OWN, **_STAFF}
