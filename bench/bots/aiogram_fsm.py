"""The aiogram peer: its finite-state machine on SQLite or Redis, behind its own webhook handler."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from bench.bots.place import HOOK_PATH, Place, here
from bench.bots.sqlite_storage import SQLiteStorage
from bench.dialog import ASK_AGE, ASK_CITY, ASK_NAME, summary


class Form(StatesGroup):
    """The three questions."""

    name = State()
    age = State()
    city = State()


async def start(message: Message, state: FSMContext) -> None:
    """Ask for the name."""
    await state.set_state(Form.name)
    await message.answer(ASK_NAME)


async def name(message: Message, state: FSMContext) -> None:
    """Keep the name and ask for the age."""
    await state.update_data(name=message.text)
    await state.set_state(Form.age)
    await message.answer(ASK_AGE)


async def age(message: Message, state: FSMContext) -> None:
    """Keep the age if it is a number and ask for the city."""
    if not (message.text or "").isdecimal():
        await message.answer(ASK_AGE)
        return
    await state.update_data(age=message.text)
    await state.set_state(Form.city)
    await message.answer(ASK_CITY)


async def city(message: Message, state: FSMContext) -> None:
    """Say all three answers and end."""
    known = await state.get_data()
    await state.clear()
    await message.answer(summary(known["name"], known["age"], message.text or ""))


async def _storage(place: Place) -> BaseStorage:
    if os.environ["BENCH_STORAGE"] == "redis":
        return RedisStorage.from_url(f"redis://127.0.0.1:{place.side_port}/0")
    return await SQLiteStorage.open(str(place.data / "aiogram.db"))


async def _application() -> web.Application:
    place = here()
    session = AiohttpSession(api=TelegramAPIServer.from_base(place.api))
    bot = Bot(place.token, session=session)
    dispatcher = Dispatcher(storage=await _storage(place))
    dispatcher.message.register(start, CommandStart())
    dispatcher.message.register(name, Form.name, F.text)
    dispatcher.message.register(age, Form.age, F.text)
    dispatcher.message.register(city, Form.city, F.text)

    async def on_startup() -> None:
        await bot.set_webhook(f"https://bench.invalid{HOOK_PATH}", secret_token=place.secret)

    dispatcher.startup.register(on_startup)
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher=dispatcher, bot=bot, secret_token=place.secret)
    handler.register(app, path=HOOK_PATH)
    setup_application(app, dispatcher, bot=bot)
    return app


def main() -> None:
    """Serve the webhook until stopped."""
    loop = asyncio.new_event_loop()
    app = loop.run_until_complete(_application())
    web.run_app(app, host="127.0.0.1", port=here().port, loop=loop, print=None)


if __name__ == "__main__":
    main()
