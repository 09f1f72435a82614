"""The table of finding codes: F flow files, L languages and translations, Q knowledge, P plain language.

Numbers are stable.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding: how grave it is and its title; docs/editors/findings.md explains it."""

    severity: Severity
    title: str


def _error(title: str) -> Code:
    return Code(severity=Severity.ERROR, title=title)


def _warning(title: str) -> Code:
    return Code(severity=Severity.WARNING, title=title)


def _hint(title: str) -> Code:
    return Code(severity=Severity.HINT, title=title)


CODES: Mapping[str, Code] = {
    # the file and its YAML
    "F001": _error("The file cannot be read"),
    "F002": _error("The file is too large or too deeply nested"),
    "F003": _error("Anchors, aliases, tags and merge keys are refused"),
    "F004": _error("A TAB stands where spaces belong"),
    "F005": _error("A special space stands where ordinary spaces belong"),
    "F006": _error("A colon stands where none is possible"),
    "F007": _error("A text begins with a character that has a meaning of its own"),
    "F008": _error("Quotation marks do not fit together"),
    "F009": _error("The indentation does not fit"),
    "F010": _error("The same name stands twice"),
    "F011": _error("The text is cut off at #"),
    "F012": _error("A list belongs here"),
    "F013": _error("Brackets are not allowed here"),
    "F014": _error("The file cannot be understood"),
    "F015": _error("The value has the wrong form"),
    "F016": _error("A value is missing"),
    "F017": _error("Two versions of a place were not put together"),
    "F018": _warning("The file is not read"),
    # keys, ids and plain values
    "F020": _error("Unknown key"),
    "F021": _error("A key is missing"),
    "F022": _error("This cannot be an id"),
    "F023": _error("Flow, step and choice id are too long together"),
    "F024": _error("The file name and the flow id differ"),
    "F025": _error("The date or interval cannot be read"),
    "F026": _error("The source is not complete"),
    "F027": _error("The value is not one of those possible"),
    "F028": _error("A step does exactly one thing"),
    # references
    "F030": _error("There is no such step"),
    "F031": _error("There is no such answer"),
    "F032": _error("There is no such flow"),
    "F033": _error("There is no such source"),
    "F034": _error("The condition cannot be used"),
    "F035": _error("The placeholder cannot be filled"),
    "F036": _error("The answer is not declared correctly"),
    "F037": _error("The answer is declared twice"),
    "F038": _error("Question and answer do not fit together"),
    "F039": _warning("A declared value is never offered"),
    # the path through a flow
    "F040": _error("The route has no otherwise"),
    "F041": _error("The flow runs off its end"),
    "F042": _error("The step is never reached"),
    "F043": _error("The flow goes in circles without waiting"),
    "F044": _error("The text is too long"),
    "F045": _error("The button label is too long"),
    "F046": _error("The flow has too many steps"),
    # the set of flows
    "F047": _error("A command or need starts two flows"),
    "F048": _warning("A command or need has no flow"),
    "F049": _warning("The answer is never asked for"),
    "F050": _error("The command in the text does not exist"),
    # conversation tests
    "F060": _error("The conversation test cannot be understood"),
    "F061": _error("The conversation went differently"),
    "F062": _error("No conversation test visits this"),
    "F063": _error("The conversation cannot be shown in a language"),
    "F064": _error("Merit gets stuck in the conversation"),
    # answers in their order
    "F070": _error("The answer is shown before it is asked for"),
    "F071": _warning("The answer may not be known here"),
    "F072": _warning("The answer is compared before it is asked for"),
    "F073": _warning("The answer is asked for twice"),
    # conditions
    "F074": _warning("The condition never holds"),
    "F075": _warning("The condition always holds"),
    "F076": _warning("The line of the route is never taken"),
    "F077": _warning("All buttons can disappear at once"),
    # ways, buttons and questions
    "F078": _warning("No way leads to the end"),
    "F079": _warning("The choice does nothing"),
    "F080": _error("Two buttons read the same"),
    "F081": _error("The button reads like one of Merit's own"),
    "F082": _error("A button cannot show an answer"),
    # what is personal, records and cards
    "F083": _error("Personal questions need a flow that asks for consent"),
    "F084": _warning("The message to the advisors is not personal"),
    "F085": _error("The flow cannot ask for records"),
    "F086": _hint("There may be no conversation to go on with"),
    "F087": _warning("The questions cannot be counted"),
    "F088": _warning("The answer has no name on the card"),
    "F089": _warning("Two questions are nearly the same"),
    # sources and reviews
    "F090": _warning("The item has no source"),
    "F091": _warning("Nothing refers to the source"),
    "F092": _warning("The review is overdue"),
    "F093": _warning("The date has not come yet"),
    "F094": _warning("The link is doubtful"),
    "F095": _hint("Nobody has reviewed the file yet"),
    "F096": _hint("A price or a length of time has no source"),
    "F097": _hint("Not every way asks for the answer"),
    "F098": _hint("The link is not encrypted"),
    # the skills profile
    "F100": _error("The field of the profile is not complete"),
    "F101": _error("The field of the profile cannot go there"),
    "F102": _error("There is no such section of the profile"),
    # languages and translations
    "L001": _error("The language is not declared correctly"),
    "L002": _error("The translation file cannot be read"),
    "L003": _error("The translation files lag behind the texts"),
    "L004": _error("The placeholders differ from the English ones"),
    "L005": _error("The plural forms do not fit the language"),
    "L006": _error("The translated button label is too long"),
    "L007": _error("The translation holds invisible direction characters"),
    "L008": _warning("The translation is the English text"),
    "L009": _warning("The numbers differ from the English ones"),
    "L010": _warning("The links differ from the English ones"),
    "L011": _warning("A critical text has no confirmed translation"),
    "L012": _warning("A date differs from the English one"),
    "L013": _error("A phone number differs from the English one"),
    "L014": _warning("A word of the glossary is not used"),
    "L015": _warning("The translation begins or ends with a space"),
    "L016": _warning("The question mark is missing"),
    "L017": _warning("A language lacks texts it needs to be offered"),
    "L018": _warning("An edit looks like a corrected typo"),
    "L019": _error("A translation file lost texts"),
    "L020": _warning("A word of the country is missing"),
    "L030": _warning("Two buttons read the same in a language"),
    "L031": _warning("The button reads like one of Merit's own in a language"),
    "L032": _warning("The message can become too long in a language"),
    "L040": _error("The recording cannot be used"),
    "L041": _warning("The recording belongs to no text"),
    "L042": _hint("The text changed since it was recorded"),
    "L043": _hint("Nobody knows which words were recorded"),
    # the knowledge base
    "Q001": _error("The id is not the name of the file"),
    "Q002": _error("There is no such entry"),
    "Q003": _error("Two entries have the same id"),
    "Q004": _error("Two entries have the same question"),
    "Q005": _error("The text of the entry is too long"),
    "Q006": _error("The answers of the entry do not fit together"),
    "Q007": _error("The answer names no source"),
    "Q008": _error("The file belongs to no language"),
    "Q009": _error("The phrase has no word"),
    "Q010": _error("An entry has no placeholders"),
    "Q011": _error("The phrase stands for two entries"),
    "Q012": _warning("Entries have no phrases in a language"),
    "Q013": _warning("Phrases of two entries are nearly the same"),
    "Q014": _warning("The phrases of an entry do not lead to it"),
    "Q015": _error("The test question cannot be used"),
    # saved replies
    "Q020": _error("Placeholders and values of the reply differ"),
    # words of danger
    "Q030": _error("The word of danger is not found as what it is"),
    "Q031": _warning("A language lacks words of danger"),
    "Q032": _warning("No flow answers to words of danger"),
    "Q033": _warning("A button or question would raise an alarm"),
    "Q034": _error("The words of danger may have been cut off"),
    # plain language
    "P001": _hint("The sentence is long"),
    "P002": _hint("The paragraph is long"),
    "P003": _hint("The word is hard"),
    "P004": _hint("It does not say who acts"),
    "P005": _hint("The saying cannot be translated"),
    "P006": _hint("Two negations stand in one sentence"),
    "P007": _hint("The abbreviation is not explained"),
    "P008": _hint("Whole words are in capitals"),
    "P009": _hint("An exclamation mark"),
    "P010": _hint("It does not say where"),
    "P011": _hint("An emoji"),
    "P012": _hint("A figure or a name is missing"),
    "P013": _hint("A promise nobody can keep"),
    "P014": _hint("The word can hurt"),
}
