import fc from 'fast-check';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { microsecondsOf } from './known-at.js';

/**
 * | position | recorded, 2026-03-01 UTC |
 * | -------- | ------------------------ |
 * | 1        | 08:00:00                 |
 * | 2 to 4   | 08:00:00.000001          |
 * | 5        | 09:00:00                 |
 * | 6        | 10:00:00.5               |
 * | 7        | 10:00:00.5               |
 */
const RECORDED = [
  '08:00:00.000000',
  ...Array<string>(3).fill('08:00:00.000001'),
  '09:00:00.000000',
  '10:00:00.500000',
  '10:00:00.500000',
].map((time) => `2026-03-01T${time}Z`);

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (const recordedAt of RECORDED) await ledger.event({ recordedAt });
  await ledger.fact({ position: 1, month: '2026-01', flow: 'export', cents: 10_000n });
  await ledger.fact({ position: 5, month: '2026-01', flow: 'export', cents: 250n });
  await ledger.reach(7);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function asked(args: string) {
  const { data, errors } = await gateway.ask(
    `{ bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01", ${args}) { asOf total { amount } } }`,
  );
  const of = (data as { bilateralTrade: { asOf: number; total: { amount: string } } | null } | undefined)
    ?.bilateralTrade;
  return { of, errors };
}
const at = async (instant: string): Promise<number | undefined> =>
  (await asked(`knownAt: "${instant}"`)).of?.asOf;

it.each([
  ['before the first event', '2026-03-01T07:59:59.999999Z', 0],
  ['the very instant of an event', '2026-03-01T08:00:00Z', 1],
  ['the same by the clock of Pakistan', '2026-03-01T13:00:00+05:00', 1],
  ['what is finer than the log knows', '2026-03-01T08:00:00.0000009Z', 1],
  ['an instant with several events', '2026-03-01T08:00:00.000001Z', 4],
  ['between two', '2026-03-01T08:30:00Z', 4],
  ['the instant of the last', '2026-03-01T10:00:00.5Z', 7],
  ['behind the last', '2026-03-02T00:00:00Z', 7],
  ['long before there were ledgers', '0000-01-01T00:00:00Z', 0],
])('%s', async (_, instant, position) => {
  expect(await at(instant)).toBe(position);
});

it('is the figure as of that position', async () => {
  const { of } = await asked('knownAt: "2026-03-01T13:30:00+05:00"');
  expect(of).toEqual({ asOf: 4, total: { amount: '100.00' } });
  expect((await asked('asOf: 4')).of).toEqual(of);
  expect((await asked('knownAt: "2026-03-01T09:00:00Z"')).of).toEqual({
    asOf: 5,
    total: { amount: '102.50' },
  });
});

it('takes an instant that is yet to come as one left out, and asks of no read model what it has not reached', async () => {
  await ledger.owner.query(`UPDATE reporting.projections SET position = 3 WHERE name = 'trade-facts'`);
  try {
    expect(await at('9999-12-31T23:59:59Z')).toBe(3);
    expect(await at('2026-03-01T08:00:00Z')).toBe(1);
    const { of, errors } = await asked('knownAt: "2026-03-01T09:30:00Z"');
    expect(of).toBeNull();
    expect(errors).toMatchObject([{ code: 'POSITION_AHEAD' }]);
    expect(errors[0]?.message).toContain('had come to position 5, and the read models have come to 3');
  } finally {
    await ledger.reach(7);
  }
});

it.each([
  ['asOf: 4, knownAt: "2026-03-01T09:00:00Z"', 'Give asOf or knownAt, not both.'],
  ['asOf: 0, knownAt: "2026-03-01T09:00:00Z"', 'Give asOf or knownAt, not both.'],
  ['knownAt: "2026-03-01"', 'DateTime has to be an instant with its offset'],
  ['knownAt: "2026-03-01T09:00:00"', 'DateTime has to be an instant with its offset'],
])('%s is a clear error', async (args, part) => {
  const { errors } = await asked(args);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toContain(part);
});

it('is looked up once for all figures of an answer', async () => {
  gateway.statements();
  const { data } = await gateway.ask(`{
    bilateralTrade(reporter: "PK", partner: "KZ", from: "2026-01", to: "2026-01", knownAt: "2026-03-01T08:30:00Z") { asOf }
    targetProgress(reporter: "PK", partner: "KZ", knownAt: "2026-03-01T08:30:00Z") { asOf }
    firms(knownAt: "2026-03-01T08:30:00Z") { edges { node { name } } } }`);
  expect(data).toMatchObject({ bilateralTrade: { asOf: 4 }, targetProgress: { asOf: 4 } });
  expect(gateway.statements().filter((sql) => sql.includes('is_to_come'))).toHaveLength(1);
});

it('finds, at any instant, the last event that was recorded by then', async () => {
  const startMs = Date.parse('2026-04-01T00:00:00Z');
  const gaps = fc.sample(fc.integer({ min: 0, max: 3 }), { numRuns: 120, seed: 7 });
  const known = [...RECORDED];
  let ms = startMs;
  for (const gap of gaps) {
    ms += gap;
    const recordedAt = new Date(ms).toISOString();
    known.push(recordedAt);
    await ledger.event({ recordedAt });
  }
  await ledger.reach(known.length);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -2, max: ms - startMs + 2 }), async (more) => {
      const instant = new Date(startMs + more).toISOString();
      expect(await at(instant)).toBe(known.filter((each) => Date.parse(each) <= startMs + more).length);
    }),
    { numRuns: 60 },
  );
});

it('says so where the events of that time have left the database, and answers behind them', async () => {
  const client = await ledger.owner.connect();
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query('DELETE FROM ledger.events WHERE position <= 4');
  await client.query('UPDATE ledger.head SET archived_to = 4');
  await client.query('COMMIT');
  client.release();
  const { of, errors } = await asked('knownAt: "2026-03-01T08:30:00Z"');
  expect(of).toBeNull();
  expect(errors).toMatchObject([{ code: 'ARCHIVED' }]);
  expect(await at('2026-03-01T09:00:00Z')).toBe(5);
});

it.each([
  ['1970-01-01T00:00:00Z', '0'],
  ['1970-01-01T05:00:00.5+05:00', '500000'],
  ['1969-12-31T23:59:59.999999999Z', '-1'],
])('%s is %s microseconds', (instant, expected) => {
  expect(microsecondsOf(instant)).toBe(expected);
});
