import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { topicOf } from '@corridor/contracts';
import { findJava, freePort, type LocalKafka, startKafka } from '@corridor/local-servers';
import { Kafka, logLevel } from 'kafkajs';
import { busContract, publishedEvent, until } from './bus-contract.spec-kit.js';
import { KafkaBus } from './index.js';

const java = await findJava();
// Named, so that a report says what did not run; where changes are checked, Java has to be there.
const describeKafka = java.ok || process.env.CI ? describe : describe.skip;

describeKafka(java.ok ? 'the bus on Kafka' : 'the bus on Kafka (no Java 17 found)', () => {
  let dir: string;
  let kafka: LocalKafka;
  const unreadable: [group: string, message: string, reason: string][] = [];
  const make = async (): Promise<KafkaBus> =>
    new KafkaBus({
      brokers: [kafka.brokers],
      clientId: 'spec',
      onError: () => undefined,
      onUnreadable: async (...letter) => void unreadable.push(letter),
    });

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'kafka-bus-'));
    kafka = await startKafka({ dir });
  }, 120_000);
  afterAll(async () => {
    await kafka?.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  busContract(make);

  it('hands what is no event of the ledger over as unreadable, and goes on behind it', async () => {
    const bus = await make();
    await bus.ping();
    const producer = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({ topic: topicOf('trade-events'), messages: [{ key: 'k', value: 'no JSON' }] });
    await producer.disconnect();
    const event = publishedEvent('consignment-behind', 1);
    await bus.publish('trade-events', [event]);
    const seen: number[] = [];
    await bus.subscribe({ group: 'reader-of-all', services: ['trade-events'] }, async (events) => {
      seen.push(...events.map(({ position }) => position));
    });
    await until(
      () => seen.includes(event.position) && unreadable.some(([group]) => group === 'reader-of-all'),
      () => [seen, unreadable],
    );
    expect(unreadable.find(([group]) => group === 'reader-of-all')?.[1]).toBe('no JSON');
    await bus.close();
  });

  it('ends without waiting for a member of its group that was killed', async () => {
    // As long as its session lasts the group waits for it.
    const script = `
      import { Kafka } from 'kafkajs';
      const consumer = new Kafka({ brokers: ['${kafka.brokers}'] }).consumer({ groupId: 'bereaved', sessionTimeout: 8_000 });
      await consumer.connect();
      await consumer.subscribe({ topics: ['${topicOf('trade-events')}'] });
      consumer.on(consumer.events.GROUP_JOIN, () => console.log('joined'));
      await consumer.run({ eachMessage: async () => undefined });`;
    const bus = await make();
    await bus.ping();
    const member = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    while (!String(await once(member.stdout, 'data')).includes('joined'));
    member.kill('SIGKILL');
    await once(member, 'exit');
    await bus.subscribe({ group: 'bereaved', services: ['trade-events'] }, async () => undefined);
    // Until it waits for the broker to let it join.
    await sleep(1_000);
    const late = sleep(4_000, 'late', { ref: false });
    expect(await Promise.race([bus.close(), late])).toBeUndefined();
    // Once it is let in, it leaves.
    const admin = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const state = async () => (await admin.describeGroups(['bereaved'])).groups[0]?.state;
    while ((await state()) !== 'Empty') await sleep(200);
    await admin.disconnect();
  }, 60_000);

  it('fails in time where no broker answers', async () => {
    const bus = new KafkaBus({
      brokers: [`127.0.0.1:${await freePort()}`],
      clientId: 'spec',
      onError: () => undefined,
      onUnreadable: async () => undefined,
    });
    await expect(bus.publish('trade-events', [publishedEvent('consignment-lost', 1)])).rejects.toThrow();
    await bus.close();
  }, 60_000);
});
