import { ledgerPool } from '@corridor/event-store';
import { type AskedGateway, startAskedGateway } from '../asked-gateway.js';
import type { FiguresOptions } from '../options.js';
import { median } from '../statistics.js';
import { everyFigure, type Figure, type Months, SCHEMA_QUERY } from './every-figure.js';
import type { FiguresBench } from './figures-bench.js';
import { foldDemo } from './folded-demo.js';

const GOAL_MS = 1_000;
/** Some 950,000 events. */
const SCALE = 16;
const NAME = 'demo';
const TURNS = 5;
/** The first answer of a kind reads what no other has read before it. */
const WARM = 1;

/** One way of asking: as of when, and for which months. */
interface Way {
  readonly name: string;
  readonly asOf: Readonly<Record<string, string | number>>;
  readonly months: Months;
}

/**
 * How long each figure takes on a log of a million events of all kinds: as of now, of the position in the middle of the log, of what was known then, and of what had happened by then.
 * Every figure of the schema is asked, for a year, with all of its fields.
 */
export async function benchAsOf(
  { server, endings, report, progress }: FiguresBench,
  { rounds, scale = SCALE }: Pick<FiguresOptions, 'rounds' | 'scale'>,
): Promise<void> {
  let gateway: AskedGateway | undefined;
  const end = endings.add(async () => {
    await gateway?.stop();
    await server.dropDatabase(NAME);
  });
  try {
    const { databaseUrl, events } = await foldDemo(server, NAME, { scale, progress });
    gateway = await startAskedGateway(databaseUrl);
    const { ask } = gateway;
    const figures = everyFigure(await ask(SCHEMA_QUERY));
    const ways = await waysOf(databaseUrl, Math.floor(events / 2));
    const taken: { readonly name: string; readonly ms: number }[] = [];
    for (const figure of figures) {
      progress.step(`as of: ${figure.name}`);
      for (const way of ways) {
        if (!figure.byOccurrence && 'occurredUntil' in way.asOf) continue;
        const ms = await timed(ask, figure, way, rounds * TURNS);
        taken.push({ name: `${figure.name}, ${way.name}`, ms });
      }
    }
    report.checks(`as of, on ${events.toLocaleString('en-GB')} events`);
    for (const { name, ms } of taken)
      report.check({ name, value: ms, unit: 'ms', goal: GOAL_MS, atMost: true });
  } finally {
    await end();
  }
}

/** The median of so many answers, milliseconds. */
async function timed(
  ask: AskedGateway['ask'],
  figure: Figure,
  { asOf, months }: Way,
  turns: number,
): Promise<number> {
  const query = figure.query(asOf, months);
  const taken: number[] = [];
  for (let turn = -WARM; turn < turns; turn += 1) {
    const began = performance.now();
    await ask(query);
    if (turn >= 0) taken.push(performance.now() - began);
  }
  return median(taken);
}

async function waysOf(databaseUrl: string, middle: number): Promise<readonly Way[]> {
  const pool = ledgerPool(databaseUrl);
  try {
    const { rows } = await pool.query<{ recorded_at: Date }>(
      'SELECT recorded_at FROM ledger.events WHERE position = $1 OR position = (SELECT position FROM ledger.head) ORDER BY position',
      [middle],
    );
    const [then, now] = rows.map(({ recorded_at }) => recorded_at);
    if (!then || !now) throw new Error('The log has no middle.');
    const before = yearBefore(then);
    const instant = then.toISOString();
    return [
      { name: 'now', asOf: {}, months: yearBefore(now) },
      { name: 'as of the middle', asOf: { asOf: middle }, months: before },
      { name: 'known in the middle', asOf: { knownAt: instant }, months: before },
      { name: 'happened by the middle', asOf: { occurredUntil: instant }, months: before },
    ];
  } finally {
    await pool.end();
  }
}

/** The twelve months that were over at an instant. */
function yearBefore(instant: Date): Months {
  const month = (back: number): string =>
    new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() - back)).toISOString().slice(0, 7);
  return { from: month(12), to: month(1) };
}
