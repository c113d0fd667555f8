import { setTimeout as sleep } from 'node:timers/promises';
import {
  fromCloudEvent,
  type OwningService,
  type RecordedEvent,
  toCloudEvent,
  topicOf,
  typeOfCloudEvent,
} from '@corridor/contracts';
import {
  type EachBatchPayload,
  Kafka,
  type KafkaMessage,
  logLevel,
  type Message,
  type Producer,
} from 'kafkajs';
import type { BatchHandler, Bus, OnUnreadable, SubscribeOptions, Subscription } from './bus.js';
import { Gathering } from './gathering.js';
import { pause } from './loop.js';

const PARTITIONS = 6;
const TYPE_HEADER = 'ce_type';
/** A request to a service has 5 MiB at most, and with it an event. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
/** What is sent at once may reach a partition as one record batch, which a broker limits to 1 MiB where nobody told it otherwise. */
const PORTION_BYTES = 768 * 1024;
const BACKOFF_MS = 500;
const LEAVE_MAX_MS = 1_000;
const PING_MAX_MS = 5_000;

export interface KafkaBusOptions {
  /** `host:port` of at least one broker. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly onError: (error: unknown) => void;
  readonly onUnreadable: OnUnreadable;
}

/** The bus on Apache Kafka: a topic per service, keyed by stream, CloudEvents in JSON. */
export class KafkaBus implements Bus {
  readonly kind = 'kafka';
  private readonly kafka: Kafka;
  private readonly subscriptions = new Set<Subscription>();
  private producer: Promise<Producer> | undefined;
  /** The cluster's id, once the topics are there. */
  private cluster: Promise<string> | undefined;

