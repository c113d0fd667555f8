import { parseArgs } from 'node:util';
import type { Extent } from './bench.js';

export const SECTIONS = ['append', 'delivery', 'read', 'integrity', 'growth'] as const;
export type Section = (typeof SECTIONS)[number];

/** Parts of `figures`. */
export const PARTS = ['cost', 'as-of', 'freshness', 'catching-up'] as const;
export type Part = (typeof PARTS)[number];

export type BenchOptions =
  | EventStoreOptions
  | BulkOptions
  | SettlementsOptions
  | InstitutionsOptions
  | FiguresOptions;

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

export interface SettlementsOptions {
  readonly name: 'settlements';
  readonly rounds: number;
  /** Entries of a camt.054. */
  readonly entries: number;
  /** Measured time of single posts. */
  readonly seconds: number;
  readonly json: boolean;
}

export interface InstitutionsOptions {
  readonly name: 'institutions';
  readonly rounds: number;
  /** What events added to the stages of commitments. */
  readonly facts: number;
  readonly json: boolean;
}

export interface FiguresOptions {
  readonly name: 'figures';
  readonly rounds: number;
  /** Events of the log that has grown. */
  readonly events: number;
  /** Measured time of a rate of events. */
  readonly seconds: number;
  /** How many times the demo's trade is; each part that makes it has a number of its own where it is absent. */
  readonly scale?: number;
  /** What is run, in the order of {@link PARTS}. */
  readonly parts: readonly Part[];
  readonly json: boolean;
}

export const HELP = `npm run bench -- event-store [flags]
npm run bench -- bulk [flags]
npm run bench -- settlements [flags]
npm run bench -- institutions [flags]
npm run bench -- figures [flags]

Measures the event store beside others on one PostgreSQL of its own, or consignments in bulk, or what banks send, through the whole product
as npm start runs it, or what the institutions ask of read models that have grown, or what figures cost and how soon they are there; all data is deleted afterwards. Exit status 1 where a check falls short of its goal.

  --json              one line a check on standard output: {"name","value","unit","goal","ok"}
  --rounds <n>        rounds, of which the median counts (default 5)
  --help              this text

bulk
  --lines <n>         consignments of a request (default 20000)

settlements
  --entries <n>       entries of a camt.054 (default 10000)
  --seconds <s>       measured time of single posts in JSON, each round (default 10)

institutions
  --facts <n>         facts of commitments, and a fifth as many of cases, needs, visas and goods (default 1000000)

figures
  --only <part>       ${PARTS.join(', ')}; may be given several times
  --events <n>        events of the log that has grown (default 10000000)
  --seconds <s>       measured time of a rate of events (default 20)
  --scale <n>         how many times the demo's trade figures are asked as of, and read models catch up with, from 0.1 up to 20 (default 16 and 4)

event-store
  --seconds <s>       measured time of a case (default 3)
  --only <section>    ${SECTIONS.join(', ')}; may be given several times
  --skip-growth       all but growth, which takes longest
  --read-events <n>   events of the log that is read (default 1000000)
  --events <n>        events of the log that has grown (default 10000000)

  TMPDIR              where the data is kept meanwhile; the log of 10 million events takes about 20 GB
`;

/** Which flags each measurement has beside those of all. */
const FLAGS = {
  'event-store': ['seconds', 'only', 'skip-growth', 'read-events', 'events'],
  bulk: ['lines'],
  settlements: ['entries', 'seconds'],
  institutions: ['facts'],
  figures: ['only', 'events', 'seconds', 'scale'],
} as const;
type Name = keyof typeof FLAGS;

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
  if (!isName(name) || more.length > 0) {
    throw new OptionsError(
      'Name what is measured: npm run bench -- event-store, bulk, settlements, institutions, or figures. --help tells the flags.',
    );
  }
  for (const [owner, flags] of Object.entries(FLAGS) as [Name, readonly (keyof typeof values)[]][]) {
    const other = flags.find((flag) => values[flag] !== undefined && !isFlagOf(name, flag));
    if (other !== undefined) throw new OptionsError(`--${other} is a flag of ${owner}.`);
  }
  const rounds = whole('rounds', values.rounds ?? '5');
  const { json } = values;
  if (name === 'bulk') return { name, rounds, lines: bulkLines(values.lines ?? '20000'), json };
  if (name === 'settlements') {
    const entries = whole('entries', values.entries ?? '10000');
    return { name, rounds, entries, seconds: positive('seconds', values.seconds ?? '10'), json };
  }
  if (name === 'institutions') {
    return { name, rounds, facts: factsOf(values.facts ?? '1000000'), json };
  }
  if (name === 'figures') {
    const parts = (values.only ?? PARTS).map((part) => oneOf(PARTS, part));
    return {
      ...{ name, rounds, json },
      events: figureEvents(values.events ?? '10000000'),
      seconds: positive('seconds', values.seconds ?? '20'),
      ...(values.scale !== undefined && { scale: demoScale(values.scale) }),
      parts: PARTS.filter((part) => parts.includes(part)),
    };
  }
  const wanted = (values.only ?? SECTIONS).map((section) => oneOf(SECTIONS, section));
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

function isName(text: string | undefined): text is Name {
  return text !== undefined && text in FLAGS;
}

function isFlagOf(name: Name, flag: string): boolean {
  const flags: readonly string[] = FLAGS[name];
  return flags.includes(flag);
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
        entries: { type: 'string' },
        facts: { type: 'string' },
        scale: { type: 'string' },
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

/** Of 2,000 promises, each has one that announces it, and some one that lets it lapse. */
const FACTS_MIN = 10_000;

function factsOf(text: string): number {
  const facts = whole('facts', text);
  if (facts < FACTS_MIN) throw new OptionsError(`--facts has to be at least ${FACTS_MIN}, not "${text}".`);
  return facts;
}

/** Of fewer, not each month would have trade of each chapter. */
const FIGURE_EVENTS_MIN = 10_000;

function figureEvents(text: string): number {
  const events = whole('events', text);
  if (events >= FIGURE_EVENTS_MIN) return events;
  throw new OptionsError(`--events has to be at least ${FIGURE_EVENTS_MIN}, not "${text}".`);
}

const SCALE_MAX = 20;
/** Of a smaller demo, some figures would have nothing to answer with. */
const SCALE_MIN = 0.1;

function demoScale(text: string): number {
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (scale >= SCALE_MIN && scale <= SCALE_MAX) return scale;
  throw new OptionsError(`--scale has to be a number from ${SCALE_MIN} up to ${SCALE_MAX}, not "${text}".`);
}

function oneOf<One extends string>(all: readonly One[], text: string): One {
  const found = all.find((one) => one === text);
  if (found === undefined) throw new OptionsError(`--only has to be ${all.join(', ')}, not "${text}".`);
  return found;
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
