import {
  brokerAnswers,
  ensureKafkaJars,
  kafkaAvailability,
  LocalServerError,
  startKafka,
} from '@corridor/local-servers';
import type { DataFolder } from './data-folder.js';
import type { StartOptions } from './options.js';
import { StartError } from './start-error.js';
import type { Progress } from './steps.js';

/** What carries events between the services. */
export type ChosenBus =
  | {
      readonly kind: 'kafka';
      readonly brokers: string;
      /** Whether this start runs it. */
      readonly own: boolean;
      readonly words: string;
    }
  | { readonly kind: 'postgres'; readonly words: string };

/**
 * The bus of this start: the cluster that `KAFKA_BROKERS` names; else a local Apache Kafka, where Java and its jars are to be
 * had; else the log in PostgreSQL.
 * @throws StartError where a cluster was named that does not answer, or Kafka does not come up
 */
export async function startBus(
  { kafkaBrokers }: Pick<StartOptions, 'kafkaBrokers'>,
  folder: DataFolder,
  progress: Progress,
  signal: AbortSignal,
): Promise<ChosenBus> {
  if (kafkaBrokers !== undefined) {
    const answers = await Promise.all(kafkaBrokers.split(',').map((broker) => brokerAnswers(broker)));
    if (answers.includes(true)) {
      return { kind: 'kafka', brokers: kafkaBrokers, own: false, words: `the cluster at ${kafkaBrokers}` };
    }
    throw new StartError(
      `No Kafka broker answers at ${kafkaBrokers}, which KAFKA_BROKERS names. Check it, or unset KAFKA_BROKERS to use a local bus.`,
    );
  }
  const missing = await missingForKafka(progress, signal);
  if (missing !== undefined) {
    return {
      kind: 'postgres',
      words: `${missing}: events travel over a log in PostgreSQL instead of Kafka. Install Java 17 and Maven for Kafka`,
    };
  }
  signal.throwIfAborted();
  const kafka = await startKafka({ dir: folder.kafka, signal });
  return { kind: 'kafka', brokers: kafka.brokers, own: true, words: `Apache Kafka at ${kafka.brokers}` };
}

/** Why a local Kafka cannot run here; `undefined` where it can. */
async function missingForKafka(progress: Progress, signal: AbortSignal): Promise<string | undefined> {
  const available = await kafkaAvailability();
  if (!available.ok) return available.reason;
  try {
    await ensureKafkaJars({ onProgress: progress, signal });
    return undefined;
  } catch (error) {
    if (error instanceof LocalServerError) return error.message.replace(/\.$/, '');
    throw error;
  }
}
