"""A chat-like broker in memory: rooms, subscribers, and a history."""
import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    room: str
    author: str
    text: str
    tags: tuple = ()


@dataclass
class Client:
    name: str
    inbox: asyncio.Queue = field(default_factory=asyncio.Queue, repr=False)
    received: int = 0

    async def listen(self):
        while True:
            message = await self.inbox.get()
            if message is None:
                break
            self.received += 1
            print(f"[{self.name}] {message.author}@{message.room}: {message.text}")


class Broker:
    def __init__(self, keep=3):
        self.rooms = defaultdict(set)
        self.history = deque(maxlen=keep)
        self.clients = {}

    def join(self, client, *rooms):
        self.clients[client.name] = client
        for room in rooms:
            self.rooms[room].add(client.name)

    async def publish(self, message):
        self.history.append(message)
        for name in sorted(self.rooms[message.room]):
            if name != message.author:
                await self.clients[name].inbox.put(message)
        await asyncio.sleep(0)

    async def close(self):
        for client in self.clients.values():
            await client.inbox.put(None)


async def main():
    broker = Broker()
    people = [Client(n) for n in ("ann", "bob", "cleo")]
    broker.join(people[0], "go", "python")
    broker.join(people[1], "python")
    broker.join(people[2], "go", "python")
    listeners = [asyncio.create_task(p.listen()) for p in people]
    await broker.publish(Message("python", "ann", "hello"))
    await broker.publish(Message("go", "cleo", "hi there"))
    await broker.publish(Message("python", "bob", "bye", ("last",)))
    await broker.publish(Message("go", "ann", "the end"))
    await broker.close()
    await asyncio.gather(*listeners)
    print(people)
    print(list(broker.history)[0])
    print({m.author for m in broker.history} == {"cleo", "bob", "ann"})
    try:
        broker.history[0].text = "changed"
    except AttributeError as error:
        print(type(error).__name__, error)


asyncio.run(main())
