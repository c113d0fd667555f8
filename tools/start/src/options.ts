import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMasterKey } from '@corridor/event-store';
import { StartError } from './start-error.js';

export interface StartOptions {
  /** Folder of everything that is kept: data of the servers, keys, logs. */
  readonly dataDir: string;
  /** Port of the gateway; 0 for any free one. */
  readonly port: number;
  /** Delete what is kept and begin anew. */
  readonly fresh: boolean;
  readonly demo: boolean;
  /** Size of the demo; 1 is the whole of it. */
  readonly demoScale: number;
  /** A PostgreSQL server to use in place of an embedded one. */
  readonly databaseUrl?: string;
  /** A Kafka cluster to use in place of a local one. */
  readonly kafkaBrokers?: string;
  /** Where the files of the archived part of the log are. */
  readonly archiveDir?: string;
  /** The master key of personal data, in base64, in place of that of the data folder. */
  readonly privacyKey?: string;
  /** The key that reports are signed with, in PEM, in place of that of the data folder. */
  readonly reportKey?: string;
}

/**
 * Reads the command line, where `--help` is answered before this runs, and the environment.
 * @param root folder of the repository
 * @throws StartError naming the flag or variable at fault
 */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv, root: string): StartOptions {
  const flags = readFlags(args);
  // An empty variable is one that is not set.
  const { DATABASE_URL, KAFKA_BROKERS, LEDGER_ARCHIVE_DIR, LEDGER_DATA_DIR, LEDGER_PORT = '' } = env;
  const { LEDGER_PRIVACY_KEY, LEDGER_REPORT_KEY } = env;
  if (LEDGER_PORT !== '' && !/^\d{1,5}$/.test(LEDGER_PORT)) throw portFault(LEDGER_PORT);
  const port = LEDGER_PORT === '' ? 4000 : Number(LEDGER_PORT);
  if (port > 65_535) throw portFault(LEDGER_PORT);
  if (BLOCKED_PORTS.has(port)) {
    throw new StartError(
      `LEDGER_PORT: browsers and Node.js refuse to ask port ${port} by HTTP, since it is another protocol's (the Fetch Standard's "bad port"). Choose another one.`,
    );
  }
  if (DATABASE_URL && !/^postgres(ql)?:\/\//.test(DATABASE_URL)) {
    throw new StartError('DATABASE_URL has to begin with postgres://.');
  }
  if (KAFKA_BROKERS && !/^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/.test(KAFKA_BROKERS)) {
    throw new StartError('KAFKA_BROKERS has to be host:port, several separated by commas.');
  }
  if (DATABASE_URL && flags.fresh) {
    throw new StartError(
      'DATABASE_URL is set: --fresh never deletes there. Empty that database yourself, or unset DATABASE_URL.',
    );
  }
  if (DATABASE_URL && flags['demo-scale'] !== undefined) {
    throw new StartError('DATABASE_URL is set: the demo is never loaded there. Leave --demo-scale out.');
  }
  if (LEDGER_PRIVACY_KEY && !isMasterKey(LEDGER_PRIVACY_KEY)) {
    throw new StartError(
      'LEDGER_PRIVACY_KEY has to be 32 random bytes in base64, as `openssl rand -base64 32` writes them.',
    );
  }
  return {
    dataDir: LEDGER_DATA_DIR ? resolve(LEDGER_DATA_DIR) : join(root, '.ledger'),
    port,
    fresh: flags.fresh ?? false,
    demo: !flags['no-demo'] && !DATABASE_URL,
    demoScale: scaleOf(flags['demo-scale']),
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(KAFKA_BROKERS && { kafkaBrokers: KAFKA_BROKERS }),
    ...(LEDGER_ARCHIVE_DIR && { archiveDir: resolve(LEDGER_ARCHIVE_DIR) }),
    ...(LEDGER_PRIVACY_KEY && { privacyKey: LEDGER_PRIVACY_KEY }),
    ...(LEDGER_REPORT_KEY && { reportKey: LEDGER_REPORT_KEY }),
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        fresh: { type: 'boolean' },
        'no-demo': { type: 'boolean' },
        'demo-scale': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('.')[0]}. npm start -- --help names the flags.`);
  }
}

function scaleOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (scale > 0 && scale <= 1_000) return scale;
  throw new StartError(`--demo-scale has to be a number above 0 and up to 1000, not "${text}".`);
}

/** https://fetch.spec.whatwg.org/#port-blocking, but for 0, by which a free port is chosen: a ledger there would not be reached. */
const BLOCKED_PORTS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

const portFault = (text: string): StartError =>
  new StartError(`LEDGER_PORT has to be a number from 0 to 65535, not "${text}".`);
