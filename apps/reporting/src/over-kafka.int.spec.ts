import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CATEGORIES,
  type Category,
  categoryOf,
  type OwningService,
  type RecordedEvent,
  topicOf,
} from '@corridor/contracts';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { findJava, type LocalKafka, startKafka } from '@corridor/local-servers';
import { KafkaBus } from '@corridor/messaging';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import { generationsAtWork, type Projection, rebuild } from '@corridor/projections';
import { startTestLedger } from '@corridor/testing';
import fc from 'fast-check';
import { Kafka, logLevel } from 'kafkajs';
import type pg from 'pg';
import { startReporting } from './index.js';
import { storyOf } from './many-lives.spec-kit.js';
import { plan } from './plan.spec-kit.js';
import { PROJECTIONS } from './projections.js';
import { type ReportedLedger, startReportedLedger } from './reported-ledger.spec-kit.js';
import { record } from './teller.spec-kit.js';

const SERVICES = ['trade-events', 'payments-settlement'] as const satisfies readonly OwningService[];
const java = await findJava();
// Named, so that a report says what did not run; where changes are checked, Java has to be there.
const describeKafka = java.ok || process.env.CI ? describe : describe.skip;

describeKafka(java.ok ? 'reporting over Kafka' : 'reporting over Kafka (no Java 17 found)', () => {
  let dir: string;
  let kafka: LocalKafka;
  let bus: KafkaBus;
  let ledger: ReportedLedger;
  const running = new Set<RunningService>();

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'over-kafka-'));
    kafka = await startKafka({ dir });
    bus = new KafkaBus({
      ...{ brokers: [kafka.brokers], clientId: 'spec' },
      ...{ onError: () => undefined, onUnreadable: async () => undefined },
    });
    ledger = await startReportedLedger();
  }, 120_000);
  afterAll(async () => {
    for (const service of running) await service.stop();
    await bus?.close();
    await kafka?.stop();
    await ledger?.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  /** Another process of reporting, once Kafka brings it events. */
  async function start(): Promise<RunningService> {
    const settings = { databaseUrl: ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
    const service = await startReporting(
      { ...settings, kafkaBrokers: [kafka.brokers] },
      createLogger('reporting', settings),
    );
    running.add(service);
    await withAdmin(async (admin) => {
      const joined = async () => {
        const [group] = (await admin.describeGroups(['reporting'])).groups;
        return group?.state === 'Stable' && group.members.length === running.size;
      };
      await until(joined, 'Kafka has not let reporting into its group');
    });
    return service;
  }

  async function end(service: RunningService): Promise<void> {
    running.delete(service);
    await service.stop();
  }

  async function withAdmin<Result>(use: (admin: ReturnType<Kafka['admin']>) => Promise<Result>) {
    const admin = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      return await use(admin);
    } finally {
      await admin.disconnect();
    }
  }

  const caughtUp = () =>
    until(async () => {
      const head = await ledger.store.head();
      const all = await generationsAtWork(ledger.pool);
      return (
        all.length === PROJECTIONS.length &&
        all.every(({ state, position }) => state === 'live' && position === head)
      );
    }, 'Reporting has not caught up');

  /** Tells a story, and gives back what Kafka is to be told of it. */
  async function told(firstId: number): Promise<readonly (readonly RecordedEvent[])[]> {
    const after = await ledger.store.head();
    const plans = fc.sample(plan, 4);
    await record(ledger.store, storyOf(firstId, plans, fc.sample(fc.nat(3), 40)).appends);
    return outOfOrder(await ledger.store.readAll({ after, limit: 10_000 }));
  }

  const publish = async (pieces: readonly (readonly RecordedEvent[])[]) => {
    for (const piece of pieces) {
      for (const service of SERVICES) {
        const own = piece.filter(({ streamId }) => CATEGORIES[categoryOf(streamId) as Category] === service);
        if (own.length > 0) await bus.publish(service, own);
      }
    }
  };

  it('comes to what another machine builds from the log, byte for byte, in whatever order events come, twice, and whoever is ended in between', async () => {
    let service = await start();
    await caughtUp();
    // In the middle of it, reporting is ended, and starts anew.
    const first = await told(1_000);
    const half = Math.ceil(first.length / 2);
    await publish(first.slice(0, half));
    await end(service);
    await publish(first.slice(half));
    service = await start();
    await caughtUp();
    // Two of them share the group, each is brought a part; then one goes.
    const other = await start();
    await publish(await told(2_000));
    await end(service);
    await publish(await told(3_000));
    await caughtUp();
    // What was published is told once more.
    await publish([await ledger.store.readAll({ after: 0, limit: 10_000 })]);
    await publish(await told(4_000));
    await caughtUp();
    await end(other);
    expect(await withAdmin(broughtBy)).toBeGreaterThan(0);

    const live = await rowsOf(ledger.owner, async ({ name }) => {
      const all = await generationsAtWork(ledger.pool);
      return all.find((each) => each.name === name && each.state === 'live')?.generation ?? 0;
    });
    expect(live.filter(({ rows }) => rows > 0).length).toBeGreaterThan(PROJECTIONS.length);
    expect(await builtElsewhere(ledger.owner)).toEqual(live);
  }, 300_000);
});

