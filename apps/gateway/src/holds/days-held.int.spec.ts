import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { AT_LAST, type HeldLedger, startHeldLedger } from '../spec-kit/held-ledger.js';
import type { AddedHold } from '../spec-kit/hold-rows.js';

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

async function answerOf<Answer>(query: string): Promise<Answer> {
  const { data, errors } = await gateway.ask(query);
  expect(errors).toEqual([]);
  return data as Answer;
}

type Row = Readonly<Record<string, unknown>>;
const figure = async (fields: string, range = 'from: "2099-03", to: "2099-03"'): Promise<Row> =>
  (await answerOf<{ daysHeld: Row }>(`{ daysHeld(${range}) { ${fields} } }`)).daysHeld;

describe('the figure', () => {
  it('is the time within its months, by reason and by office, the longest first', async () => {
    const sum = 'days seconds holds open';
    expect(
      await figure(`from to asOf until ${sum} byReason { reason ${sum} } byOffice { office ${sum} }`),
    ).toEqual({
      from: '2099-03',
      to: '2099-03',
      asOf: ledger.last,
      until: AT_LAST,
      // 3.5 days and 4.321 s of the first consignment, 1.5 of the second, 3 of the third.
      days: '8.0001',
      seconds: '691204.321',
      holds: 5,
      open: 1,
      byReason: [
        { reason: 'DUTY_UNPAID', days: '3.0000', seconds: '259200.000', holds: 1, open: 1 },
        { reason: 'DOCUMENTS', days: '2.5000', seconds: '216000.000', holds: 1, open: 0 },
        { reason: 'INSPECTION', days: '2.0000', seconds: '172800.000', holds: 1, open: 0 },
        { reason: 'SANITARY', days: '1.5000', seconds: '129600.000', holds: 1, open: 0 },
        { reason: 'VALUATION', days: '0.0001', seconds: '4.321', holds: 1, open: 0 },
      ],
      byOffice: [
        { office: 'PKKHI', days: '6.5001', seconds: '561604.321', holds: 4, open: 1 },
        { office: 'KZALA', days: '2.5000', seconds: '216000.000', holds: 1, open: 0 },
      ],
    });
  });

  it.each([
    ['2099-01', '2099-01', '0.0000', 0],
    ['2099-02', '2099-02', '1.5000', 1],
    ['2099-02', '2099-03', '9.5001', 5],
    ['2099-04', '2099-12', '0.0000', 0],
  ])('of %s to %s is %s days, of %d holds', async (from, to, days, holds) => {
    expect(await figure('days holds', `from: "${from}", to: "${to}"`)).toEqual({ days, holds });
  });

  it('is, as of a position, what was known at it', async () => {
    const asOf = (position: number) =>
      figure('days holds open', `from: "2099-03", to: "2099-03", asOf: ${position}`);
    expect(await asOf(0)).toEqual({ days: '0.0000', holds: 0, open: 0 });
    expect(await asOf(ledger.inspection.placed)).toEqual({ days: '0.2500', holds: 1, open: 1 });
    expect(await asOf(ledger.papers.placed)).toEqual({ days: '2.0000', holds: 2, open: 1 });
    expect(await asOf(ledger.papers.last)).toEqual({ days: '3.5000', holds: 2, open: 0 });
  });

  it('is, of a reporter, what holds of its offices make of it, with its shares and its restatement', async () => {
    const of = (reporter: string, more = '') =>
      `from: "2099-03", to: "2099-03", reporter: "${reporter}"${more}`;
    const fields =
      'seconds holds open byReason { reason seconds } byOffice { office seconds } shares { edges { node { office seconds } } }';
    // A day of the papers is that of the inspection in Karachi, which was placed before them.
    expect(await figure(fields, of('KZ'))).toEqual({
      ...{ seconds: '129600.000', holds: 1, open: 0 },
      byReason: [{ reason: 'DOCUMENTS', seconds: '216000.000' }],
      byOffice: [{ office: 'KZALA', seconds: '216000.000' }],
      shares: { edges: [{ node: { office: 'KZALA', seconds: '129600.000' } }] },
    });
    expect(await figure('seconds holds open', of('PK'))).toEqual({
      seconds: '561604.321',
      holds: 4,
      open: 1,
    });
    expect(await figure(fields, of('DE'))).toEqual({
      ...{ seconds: '0.000', holds: 0, open: 0, byReason: [], byOffice: [] },
      shares: { edges: [] },
    });
    const until = ', occurredUntil: "2099-03-03T12:00:00+05:00"';
    expect(await figure('seconds open', of('KZ', until))).toEqual({ seconds: '43200.000', open: 1 });
    const restatement = `restatement(since: ${ledger.papers.placed}) { measures { measure before after } }`;
    expect(await figure(restatement, of('KZ', `, asOf: ${ledger.papers.last}`))).toEqual({
      restatement: {
        measures: [
          { measure: 'holds', before: '1', after: '1' },
          { measure: 'seconds', before: '0.000', after: '129600.000' },
        ],
      },
    });
  });

  it('is nothing, of a country at whose offices nothing was ever held, without a look at what others held', async () => {
    gateway.statements();
    const fields = 'holds open byReason { reason } byOffice { office }';
    const until = ', occurredUntil: "2099-03-03T12:00:00+05:00"';
    for (const asked of ['reporter: "DE"', `reporter: "DE"${until}`, `reporter: "UZ"${until}`])
      expect(await figure(fields, `from: "2099-03", to: "2099-03", ${asked}`)).toEqual({
        ...{ holds: 0, open: 0, byReason: [], byOffice: [] },
      });
    // Nor was anything at the first position, at which nothing was held yet.
    await figure(fields, `from: "2099-03", to: "2099-03", reporter: "KZ", asOf: 1${until}`);
    expect(gateway.statements().filter((sql) => /read\.holds\b/.test(sql))).toEqual([]);
  });

  it.each([
    // A day of the inspection, which was let go on the third; the papers, placed on the second, are not there yet.
    ['2099-03-02T00:00:00+05:00', '2.0000', 3, 3],
    ['2099-03-01T23:59:59.999+05:00', '2.0000', 2, 2],
    // The inspection to its end, the sanitary one to noon of the second, half a day of papers behind the inspection.
    ['2099-03-03T12:00:00+05:00', '4.0000', 3, 1],
    ['2099-03-17T05:00:00+05:00', '5.0001', 5, 1],
    ['2099-12-31T00:00:00+05:00', '8.0001', 5, 1],
    ['2099-02-01T00:00:00+05:00', '0.0000', 0, 0],
  ])('is, by %s, %s days, whenever that was told', async (instant, days, holds, open) => {
    const until = `from: "2099-03", to: "2099-03", occurredUntil: "${instant}"`;
    expect(await figure('days holds open occurredUntil', until)).toEqual({
      ...{ days, holds, open },
      occurredUntil: instant,
    });
  });

  it('by an instant, runs no further than that, and is explained by what had happened', async () => {
    const instant = '2099-03-02T06:00:00+05:00';
    const args = `from: "2099-03", to: "2099-03", occurredUntil: "${instant}"`;
    const told = await figure(
      'until seconds shares { edges { node { reason isOpen endedAt seconds positions } } }',
      args,
    );
    const share = (reason: string, seconds: string, { placed }: AddedHold) => ({
      node: { reason, isOpen: true, endedAt: null, seconds, positions: [placed] },
    });
    expect(told).toEqual({
      until: '2099-03-02T01:00:00Z',
      // 30 hours of the inspection, and 30 of the sanitary one since the beginning of March.
      seconds: '216000.000',
      shares: {
        edges: [
          share('INSPECTION', '108000.000', ledger.inspection),
          share('DOCUMENTS', '0.000', ledger.papers),
          share('SANITARY', '108000.000', ledger.refused),
        ],
      },
    });
  });

  it('is explained, page by page, by shares that sum to it', async () => {
    type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    const page = async (after = '') =>
      (
        await figure(
          `shares(first: 3${after}) { edges { node { consignmentId reason endedBy isOpen seconds positions } } pageInfo { hasNextPage endCursor } }`,
        )
      ).shares as Page;
    const first = await page();
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    const share = (number: number, reason: string, seconds: string, { placed }: AddedHold, more = 1) => ({
      consignmentId: consignmentId(number),
      reason,
      endedBy: ['RELEASE', 'REFUSAL'][more - 1] ?? null,
      isOpen: more === 0,
      seconds,
      positions: [0, 1, 2].slice(0, more + 1).map((ahead) => placed + ahead),
    });
    expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual([
      share(1, 'INSPECTION', '172800.000', ledger.inspection),
      // What lies behind the inspection.
      share(1, 'DOCUMENTS', '129600.000', ledger.papers),
      share(2, 'SANITARY', '129600.000', ledger.refused, 2),
      share(1, 'VALUATION', '4.321', ledger.valuation),
      share(3, 'DUTY_UNPAID', '259200.000', ledger.open, 0),
    ]);
  });

  it('tells in a share, too, what ended a hold once that was told', async () => {
    const ends = async (asOf: number) => {
      const range = `from: "2099-02", to: "2099-02", asOf: ${asOf}`;
      const { shares } = await figure('shares { edges { node { endedBy isOpen positions } } }', range);
      return (shares as { edges: { node: Row }[] }).edges.map(({ node }) => node);
    };
    const { placed } = ledger.refused;
    expect(await ends(placed)).toEqual([{ endedBy: null, isOpen: true, positions: [placed] }]);
    expect(await ends(placed + 1)).toEqual([
      { endedBy: 'RELEASE', isOpen: false, positions: [placed, placed + 1] },
    ]);
    expect(await ends(placed + 2)).toEqual([
      { endedBy: 'REFUSAL', isOpen: false, positions: [placed, placed + 1, placed + 2] },
    ]);
  });

  it('holds every figure back to where its read model is', async () => {
    const move = (position: number) =>
      ledger.owner.query(`UPDATE reporting.projections SET position = $1 WHERE name = 'holds'`, [position]);
    await move(ledger.papers.placed);
    try {
      expect(await answerOf('{ ledger { position } }')).toEqual({
        ledger: { position: ledger.papers.placed },
      });
      expect(await figure('days open')).toEqual({ days: '2.0000', open: 1 });
    } finally {
      await move(ledger.last);
    }
  });

  it('is open to traders and banks, what explains it is not', async () => {
    for (const role of ['trader', 'bank'] as const) {
      const { data, errors } = await gateway.ask(
        '{ daysHeld(from: "2099-03", to: "2099-03") { days shares { edges { cursor } } } }',
        { role },
      );
      expect(data).toEqual({ daysHeld: { days: '8.0001', shares: null } });
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['daysHeld', 'shares'] }]);
    }
  });

  it.each([
    ['from: "2099-03", to: "2099-02"', 'BAD_USER_INPUT'],
    ['from: "2001-01", to: "2099-02"', 'BAD_USER_INPUT'],
    ['from: "2099-03", to: "2099-03", asOf: 999999', 'POSITION_AHEAD'],
  ])('of %s is a clear error', async (args, code) => {
    const { errors } = await gateway.ask(`{ daysHeld(${args}) { days } }`);
    expect(errors).toMatchObject([{ code }]);
  });

  it('waits for its own read model, and nothing else does', async () => {
    const query = `{ ledger { position } consignment(id: "${consignmentId(1)}") { status daysHeld { days } }
      daysHeld(from: "2099-03", to: "2099-03") { days } }`;
    await ledger.owner.query(`UPDATE reporting.projections SET state = 'building' WHERE name = 'holds'`);
    try {
      const { data, errors } = await gateway.ask(query);
      expect(data).toEqual({
        ledger: { position: ledger.last },
        consignment: { status: 'DECLARED', daysHeld: null },
        daysHeld: null,
      });
      expect(errors.map(({ code }) => code)).toEqual(['NOT_READY', 'NOT_READY']);
    } finally {
      await ledger.owner.query(`UPDATE reporting.projections SET state = 'live' WHERE name = 'holds'`);
    }
  });
});
