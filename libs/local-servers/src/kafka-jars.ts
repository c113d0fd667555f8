import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJava, findProgram } from './java.js';
import { LocalServerError } from './local-server-error.js';
import { run } from './run.js';

/** The version that `infra/kafka/pom.xml` names. */
export const KAFKA_VERSION = '4.3.0';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface KafkaJarsOptions {
  /** Folder that keeps the jars of each version; by default `.cache/kafka` of the repository. */
  readonly cacheDir?: string;
  /** Maven project that names the jars; by default `infra/kafka/pom.xml`. */
  readonly pom?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Told what is done, where it takes long. */
  readonly onProgress?: (text: string) => void;
  /** Gives up. */
  readonly signal?: AbortSignal;
}

export type KafkaAvailability =
  | { readonly ok: true; readonly java: string; readonly version: string; readonly cached: boolean }
  | { readonly ok: false; readonly reason: string };

/** Whether a local Kafka can run here, and if not, what is missing. Nothing is downloaded. */
export async function kafkaAvailability(options: KafkaJarsOptions = {}): Promise<KafkaAvailability> {
  const { env = process.env } = options;
  const java = await findJava(env);
  if (!java.ok) return java;
  const cached = existsSync(await jarsFolder(options));
  if (!cached && findProgram('mvn', env) === undefined) {
    return { ok: false, reason: "Maven is missing and Kafka's jars are not cached yet" };
  }
  return { ...java, cached };
}

/**
 * The folder with Kafka's jars; Maven fetches them on first use, which takes a minute or so.
 * @throws LocalServerError with Maven's words if they cannot be fetched; nothing half stays behind.
 */
export async function ensureKafkaJars(options: KafkaJarsOptions = {}): Promise<string> {
  const { env = process.env, onProgress = () => undefined } = options;
  const folder = await jarsFolder(options);
  if (existsSync(folder)) return folder;
  const maven = findProgram('mvn', env);
  if (maven === undefined)
    throw new LocalServerError("Maven is missing and Kafka's jars are not cached yet.");
  onProgress(`fetching Apache Kafka ${KAFKA_VERSION} (45 MB, once) …`);
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true });
  const half = await mkdtemp(join(parent, 'download-'));
  try {
    const { pom } = places(options);
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${half}`];
    await run(maven, ['--batch-mode', '--quiet', '--file', pom, ...goal], {
      env,
      timeoutMs: 900_000,
      ...(options.signal && { signal: options.signal }),
    });
    await rename(half, folder).catch((error: NodeJS.ErrnoException) => {
      // Somebody else has fetched them meanwhile.
      if (!existsSync(folder)) throw error;
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new LocalServerError(`Kafka's jars cannot be fetched: ${mavenWords((error as Error).message)}`);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return folder;
}

const places = ({ cacheDir, pom }: KafkaJarsOptions) => ({
  cacheDir: cacheDir ?? join(root, '.cache', 'kafka'),
  pom: pom ?? join(root, 'infra', 'kafka', 'pom.xml'),
});

/** Named by the version and by the project's bytes: another set of jars is another folder. */
async function jarsFolder(options: KafkaJarsOptions): Promise<string> {
  const { cacheDir, pom } = places(options);
  const digest = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex');
  return join(cacheDir, `${KAFKA_VERSION}-${digest.slice(0, 8)}`);
}

function mavenWords(message: string): string {
  const line = message.split('\n').find((text) => text.includes('ERROR'));
  return (line ?? message).replace(/^.*?ERROR\S*\s*/, '').slice(0, 500);
}