async function until(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${otherwise}.`);
    await pause(50);
  }
}

/** How many messages Kafka brought the group that follows live. */
async function broughtBy(admin: ReturnType<Kafka['admin']>): Promise<number> {
  const topics = await admin.fetchOffsets({ groupId: 'reporting', topics: SERVICES.map(topicOf) });
  return topics.flatMap(({ partitions }) => partitions).reduce((sum, { offset }) => sum + Number(offset), 0);
}

/** In pieces, as partitions bring them: each stream in its order, streams in any, and some pieces twice. */
function outOfOrder(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const byStream = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    byStream.set(event.streamId, [...(byStream.get(event.streamId) ?? []), event]);
  }
  const streams = [...byStream.values()];
  const drawn = <Value>(values: fc.Arbitrary<Value>): Value => fc.sample(values, 1)[0] as Value;
  const mixed = drawn(fc.shuffledSubarray(streams, { minLength: streams.length }));
  return [...mixed, ...drawn(fc.shuffledSubarray(mixed))];
}

/** What the rows of a table are, without the generation that they stand in. */
interface Rows {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

async function rowsOf(
  owner: pg.Pool,
  generationOf: (projection: Projection) => Promise<number>,
): Promise<readonly Rows[]> {
  const all: Rows[] = [];
  const client = await owner.connect();
  try {
    await client.query(`SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'`);
    for (const projection of PROJECTIONS) {
      const generation = await generationOf(projection);
      for (const table of projection.tables) {
        const { rows } = await client.query<Omit<Rows, 'table'>>(
          `SELECT count(*)::integer AS rows, encode(sha256(convert_to(coalesce(string_agg(row, E'\\n' ORDER BY row COLLATE "C"), ''), 'UTF8')), 'hex') AS sha256
           FROM (SELECT (to_jsonb(t) - 'generation')::text AS row FROM ${table} t WHERE t.generation = $1) r`,
          [generation],
        );
        const [found] = rows;
        if (found) all.push({ table, ...found });
      }
    }
  } finally {
    client.release(true);
  }
  return all;
}

/** The same read models, folded from a copy of the log on a server of its own, which has other habits. */
async function builtElsewhere(log: pg.Pool): Promise<readonly Rows[]> {
  const elsewhere = await startTestLedger({ alone: true });
  const owner = ledgerPool(elsewhere.url);
  try {
    await copyLog(log, owner);
    await owner.query(
      `ALTER ROLE ALL SET TimeZone TO 'America/St_Johns'; ALTER ROLE ALL SET DateStyle TO 'German'`,
    );
    const pool = ledgerPool(elsewhere.url, 'reporting');
    try {
      const store = new EventStore({ pool });
      return await rowsOf(owner, (projection) => rebuild({ projection, pool, store, batchMax: 97 }));
    } finally {
      await pool.end();
    }
  } finally {
    await owner.end();
    await elsewhere.stop();
  }
}

/** Every row of the log as it stands, as a copy of the database has it. */
async function copyLog(from: pg.Pool, to: pg.Pool): Promise<void> {
  const { rows: tables } = await from.query<{ name: string; columns: string }>(
    `SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'ledger'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition GROUP BY c.oid`,
  );
  const client = await to.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role TO replica');
    for (const { name, columns } of tables) {
      const { rows } = await from.query<{ all: string | null }>(
        `SELECT json_agg(t)::text AS all FROM ${name} t`,
      );
      await client.query(`DELETE FROM ${name}`);
      await client.query(
        `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1)`,
        [rows[0]?.all ?? '[]'],
      );
    }
    await client.query('COMMIT');
  } finally {
    client.release(true);
  }
}
