"""The almanac: public holidays of the countries Merit helps in. The only part that knows the package `holidays`."""

from bot.almanac.holidays_of import named_holidays, public_holidays, regions

__all__ = ["named_holidays", "public_holidays", "regions"]
