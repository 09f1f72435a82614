"""After failed tries the next one waits longer and longer, but never for more than a minute."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.desk import tries
from bot.service.desk.account_ports import Failures

NOW = datetime(2026, 11, 27, tzinfo=UTC)
A, B = b"a", b"b"


class Tries:
    """`TryRows` in a dictionary."""

    def __init__(self) -> None:
        self.rows: dict[bytes, Failures] = {}

    def one(self, key: bytes) -> Failures | None:
        return self.rows.get(key)

    def put(self, key: bytes, failures: Failures, forget: datetime) -> None:
        self.rows = {name: row for name, row in self.rows.items() if row.at >= forget}
        self.rows[key] = failures

    def drop(self, key: bytes) -> None:
        del self.rows[key]


def test_the_first_three_failures_cost_nothing_and_each_more_twice_as_much_up_to_a_minute():
    assert [tries.delay(n) for n in range(12)] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert tries.delay(10**9) == 60


def test_a_wait_goes_by_and_is_forgotten_after_an_hour():
    rows = Tries()
    waits = [tries.failed(rows, [A], NOW) for _ in range(6)]
    assert waits == [0, 0, 0, 1, 2, 4]
    assert tries.wait(rows, [A], NOW + timedelta(seconds=1.5)) == 3
    assert tries.wait(rows, [A], NOW + timedelta(seconds=4)) == 0
    hour = NOW + tries.FORGOTTEN
    assert tries.failed(rows, [A], hour) == 0
    assert rows.rows[A].count == 1


def test_the_longest_wait_of_several_keys_counts_and_others_wait_for_nothing():
    rows = Tries()
    for _ in range(5):
        tries.failed(rows, [A], NOW)
    assert tries.wait(rows, [A, B], NOW) == 2
    assert tries.wait(rows, [B], NOW) == 0
    assert tries.wait(rows, [], NOW) == 0
    assert tries.wait(rows, [A], NOW + tries.FORGOTTEN) == 0


@given(st.lists(st.integers(0, 7200), max_size=30))
def test_nobody_ever_waits_for_more_than_a_minute(pauses: list[int]):
    rows, at = Tries(), NOW
    for pause in pauses:
        at += timedelta(seconds=pause)
        assert 0 <= tries.wait(rows, [A], at) <= tries.LONGEST
        assert tries.failed(rows, [A], at) <= tries.LONGEST


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_network_is_an_ipv4_address_or_half_an_ipv6_address(address: str, network: str):
    assert tries.network(address) == network
