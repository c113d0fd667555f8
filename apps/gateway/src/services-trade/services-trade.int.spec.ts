import { restatementOf } from '../restatement/restated.spec-kit.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import {
  addServiceContract,
  addServiceContractChange,
  addServicePayment,
  creditId,
  serviceContractId,
} from '../spec-kit/service-payment-rows.js';
import { servicesSumsSql } from './services-trade.sql.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
const at = (day: string) => `${day}T12:00:00+05:00`;

/**
 * | position | happened   | what                                                                                      |
 * | -------- | ---------- | ----------------------------------------------------------------------------------------- |
 * | 1, 2, 3  | 1 January  | contracts: 1 of PK for KZ, software (SI21); 2 of KZ for PK, a survey (SJ3); 3 of PK for AE |
 * | 4        | 31 March   | credit 1 of 31 March, 8,000.00 USD under 1                                                 |
 * | 5        | 2 April    | credit 2 of 5 March, 2,500,000.00 KZT under 2, worth 5,000.00 USD                          |
 * | 6        | 3 April    | credit 3 of 1 April, 278,000.00 PKR under 1: nobody has a rate                             |
 * | 7        | 10 April   | of credit 1, 1,000.00 USD go back                                                          |
 * | 8        | 12 April   | credit 4 of 12 April, 70.00 USD under 3                                                    |
 * | 9        | 1 May      | contract 1 has been of other computer services (SI22)                                      |
 * | 10       | 2 May      | contract 2 was registered by mistake                                                       |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let n = 1; n <= 10; n += 1) await ledger.event();
  const agreed = at('2026-01-01');
  await addServiceContract(ledger, { of: 1, position: 1, at: agreed });
  await addServiceContract(ledger, { of: 2, position: 2, at: agreed, service: 'SJ3', from: 'KZ', to: 'PK' });
  await addServiceContract(ledger, { of: 3, position: 3, at: agreed, to: 'AE' });
  const ofFirst = { under: 1, credit: 1, valueDate: '2026-03-31' };
  await addServicePayment(ledger, { ...ofFirst, position: 4, at: at('2026-03-31'), minor: 800_000n });
  await addServicePayment(ledger, {
    under: 2,
    credit: 2,
    position: 5,
    at: at('2026-04-02'),
    valueDate: '2026-03-05',
    currency: 'KZT',
    minor: 250_000_000n,
    usd: 500_000n,
  });
  await addServicePayment(ledger, {
    under: 1,
    credit: 3,
    position: 6,
    at: at('2026-04-03'),
    valueDate: '2026-04-01',
    currency: 'PKR',
    minor: 27_800_000n,
    usd: null,
  });
  await addServicePayment(ledger, {
    ...ofFirst,
    position: 7,
    at: at('2026-04-10'),
    minor: -100_000n,
    what: 'returned',
    match: 4,
  });
  await addServicePayment(ledger, {
    under: 3,
    credit: 4,
    position: 8,
    at: at('2026-04-12'),
    valueDate: '2026-04-12',
    minor: 7_000n,
  });
  await addServiceContractChange(ledger, 1, 9, at('2026-05-01'), 'SI22');
  await addServiceContractChange(ledger, 2, 10, at('2026-05-02'), null);
  await ledger.reach(10);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
const PAIR = 'reporter: "PK", partner: "KZ", from: "2026-03", to: "2026-04"';
async function figure(fields: string, args = PAIR, options: object = {}): Promise<Row> {
  const { data, errors } = await gateway.ask(`{ servicesTrade(${args}) { ${fields} } }`, options);
  expect(errors).toEqual([]);
  return (data as { servicesTrade: Row }).servicesTrade;
}
const SUMS = 'exports { amount currency } imports { amount currency } total { amount currency }';
const sums = (exports: string, imports: string, total: string, currency = 'USD') => ({
  exports: { amount: exports, currency },
  imports: { amount: imports, currency },
  total: { amount: total, currency },
});

it('is what was paid each way, by month, item and currency, and what is in no dollars', async () => {
  const fields = `reporter partner service asOf ${SUMS} unconverted months { month ${SUMS} } byService { service name ${SUMS} } byCurrency { currency ${SUMS} }`;
  expect(await figure(fields, `${PAIR}, asOf: 8`)).toEqual({
    reporter: 'PK',
    partner: 'KZ',
    service: null,
    asOf: 8,
    ...sums('7000.00', '5000.00', '12000.00'),
    unconverted: 1,
    months: [
      { month: '2026-03', ...sums('7000.00', '5000.00', '12000.00') },
      { month: '2026-04', ...sums('0.00', '0.00', '0.00') },
    ],
    byService: [
      { service: 'SI21', name: 'Computer software', ...sums('7000.00', '0.00', '7000.00') },
      {
        service: 'SJ3',
        name: 'Technical, trade-related and other business services',
        ...sums('0.00', '5000.00', '5000.00'),
      },
    ],
    byCurrency: [
      { currency: 'KZT', ...sums('0.00', '2500000.00', '2500000.00', 'KZT') },
      { currency: 'PKR', ...sums('278000.00', '0.00', '278000.00', 'PKR') },
      { currency: 'USD', ...sums('7000.00', '0.00', '7000.00') },
    ],
  });
  // The one side's exports are the other's imports.
  const other = 'reporter: "KZ", partner: "PK", from: "2026-03", to: "2026-04"';
  expect(await figure(SUMS, `${other}, asOf: 8`)).toEqual(sums('5000.00', '7000.00', '12000.00'));
  expect(await figure(SUMS, 'reporter: "AE", partner: "PK", from: "2026-04", to: "2026-04"')).toEqual(
    sums('0.00', '70.00', '70.00'),
  );
});

it('has a contract under the item that it is told to be of, from the beginning, and a withdrawn one nowhere', async () => {
  const items = 'byService { service total { amount } }';
  expect(await figure(items, `${PAIR}, asOf: 9`)).toEqual({
    byService: [
      { service: 'SI22', total: { amount: '7000.00' } },
      { service: 'SJ3', total: { amount: '5000.00' } },
    ],
  });
  expect(await figure(`${SUMS} unconverted`)).toEqual({
    ...sums('7000.00', '0.00', '7000.00'),
    unconverted: 1,
  });
});

it('is asked of an item and its parts, or of what had happened by an instant', async () => {
  const totalOf = async (more: string) =>
    ((await figure('total { amount }', `${PAIR}, ${more}`)) as { total: Row }).total.amount;
  expect(await totalOf('asOf: 8, service: "SI"')).toBe('7000.00');
  expect(await totalOf('asOf: 8, service: "SI22"')).toBe('0.00');
  expect(await totalOf('asOf: 9, service: "SI22"')).toBe('7000.00');
  expect(await totalOf('asOf: 3')).toBe('0.00');
  expect(await totalOf('asOf: 4')).toBe('8000.00');
  expect(await totalOf('occurredUntil: "2026-04-09T12:00:00+05:00"')).toBe('13000.00');
  expect(await totalOf('occurredUntil: "2026-04-01T12:00:00+05:00"')).toBe('8000.00');
  expect(await totalOf('occurredUntil: "2026-04-09T12:00:00+05:00", service: "SI21"')).toBe('8000.00');
  expect(await totalOf('occurredUntil: "2025-12-31T12:00:00+05:00"')).toBe('0.00');
});

it('is explained by its events, to reporters and operators', async () => {
  const node =
    'position what flow service valueDate bank settlementId serviceContractId amount { amount } share { amount } positions';
  const payments = `payments(first: 2) { edges { node { ${node} } } pageInfo { hasNextPage } }`;
  expect(await figure(payments, `${PAIR}, asOf: 9`)).toEqual({
    payments: {
      edges: [
        {
          node: {
            position: 4,
            what: 'MATCHED',
            flow: 'EXPORT',
            service: 'SI22',
            valueDate: '2026-03-31',
            bank: 'demo-bank-karachi',
            settlementId: creditId(1),
            serviceContractId: serviceContractId(1),
            amount: { amount: '8000.00' },
            share: { amount: '8000.00' },
            positions: [1, 4, 9],
          },
        },
        {
          node: {
            position: 5,
            what: 'MATCHED',
            flow: 'IMPORT',
            service: 'SJ3',
            valueDate: '2026-03-05',
            bank: 'demo-bank-karachi',
            settlementId: creditId(2),
            serviceContractId: serviceContractId(2),
            amount: { amount: '2500000.00' },
            share: { amount: '5000.00' },
            positions: [2, 5],
          },
        },
      ],
      pageInfo: { hasNextPage: true },
    },
  });
  const query = `{ servicesTrade(${PAIR}) { total { amount } payments { edges { cursor } } } }`;
  for (const role of ['commission', 'council', 'customs'] as const) {
    const { data, errors } = await gateway.ask(query, { role });
    expect(errors[0]?.code).toBe('FORBIDDEN');
    expect(data).toMatchObject({ servicesTrade: { total: { amount: '7000.00' }, payments: null } });
  }
});

it.each(['bank', 'trader', 'consulate'] as const)(
  'is not for the %s: it may be one firm’s income',
  async (role) => {
    const { data, errors } = await gateway.ask(`{ servicesTrade(${PAIR}) { total { amount } } }`, { role });
    expect(data).toEqual({ servicesTrade: null });
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'FORBIDDEN',
        message: expect.stringMatching(`your key is of a ${role}. Banks ask for their \`payments\``),
      }),
    ]);
  },
);

it('tells what became of it since it was reported: what is new, and what corrects it', async () => {
  const asked = ['servicesTrade', PAIR] as const;
  const measure = (
    name: string,
    before: string,
    after: string,
    change: string,
    added: string,
    more: string,
  ) => ({
    measure: name,
    unit: 'USD',
    ...{ before, after, change, added, corrected: more },
  });
  const since4 = await restatementOf(gateway, asked, 4, 8);
  expect(since4.measures.filter(({ unit }) => unit === 'USD')).toEqual([
    measure('exports', '8000.00', '7000.00', '-1000.00', '0.00', '-1000.00'),
    measure('imports', '0.00', '5000.00', '5000.00', '5000.00', '0.00'),
  ]);
  expect(since4.entries.map(({ kind, key, positions }) => [kind, key, positions])).toEqual([
    ['ADDED', `${creditId(2)}/${serviceContractId(2)}/5`, [5]],
    ['ADDED', `${creditId(3)}/${serviceContractId(1)}/6`, [6]],
    ['CHANGED', `${creditId(1)}/${serviceContractId(1)}/4`, [7]],
  ]);
  const withdrawn = await restatementOf(gateway, asked, 9, 10);
  expect(withdrawn.entries.map(({ kind, positions }) => [kind, positions])).toEqual([['REMOVED', [10]]]);
  // Of other services since: it had been there.
  const moved = await restatementOf(gateway, ['servicesTrade', `${PAIR}, service: "SI22"`], 8, 9);
  expect(moved.entries.map(({ kind, positions }) => [kind, positions])).toEqual([
    ['CHANGED', [9]],
    ['CHANGED', [9]],
  ]);
});

it('is no part of any figure of goods, and refuses what cannot be asked', async () => {
  const goods = `{ bilateralTrade(${PAIR}) { total { amount } } }`;
  expect((await gateway.ask(goods)).data).toEqual({ bilateralTrade: { total: { amount: '0.00' } } });
  const refused = async (args: string) => {
    const { errors } = await gateway.ask(`{ servicesTrade(${args}) { asOf } }`);
    return errors[0]?.code;
  };
  expect(await refused('reporter: "PK", partner: "PK", from: "2026-03", to: "2026-03"')).toBe(
    'BAD_USER_INPUT',
  );
  expect(await refused(`${PAIR}, service: "SI9"`)).toBe('BAD_USER_INPUT');
  expect(await refused(`${PAIR}, asOf: 11`)).toBe('POSITION_AHEAD');
});

it('reads no more payments than those of the months that are asked for', async () => {
  for (let n = 1; n <= 3_000; n += 1) {
    await addServicePayment(ledger, {
      under: 1,
      credit: 10 + n,
      position: 1_000 + n,
      at: at('2024-01-01'),
      valueDate: `20${String(10 + (n % 14)).padStart(2, '0')}-0${1 + (n % 9)}-11`,
      minor: 1n,
    });
  }
  await ledger.owner.query('ANALYZE reporting.service_payments');
  const { rows } = await ledger.owner.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${servicesSumsSql('all')}`,
    [10, '2026-03-01', '2026-04-30', 'PK', 'KZ', null, null],
  );
  const scans = nodesOf(rows[0]?.['QUERY PLAN'][0].Plan).filter(
    (node) => node['Relation Name'] === 'service_payments',
  );
  const read = scans.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0));
  // Those of March and April: the one under the contract with a third country, too, and none of the 3,000.
  expect(read).toEqual([5]);
});

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode | undefined): readonly PlanNode[] {
  return node ? [node, ...(node.Plans ?? []).flatMap(nodesOf)] : [];
}
