import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { topicOf } from '@corridor/contracts';
import { findJava, freePort, type LocalKafka, startKafka } from '@corridor/local-servers';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { busContract, publishedEvent, until } from './bus-contract.spec-kit.js';
import { KafkaBus, type OnUnreadable } from './index.js';

const java = await findJava();
// Named, so that a report says what did not run; where changes are checked, Java has to be there.
const describeKafka = java.ok || process.env.CI ? describe : describe.skip;

describeKafka(java.ok ? 'the bus on Kafka' : 'the bus on Kafka (no Java 17 found)', () => {
  let dir: string;
  let kafka: LocalKafka;
  const make = async (onUnreadable: OnUnreadable = async () => undefined): Promise<KafkaBus> =>
    new KafkaBus({
      brokers: [kafka.brokers],
      clientId: 'spec',
      onError: () => undefined,
      onUnreadable,
    });

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'kafka-bus-'));
    kafka = await startKafka({ dir });
  }, 120_000);
  afterAll(async () => {
    await kafka?.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  busContract(make, async (text) => {
    const producer = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const messages = [{ key: 'foreign', value: JSON.stringify(text) }];
    await producer.send({ topic: topicOf('trade-events'), messages });
    await producer.disconnect();
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
    await bus.identity();
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

  it('keeps messages for ever, and takes events of megabytes', async () => {
    const bus = await make();
    await bus.identity();
    const admin = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: topicOf('trade-events'),
          configNames: ['retention.ms', 'max.message.bytes'],
        },
      ],
    });
    await admin.disconnect();
    const entries = resources[0]?.configEntries.map(({ configName, configValue }) => [
      configName,
      configValue,
    ]);
    expect(Object.fromEntries(entries ?? [])).toEqual({
      'retention.ms': '-1',
      'max.message.bytes': '16777216',
    });
    await bus.close();
  });

  it('publishes on behind what the broker refused', async () => {
    const bus = await make();
    const stream = 'consignment-refused';
    await bus.publish('trade-events', [publishedEvent(stream, 1)]);
    const huge = { ...publishedEvent(stream, 2), data: { text: 'x'.repeat(17 * 1024 * 1024) } };
    await expect(bus.publish('trade-events', [huge])).rejects.toThrow();
    for (const version of [2, 3]) await bus.publish('trade-events', [publishedEvent(stream, version)]);
    const seen: number[] = [];
    await bus.subscribe({ group: 'behind-refused', services: ['trade-events'] }, async (events) => {
      seen.push(...events.filter(({ streamId }) => streamId === stream).map(({ version }) => version));
    });
    await until(
      () => seen.length >= 3,
      () => seen,
    );
    expect(seen).toEqual([1, 2, 3]);
    await bus.close();
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

  // The last: there is no broker behind it.
  it('fails a ping once the broker is gone, though it answered before', async () => {
    const bus = await make();
    await bus.identity();
    await bus.ping();
    await kafka.stop();
    const begun = performance.now();
    await expect(bus.ping()).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(8_000);
    await bus.close();
  }, 60_000);
});
