import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { transitId } from '../../spec-kit/guarantee-rows.js';
import { idOf } from '../../spec-kit/payment-rows.js';
import { addTransit } from '../../spec-kit/transit-rows.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;

/**
 * Asked on 1 June 2026, 10:00 in Karachi.
 *
 * | goods | worth    | blocked                                                                                   | seen last at |
 * | ----- | -------- | ----------------------------------------------------------------------------------------- | ------------ |
 * | 1     | 1,000.00 | held in Karachi since 25 May, 10:01: 6 days; and at Torkham since 1 March, let go         | Torkham      |
 * | 2     | 200.00   | under a case since 24 May, 10:00: 8 days                                                   | Torkham      |
 * | 3     | 30.00    | in a transit whose limit passed on 1 April: 61 days                                        | Almaty       |
 * | 4     | not told | under a case of the whole, 9, since 1 January: 151 days                                    |              |
 * | 5     | 4.00     | held at Torkham since 20 May, and in Karachi since 21 May: 12 days                         | Karachi      |
 */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 1; event <= 30; event += 1) await ledger.event({ recordedAt: '2026-06-01T05:00:00Z' });
  for (const [of, cents, parts] of [
    [1, 100_000, null],
    [2, 20_000, null],
    [3, 3_000, null],
    [4, null, null],
    [5, 400, null],
    [9, null, [idOf(4)]],
  ] as const) {
    await ledger.insert('reporting.goods_values', {
      ...{ generation: 1, consignment_id: idOf(of), position: of, usd_cents: cents, parts },
      ...{ cancelled: false, occurred_at: '-infinity' },
    });
  }
  await held(1, 'PKKHI', '2026-05-25T10:01:00+05:00', 10);
  await held(1, 'PKTOR', '2026-03-01T10:00:00+05:00', 11, 12);
  await held(5, 'PKKHI', '2026-05-21T10:00:00+05:00', 13);
  await held(5, 'PKTOR', '2026-05-20T10:00:00+05:00', 14);
  await opened(2, '2026-05-24T10:00:00+05:00', 15);
  await opened(9, '2026-01-01T10:00:00+05:00', 16);
  await ledger.insert('reporting.overdue_transits', {
    ...{ generation: 1, transit_id: transitId(3), consignment_id: idOf(3), from_position: 17 },
  });
  await addTransit(ledger, { of: 3, known: [4, 17], dueBy: '2026-03-25T10:00:00+05:00' });
  await addTransit(ledger, { of: 3, known: [17], opened: 4, dueBy: '2026-04-01T10:00:00+05:00' });
  await seen(1, 1, 'PKTOR', '2026-05-01T10:00:00+05:00', 18);
  await seen(2, 1, 'PKKHI', '2026-05-01T10:00:00+05:00', 18);
  await seen(2, 2, 'PKTOR', '2026-05-20T10:00:00+05:00', 18);
  await seen(3, 1, 'KZALA', '2026-03-20T10:00:00+05:00', 18);
  // Seen at Chaman, as was thought until 20.
  await seen(2, 3, 'PKCHA', '2026-05-22T10:00:00+05:00', 19, 20);
  await ledger.reach(30);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function held(of: number, office: string, at: string, from: number, until: number | null = null) {
  const hold = { generation: 1, declaration_id: idOf(100 + from), hold_id: 'h', consignment_id: idOf(of) };
  const end = { ended_by: until === null ? null : 'release', ended_by_position: until };
  const ended = until === null ? null : '2026-03-02T10:00:00+05:00';
  await ledger.insert('reporting.holds', {
    ...{ ...hold, ...end, office, reason: 'inspection', placed_at: at, placed_position: from },
    ...{ placed_ahead: false, ended_at: ended, ended_position: until, participants: [], demo: false },
    last_position: until ?? from,
  });
  await ledger.insert('reporting.held_consignments', {
    ...{ ...hold, ...end, held_from: at, from_position: from, held_until: ended, until_position: until },
  });
}
const opened = (of: number, at: string, position: number) =>
  ledger.insert('reporting.case_openings', {
    ...{ generation: 1, case_id: idOf(200 + of), opening: 0, kind: 'transport', consignment_id: idOf(of) },
    ...{ opened_position: position, opened_at: at, opened_on: at.slice(0, 10), demo: false },
    ...{ answer_by: at, resolve_by: at },
  });
const seen = (of: number, number: number, location: string, at: string, from: number, until?: number) =>
  ledger.insert('reporting.visits', {
    ...{ generation: 1, consignment_id: idOf(of), number, from_position: from, within: number },
    ...{ until_position: until ?? null, location, standing: 'open', arrived_at: at, departed_at: null },
    ...{ seen_at: at, positions: [from] },
  });

const SUM = 'value { amount } consignments unvalued';
const told = async (args = '') => {
  const { data, errors } = await gateway.ask(
    `{ valueOfGoodsBlocked${args} { ${SUM} byAge { days ${SUM} } byPlace { place ${SUM} } } }`,
  );
  expect(errors).toEqual([]);
  type Sum = { value: { amount: string }; consignments: number; unvalued: number };
  type Told = Sum & { byAge: (Sum & { days: string })[]; byPlace: (Sum & { place: string })[] };
  const { byAge, byPlace, ...all } = (data as { valueOfGoodsBlocked: Told }).valueOfGoodsBlocked;
  const sum = ({ value, consignments, unvalued }: Sum) => `${value.amount} ${consignments} ${unvalued}`;
  return {
    all: sum(all),
    byAge: byAge.map((row) => `${row.days}: ${sum(row)}`),
    byPlace: byPlace.map((row) => `${row.place}: ${sum(row)}`),
  };
};

it('tells for how long goods have been blocked, and where they are', async () => {
  expect(await told()).toEqual({
    all: '1234.00 5 1',
    byAge: ['0-7: 1000.00 1 0', '8-30: 204.00 2 0', '31-90: 30.00 1 0', 'over-90: 0.00 1 1'],
    // 5 has been held longest at Torkham, where 2 was seen last.
    byPlace: ['PKKHI: 1000.00 1 0', 'PKTOR: 204.00 2 0', 'KZALA: 30.00 1 0', 'null: 0.00 1 1'],
  });
});

it('is as of a position, by what was known there', async () => {
  expect(await told('(asOf: 19)')).toMatchObject({
    byPlace: [
      'PKKHI: 1000.00 1 0',
      'PKCHA: 200.00 1 0',
      'KZALA: 30.00 1 0',
      'PKTOR: 4.00 1 0',
      'null: 0.00 1 1',
    ],
  });
  // The hold at Torkham, since March, is the oldest.
  expect(await told('(asOf: 11)')).toEqual({
    all: '1000.00 1 0',
    byAge: ['over-90: 1000.00 1 0'],
    byPlace: ['PKTOR: 1000.00 1 0'],
  });
  expect(await told('(asOf: 0)')).toEqual({ all: '0.00 0 0', byAge: [], byPlace: [] });
});

it.each(['byAge { days }', 'byPlace { place }'])(
  'tells a trader or a bank no %s: it may be one consignment',
  async (field) => {
    for (const role of ['trader', 'bank'] as const) {
      const ask = (fields: string) => gateway.ask(`{ valueOfGoodsBlocked { ${fields} } }`, { role });
      expect((await ask(field)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
      expect((await ask('consignments')).errors).toEqual([]);
    }
  },
);