  constructor(private readonly options: KafkaBusOptions) {
    this.kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, retries: 5 },
      logLevel: logLevel.NOTHING,
    });
  }

  async identity(): Promise<string> {
    return `kafka ${await this.ensureTopics()}`;
  }

  async publish(service: OwningService, events: readonly RecordedEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.ensureTopics();
    const connected = this.connectedProducer();
    const producer = await connected;
    try {
      for (const messages of portions(events, service)) {
        await producer.send({ topic: topicOf(service), acks: -1, messages });
      }
    } catch (error) {
      this.drop(connected);
      throw error;
    }
  }

  async subscribe(options: SubscribeOptions, handler: BatchHandler): Promise<Subscription> {
    await this.ensureTopics();
    const stopping = new AbortController();
    const consumer = this.kafka.consumer({
      groupId: options.group,
      sessionTimeout: 15_000,
      maxWaitTimeInMs: 100,
      // A crash of the fetching loop is no end: the group goes on when the broker is back.
      retry: { retries: 10, restartOnFailure: async () => !stopping.signal.aborted },
    });
    await consumer.connect();
    await consumer.subscribe({
      topics: options.services.map(topicOf),
      fromBeginning: options.from !== 'now',
    });
    const { batchSize = 500 } = options;
    const gathering = new Gathering(handler, batchSize, this.options.onError);
    const consuming = new Set<Promise<void>>();
    // Settles once the group has let it in, which takes as long as the session of a member that was killed: nobody waits for it.
    const joined = consumer.run({
      eachBatchAutoResolve: false,
      // Side by side, so that what they bring goes to the handler together.
      partitionsConsumedConcurrently: PARTITIONS * options.services.length,
      eachBatch: async (payload) => {
        const consumed = this.consume(payload, { ...options, batchSize }, gathering, stopping.signal);
        consuming.add(consumed);
        await consumed.finally(() => consuming.delete(consumed));
      },
    });
    const failed = new Promise<never>((_, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        this.options.onError(payload.error);
        if (!payload.restart) reject(payload.error);
      });
      joined.catch(reject);
    });
    failed.catch(() => undefined);
    const subscription: Subscription = {
      failed,
      stop: async () => {
        this.subscriptions.delete(subscription);
        stopping.abort();
        await Promise.allSettled(consuming);
        // To leave, kafkajs has to be let in first, and nobody waits for that either: what was not applied is delivered again.
        const left = joined.catch(() => undefined).then(() => consumer.disconnect());
        await Promise.race([
          left.catch(this.options.onError),
          sleep(LEAVE_MAX_MS, undefined, { ref: false }),
        ]);
      },
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** Asks the broker anew each time: what it said when it was up says nothing of now. */
  async ping(): Promise<void> {
    const admin = this.kafka.admin();
    const asked = (async () => {
      await admin.connect();
      await admin.describeCluster();
    })();
    const late = new AbortController();
    const tooLate = sleep(PING_MAX_MS, undefined, { ref: false, signal: late.signal }).then(() => {
      throw new Error(`Kafka did not answer within ${PING_MAX_MS} ms.`);
    });
    try {
      await Promise.race([asked, tooLate]);
    } finally {
      late.abort();
      tooLate.catch(() => undefined);
      // Nobody waits for kafkajs to give up.
      asked
        .catch(() => undefined)
        .then(() => admin.disconnect())
        .catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.producer?.then((producer) => producer.disconnect()).catch(this.options.onError);
  }

  private async consume(
    payload: EachBatchPayload,
    { group, batchSize, passes }: SubscribeOptions & { readonly batchSize: number },
    gathering: Gathering,
    stopping: AbortSignal,
  ): Promise<void> {
    const { batch, resolveOffset, heartbeat, isStale, isRunning, commitOffsetsIfNecessary } = payload;
    for (let start = 0; start < batch.messages.length; start += batchSize) {
      const messages = batch.messages.slice(start, start + batchSize);
      const events: RecordedEvent[] = [];
      for (const { value, headers } of messages) {
        if (passes && passesBy(headers, passes)) continue;
        const text = value?.toString('utf8') ?? '';
        try {
          events.push(fromCloudEvent(JSON.parse(text)));
        } catch (error) {
          await this.options.onUnreadable(group, text, (error as Error).message);
        }
      }
      // Delivered until it is applied, with heartbeats, so that the group does not deal it out anew meanwhile.
      for (;;) {
        if (stopping.aborted || !isRunning() || isStale()) return;
        try {
          await gathering.add(events);
          break;
        } catch {
          await heartbeat();
          await pause(BACKOFF_MS, stopping);
        }
      }
      resolveOffset(messages.at(-1)?.offset ?? '0');
      await commitOffsetsIfNecessary();
      await heartbeat();
    }
  }

  private connectedProducer(): Promise<Producer> {
    this.producer ??= (async () => {
      const producer = this.kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
      });
      await producer.connect();
      return producer;
    })().catch((error) => {
      this.producer = undefined;
      throw error;
    });
    return this.producer;
  }

  /**
   * Lets a producer go whose sending failed: whether the broker counted the batch is not known, and a sequence out of step
   * would have every later one refused. The broker may be another one by now, without topics.
   */
  private drop(connected: Promise<Producer>): void {
    if (this.producer === connected) {
      this.producer = undefined;
      this.cluster = undefined;
    }
    connected.then((producer) => producer.disconnect()).catch(this.options.onError);
  }

  private ensureTopics(): Promise<string> {
    this.cluster ??= this.createTopics().catch((error) => {
      this.cluster = undefined;
      throw error;
    });
    return this.cluster;
  }

  private async createTopics(): Promise<string> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await admin.createTopics({
        waitForLeaders: true,
        topics: (['trade-events', 'payments-settlement'] as const).map((service) => ({
          topic: topicOf(service),
          numPartitions: PARTITIONS,
          configEntries: [
            { name: 'max.message.bytes', value: String(MESSAGE_BYTES_MAX) },
            // Kept for ever: the relay's checkpoint says that the bus has them, and a new group begins with the oldest.
            { name: 'retention.ms', value: '-1' },
          ],
        })),
      });
      return (await admin.describeCluster()).clusterId;
    } finally {
      await admin.disconnect();
    }
  }
}

/** Whether the type that stands beside a message says that it passes by. What older releases sent has none, and is read. */
function passesBy(
  headers: KafkaMessage['headers'],
  passes: NonNullable<SubscribeOptions['passes']>,
): boolean {
  const header = headers?.[TYPE_HEADER];
  if (!Buffer.isBuffer(header)) return false;
  const { type, schemaVersion } = typeOfCloudEvent(header.toString('latin1'));
  return passes(type, schemaVersion);
}

/** Events in their order as messages, as many at once as a broker takes; one that is larger goes alone. */
function* portions(events: readonly RecordedEvent[], service: OwningService): Generator<Message[]> {
  let portion: Message[] = [];
  let bytes = 0;
  for (const event of events) {
    const cloudEvent = toCloudEvent(event, service);
    const value = Buffer.from(JSON.stringify(cloudEvent));
    if (portion.length > 0 && bytes + value.length > PORTION_BYTES) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    bytes += value.length;
    portion.push({
      key: event.streamId,
      value,
      // The type beside the message, as CloudEvents allows: whoever has no use for it need not read it.
      headers: { 'content-type': 'application/cloudevents+json', [TYPE_HEADER]: cloudEvent.type },
    });
  }
  yield portion;
}
