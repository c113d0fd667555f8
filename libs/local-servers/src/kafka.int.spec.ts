import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { brokerAnswers, findJava, isRunning, kafkaPidFile, runningPid, send, startKafka } from './index.js';

const java = await findJava();

function client(brokers: string): Kafka {
  return new Kafka({ brokers: [brokers], clientId: 'spec', logLevel: logLevel.NOTHING });
}

async function produce(brokers: string, value: string): Promise<void> {
  const kafka = client(brokers);
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer({ idempotent: true });
  await producer.connect();
  await producer.send({ topic: 'kept', messages: [{ value }] });
  await producer.disconnect();
}

/** The cluster's id, and how long its topics keep messages. */
async function describeServer(
  brokers: string,
): Promise<{ clusterId: string; retentionMs: string | undefined }> {
  const admin = client(brokers).admin();
  await admin.connect();
  const { clusterId } = await admin.describeCluster();
  const resource = { type: ConfigResourceTypes.TOPIC, name: 'kept', configNames: ['retention.ms'] };
  const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
  await admin.disconnect();
  return { clusterId, retentionMs: resources[0]?.configEntries[0]?.configValue };
}

async function consume(brokers: string, count: number): Promise<string[]> {
  const consumer = client(brokers).consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic: 'kept', fromBeginning: true });
  const values: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${values.length} of ${count} after 20 s`)), 20_000);
      const take = (value: string) => {
        values.push(value);
        if (values.length < count) return;
        clearTimeout(late);
        resolve();
      };
      consumer.run({ eachMessage: async ({ message }) => take(String(message.value)) }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return values;
}

// Named, so that a report says what did not run; where changes are checked, Java has to be there.
const describeKafka = java.ok || process.env.CI ? describe : describe.skip;

describeKafka(java.ok ? 'Kafka' : 'Kafka (no Java 17 found)', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'local-kafka-'));
  });
  afterEach(() => {
    const left = runningPid(kafkaPidFile(dir));
    if (left !== undefined) send(left, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });

  it('keeps its data from one start to the next and leaves no process', async () => {
    const first = await startKafka({ dir });
    await produce(first.brokers, 'before');
    expect(await consume(first.brokers, 1)).toEqual(['before']);
    const server = await describeServer(first.brokers);
    expect(server.retentionMs).toBe('-1');
    await first.stop();
    expect(isRunning(first.pid)).toBe(false);
    expect(await brokerAnswers(first.brokers)).toBe(false);

    const second = await startKafka({ dir });
    await produce(second.brokers, 'after');
    expect(await consume(second.brokers, 2)).toEqual(['before', 'after']);
    expect(await describeServer(second.brokers)).toEqual(server);
    await second.stop();
    expect(isRunning(second.pid)).toBe(false);

    // Begun anew, it is another bus: nothing has been published on it yet.
    rmSync(join(dir, 'data'), { recursive: true });
    const third = await startKafka({ dir });
    await produce(third.brokers, 'again');
    expect((await describeServer(third.brokers)).clusterId).not.toBe(server.clusterId);
    await third.stop();
  }, 120_000);

  it('takes over from a server that a killed owner left behind', async () => {
    const left = await startKafka({ dir });
    await produce(left.brokers, 'kept');
    const next = await startKafka({ dir });
    expect(isRunning(left.pid)).toBe(false);
    expect(await consume(next.brokers, 1)).toEqual(['kept']);
    send(next.pid, 'SIGKILL');

    const afterKill = await startKafka({ dir });
    expect(await consume(afterKill.brokers, 1)).toEqual(['kept']);
    await afterKill.stop();
  }, 120_000);

  it('does not start on a taken port, where another would answer for it', async () => {
    const other = await startKafka({ dir });
    const port = Number(other.brokers.split(':')[1]);
    try {
      const starting = startKafka({ dir: join(dir, 'second'), port });
      await expect(starting).rejects.toThrow(`port ${port} is taken by another program`);
    } finally {
      await other.stop();
    }
  }, 120_000);

  it('says why it does not start, with the words of its log', async () => {
    const first = await startKafka({ dir });
    await first.stop();
    const meta = join(dir, 'data', 'meta.properties');
    writeFileSync(meta, readFileSync(meta, 'utf8').replace('node.id=1', 'node.id=7'));
    await expect(startKafka({ dir })).rejects.toThrow(/Kafka ended with 1; its log is .*[\s\S]*node id/i);
  }, 120_000);

  it('gives up when told to', async () => {
    const abort = new AbortController();
    const starting = startKafka({ dir, signal: abort.signal });
    const deadline = Date.now() + 60_000;
    while (runningPid(kafkaPidFile(dir)) === undefined && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const pid = runningPid(kafkaPidFile(dir)) ?? 0;
    expect(pid).toBeGreaterThan(0);
    abort.abort();
    await expect(starting).rejects.toThrow('aborted');
    expect(isRunning(pid)).toBe(false);
  }, 120_000);
});
