"""Reminders a person agreed to: at most as often as they said, in the morning of the country they are in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core import phrases
from bot.core.event import AnswerSaved, Reminded
from bot.core.plans import kept_items
from bot.core.run import Run
from bot.core.walk import ask_again

DAYS = {"daily": 1, "weekly": 7, "monthly": 30}
"""How many days lie between two reminders."""
HOUR = 10
"""The hour of a reminder, where the person is: nobody is woken."""
UNANSWERED = 3
"""Reminders in a row nobody answered; then they end by themselves."""

ZONES = {
    "be": "Europe/Brussels",
    "es": "Europe/Madrid",
    "gb": "Europe/London",
    "hu": "Europe/Budapest",
    "ie": "Europe/Dublin",
    "it": "Europe/Rome",
    "nl": "Europe/Amsterdam",
    "si": "Europe/Ljubljana",
    "sk": "Europe/Bratislava",
    "uk": "Europe/London",
}
"""The time zone of each country, by the value of the answer `country`."""
ELSEWHERE = "Europe/Brussels"


def next_reminder(every: str, country: str, now: datetime) -> int:
    """Return when the next reminder is due, in seconds since 1970; 0 when none is wanted."""
    days = DAYS.get(every)
    if days is None:
        return 0
    local = now.astimezone(ZoneInfo(ZONES.get(country, ELSEWHERE)))
    day = (local + timedelta(days=days)).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if day - local < timedelta(days=days):
        day += timedelta(days=1)
    return int(day.timestamp())


def follow(run: Run) -> None:
    """Set the next reminder anew when the person said, or took back, how often, or is back after blocking the bot."""
    every = run.saved.get("reminders")
    said = AnswerSaved(name="reminders") in run.events
    back = every in DAYS and not run.remind_at and not run.draft
    if said or back or every != run.began.answers.get("reminders"):
        schedule(run)


def schedule(run: Run) -> None:
    """Set the next reminder by what the person said."""
    every = str(run.saved.get("reminders") or "never")
    country = str(run.answers.get("country") or "")
    run.remind_at = next_reminder(every, country, run.now)


def remind(run: Run) -> None:
    """Say what is open, if a reminder is due, and ask the waiting question again."""
    if not run.remind_at or run.now.timestamp() < run.remind_at:
        return
    run.events.append(Reminded())
    run.reminded += 1
    if run.reminded > UNANSWERED:
        run.remind_at = 0
        run.saved["reminders"] = "never"
        run.say(phrases.LAST_REMINDER)
        return
    schedule(run)
    opened = sum(item.id not in plan.done for plan, item in kept_items(run))
    topic = None if run.topic is None else run.flow_of(run.topic)
    lines = [phrases.REMINDER]
    if opened:
        lines.append(phrases.open_steps(opened))
    if topic is not None:
        lines.append(phrases.WELCOME_BACK.with_values(topic=topic.title))
    lines.append(phrases.STOP_REMINDERS)
    run.say(*lines)
    if run.waiting() is not None:
        ask_again(run)
