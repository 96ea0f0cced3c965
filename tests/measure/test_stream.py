"""The same seed gives the same figures on any machine: the draws, made again without numpy."""

from __future__ import annotations

import itertools
import math
import struct
import zlib

import pytest

from geo.measure import draws, sampling
from geo.measure.draws import Model, Term
from geo.parameters import parameters

PARAMETERS = parameters().model
SEED = round(PARAMETERS["seed"].mode)
_M32, _M64, _M128 = (2**bits - 1 for bits in (32, 64, 128))


class _Hash:
    """The hash of SeedSequence (M. E. O'Neill, Developing a seed_seq alternative, 2015)."""

    def __init__(self, start, times):
        self.constant, self.times = start, times

    def __call__(self, value):
        value ^= self.constant
        self.constant = self.constant * self.times & _M32
        value = value * self.constant & _M32
        return value ^ value >> 16


def _mix(one, other):
    mixed = (0xCA01F9DD * one - 0x4973F715 * other) & _M32
    return mixed ^ mixed >> 16


def _state(entropy):
    """Four words of 64 bits from two of 32."""
    hashed = _Hash(0x43B0D7E5, 0x931E8875)
    pool = [hashed(word) for word in [*entropy, 0, 0][:4]]
    for source, target in itertools.product(range(4), repeat=2):
        if source != target:
            pool[target] = _mix(pool[target], hashed(pool[source]))
    hashed = _Hash(0x8B51F9DD, 0x58F38DED)
    words = [hashed(pool[number % 4]) for number in range(8)]
    return [low | high << 32 for low, high in zip(words[::2], words[1::2], strict=True)]


def _pcg64(entropy):
    """Doubles of PCG XSL RR 128/64 (O'Neill, HMC-CS-2014-0905)."""
    high, low, sequence_high, sequence_low = _state(entropy)
    step = ((sequence_high << 64 | sequence_low) << 1 | 1) & _M128
    state = step + (high << 64 | low) & _M128

    def moved(state):
        return (state * 0x2360ED051FC65DA44385DF649FCCF645 + step) & _M128

    state = moved(state)
    while True:
        state = moved(state)
        word, turn = (state >> 64 ^ state) & _M64, state >> 122
        word = (word >> turn | word << (64 - turn)) & _M64
        yield (word >> 11) * 2.0**-53


def _ranks(name, seed, count):
    return list(itertools.islice(_pcg64([seed, zlib.crc32(name.encode())]), count))


@pytest.mark.parametrize(
    "name", ["sea.speed_kmh", "ferry.wait_days", "family service", "alike port"]
)
@pytest.mark.parametrize("seed", [1, 20260401])
def test_the_ranks_are_those_of_the_published_generator(name, seed):
    assert sampling.ranks_of(name, seed, 50).tolist() == _ranks(name, seed, 50)


def test_the_generator_of_this_test_is_the_published_one():
    # numpy's own example: default_rng(12345).random(3), NumPy reference, "Random Generator"
    found = list(itertools.islice(_pcg64([12345, 0]), 3))
    assert found == pytest.approx([0.22733602246716966, 0.31675833970975287, 0.7973654573327341])


def _quantity(name, count):
    """Draws of one quantity: its triangle over ranks that it shares with its family.

    Railways, borders and ports share one family's ranks; a speed takes them from the other end.
    """
    record, kin = PARAMETERS[name], draws.family(name)
    low, mode, high = record.low, record.mode, record.high
    if "speed" in name:
        stretch = PARAMETERS["spread_exponent"].mode
        low, high = low * (low / mode) ** stretch, high * (high / mode) ** stretch
    share = PARAMETERS[f"shared_rank.{kin}"].mode
    own, common, alike = (
        _ranks(stream, SEED, count) for stream in (name, "family service", f"alike {kin}")
    )
    for rank, shared, a in zip(own, common, alike, strict=True):
        u, width = shared if a < share else rank, high - low
        u = 1 - u if "speed" in name else u
        rising = u * width < mode - low
        yield (
            low + math.sqrt(u * width * (mode - low))
            if rising
            else high - math.sqrt((1 - u) * width * (high - mode))
        )


def test_p10_p50_and_p90_are_those_worked_out_without_numpy():
    names = ["ferry.port_days", "ferry.wait_days", "border.rail_days.cn", "rail.speed_kmh.kz"]
    powers = [-1 if "speed" in name else 1 for name in names]
    total = tuple(
        Term(1 / (3 + i), ((name, power),))
        for i, (name, power) in enumerate(zip(names, powers, strict=True))
    )
    columns = [
        [value**power for value in _quantity(name, 501)]
        for name, power in zip(names, powers, strict=True)
    ]
    sums = sorted(
        sum(term.coefficient * value for term, value in zip(total, row, strict=True))
        for row in zip(*columns, strict=True)
    )
    (band,) = Model(parameters(), 501, {}).bands([total])
    by_hand = [struct.unpack("f", struct.pack("f", sums[at]))[0] for at in (50, 250, 450)]
    assert [band.low, band.mid, band.high] == pytest.approx(by_hand, rel=1e-7)


def test_a_sum_s_figures_do_not_hang_on_its_neighbours():
    model = Model(parameters(), None, {})
    sums = [
        tuple(Term(1 / (3 + i + j), ((name, 1),)) for j, name in enumerate(names))
        for i, names in enumerate(
            itertools.combinations(["ferry.wait_days", "port.dwell_days", "gauge.change_days"], 2)
        )
    ]
    together = model.bands(sums)
    assert together == [model.bands([alone])[0] for alone in sums]
    assert together[::-1] == model.bands(sums[::-1])
