import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  findJava,
  type LocalKafka,
  type LocalPostgres,
  startKafka,
  startPostgres,
} from '@corridor/local-servers';
import pg from 'pg';
import { NpmStart, pathWithout } from './npm-start.spec-kit.js';

const MINUTES = 60_000;
const java = await findJava();
const itOnKafka = java.ok || process.env.CI ? it : it.skip;
const named = java.ok ? '' : ' (no Java 17 found)';

let start: NpmStart;
afterEach(() => start.discard(), MINUTES);

const smoke = async (url: string): Promise<string> => {
  const run = start.npm(['run', 'smoke'], { LEDGER_URL: url });
  expect(`${await run.ended}\n${run.output()}`).toMatch(/^0\n/);
  return run.output();
};

itOnKafka(
  `goes the whole way over Kafka, with the demo, and keeps it all for the next start${named}`,
  async () => {
    start = new NpmStart();
    const first = await start.ready('--demo-scale', '0.02');
    expect(first.output()).toMatch(/✓ bus +\d+\.\d s {2}Apache Kafka at 127\.0\.0\.1:\d+/);
    expect(first.output()).toMatch(/✓ demo +\d+\.\d s {2}five years, \d+ events/);
    expect(first.output().trimEnd().split('\n').at(-1)).toBe(`ready: ${first.url}`);
    expect(statSync(join(start.dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(await smoke(first.url)).toContain('smoke passed');

    const state = `{ ledger { head } consignments(first: 3) { edges { node { id demo } } } }`;
    const before = await start.ask<{ ledger: { head: number } }>(first.url, state);
    const keys = start.keys();
    expect(await start.interrupt(first)).toEqual([]);

    const second = await start.ready();
    expect(second.output()).not.toContain('✓ demo');
    expect(start.keys()).toEqual(keys);
    expect(await start.ask(second.url, state)).toEqual(before);
    expect(await start.interrupt(second)).toEqual([]);

    const third = await start.ready('--fresh', '--no-demo');
    expect(await start.ask(third.url, state)).toEqual({ ledger: { head: 0 }, consignments: { edges: [] } });
    expect(start.keys()).not.toEqual(keys);
  },
  4 * MINUTES,
);

it(
  'goes the whole way without Java, on the log in PostgreSQL, and says so',
  async () => {
    const path = pathWithout('java', 'mvn');
    try {
      start = new NpmStart({ PATH: path });
      const run = await start.ready('--demo-scale', '0.02');
      expect(run.output()).toMatch(
        /✓ bus .* no Java 17 or newer found: events travel over a log in PostgreSQL instead of Kafka/,
      );
      expect(await smoke(run.url)).toContain('smoke passed');
      expect(await start.interrupt(run)).toEqual([]);
    } finally {
      rmSync(path, { recursive: true, force: true });
    }
  },
  3 * MINUTES,
);

describe('on servers that were named', () => {
  let servers: NpmStart;
  let postgres: LocalPostgres;
  let kafka: LocalKafka | undefined;
  beforeAll(async () => {
    servers = new NpmStart();
    postgres = await startPostgres({ dir: join(servers.dataDir, 'postgres') });
    if (java.ok || process.env.CI) kafka = await startKafka({ dir: join(servers.dataDir, 'kafka') });
  }, 2 * MINUTES);
  afterAll(async () => {
    await kafka?.stop();
    await postgres.stop();
    await servers.discard();
  }, MINUTES);

  itOnKafka(
    `goes the whole way, loads no demo there and leaves them running${named}`,
    async () => {
      const { password } = new URL(postgres.url());
      start = new NpmStart({
        // Without its password, as a person may have it.
        DATABASE_URL: postgres.url().replace(`:${password}@`, '@'),
        PGPASSWORD: password,
        KAFKA_BROKERS: kafka?.brokers,
      });
      const run = await start.ready();
      expect(run.output()).toContain(`the cluster at ${kafka?.brokers}`);
      expect(run.output()).not.toContain('demo  ');
      expect(await smoke(run.url)).toContain('smoke passed');
      const client = new pg.Client({ connectionString: postgres.url() });
      await client.connect();
      const services = ['gateway', 'payments-settlement', 'reporting', 'trade-events'];
      const connected = await client.query<{ login: string }>(
        `SELECT DISTINCT usename AS login FROM pg_stat_activity
         WHERE application_name LIKE 'corridor-ledger %' ORDER BY login`,
      );
      expect(connected.rows.map(({ login }) => login)).toEqual(
        services.map((service) => `${service.replace('-', '_')}_of_postgres`),
      );
      for (const service of services) {
        const environment = start.environmentOf(`apps/${service}/dist/main.js`);
        expect(environment).toContain(`DATABASE_URL=postgres://${service.replace('-', '_')}_of_postgres:`);
        expect(environment).not.toContain(password);
      }
      expect(await start.interrupt(run)).toEqual([]);

      const { rows } = await client.query(
        'SELECT count(*)::int AS events, bool_or(demo) AS demo FROM ledger.events',
      );
      await client.end();
      // What the smoke run recorded, and nothing else.
      expect(rows).toEqual([{ events: expect.any(Number), demo: false }]);
      expect(rows[0].events).toBeGreaterThan(15);
    },
    3 * MINUTES,
  );

  it.each([
    ['DATABASE_URL', 'postgres://127.0.0.1:9/x', 'The PostgreSQL that DATABASE_URL names cannot be used'],
    ['KAFKA_BROKERS', '127.0.0.1:9', 'No Kafka broker answers at 127.0.0.1:9, which KAFKA_BROKERS names'],
  ])(
    'says what to do where %s names none that answers',
    async (name, value, words) => {
      start = new NpmStart({ [name]: value });
      const run = start.begin('--no-demo');
      expect(await run.ended).toBe(1);
      expect(run.output()).toContain(words);
      expect(await start.allGone()).toEqual([]);
    },
    MINUTES,
  );
});
