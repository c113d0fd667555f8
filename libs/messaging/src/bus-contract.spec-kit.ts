import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@corridor/contracts';
import type { Bus, OnUnreadable, Subscription } from './bus.js';

/** An event as the relay would publish it; positions rise with each call. */
let position = 0;
export function publishedEvent(streamId: string, version: number): RecordedEvent {
  position += 1;
  return {
    position,
    streamId,
    version,
    type: 'Noted',
    schemaVersion: 1,
    occurredAt: '2026-03-01T10:00:00+05:00',
    recordedAt: '2026-03-01T05:00:00.000001Z',
    actor: 'trader:demo',
    correlationId: '0191d8a0-0000-7000-8000-0000000000aa',
    participants: ['demo-mills'],
    demo: false,
    data: { version },
  };
}

/** Waits until `done` holds. @throws Error after `timeoutMs`, with what stands. */
export async function until(done: () => boolean, stands: () => unknown, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!done()) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${JSON.stringify(stands())}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * What every adapter of the bus has to hold.
 * @param make gives an adapter on a running server.
 * @param sendForeign puts a JSON string of this text on the bus of trade-events, which is no event.
 */
export function busContract(
  make: (onUnreadable: OnUnreadable) => Promise<Bus>,
  sendForeign: (text: string) => Promise<void>,
): void {
  let bus: Bus;
  const unreadable: { group: string; message: string }[] = [];
  const open: Subscription[] = [];

  beforeAll(async () => {
    bus = await make(async (group, message) => void unreadable.push({ group, message }));
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((subscription) => subscription.stop()));
  });
  afterAll(() => bus?.close());

  const collect = async (
    group: string,
    more: {
      fails?: (seen: readonly RecordedEvent[]) => boolean;
      from?: 'beginning' | 'now';
      batchSize?: number;
      passes?: (type: string, schemaVersion: number) => boolean;
    } = {},
  ): Promise<RecordedEvent[]> => {
    const { fails = () => false, ...options } = more;
    const seen: RecordedEvent[] = [];
    const subscription = await bus.subscribe(
      { group, services: ['trade-events', 'payments-settlement'], ...options },
      async (events) => {
        if (fails(seen)) throw new Error('the handler failed');
        seen.push(...events);
      },
    );
    open.push(subscription);
    return seen;
  };
  const of = (seen: readonly RecordedEvent[], streamId: string): number[] =>
    seen.filter((event) => event.streamId === streamId).map(({ version }) => version);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

  it('delivers what was published, unchanged and in the order of its stream, in batches of the size asked for', async () => {
    const [a, b] = [`consignment-${randomUUID()}`, `obligation-${randomUUID()}`];
    const ofA = numbers(50).map((version) => publishedEvent(a, version));
    const ofB = numbers(50).map((version) => publishedEvent(b, version));
    await bus.publish('trade-events', ofA);
    await bus.publish('payments-settlement', ofB);
    const seen = await collect(randomUUID(), { batchSize: 7 });
    await until(
      () => of(seen, a).length >= 50 && of(seen, b).length >= 50,
      () => [of(seen, a), of(seen, b)],
    );
    expect(seen.filter(({ streamId }) => streamId === a)).toEqual(ofA);
    expect(seen.filter(({ streamId }) => streamId === b)).toEqual(ofB);
  });

  it('lets pass by what a subscription has no use for, by type and version', async () => {
    const stream = `consignment-${randomUUID()}`;
    const as = (version: number, type: string, schemaVersion: number) => ({
      ...publishedEvent(stream, version),
      type,
      schemaVersion,
    });
    const events = [as(1, 'Noted', 1), as(2, 'Passed', 1), as(3, 'Passed', 2), as(4, 'Noted', 1)];
    await bus.publish('trade-events', events);
    const seen = await collect(randomUUID(), {
      passes: (type, schemaVersion) => type === 'Passed' && schemaVersion === 1,
    });
    await until(
      () => of(seen, stream).includes(4),
      () => of(seen, stream),
    );
    expect(of(seen, stream)).toEqual([1, 3, 4]);
  });

  it('carries events of megabytes, alone and many at once', async () => {
    const stream = `consignment-${randomUUID()}`;
    // Two bytes a letter: it is bytes that a bus limits.
    const events = numbers(6).map((version) => ({
      ...publishedEvent(stream, version),
      data: { text: 'ж'.repeat(version === 1 ? 2_500_000 : 300_000) },
    }));
    await bus.publish('trade-events', events);
    const seen = await collect(randomUUID());
    await until(
      () => of(seen, stream).length >= 6,
      () => of(seen, stream),
    );
    expect(seen.filter(({ streamId }) => streamId === stream)).toEqual(events);
  });

  it('delivers a batch again until its handler has applied it, and none before it', async () => {
    const stream = `consignment-${randomUUID()}`;
    let failures = 0;
    const seen = await collect(randomUUID(), {
      fails: () => {
        failures += 1;
        return failures <= 2;
      },
    });
    await bus.publish(
      'trade-events',
      numbers(5).map((version) => publishedEvent(stream, version)),
    );
    await until(
      () => of(seen, stream).length >= 5,
      () => of(seen, stream),
    );
    expect(failures).toBeGreaterThan(2);
    expect(of(seen, stream)).toEqual(numbers(5));
  });

  it('goes on behind what the group has applied', async () => {
    const [stream, group] = [`consignment-${randomUUID()}`, randomUUID()];
    await bus.publish('trade-events', [publishedEvent(stream, 1)]);
    const first = await collect(group);
    await until(
      () => of(first, stream).length >= 1,
      () => of(first, stream),
    );
    await open.pop()?.stop();
    await bus.publish('trade-events', [publishedEvent(stream, 2)]);
    const second = await collect(group);
    await until(
      () => of(second, stream).includes(2),
      () => of(second, stream),
    );
    expect(of(second, stream)).toEqual([2]);
    expect(of(first, stream)).toEqual([1]);
  });

  it('gives every group all messages, and the members of one group each message once', async () => {
    const stream = `consignment-${randomUUID()}`;
    const [group, other] = [randomUUID(), randomUUID()];
    const [one, two, elsewhere] = await Promise.all([collect(group), collect(group), collect(other)]);
    await bus.publish(
      'trade-events',
      numbers(20).map((version) => publishedEvent(stream, version)),
    );
    await until(
      () => of(one, stream).length + of(two, stream).length >= 20 && of(elsewhere, stream).length >= 20,
      () => [of(one, stream), of(two, stream), of(elsewhere, stream)],
    );
    expect([...of(one, stream), ...of(two, stream)].sort((x, y) => x - y)).toEqual(numbers(20));
    expect(of(elsewhere, stream)).toEqual(numbers(20));
  });

  it('delivers nothing once it was stopped', async () => {
    const stream = `consignment-${randomUUID()}`;
    const seen = await collect(randomUUID());
    await bus.publish('trade-events', [publishedEvent(stream, 1)]);
    await until(
      () => of(seen, stream).length >= 1,
      () => of(seen, stream),
    );
    await open.pop()?.stop();
    await bus.publish('trade-events', [publishedEvent(stream, 2)]);
    const witness = await collect(randomUUID());
    await until(
      () => of(witness, stream).includes(2),
      () => of(witness, stream),
    );
    expect(of(seen, stream)).toEqual([1]);
  });

  it('hands what is no event of the ledger over as unreadable, once, and goes on behind it', async () => {
    const [stream, group, text] = [`consignment-${randomUUID()}`, randomUUID(), `no event ${randomUUID()}`];
    await bus.identity();
    await bus.publish('trade-events', [publishedEvent(stream, 1)]);
    await sendForeign(text);
    await bus.publish('trade-events', [publishedEvent(stream, 2)]);
    const seen = await collect(group);
    const handedOver = () => unreadable.filter((letter) => letter.group === group);
    await until(
      () => of(seen, stream).length >= 2 && handedOver().some(({ message }) => message.includes(text)),
      () => [of(seen, stream), handedOver()],
    );
    await open.pop()?.stop();
    await collect(group);
    expect(of(seen, stream)).toEqual([1, 2]);
    expect(handedOver().filter(({ message }) => message === JSON.stringify(text))).toHaveLength(1);
  });

  it('answers a ping', async () => {
    await expect(bus.ping()).resolves.toBeUndefined();
  });
}
