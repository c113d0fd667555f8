import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freePorts, isPortFree } from './free-port.js';
import { findJava } from './java.js';
import { ensureKafkaJars, type KafkaJarsOptions } from './kafka-jars.js';
import { brokerAnswers } from './kafka-probe.js';
import { LocalServerError } from './local-server-error.js';
import { runningPid, writePidFile } from './pid-file.js';
import { endProcess } from './processes.js';
import { run } from './run.js';

const READY_MS_MAX = 90_000;
const STOP_MS_MAX = 20_000;

export interface LocalKafka {
  /** `host:port`, as `KAFKA_BROKERS` has it. */
  readonly brokers: string;
  /** Process id of the server, for a guardian that ends it if its owner is killed. */
  readonly pid: number;
  /** Ends the server in good order; the data stays. */
  stop(): Promise<void>;
}

export interface LocalKafkaOptions extends KafkaJarsOptions {
  /** Folder of this server: its data, settings, log and pid file are kept in it. */
  readonly dir: string;
  readonly port?: number;
}

/** Where a server that uses `dir` notes its process. */
export const kafkaPidFile = (dir: string): string => join(dir, 'kafka.pid');

/**
 * Starts Apache Kafka, broker and controller in one process, listening on 127.0.0.1 only; formats its data on first use.
 * The server stands in a session of its own: Ctrl-C reaches its owner, which then ends it in good order.
 * @throws LocalServerError with what to do, if Java or the jars are missing or the server does not come up.
 */
export async function startKafka(options: LocalKafkaOptions): Promise<LocalKafka> {
  const { signal } = options;
  const dir = resolve(options.dir);
  const java = await findJava(options.env);
  if (!java.ok) throw new LocalServerError(`Kafka cannot start: ${java.reason}.`);
  const jars = await ensureKafkaJars(options);
  signal?.throwIfAborted();
  await mkdir(dir, { recursive: true });
  await stopLeftKafka(dir);

  const [brokerPort, controllerPort] = await freePorts(2);
  const port = options.port ?? brokerPort;
  // Whoever listens there would answer in place of this server.
  if (!(await isPortFree(port))) {
    throw new LocalServerError(`Kafka cannot start: port ${port} is taken by another program.`);
  }
  const data = join(dir, 'data');
  const settings = join(dir, 'server.properties');
  await writeFile(settings, properties(data, port, controllerPort));
  const base = ['-cp', join(jars, '*'), '-Duser.language=en', '-Dfile.encoding=UTF-8'];
  if (!existsSync(join(data, 'meta.properties'))) {
    // What a start that was killed half-way left behind holds no message yet.
    await rm(data, { recursive: true, force: true });
    const format = [
      'kafka.tools.StorageTool',
      'format',
      '--cluster-id',
      newClusterId(),
      '--config',
      settings,
    ];
    await run(java.java, [...base, '-XX:TieredStopAtLevel=1', ...format], {
      cwd: dir,
      ...(signal && { signal }),
    });
  }

  const log = join(dir, 'kafka.log');
  const output = await open(log, 'a');
  // A broker of one machine shares its cores with everything else: the optimizing compiler takes more of them in its first minutes
  // than what it makes faster gives back.
  const machine = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const memory = ['-Xms128m', '-Xmx512m', '-XX:+ExitOnOutOfMemoryError'];
  const words = ['-Dorg.apache.logging.log4j.level=WARN', '-Djava.awt.headless=true'];
  const child = spawn(java.java, [...base, ...machine, ...memory, ...words, 'kafka.Kafka', settings], {
    cwd: dir,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  // Asked for at once: the child tells only one time that it runs.
  const spawned = pidOf(child);
  await output.close();
  const pid = await spawned;
  writePidFile(kafkaPidFile(dir), pid);
  child.unref();

  const stop = () => stopLeftKafka(dir);
  const brokers = `127.0.0.1:${port}`;
  try {
    await untilReady(brokers, child, log, signal);
  } catch (error) {
    await endProcess(pid, { signal: 'SIGTERM', graceMs: 5_000 });
    throw error;
  }
  return { brokers, pid, stop };
}

/** Ends the server that runs on the data of `dir`, such as one that a killed owner left behind. */
export async function stopLeftKafka(dir: string): Promise<void> {
  const pid = runningPid(kafkaPidFile(dir));
  if (pid !== undefined) await endProcess(pid, { signal: 'SIGTERM', graceMs: STOP_MS_MAX });
  await rm(kafkaPidFile(dir), { force: true });
}

/** Another id for each folder of data: what was published to a former one has not been published to this one. */
function newClusterId(): string {
  // 128 bits in the alphabet of base64url; a leading dash would be read as an option.
  return `A${randomBytes(16).toString('base64url').slice(1)}`;
}

function pidOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid as number));
  });
}

async function untilReady(
  brokers: string,
  child: ChildProcess,
  log: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + READY_MS_MAX;
  while (!(await brokerAnswers(brokers))) {
    signal?.throwIfAborted();
    const ended = child.exitCode ?? child.signalCode;
    if (ended !== null || Date.now() > deadline) {
      const tail = (await readFile(log, 'utf8').catch(() => '')).trim().slice(-2_000);
      const how = ended === null ? `did not answer within ${READY_MS_MAX / 1_000} s` : `ended with ${ended}`;
      throw new LocalServerError(`Kafka ${how}; its log is ${log}:\n${tail}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One node that is broker and controller; the ports may differ from one start to the next. */
function properties(data: string, port: number, controllerPort: number): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    // A ledger that is started once a month must not lose what its consumers have yet to see.
    'log.retention.ms': -1,
    // A single node: every topic of Kafka's own has one copy, and few partitions.
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // A group of one process has nobody to wait for.
    'group.initial.rebalance.delay.ms': 0,
    // After a kill the next start waits until the controller has given up the former one.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 8 * 1024 * 1024,
  };
  // A backslash begins an escape in this format.
  const line = ([name, value]: [string, string | number | boolean]) =>
    `${name}=${String(value).replaceAll('\\', '\\\\')}\n`;
  return Object.entries(settings).map(line).join('');
}
