import { parseArgs } from 'node:util';
import type { Extent } from './bench.js';

export const SECTIONS = ['append', 'delivery', 'read', 'integrity', 'growth'] as const;
export type Section = (typeof SECTIONS)[number];

export interface BenchOptions {
  readonly extent: Extent;
  /** What is run, in the order of {@link SECTIONS}. */
  readonly sections: readonly Section[];
  /** One JSON line a check on standard output; the table goes to standard error then. */
  readonly json: boolean;
}

export const HELP = `npm run bench -- event-store [flags]

Measures the event store beside others on one PostgreSQL of its own, which is deleted afterwards.
Exit status 1 where a check falls short of its goal.

  --json              one line a check on standard output: {"name","value","unit","goal","ok"}
  --rounds <n>        rounds, of which the median counts (default 5)
  --seconds <s>       measured time of a case (default 3)
  --only <section>    ${SECTIONS.join(', ')}; may be given several times
  --skip-growth       all but growth, which takes longest
  --read-events <n>   events of the log that is read (default 1000000)
  --events <n>        events of the log that has grown (default 10000000)
  --help              this text

  TMPDIR              where the data is kept meanwhile; the log of 10 million events takes about 20 GB
`;

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
  if (name !== 'event-store' || more.length > 0) {
    throw new OptionsError(`Name what is measured: npm run bench -- event-store. --help tells the flags.`);
  }
  const wanted = (values.only ?? SECTIONS).map(sectionOf);
  if (values['skip-growth'] && values.only?.includes('growth')) {
    throw new OptionsError('--only growth and --skip-growth leave nothing of it.');
  }
  return {
    extent: {
      rounds: whole('rounds', values.rounds),
      seconds: positive('seconds', values.seconds),
      readEvents: whole('read-events', values['read-events']),
      events: whole('events', values.events),
    },
    sections: SECTIONS.filter(
      (section) => wanted.includes(section) && !(section === 'growth' && values['skip-growth']),
    ),
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '3' },
        only: { type: 'string', multiple: true },
        'skip-growth': { type: 'boolean', default: false },
        'read-events': { type: 'string', default: '1000000' },
        events: { type: 'string', default: '10000000' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new OptionsError(`${(error as Error).message.split('.')[0]}. --help names the flags.`);
  }
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
