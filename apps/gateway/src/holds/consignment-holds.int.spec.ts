import type { Role } from '@corridor/nest-kit';
import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { AT_LAST, at, type HeldLedger, startHeldLedger } from '../spec-kit/held-ledger.js';

let ledger: HeldLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startHeldLedger();
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function answerOf<Answer>(query: string, role: Role = 'reporter'): Promise<Answer> {
  const { data, errors } = await gateway.ask(query, { role });
  expect(errors).toEqual([]);
  return data as Answer;
}

type Row = Readonly<Record<string, unknown>>;
const ofConsignment = async (number: number, fields: string, role?: Role): Promise<Row> =>
  (
    await answerOf<{ consignment: Row }>(
      `{ consignment(id: "${consignmentId(number)}") { ${fields} } }`,
      role,
    )
  ).consignment;

describe('a consignment', () => {
  it('tells each hold: why, where, from when to when, and by which events', async () => {
    const fields =
      'holdId declarationId reason office liftableBy placedAt heldFrom endedAt endedBy isOpen days seconds positions';
    const told = [ledger.inspection, ledger.papers, ledger.valuation].map(
      ({ declarationId, placed, last: ended }) => ({
        holdId: 'h',
        declarationId,
        office: 'PKKHI',
        liftableBy: null,
        endedBy: 'RELEASE',
        isOpen: false,
        positions: [placed, ended],
      }),
    );
    expect(await ofConsignment(1, `holds { ${fields} }`)).toEqual({
      holds: [
        {
          ...told[0],
          reason: 'INSPECTION',
          placedAt: at('03-01'),
          heldFrom: at('03-01'),
          endedAt: at('03-03'),
          days: '2.0000',
          seconds: '172800.000',
        },
        {
          ...told[1],
          reason: 'DOCUMENTS',
          office: 'KZALA',
          placedAt: at('03-02'),
          heldFrom: at('03-02'),
          endedAt: at('03-04', '12:00:00'),
          days: '2.5000',
          seconds: '216000.000',
        },
        {
          ...told[2],
          reason: 'VALUATION',
          placedAt: at('03-10'),
          heldFrom: at('03-10'),
          endedAt: at('03-10', '00:00:04.321'),
          // 4.321 s are 0.00005001 of a day.
          days: '0.0001',
          seconds: '4.321',
        },
      ],
    });
    expect(
      await ofConsignment(3, `holds { reason liftableBy endedAt endedBy isOpen days positions }`),
    ).toEqual({
      holds: [
        {
          reason: 'DUTY_UNPAID',
          liftableBy: 'demo-treasury',
          endedAt: null,
          endedBy: null,
          isOpen: true,
          days: '3.0000',
          positions: [ledger.open.placed],
        },
      ],
    });
  });

  // 1 March to 4 March 12:00 without a break, and 4.321 s.
  it.each([
    [1, '3.5001', '302404.321', 0],
    [2, '3.0000', '259200.000', 0],
    [3, '3.0000', '259200.000', 1],
    [4, '0.0000', '0.000', 0],
    // From the beginning of the hold of the whole, until the declaration left it.
    [5, '2.0000', '172800.000', 0],
  ])('%d was held for %s days', async (number, days, seconds, count) => {
    expect(await ofConsignment(number, 'daysHeld { days seconds open asOf until }')).toEqual({
      daysHeld: { days, seconds, open: count, asOf: ledger.last, until: AT_LAST },
    });
  });

  it('is, as of a position, what was known at it, open holds running to when the ledger came to it', async () => {
    const asOf = async (position: number) =>
      (await ofConsignment(1, `daysHeld(asOf: ${position}) { days open until }`)).daysHeld;
    expect(await asOf(0)).toEqual({ days: '0.0000', open: 0, until: null });
    expect(await asOf(ledger.inspection.placed - 1)).toMatchObject({ days: '0.0000', open: 0 });
    // 1 March 00:00 to 06:00.
    expect(await asOf(ledger.inspection.placed)).toEqual({
      days: '0.2500',
      open: 1,
      until: '2099-03-01T01:00:00Z',
    });
    expect(await asOf(ledger.inspection.last)).toMatchObject({ days: '2.0000', open: 0 });
    // Placed on 2 March, as is told on 3 March: the time of both is that of the first.
    expect(await asOf(ledger.papers.placed)).toMatchObject({ days: '2.0000', open: 1 });
    expect(await asOf(ledger.papers.last)).toMatchObject({ days: '3.5000', open: 0 });
  });

  it('tells what ended a hold, once that was told', async () => {
    const ends = async (number: number, asOf: number) =>
      (await ofConsignment(number, `holds(asOf: ${asOf}) { endedBy isOpen positions }`)).holds;
    const released = ledger.refused.placed + 1;
    expect(await ends(2, ledger.refused.placed)).toEqual([
      { endedBy: null, isOpen: true, positions: [ledger.refused.placed] },
    ]);
    expect(await ends(2, released)).toEqual([
      { endedBy: 'RELEASE', isOpen: false, positions: [ledger.refused.placed, released] },
    ]);
    expect(await ends(2, ledger.refused.last)).toEqual([
      {
        endedBy: 'REFUSAL',
        isOpen: false,
        positions: [ledger.refused.placed, released, ledger.refused.last],
      },
    ]);
    expect(await ends(5, ledger.last)).toEqual([
      { endedBy: 'DETACHMENT', isOpen: false, positions: [ledger.refused.placed, released] },
    ]);
  });

  it('shows a trader and a bank the holds that tell of them, and the figure whole', async () => {
    const fields = 'holds { reason } daysHeld { days }';
    const daysHeld = { days: '3.5001' };
    expect(await ofConsignment(1, fields, 'trader')).toEqual({
      holds: [{ reason: 'INSPECTION' }, { reason: 'VALUATION' }],
      daysHeld,
    });
    expect(await ofConsignment(1, fields, 'bank')).toEqual({ holds: [], daysHeld });
  });

  it('is read with all others of a page', async () => {
    gateway.statements();
    await answerOf('{ consignments { edges { node { holds { days } daysHeld { days } } } } }');
    // How far the read models are, the page, the instant, the holds of all.
    expect(gateway.statements().filter((sql) => sql.includes('SELECT'))).toHaveLength(4);
  });
});
