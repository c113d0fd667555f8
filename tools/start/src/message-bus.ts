import { join } from 'node:path';
import { brokerAnswers, KAFKA_VERSION, kafkaAvailability, startKafka } from '@corridor/local-servers';
import type { DataFolder } from './data-folder.js';
import { StartError } from './start-error.js';
import type { Progress } from './steps.js';

/** What carries events between the services; without brokers it is the log in PostgreSQL. */
export interface MessageBus {
  readonly brokers?: string;
  /** The broker's process, where it is this ledger's own. */
  readonly process?: { readonly pid: number; readonly log: string };
}

const REACH_MS_MAX = 10_000;

/** The cluster of `KAFKA_BROKERS`. @throws StartError if none of its brokers answers */
export async function givenBus(brokers: string, progress: Progress): Promise<MessageBus> {
  progress(`connecting to ${brokers}`);
  const deadline = Date.now() + REACH_MS_MAX;
  for (;;) {
    const answers = await Promise.all(brokers.split(',').map((broker) => brokerAnswers(broker)));
    if (answers.includes(true)) break;
    if (Date.now() >= deadline) {
      throw new StartError(
        `None of KAFKA_BROKERS (${brokers}) answers. Start the cluster or mend KAFKA_BROKERS; without it a local Kafka runs.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  progress(`Kafka of KAFKA_BROKERS at ${brokers}`);
  return { brokers };
}

/**
 * A local Kafka; where Java, or Maven on first use, is missing, the log in PostgreSQL, which needs nothing more.
 * @throws LocalServerError if Kafka is there and does not come up
 */
export async function localBus(
  folder: DataFolder,
  progress: Progress,
  signal: AbortSignal,
): Promise<MessageBus> {
  const found = await kafkaAvailability();
  if (!found.ok) {
    progress(
      `PostgreSQL log in place of Kafka: ${found.reason}. All works, on this machine alone; for Kafka install Java 17+ and Maven`,
    );
    return {};
  }
  progress(`starting Apache Kafka ${KAFKA_VERSION}`);
  const server = await startKafka({ dir: folder.kafka, onProgress: progress, signal });
  progress(`Apache Kafka ${KAFKA_VERSION}, local, ${server.brokers}, Java ${found.version}`);
  return { brokers: server.brokers, process: { pid: server.pid, log: join(folder.kafka, 'kafka.log') } };
}
