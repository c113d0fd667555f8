import { parseArgs } from 'node:util';
import type { Extent } from './bench.js';

export const SECTIONS = ['append', 'delivery', 'read', 'integrity', 'growth'] as const;
export type Section = (typeof SECTIONS)[number];

export type BenchOptions = EventStoreOptions | BulkOptions;

export interface EventStoreOptions {
  readonly name: 'event-store';
  readonly extent: Extent;
  /** What is run, in the order of {@link SECTIONS}. */
  readonly sections: readonly Section[];
  /** One JSON line a check on standard output; the table goes to standard error then. */
  readonly json: boolean;
}

export interface BulkOptions {
  readonly name: 'bulk';
  readonly rounds: number;
  /** Consignments of a request. */
  readonly lines: number;
  readonly json: boolean;
}

export const HELP = `npm run bench -- event-store [flags]
npm run bench -- bulk [flags]

Measures the event store beside others on one PostgreSQL of its own, or consignments in bulk through the whole product as npm start runs
it; all data is deleted afterwards. Exit status 1 where a check falls short of its goal.

  --json              one line a check on standard output: {"name","value","unit","goal","ok"}
  --rounds <n>        rounds, of which the median counts (default 5)
  --help              this text

bulk
  --lines <n>         consignments of a request (default 20000)

event-store
  --seconds <s>       measured time of a case (default 3)
  --only <section>    ${SECTIONS.join(', ')}; may be given several times
  --skip-growth       all but growth, which takes longest
  --read-events <n>   events of the log that is read (default 1000000)
  --events <n>        events of the log that has grown (default 10000000)

  TMPDIR              where the data is kept meanwhile; the log of 10 million events takes about 20 GB
`;

const OF_EVENT_STORE = ['seconds', 'only', 'skip-growth', 'read-events', 'events'] as const;

/** What a person wrote cannot be run. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/**
 * Reads the command line.
 * @returns `undefined` where help was asked for
 * @throws OptionsError naming the flag at fault
 */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [name, ...more] = positionals;
  if ((name !== 'event-store' && name !== 'bulk') || more.length > 0) {
    throw new OptionsError(
      'Name what is measured: npm run bench -- event-store, or bulk. --help tells the flags.',
    );
  }
  const rounds = whole('rounds', values.rounds ?? '5');
  const { json } = values;
  if (name === 'bulk') {
    for (const flag of OF_EVENT_STORE) {
      if (values[flag] !== undefined) throw new OptionsError(`--${flag} is a flag of event-store.`);
    }
    return { name, rounds, lines: bulkLines(values.lines ?? '20000'), json };
  }
  if (values.lines !== undefined) throw new OptionsError('--lines is a flag of bulk.');
  const wanted = (values.only ?? SECTIONS).map(sectionOf);
  if (values['skip-growth'] && values.only?.includes('growth')) {
    throw new OptionsError('--only growth and --skip-growth leave nothing of it.');
  }
  return {
    name,
    extent: {
      rounds,
      seconds: positive('seconds', values.seconds ?? '3'),
      readEvents: whole('read-events', values['read-events'] ?? '1000000'),
      events: whole('events', values.events ?? '10000000'),
    },
    sections: SECTIONS.filter(
      (section) => wanted.includes(section) && !(section === 'growth' && values['skip-growth']),
    ),
    json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        lines: { type: 'string' },
        seconds: { type: 'string' },
        only: { type: 'string', multiple: true },
        'skip-growth': { type: 'boolean' },
        'read-events': { type: 'string' },
        events: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new OptionsError(`${(error as Error).message.split('.')[0]}. --help names the flags.`);
  }
}

/** The ledger takes so many in a request. */
const LINES_MAX = 50_000;

function bulkLines(text: string): number {
  const lines = whole('lines', text);
  if (lines > LINES_MAX) throw new OptionsError(`--lines has to be at most ${LINES_MAX}, not "${text}".`);
  return lines;
}

function sectionOf(text: string): Section {
  const section = SECTIONS.find((one) => one === text);
  if (section === undefined)
    throw new OptionsError(`--only has to be ${SECTIONS.join(', ')}, not "${text}".`);
  return section;
}

function whole(flag: string, text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new OptionsError(`--${flag} has to be a whole number above 0, not "${text}".`);
}

function positive(flag: string, text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value > 0 && value <= 3_600) return value;
  throw new OptionsError(`--${flag} has to be a number above 0 and up to 3600, not "${text}".`);
}
