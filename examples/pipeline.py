"""A pipeline of classes: sources, filters and sinks with inheritance and enums."""
import asyncio
import enum
import itertools
from typing import AsyncIterator


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Stage:
    registry = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Stage.registry.append(cls.__name__)

    def __or__(self, other):
        other.source = self
        return other

    async def items(self) -> AsyncIterator[int]:
        raise NotImplementedError
        yield


class Count(Stage):
    def __init__(self, stop):
        self.stop = stop

    async def items(self):
        for n in itertools.count():
            if n >= self.stop:
                return
            await asyncio.sleep(0)
            yield n


class Map(Stage):
    def __init__(self, function):
        self.function = function

    async def items(self):
        async for item in self.source.items():
            yield self.function(item)


class Grade(Stage):
    @property
    def levels(self):
        return list(Level)

    @staticmethod
    def of(n):
        return Level.HIGH if n > 10 else Level.LOW

    async def items(self):
        async for item in self.source.items():
            yield item, self.of(item)


async def main():
    chain = Count(6) | Map(lambda n: n * n) | Grade()
    async for item, level in chain.items():
        print(item, level.name, level, repr(level))
    print(Stage.registry, chain.levels, Level.HIGH > Level.LOW)


asyncio.run(main())
