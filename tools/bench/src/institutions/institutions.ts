import { createHash, randomUUID } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { startGateway } from '@corridor/gateway';
import { migrate } from '@corridor/migrations';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import {
  aggregatesOn,
  fadingMomentum,
  markedCommitments,
  whatIsStuck,
} from '@corridor/trade-events/institutions';
import type pg from 'pg';
import type { InstitutionsOptions } from '../options.js';
import type { Progress } from '../progress.js';
import type { Report } from '../report.js';
import type { BenchServer } from '../server.js';
import { median } from '../statistics.js';
import { fillingOf, MEETING, TODAY } from './filling.js';
import { QUESTIONS } from './questions.js';

const DATABASE = 'institutions';
const KEY = 'key-of-the-reporter';
const NOWHERE = 'http://127.0.0.1:9';
/** Of each question: what a person who waits takes for at once. */
const GOAL_MS = 100;

/** What the institutions ask, of read models that have grown: through the gateway, and what trade-events asks by itself. */
export async function benchInstitutions(
  server: BenchServer,
  { rounds, facts }: InstitutionsOptions,
  report: Report,
  progress: Progress,
): Promise<void> {
  const url = await server.createDatabase(DATABASE);
  await migrate(url);
  const owner = ledgerPool(url);
  const reader = ledgerPool(url, 'trade_events');
  let gateway: RunningService | undefined;
  try {
    await fill(owner, facts, progress);
    progress.step('vacuum');
    await server.vacuum(DATABASE);
    const settings = { databaseUrl: url, tradeEventsUrl: NOWHERE, paymentsSettlementUrl: NOWHERE };
    const logger = createLogger('bench', { logLevel: 'silent' });
    // Longer than the product waits: also what is too slow is measured.
    const limits = { statementMaxMs: 120_000, serviceAnswerMaxMs: 30_000, bodyMaxBytes: 1_000_000 };
    const address = { host: '127.0.0.1', port: 0, logLevel: 'silent' };
    gateway = await startGateway({ ...settings, ...address }, logger, limits);
    const at = gateway.url;
    const cases = [
      ...QUESTIONS.map(([name, query]) => [name, () => ask(at, query)] as const),
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
    await gateway?.stop();
    await reader.end();
    await owner.end();
    await server.dropDatabase(DATABASE);
  }
}

async function fill(owner: pg.Pool, facts: number, progress: Progress): Promise<void> {
  for (const [name, sql] of fillingOf(facts)) {
    progress.step(`filling: ${name}`);
    await owner.query(sql);
  }
  await owner.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label) VALUES ($1, 'demo-reporter', 'reporter', 'bench')`,
    [createHash('sha256').update(KEY).digest()],
  );
  // One event at the position that all read models have come to: when the ledger came there is all that is asked of the log.
  await owner.query('UPDATE ledger.head SET position = $1, segmented_to = greatest(segmented_to, $1)', [
    facts - 1,
  ]);
  const store = new EventStore({ pool: owner });
  const event = { type: 'Benched', schemaVersion: 1, data: {}, participants: [] };
  const { position } = await store.append({
    streams: [
      {
        streamId: `commitment-${MEETING}`,
        expectedVersion: 'any',
        events: [{ ...event, occurredAt: `${TODAY}T00:00:00Z` }],
      },
    ],
    actor: 'bench',
    correlationId: randomUUID(),
    recordedAt: `${TODAY}T00:00:00Z`,
  });
  await store.close();
  if (position !== facts) throw new Error(`The log ends at ${position}, not at ${facts}.`);
}

async function ask(url: string, query: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: object; errors?: readonly object[] };
  if (!data || errors) throw new Error(`${query} was answered: ${JSON.stringify(errors)}`);
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
