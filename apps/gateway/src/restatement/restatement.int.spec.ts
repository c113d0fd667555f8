import { addCommitment } from '../spec-kit/commitment-rows.js';
import { addConsignment, consignmentId } from '../spec-kit/consignment-rows.js';
import { addLetterOfCredit } from '../spec-kit/credit-rows.js';
import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { addMirrorPair, fillMirrorCells } from '../spec-kit/mirror-rows.js';
import { addPassage } from '../spec-kit/passage-rows.js';
import { addCredit, addFact, addObligation, idOf } from '../spec-kit/payment-rows.js';
import { type Asked, restatementOf } from './restated.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

type Known = readonly [from: number, until?: number];
function visit(of: number, first: number, [from, until]: Known, arrived: string, departed: string | null) {
  return ledger.insert('reporting.visits', {
    generation: 1,
    consignment_id: consignmentId(of),
    number: 2,
    from_position: from,
    within: 0,
    until_position: until ?? null,
    location: 'PKTOR',
    standing: departed ? 'complete' : 'open',
    arrived_at: arrived,
    departed_at: departed,
    seen_at: departed ?? arrived,
    positions: from === first ? [first] : [first, from],
  });
}

/**
 * | event | what                                                                        |
 * | ----- | --------------------------------------------------------------------------- |
 * | 1     | the first leaves Torkham after 2 h                                          |
 * | 2, 3  | the second comes, and leaves after 3 h                                      |
 * | 4     | the first left later: after 5 h                                             |
 * | 5     | its scans are taken back                                                    |
 * | 6, 7  | the third leaves in January after 1 h; it was on 1 February, after 2 h      |
 * | 8     | customs hold goods since 08:00, known at 08:00                              |
 * | 9     | nothing more is known of that at 18:00                                      |
 * | 10    | it is told at 20:00 that they let them go at 12:00                          |
 * | 11-13 | a crossing, and what was paid at it: 4.00 with a receipt, 6.00 without one  |
 * | 14    | a letter of credit                                                          |
 * | 15    | exports to Kazakhstan are declared: 100.00                                  |
 * | 16    | a commitment                                                                |
 * | 17    | its goods are shipped: 50.00                                                |
 * | 18    | the declaration is cancelled                                                |
 * | 19    | the commitment gets another title                                           |
 * | 20    | its goods come back                                                         |
 * | 21    | it is of another sector                                                     |
 * | 22    | goods are exported to Uzbekistan: 360.00                                    |
 * | 23    | a credit of 1,000.00 pays 600.00 of an obligation                           |
 * | 24    | the exported goods are imported: 400.00                                     |
 * | 25    | the rest of the credit pays another obligation                              |
 * | 26    | another letter of credit                                                    |
 * | 27-29 | 600.00 are drawn on it, found to comply, and paid                           |
 * | 30    | 100.00 are drawn on it                                                      |
 * | 31    | that is refused                                                             |
 * | 32    | it expires with 500.00 undrawn                                              |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 1; event <= 32; event += 1) {
    const hour = { 9: 18, 10: 20 }[event] ?? Math.min(event, 8) + (event > 10 ? 14 : 0);
    await ledger.event({ recordedAt: `2026-01-20T${String(hour).padStart(2, '0')}:00:00Z` });
  }
  await visit(1, 1, [1, 4], '2026-01-10T10:00:00+05:00', '2026-01-10T12:00:00+05:00');
  await visit(1, 1, [4, 5], '2026-01-10T10:00:00+05:00', '2026-01-10T15:00:00+05:00');
  await visit(2, 2, [2, 3], '2026-01-11T10:00:00+05:00', null);
  await visit(2, 2, [3], '2026-01-11T10:00:00+05:00', '2026-01-11T13:00:00+05:00');
  await visit(3, 6, [6, 7], '2026-01-31T23:00:00+05:00', '2026-01-31T23:59:00+05:00');
  await visit(3, 6, [7], '2026-01-31T23:00:00+05:00', '2026-02-01T01:00:00+05:00');
  await addConsignment(ledger, { number: 4 });
  const hold = { generation: 1, declaration_id: idOf(4), hold_id: 'h' };
  await ledger.insert('reporting.holds', {
    ...hold,
    ...{
      consignment_id: consignmentId(4),
      office: 'PKKHI',
      reason: 'inspection',
      participants: [],
      demo: false,
    },
    ...{
      placed_at: '2026-01-20T08:00:00Z',
      placed_position: 8,
      placed_ahead: false,
      ended_at: '2026-01-20T12:00:00Z',
      ended_position: 10,
    },
    ...{ ended_by: 'release', ended_by_position: 10, last_position: 10 },
  });
  await addPassage(ledger, {
    of: 5,
    known: [11],
    out: ['PKTOR', '2026-01-20T01:00:00Z', '2026-01-20T02:00:00Z'],
    into: ['AFRKH', '2026-01-20T03:00:00Z', '2026-01-20T04:00:00Z'],
  });
  for (const [position, cents, receipted] of [
    [12, 400, true],
    [13, 600, false],
  ] as const) {
    await ledger.insert('reporting.transport_costs', {
      ...{
        generation: 1,
        position,
        cost_id: idOf(position),
        consignment_id: consignmentId(5),
        reference: 'x',
      },
      ...{
        kind: 'tolls',
        location: 'AFRKH',
        currency: 'USD',
        amount_minor: cents,
        usd_cents: cents,
        receipted,
      },
      ...{ recorded_by: 'demo-carrier', paid_at: '2026-01-20T03:00:00Z', demo: false },
    });
  }
  await addLetterOfCredit(ledger, { id: 9, position: 14, bank: 'demo-bank-karachi' }, [
    ['issued', '2026-01-21', { amount: 5_000, most: 5_500 }],
  ]);
  for (const [position, cents] of [
    [15, 10_000n],
    [18, -10_000n],
  ] as const) {
    const declared = { consignmentId: consignmentId(6), declarationId: idOf(6), flow: 'export' as const };
    await ledger.fact({ position, ...declared, partner: 'KZ', month: '2026-01', cents });
  }
  await addCommitment(ledger, { id: idOf(16), position: 16, of: {}, stages: [['promised', 9_000]] });
  for (const [position, usd_cents] of [
    [17, 5_000],
    [20, -5_000],
  ] as const) {
    await ledger.insert('reporting.commitment_facts', {
      ...{
        generation: 1,
        position,
        fact: 1,
        commitment_id: idOf(16),
        stage: 'shipped',
        on_day: '2026-01-20',
      },
      ...{
        cause_position: position,
        consignment_id: consignmentId(6),
        jobs: 0,
        unvalued_lines: 0,
        usd_cents,
      },
    });
  }
  for (const [position, sector] of [
    [19, 'textiles'],
    [21, 'leather'],
  ] as const) {
    await ledger.insert('reporting.commitment_versions', {
      ...{
        generation: 1,
        commitment_id: idOf(16),
        position,
        title: 'y',
        kind: 'memorandum',
        sector,
        of_services: false,
      },
      ...{
        ownership: 'private',
        from_countries: ['PK'],
        to_countries: ['KZ'],
        due_on: null,
        participants: [],
      },
    });
  }
  const goods = { consignment: 7, exported: 22 };
  const between = ['PK', 'UZ'] as const;
  await addMirrorPair(ledger, {
    ...{ ...goods, known: [22, 24] },
    places: [['2026-01', '52', { exports: 36_000, one_side_only: -36_000 }, between]],
  });
  await addMirrorPair(ledger, {
    ...{ ...goods, known: [24], imported: 24 },
    places: [['2026-01', '52', { exports: 36_000, imports: 40_000, residual: 4_000 }, between]],
  });
  await fillMirrorCells(ledger);
  for (const [id, minor] of [
    [1, 60_000],
    [2, 40_000],
  ] as const) {
    await addObligation(ledger, {
      ...{ id, position: 22, minor, currency: 'USD', startedOn: '2026-01-05', dueOn: '2026-01-20' },
    });
  }
  const credit = { id: 3, position: 23, minor: 100_000, currency: 'USD', usdMinor: 100_000 };
  await addCredit(ledger, { ...credit, valueDate: '2026-01-20' });
  await addFact(ledger, [23, 3, 1, 60_000]);
  await addFact(ledger, [25, 3, 2, 40_000]);
  await addLetterOfCredit(ledger, { id: 10, position: 26, bank: 'demo-bank-almaty' }, [
    ['issued', '2026-01-21', { amount: 110_000, most: 110_000 }],
    ['presented', '2026-01-22', { presentation: 1, amount: 60_000 }],
    ['complied', '2026-01-24', { presentation: 1 }],
    ['paid', '2026-01-25', { presentation: 1, amount: 60_000 }],
    ['presented', '2026-01-26', { presentation: 2, amount: 10_000 }],
    ['refused', '2026-01-27', { presentation: 2 }],
    ['expired', '2026-01-31'],
  ]);
  await ledger.reach(32);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const DWELL: Asked = ['checkpointDwell', 'from: "2026-01", to: "2026-01"'];
const seconds = (before: string, after: string, change: string) => ({
  measure: 'seconds',
  unit: 's',
  ...{ before, after, change },
});
const count = (measure: string, before: number, after: number) => ({
  measure,
  unit: 'count',
  ...{ before: `${before}`, after: `${after}`, change: `${after - before}` },
});

it('tells what is new from what corrects what was reported, each by its events', async () => {
  expect(await restatementOf(gateway, DWELL, 2, 4)).toEqual({
    measures: [
      { ...count('n', 1, 2), added: '1', corrected: '0' },
      // 2 h, and then 5 h and 3 h.
      { ...seconds('7200.000', '28800.000', '21600.000'), added: '10800.000', corrected: '10800.000' },
    ],
    entries: [
      {
        key: `${consignmentId(2)}/2`,
        consignmentId: consignmentId(2),
        kind: 'ADDED',
        measures: [count('n', 0, 1), seconds('0.000', '10800.000', '10800.000')],
        positions: [3],
      },
      {
        key: `${consignmentId(1)}/1`,
        consignmentId: consignmentId(1),
        kind: 'CHANGED',
        measures: [seconds('7200.000', '18000.000', '10800.000')],
        positions: [4],
      },
    ],
  });
});

it('tells what is out of it since by the event that took it out', async () => {
  const { measures, entries } = await restatementOf(gateway, DWELL, 4, 5);
  expect(measures).toEqual([
    { ...count('n', 2, 1), added: '0', corrected: '-1' },
    { ...seconds('28800.000', '10800.000', '-18000.000'), added: '0.000', corrected: '-18000.000' },
  ]);
  expect(entries).toMatchObject([{ kind: 'REMOVED', key: `${consignmentId(1)}/1`, positions: [5] }]);
});

it('tells what was taken back whole by the event that did so', async () => {
  const usd = (measure: string, before: string, after: string, change: string) => ({
    ...{ measure, unit: 'USD', before, after, change },
  });
  const trade: Asked = ['tradeByPartner', 'reporter: "PK", from: "2026-01", to: "2026-01"'];
  expect((await restatementOf(gateway, trade, 16, 19)).entries).toEqual([
    {
      key: `${consignmentId(6)}/${idOf(6)}`,
      consignmentId: consignmentId(6),
      kind: 'REMOVED',
      measures: [usd('exports', '100.00', '0.00', '-100.00'), usd('total', '100.00', '0.00', '-100.00')],
      positions: [18],
    },
  ]);
  const { entries } = await restatementOf(gateway, ['commitmentFunnel', ''], 18, 20);
  expect(entries).toEqual([
    {
      key: `${idOf(16)}/shipped/${consignmentId(6)}`,
      consignmentId: consignmentId(6),
      kind: 'REMOVED',
      measures: [usd('shipped', '50.00', '0.00', '-50.00')],
      // That it had another title by then made nothing of it.
      positions: [20],
    },
  ]);
});

it('tells what is in or out of what is asked for by the word on the commitment that made it so', async () => {
  const of = async (sector: string) =>
    (await restatementOf(gateway, ['commitmentFunnel', `sector: "${sector}"`], 20, 21)).entries.map(
      ({ key, kind, positions }) => [key, kind, positions],
    );
  const both = (kind: string) => [
    [`${idOf(16)}/announced`, kind, [21]],
    [`${idOf(16)}/promised`, kind, [21]],
  ];
  expect(await of('textiles')).toEqual(both('REMOVED'));
  expect(await of('leather')).toEqual(both('ADDED'));
});

describe('what is told anew of what was known', () => {
  const told = async (asked: Asked, since: number, asOf: number) => {
    const { measures, entries } = await restatementOf(gateway, asked, since, asOf);
    return {
      measures: measures
        .filter(({ change }) => !/^0(.00)?$/.test(change))
        .map((one) => `${one.measure} ${one.added} ${one.corrected}`)
        .sort(),
      entries: entries.map(({ key, kind, positions }) => `${key} ${kind} ${positions.join(' ')}`),
    };
  };

  it('is new where a letter of credit is drawn on and paid, and corrects what is refused of what was drawn', async () => {
    const credits: Asked = ['lettersOfCredit', 'from: "2026-01", to: "2026-01"'];
    expect(await told(credits, 26, 29)).toEqual({
      measures: [
        'available -600.00 0.00',
        'daysExamined 2 0',
        'drawn 600.00 0.00',
        'examinations 1 0',
        'honoured 600.00 0.00',
        'presentations 1 0',
      ],
      entries: [27, 28, 29].map((position) => `${idOf(10)}/${position} ADDED ${position}`),
    });
    expect(await told(credits, 30, 31)).toEqual({
      measures: [
        'available 0.00 100.00',
        'daysExamined 1 0',
        'drawn 0.00 -100.00',
        'examinations 1 0',
        'refusals 1 0',
      ],
      entries: [`${idOf(10)}/30 CHANGED 31`, `${idOf(10)}/31 ADDED 31`],
    });
    expect(await told(credits, 31, 32)).toEqual({
      measures: ['available -500.00 0.00', 'expiredUnused 500.00 0.00'],
      entries: [`${idOf(10)}/end ADDED 32`],
    });
  });

  it('is new where goods are imported whose export was known, and corrects alone that one side had declared them', async () => {
    const line = `${idOf(7)}/1`;
    expect(
      await told(['mirrorGap', 'exporter: "PK", importer: "UZ", from: "2026-01", to: "2026-01"'], 23, 24),
    ).toEqual({
      measures: ['imports 400.00 0.00', 'oneSideOnly 0.00 360.00', 'residual 40.00 0.00'],
      entries: [
        `${line}/${idOf(22)} CHANGED 24`,
        `${line}/${idOf(22)}/${idOf(24)} ADDED 24`,
        `${line}/${idOf(24)} ADDED 24`,
      ],
    });
  });

  it('is new where the rest of a credit pays another obligation', async () => {
    const settled: Asked = ['payments', 'from: "2026-01", to: "2026-01"', 'of: BY_CURRENCY'];
    expect(await told(settled, 24, 25)).toEqual({
      measures: ['amount 400.00 0.00', 'usd 400.00 0.00'],
      entries: [`${idOf(3)}/${idOf(2)} ADDED 25`],
    });
  });
});

it('does not call new what had been reported of another month', async () => {
  const { measures, entries } = await restatementOf(
    gateway,
    ['checkpointDwell', 'from: "2026-02", to: "2026-02"'],
    6,
    7,
  );
  expect(measures).toEqual([
    { ...count('n', 0, 1), added: '0', corrected: '1' },
    { ...seconds('0.000', '7200.000', '7200.000'), added: '0.000', corrected: '7200.000' },
  ]);
  expect(entries).toMatchObject([{ kind: 'CHANGED', positions: [7] }]);
});

it('takes time that goes on for new, and what was counted too much of it for a correction', async () => {
  const held: Asked = ['daysHeld', 'from: "2026-01", to: "2026-01"'];
  const open = await restatementOf(gateway, held, 8, 9);
  expect(open.measures[1]).toEqual({
    ...seconds('0.000', '36000.000', '36000.000'),
    ...{ added: '36000.000', corrected: '0.000' },
  });
  expect(open.entries).toMatchObject([{ kind: 'ADDED', key: `${idOf(4)}/h`, positions: [] }]);
  const ended = await restatementOf(gateway, held, 9, 10);
  // Ten hours were told, four it was.
  expect(ended.measures[1]).toEqual({
    ...seconds('36000.000', '14400.000', '-21600.000'),
    ...{ added: '0.000', corrected: '-21600.000' },
  });
  expect(ended.entries).toMatchObject([{ kind: 'CHANGED', positions: [10] }]);
});

const entriesAs = async (role: 'customs' | 'reporter' | 'trader' | 'bank', question: string) => {
  const query = `{ asked: ${question} { restatement(since: 0) { measures { measure after } entries { edges { node { key } } } } } }`;
  const { data, errors } = await gateway.ask(query, { role });
  type Told = { measures: object[]; entries: { edges: { node: { key: string } }[] } | null };
  const { restatement } = (data as { asked: { restatement: Told } }).asked;
  const keys = restatement.entries?.edges.map(({ node }) => node.key) ?? null;
  return { measures: restatement.measures, keys, codes: errors.map(({ code }) => code) };
};

it('does not tell customs by whom nothing was receipted, as the costs themselves do not', async () => {
  const asked = 'borderCosts(from: "2026-01", to: "2026-01", asOf: 13)';
  const crossing = `crossing/${consignmentId(5)}/PKTOR/AFRKH/11`;
  const measures = [
    { measure: 'n', after: '1' },
    { measure: 'total', after: '10.00' },
    { measure: 'unreceipted', after: '6.00' },
  ];
  expect(await entriesAs('reporter', asked)).toEqual({
    measures,
    keys: ['cost/12', 'cost/13', crossing],
    codes: [],
  });
  expect(await entriesAs('customs', asked)).toEqual({ measures, keys: ['cost/12', crossing], codes: [] });
});

it('tells traders the figures alone, and a bank its own credits', async () => {
  const payments = await gateway.ask(
    '{ payments(from: "2026-01", to: "2026-01") { restatement(since: 0, of: RETURNS) { entries { edges { node { key } } } } } }',
    { role: 'bank' },
  );
  expect(payments.errors).toMatchObject([
    {
      code: 'FORBIDDEN',
      message: expect.stringContaining('is for reporters and operators; your key is of a bank'),
    },
  ]);
  const asked = 'checkpointDwell(from: "2026-01", to: "2026-01", asOf: 1)';
  const trader = await entriesAs('trader', asked);
  expect(trader).toMatchObject({
    measures: [{ after: '1' }, { after: '7200.000' }],
    keys: null,
    codes: ['FORBIDDEN'],
  });
  expect(await entriesAs('bank', 'lettersOfCredit(from: "2026-01", to: "2026-01")')).toMatchObject({
    keys: [`${idOf(9)}/14`],
    codes: [],
  });
});

it('refuses a position behind the one that it is compared with, and a cursor of another list', async () => {
  const ask = (args: string, entries = '') =>
    gateway.ask(`{ checkpointDwell(from: "2026-01", to: "2026-01", asOf: 5) {
      restatement(since: ${args}) { since ${entries} } } }`);
  expect((await ask('6')).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', message: 'since: 6 lies behind asOf, which is 5. Give an earlier one.' },
  ]);
  const after = Buffer.from('restatement-entry:x').toString('base64url');
  expect((await ask('1', `entries(after: "${after}") { edges { cursor } }`)).errors).toMatchObject([
    { code: 'BAD_USER_INPUT' },
  ]);
});
