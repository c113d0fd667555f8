import { createHash } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { Projector } from '@corridor/projections';
import { startTestLedger, type TestLedger } from '@corridor/testing';
import { keyOf } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { PROJECTIONS } from '../../../apps/reporting/src/projections.js';
import { CONVOYS } from './corridor/convoys.js';
import { traderById } from './corridor/firms.js';
import { LETTER_DEALS } from './corridor/letter-deals.js';
import { loadDemo } from './index.js';

const MONTHS = 'from: "2024-03", to: "2026-02"';

let ledger: TestLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startTestLedger();
  await loadDemo({ databaseUrl: ledger.url, seed: 1, endsOn: '2026-03-01', years: 2 });
  const [owner, reporting] = [ledgerPool(ledger.url), ledgerPool(ledger.url, 'reporting')];
  await owner.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label) VALUES ($1, 'demo-reporter', 'reporter', 'test')`,
    [createHash('sha256').update(keyOf('reporter')).digest()],
  );
  const store = new EventStore({ pool: owner });
  for (const projection of PROJECTIONS) {
    const projector = new Projector({ projection, pool: reporting, store, batchMax: 5_000 });
    while ((await projector.step()) > 0);
  }
  await Promise.all([owner.end(), reporting.end()]);
  gateway = await startGatewayUnderTest(ledger.url);
}, 300_000);
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const asked = async (question: string): Promise<Readonly<Record<string, unknown>>> => {
  const { data, errors } = await gateway.ask(`{ figure: ${question} }`);
  expect(errors).toEqual([]);
  return (data as { figure: Record<string, unknown> }).figure;
};
const numbers = async (question: string, ...of: readonly string[]): Promise<void> => {
  const figure = await asked(question);
  for (const name of of) expect([name, Number(figure[name]) > 0]).toEqual([name, true]);
};

it('tells the time and the costs of both sides of Torkham', async () => {
  const torkham = `${MONTHS}, crossing: "torkham"`;
  await numbers(`borderCrossings(${torkham}) { n incomplete meanHours }`, 'n', 'incomplete', 'meanHours');
  const { byCrossing } = await asked(
    `borderCosts(${torkham}) { byCrossing { leaves { location n } enters { location n } } }`,
  );
  type Side = { readonly location: string; readonly n: number };
  const sides = (byCrossing as { readonly leaves: Side; readonly enters: Side }[]).flatMap((way) => [
    way.leaves,
    way.enters,
  ]);
  const paid = sides.filter(({ n }) => n > 0).map(({ location }) => location);
  expect(new Set(paid)).toEqual(new Set(['PKTOR', 'AFRKH']));
});

it('tells the speed and the costs of sections, which nobody drives faster than a lorry', async () => {
  const { anomalies, withDelay, bySection } = await asked(
    `corridorSpeed(${MONTHS}) { anomalies withDelay { mean } bySection { leaves enters n } }`,
  );
  expect(anomalies).toBe(0);
  // Every way that convoys go, again and again.
  const gone = (bySection as { readonly leaves: string; readonly enters: string; readonly n: number }[])
    .filter(({ n }) => n > 4)
    .map(({ leaves, enters }) => `${leaves} ${enters}`);
  expect(new Set(gone)).toEqual(
    new Set(
      CONVOYS.map(({ exporter, importer }) => `${traderById(exporter).place} ${traderById(importer).place}`),
    ),
  );
  const { mean } = withDelay as { readonly mean: string };
  expect(Number(mean)).toBeGreaterThan(5);
  expect(Number(mean)).toBeLessThan(40);
  await numbers(`corridorCosts(${MONTHS}) { n }`, 'n');
});

it('tells transits that are discharged, under way and overdue, and what their guarantee holds', async () => {
  const { discharged, overdue } = await asked(`transits(${MONTHS}) { discharged { n } overdue { n } }`);
  expect(discharged).toMatchObject({ n: expect.any(Number) });
  expect((discharged as { readonly n: number }).n).toBeGreaterThan(10);
  expect((overdue as { readonly n: number }).n).toBeGreaterThan(0);
  const { byCurrency } = await asked('guaranteeUse { byCurrency { currency reserved { amount } } }');
  expect(byCurrency).toEqual([{ currency: 'USD', reserved: { amount: expect.stringMatching(/[1-9]/) } }]);
});

it('tells duties and inspections', async () => {
  const { byCurrency } = await asked(`customsDuties(${MONTHS}) { byCurrency { currency paid { amount } } }`);
  const paid = { amount: expect.stringMatching(/[1-9]/) };
  expect(byCurrency).toEqual([
    { currency: 'KZT', paid },
    { currency: 'PKR', paid },
  ]);
  const { byInspection } = await asked(`clearanceTime(${MONTHS}) { byInspection { inspection n } }`);
  const kinds = (byInspection as { readonly inspection: string }[]).map(({ inspection }) => inspection);
  expect(new Set(kinds)).toEqual(new Set(['NONE', 'DOCUMENTARY', 'SCAN', 'PHYSICAL']));
});

it('tells official statistics of the demo as what they are', async () => {
  const { months, byChapter } = await asked(
    `officialTrade(reporter: "PK", partner: "KZ", ${MONTHS}) { months { source status total { amount } } byChapter { chapter } }`,
  );
  type Month = { readonly source: string; readonly status: string; readonly total: { amount: string } };
  const told = months as Month[];
  expect(new Set(told.map(({ source }) => source))).toEqual(new Set(['DEMO_STATISTICS']));
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['PROVISIONAL', 'REVISED', 'FINAL']));
  for (const { total } of told) expect(Number(total.amount)).toBeGreaterThan(0);
  expect((byChapter as object[]).length).toBeGreaterThan(8);
});

it('tells how letters of credit are used, by each bank that issues', async () => {
  const { byBank } = await asked(
    `lettersOfCredit(${MONTHS}) { byBank { issuingBank issued refusals drawn { amount } honoured { amount } expiredUnused { amount } available { amount } } }`,
  );
  type Use = { readonly amount: string };
  type Bank = { issuingBank: string; issued: number; refusals: number } & Record<
    'drawn' | 'honoured' | 'expiredUnused' | 'available',
    Use
  >;
  const banks = byBank as Bank[];
  expect(banks.reduce((sum, { issued }) => sum + issued, 0)).toBe(LETTER_DEALS.length);
  expect(new Set(banks.map(({ issuingBank }) => issuingBank))).toEqual(
    new Set(LETTER_DEALS.map(({ importer }) => traderById(importer).bank)),
  );
  for (const name of ['drawn', 'honoured', 'expiredUnused', 'available'] as const) {
    const sum = banks.reduce((all, bank) => all + Number(bank[name].amount), 0);
    expect([name, sum > 0]).toEqual([name, true]);
  }
  const refused = LETTER_DEALS.filter(({ story }) => story === 'presented-again' || story === 'waived');
  expect(banks.reduce((sum, { refusals }) => sum + refusals, 0)).toBe(refused.length);
});

it('tells what was moved off the northern routes, and each route against these', async () => {
  const { northern, byRoute } = await asked(
    `corridorRoutes(${MONTHS}) { northern { n valueShareOff massShareOff } byRoute { route n daysAgainstNorthern } }`,
  );
  const { n, ...off } = northern as { n: number; valueShareOff: string; massShareOff: string };
  expect(n).toBeGreaterThan(5);
  for (const share of Object.values(off)) {
    expect(Number(share)).toBeGreaterThan(0.8);
    expect(Number(share)).toBeLessThan(1);
  }
  const taken = (byRoute as { route: string; n: number; daysAgainstNorthern: string }[]).filter(
    (route) => route.n > 0,
  );
  expect(taken.map(({ route }) => route)).toEqual(
    expect.arrayContaining(['northern-baseline', 'karachi-almaty-torkham', 'lahore-almaty-torugart']),
  );
  for (const { route, daysAgainstNorthern } of taken) {
    expect([route, Number(daysAgainstNorthern) < (route === 'northern-baseline' ? 1 : -10)]).toEqual([
      route,
      true,
    ]);
  }
});

it("tells who paid through which bank, and what of it in a party's own currency", async () => {
  const { localCurrencyShare, byBankPair } = await asked(
    `payments(${MONTHS}) { localCurrencyShare byBankPair { debtorAgent } }`,
  );
  expect(Number(localCurrencyShare)).toBeGreaterThan(0);
  const agents = (byBankPair as { readonly debtorAgent: string | null }[]).map((pair) => pair.debtorAgent);
  expect(new Set(agents)).toEqual(new Set([null, 'DEMOPKKA', 'DEMOPKLA', 'DEMOKZKA', 'DEMOKZKX']));
  const { byBankPair: fromKazakhstan } = await asked(
    `payments(${MONTHS}, debtorAgentCountry: "KZ") { byBankPair { debtorAgent } }`,
  );
  const kazakh = (fromKazakhstan as { readonly debtorAgent: string }[]).map((pair) => pair.debtorAgent);
  expect(new Set(kazakh)).toEqual(new Set(['DEMOKZKA', 'DEMOKZKX']));
});

it('explains what is open and what went back to the last minor unit', async () => {
  const money = '{ amount currency }';
  const share = (fields: string) => `edges { node { ${fields} positions } } pageInfo { hasNextPage }`;
  const { openObligations, openObligationShares, returns, returnShares } = await asked(
    `payments(${MONTHS}) {
      openObligations { creditorBank age minor: outstanding ${money} }
      openObligationShares(first: 500) { ${share(`creditorBank age minor: outstanding ${money}`)} }
      returns { reason minor: amount ${money} }
      returnShares(first: 500) { ${share(`reason minor: amount ${money}`)} }
    }`,
  );
  type Part = Readonly<Record<string, unknown>> & {
    readonly minor: { readonly amount: string; readonly currency: string };
  };
  type Shares = {
    readonly edges: readonly { readonly node: Part & { readonly positions: readonly number[] } }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
  /** Minor units by all else that names a row. */
  const sums = (parts: readonly Part[]) => {
    const by = new Map<string, bigint>();
    for (const { minor, positions: _, ...names } of parts) {
      const name = JSON.stringify([names, minor.currency]);
      by.set(name, (by.get(name) ?? 0n) + BigInt(minor.amount.replace('.', '')));
    }
    return by;
  };
  for (const [rows, shares] of [
    [openObligations, openObligationShares],
    [returns, returnShares],
  ] as readonly (readonly [readonly Part[], Shares])[]) {
    const nodes = shares.edges.map(({ node }) => node);
    expect(shares.pageInfo.hasNextPage).toBe(false);
    expect(sums(nodes)).toEqual(sums(rows));
    expect(nodes.length).toBeGreaterThan(0);
    for (const { positions } of nodes) expect(positions.length).toBeGreaterThan(0);
  }
});

it('brings to sea what leaves Pakistan by sea at its port', async () => {
  const { byPort } = await asked(
    `bilateralTrade(reporter: "PK", partner: "KZ", ${MONTHS}) { byPort { port exports { amount } } }`,
  );
  const ports = (byPort as { readonly port: string | null; readonly exports: { readonly amount: string } }[])
    .filter(({ port, exports }) => port !== null && Number(exports.amount) > 0)
    .map(({ port }) => port);
  expect(ports).toEqual(['PKKHI']);
});
