import { createHash } from 'node:crypto';
import { balanceOf, type Posting } from '@corridor/domain';
import fc from 'fast-check';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { everyFamily } from './every-family.spec-kit.js';

const SEED = 20_261_127;
const RUNS = 330;

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** Events that banks' messages led to; what the process makes of them goes on beside. */
async function told(): Promise<number> {
  const text = "SELECT count(*)::int AS count FROM ledger.events WHERE actor LIKE 'bank:%'";
  const { rows } = await payments.world.owner.query<{ count: number }>(text);
  return rows[0]?.count ?? 0;
}

const uetrOf = (run: number): string => {
  const hex = createHash('sha256').update(String(run)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
const splice = (text: string, at: number, drop: number, put: string): string =>
  text.slice(0, at) + put + text.slice(at + drop);

type Mutation = (xml: string, at: number, other: number) => string;
const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999.99',
  '2026-02-30',
  'ACCC',
  'RJCT',
  'XXX',
  '\u0661',
  'x'.repeat(200),
  '&#0;',
];

/** Those of letters break a file, most of the time; those of elements leave a sound one that says something else. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  nothing: (xml) => xml,
  letter: (xml, at) => splice(xml, at % xml.length, 1, String.fromCharCode(33 + (at % 90))),
  cut: (xml, at) => xml.slice(0, at % xml.length),
  drop: (xml, at, other) => splice(xml, at % xml.length, other % 60, ''),
  repeat: (xml, at, other) =>
    splice(xml, at % xml.length, 0, xml.slice(at % xml.length).slice(0, other % 80)),
  text: (xml, at, other) => onOne(xml, />([^<>]+)<\//g, at, () => `>${ODD[other % ODD.length]}</`),
  'element left out': (xml, at) => onOne(xml, /<(\w+)(?: [^>]*)?>[^<]*<\/\1>/g, at, () => ''),
  'element twice': (xml, at) => onOne(xml, /<(\w+)(?: [^>]*)?>[^<]*<\/\1>/g, at, (all) => all + all),
  'other name': (xml, at) =>
    onOne(xml, /<(\w+)((?: [^>]*)?>[^<]*<\/)\1>/g, at, (_, name, rest) => `<${name}X${rest}${name}X>`),
  currency: (xml, at, other) =>
    onOne(xml, /Ccy="USD"/g, at, () => `Ccy="${['JPY', 'KWD', 'ABC', 'usd'][other % 4]}"`),
};

function onOne(xml: string, what: RegExp, at: number, by: (...found: readonly string[]) => string): string {
  const all = [...xml.matchAll(what)];
  const one = all[at % all.length];
  return one ? splice(xml, one.index, one[0].length, by(...one)) : xml;
}

it('whatever is done to a file of any family, it is taken as it is answered, or refused whole', async () => {
  const statuses = new Map<number, number>();
  const answered = new Set<string>();
  const accepted: number[] = [];
  const taken: string[] = [];
  const families = Object.keys(everyFamily('', uetrOf(0)));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...families),
      fc.constantFrom(...Object.keys(MUTATIONS)),
      fc.nat(),
      fc.nat(),
      async (family, mutation, at, other) => {
        run += 1;
        const file = everyFamily(String(run), uetrOf(run))[family] as string;
        const mutated = (MUTATIONS[mutation] as Mutation)(file, at, other);
        const before = await told();
        const { status, body } = await payments.karachi.file(mutated);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect([200, 400, 422]).toContain(status);
        if (status !== 200) {
          expect(body.code).toMatch(/^[a-z0-9-]+$/);
          expect(await told()).toBe(before);
          return;
        }
        taken.push(mutated);
        for (const each of body.results) {
          if (each.settlementId !== undefined) answered.add(each.settlementId);
          if (each.status === 'rejected') expect(each.reason).toMatch(/^[a-z0-9-]+$/);
          else expect(each.position).toBeGreaterThan(0);
          if (each.status === 'accepted') accepted.push(each.position ?? 0);
        }
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
  // What was answered as accepted is there, each in an event of its own, and nothing else is booked.
  expect(new Set(accepted).size).toBe(accepted.length);
  const events = await payments.world.log();
  const positions = new Set(events.map(({ position }) => position));
  expect(accepted.filter((position) => !positions.has(position))).toEqual([]);
  const booked = (await payments.world.events('SettlementBooked')).map(({ data }) => data.settlementId);
  expect(booked.filter((id) => !answered.has(id))).toEqual([]);
  expect(new Set(booked).size).toBe(booked.length);
  // In each currency, all that was posted comes to nothing.
  const balances = new Map<string, bigint>();
  for (const { data } of events) {
    const { postings = [] } = data as { readonly postings?: readonly Posting[] };
    for (const [currency, balance] of balanceOf(postings)) {
      balances.set(currency, (balances.get(currency) ?? 0n) + balance);
    }
  }
  expect([...balances].filter(([, balance]) => balance !== 0n)).toEqual([]);
  expect(balances.size).toBeGreaterThan(0);
  // Sent again, all of it, nothing changes.
  const before = await told();
  for (const file of taken) {
    const { status, body } = await payments.karachi.file(file);
    expect([status, body.results.filter((each) => each.status === 'accepted')]).toEqual([200, []]);
  }
  expect(await told()).toBe(before);
  // Else the property would say little.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(80);
  expect(RUNS - (statuses.get(200) ?? 0)).toBeGreaterThan(80);
  expect(accepted.length).toBeGreaterThan(50);
}, 240_000);
