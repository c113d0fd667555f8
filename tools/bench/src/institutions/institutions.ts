import { EventStore } from '@corridor/event-store';
import {
  aggregatesOn,
  fadingMomentum,
  markedCommitments,
  whatIsStuck,
} from '@corridor/trade-events/institutions';
import type pg from 'pg';
import { startFilledGateway } from '../filled-gateway.js';
import type { InstitutionsOptions } from '../options.js';
import type { Progress } from '../progress.js';
import type { Report } from '../report.js';
import type { BenchServer } from '../server.js';
import { median } from '../statistics.js';
import { fillingOf, MEETING, TODAY } from './filling.js';
import { QUESTIONS } from './questions.js';

const DATABASE = 'institutions';
/** Of each question: what a person who waits takes for at once. */
const GOAL_MS = 100;

/** What the institutions ask, of read models that have grown: through the gateway, and what trade-events asks by itself. */
export async function benchInstitutions(
  server: BenchServer,
  { rounds, facts }: InstitutionsOptions,
  report: Report,
  progress: Progress,
): Promise<void> {
  const { ask, reader, stop } = await startFilledGateway(
    server,
    { database: DATABASE, facts, filling: fillingOf(facts), today: TODAY },
    progress,
  );
  try {
    const cases = [
      ...QUESTIONS.map(([name, query]) => [name, () => ask(query)] as const),
      ...ownCases(reader),
    ];
    const measured = new Map(cases.map(([name]) => [name, [] as number[]]));
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, run] of cases) {
        progress.step(`round ${round} of ${rounds}: ${name}`);
        const began = performance.now();
        await run();
        if (round > 0) measured.get(name)?.push(performance.now() - began);
      }
    }
    report.checks(`institutions, ${facts.toLocaleString('en-GB')} facts of commitments`);
    for (const [name, ms] of measured) {
      report.check({ name, value: median(ms), unit: 'ms', goal: GOAL_MS, atMost: true });
    }
  } finally {
    await stop();
  }
}

/** What trade-events asks for an agenda, and what its loops ask every few seconds; nothing is marked. */
function ownCases(reader: pg.Pool): readonly (readonly [name: string, run: () => Promise<unknown>])[] {
  // The product's own statements run; whoever asked is told of nothing to mark.
  const asked: Pick<pg.Pool, 'query'> = {
    query: (async (statement: pg.QueryConfig) => {
      await reader.query(statement);
      return { rows: [] };
    }) as unknown as pg.Pool['query'],
  };
  const store = new EventStore({ pool: reader });
  const aggregates = aggregatesOn(store);
  const now = () => Date.parse(`${TODAY}T06:00:00Z`);
  const onFailed = (id: string, error: unknown) => {
    throw new Error(`${id} was not to be marked.`, { cause: error });
  };
  const marks = markedCommitments({ pool: asked, store, commitments: aggregates.commitments, now, onFailed });
  const reminders = fadingMomentum({ pool: asked, store, aggregates, now, onFailed });
  return [
    ['agenda of a meeting', () => whatIsStuck(reader, MEETING, ['KZ', 'PK'], TODAY)],
    ['loop: commitments to mark', marks],
    ['loop: commitments to remind of', reminders],
  ];
}
