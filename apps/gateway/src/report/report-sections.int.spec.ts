import { consignmentId } from '../spec-kit/consignment-rows.js';
import { declarationId } from '../spec-kit/customs-rows.js';
import { type FilledLedger, keyOf } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { type HttpAnswer, problemOf, send } from '../spec-kit/http-client.js';
import { FORMATS } from './report.answers.js';
import type { Report, Table } from './report.js';
import { addTransportCost } from './report-corridor.spec-kit.js';
import { goOn, MEETING, PINNED, startReportWorld } from './report-world.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
let head: number;
beforeAll(async () => {
  ledger = await startReportWorld();
  head = await goOn(ledger);
  await addTransportCost(ledger, { of: 23, position: PINNED + 2, cents: 1_500 });
  const ids = { declarationId: declarationId(1), consignmentId: consignmentId(31) };
  const declared = { ...ids, month: '2026-02', flow: 'export' } as const;
  await ledger.fact({ ...declared, position: 10, cents: 5_000n });
  await ledger.fact({ ...declared, position: PINNED + 2, cents: -2_000n, correction: true });
  await ledger.owner.query(
    'UPDATE reporting.transport_costs SET withdrawn_position = $1 WHERE position = 10',
    [PINNED + 3],
  );
  await ledger.reach(head);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const ask = (query: string): Promise<HttpAnswer> =>
  send([gateway.url, `/v1/reports/progress?${query}`], {
    headers: { authorization: `Bearer ${keyOf('commission')}` },
  });
interface Told {
  readonly report: Report;
  readonly seal: { readonly digest: string };
}
async function told(query: string): Promise<Told> {
  const { status, body } = await ask(query);
  expect([status, status === 200 ? '' : body.toString()]).toEqual([200, '']);
  return JSON.parse(body.toString());
}
const tableOf = ({ sections }: Report, id: string): Pick<Table, 'rows' | 'total'> => {
  const found = sections.flatMap(({ tables }) => tables).find((table) => table.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return { rows: found.rows, total: found.total };
};

describe('the report that a meeting pinned', () => {
  let report: Report;
  beforeAll(async () => {
    report = (await told(`meeting=${MEETING}`)).report;
  });

  it('tells what border crossings took and cost', () => {
    const torkham = ['Torkham', 'PKTOR', 'AFRKH', 'road'];
    const all = ['All crossings', null, null, null];
    const times = ['1', '8.0', '8.0', '8.0', '1', '0'];
    expect(tableOf(report, 'crossing-times')).toEqual({
      rows: [[...torkham, ...times]],
      total: [...all, ...times],
    });
    const costs = ['1', '45.50', '45.50', '5.50'];
    expect(tableOf(report, 'crossing-costs')).toEqual({
      rows: [[...torkham, ...costs]],
      total: [...all, ...costs],
    });
  });

  it('tells how fast goods went over sections and what they paid, with plans and the northern route beside', () => {
    // 3,000 km in 124 h, planned in five days; 4,000 km in 240 h, planned in twenty.
    const north = ['1', '16.7', '16.7', '0', '0'];
    expect(tableOf(report, 'section-speeds')).toEqual({
      rows: [
        ['KZALA', 'RULED', 'rail', '4000', '8.3', ...north],
        ['PKKHI', 'KZALA', 'road', '3000', '25.0', '1', '24.2', '24.2', '0', '0'],
      ],
      // 7,000 km in 364 h.
      total: ['All', null, null, null, null, '2', '19.2', '19.2', '0', '0'],
    });
    // 300.00 a tonne are 1,000.00 for 20 t and 500 km; 600.00 for 20 t and 3,000 km are 100.00.
    const paid = ['1', '100.00', '600.00', '0.00'];
    expect(tableOf(report, 'section-costs')).toEqual({
      rows: [['PKKHI', 'KZALA', 'road', '1000.00', 'USD', ...paid]],
      total: ['All', null, null, null, null, ...paid],
    });
    // By sea nobody told the kilometres, nor any cost.
    expect(tableOf(report, 'northern-speeds').rows).toEqual([['northern-baseline', null, null, ...north]]);
    expect(tableOf(report, 'northern-costs').rows).toEqual([
      ['northern-baseline', null, null, '0', null, '0.00', '0.00'],
    ]);
  });

  it('tells by which routes, ports and modes goods came', () => {
    const lorry = ['1', '200.00', '0', '20000'];
    const train = ['1', '100.00', '0', '20000'];
    const nothing = ['0', '0.00', '0', '0', null, null, null, null, null];
    // From 1 February to the 6th, 4 h: 5.17 days; from 20 January to 20 February.
    const quick = ['5.2', '5.2', '5.2'];
    const slow = ['31.0', '31.0', '31.0'];
    // 868 h for both: 18.08 days each.
    const all = ['2', '300.00', '0', '40000', null, null, '18.1', '5.2', '31.0'];
    expect(tableOf(report, 'routes')).toEqual({
      rows: [
        ['northern-baseline', 'yes', ...train, '0.3333', '0.5000', ...slow, null, '0.0'],
        ['one of several', null, ...nothing, null, null],
        ['none that is known', null, ...lorry, null, null, ...quick, null, null],
      ],
      total: ['All', null, ...all, null, null],
    });
    expect(tableOf(report, 'northern-share').rows).toEqual([
      ['value', '0.3333', '0.0000', '0.3333'],
      ['mass', '0.5000', '0.0000', '0.5000'],
    ]);
    const [karachi] = tableOf(report, 'routes-by-port').rows;
    expect(karachi).toEqual(['PKKHI', 'Karachi', ...all.slice(0, 4), '1.0000', '1.0000', ...all.slice(6)]);
    expect(tableOf(report, 'routes-by-modes')).toEqual({
      rows: [
        ['rail, sea', ...train, '0.3333', '0.5000', ...slow],
        ['road', ...lorry, '0.6667', '0.5000', ...quick],
      ],
      total: ['All', ...all],
    });
  });

  it('tells how long customs took, and what waits', () => {
    const cleared = ['1', '30.0', '30.0', '30.0', '0'];
    const waits = ['0', null, null, null, '1'];
    const all = [...cleared.slice(0, 4), '1'];
    expect(tableOf(report, 'clearance-by-office')).toEqual({
      rows: [
        ['KZALA', 'Almaty', ...cleared],
        ['PKKHI', 'Karachi', ...waits],
      ],
      total: ['All', 'All offices', ...all],
    });
    expect(tableOf(report, 'clearance-by-flow')).toEqual({
      rows: [
        ['import', ...cleared],
        ['export', ...waits],
      ],
      total: ['All', ...all],
    });
  });

  it('tells of transits and of the guarantees behind them', () => {
    const sums = [...['1', '1.500', '2500.00', '0', '0', '1'], ...['1', '0.100', '0', '1', '0.100']];
    expect(tableOf(report, 'transits')).toEqual({
      rows: [['Pakistan', 'Kazakhstan', ...sums]],
      total: ['All', null, ...sums],
    });
    expect(tableOf(report, 'transit-irregularities').rows).toEqual([['seal broken', '1', '1']]);
    const use = ['1', '0', '10000.00', '400.00', '0.00', '9600.00', '0.00', '0.0400'];
    expect(tableOf(report, 'guarantees-by-currency').rows).toEqual([['PKR', ...use]]);
    expect(tableOf(report, 'guarantees-by-kind').rows).toEqual([['insurance', 'PKR', ...use]]);
  });

  it('tells of letters of credit and of money in suspense, of all banks together', () => {
    // 1,000.00 of one bank and 50.00 of another one.
    const credits = ['2', '1050.00', '0', '0.00', '1', '400.00', '1', '0', '400.00', '0.00', '650.00'];
    expect(tableOf(report, 'letters-of-credit').rows).toEqual([['USD', ...credits]]);
    expect(tableOf(report, 'suspense').rows).toEqual([['USD', '31 to 60', '1', '700.00', '2026-02-01']]);
  });

  it('has no two columns of one heading and unit in a table', () => {
    for (const { id, columns } of report.sections.flatMap(({ tables }) => tables)) {
      const headings = columns.map(({ name, unit }) => `${name} ${unit ?? ''}`);
      expect([id, new Set(headings).size]).toEqual([id, headings.length]);
    }
  });

  it('has no section of what was restated, since nobody asked', () => {
    expect(report.since).toBeNull();
    expect(report.sections.map(({ id }) => id)).not.toContain('restated');
  });
});

describe('a report that tells what was restated', () => {
  const query = () => `position=${head}&since=${PINNED}`;

  it('tells it of trade and of each figure with sums, new apart from corrected', async () => {
    const { report } = await told(query());
    expect([report.position, report.since]).toEqual([head, PINNED]);
    expect(report.sections.at(-1)).toMatchObject({
      ...{ id: 'restated', title: `What was restated since position ${PINNED}` },
    });
    // 420.50 and 50.00 before; 999.99 were told since, and 70.00 less, of declarations that nothing was known of; of the 50.00, 20.00 were taken out.
    expect(tableOf(report, 'restated-bilateral-trade').rows).toEqual([
      ['Pakistan', '470.50', '1380.49', '909.99', '929.99', '-20.00'],
      ['Kazakhstan', '320.00', '320.00', '0.00', '0.00', '0.00'],
    ]);
    const rows = (id: string) => tableOf(report, id).rows;
    expect(rows('restated-corridor')).toEqual([
      ['Cost of border crossings', 'total', 'USD', '45.50', '40.00', '-5.50', '0.00', '-5.50', '0.00'],
      ['Cost of border crossings', 'unreceipted', 'USD', '5.50', '0.00', '-5.50', '0.00', '-5.50', '0.00'],
      [
        'Cost of sections of the corridor',
        'total',
        'USD',
        '600.00',
        '615.00',
        '15.00',
        '15.00',
        '0.00',
        '0.00',
      ],
    ]);
    expect(rows('restated-payments')).toContainEqual([
      ...[
        'Open obligations by age',
        'outstanding',
        'USD',
        '800.00',
        '0.00',
        '-800.00',
        '0.00',
        '-800.00',
        '0.00',
      ],
    ]);
    // One waits since 25 February, 8:00: for 389 h as of 13 March, 13:00, and for 49 days more as of 1 May.
    const waits = ['1400400.000', '5634000.000', '4233600.000', '4233600.000', '0.000', '0.000'];
    expect(rows('restated-customs')).toEqual([['Clearance time', 'openSeconds', 's', ...waits]]);
  });

  it('is pinned by what was asked: the same bytes again, and another digest since another position', async () => {
    const print = (format: string) => ask(`${query()}&format=${format}`);
    const before: HttpAnswer[] = [];
    for (const format of FORMATS) before.push(await print(format));
    // An event behind the report, in figures of it.
    await addTransportCost(ledger, { of: 24, position: head + 1, cents: 700 });
    await ledger.event();
    await ledger.reach(head + 1);
    for (const [index, format] of FORMATS.entries()) {
      const again = await print(format);
      expect([format, before[index]?.status, again.status]).toEqual([format, 200, 200]);
      expect([format, again.body.equals(before[index]?.body ?? Buffer.alloc(0))]).toEqual([format, true]);
    }
    const digests = new Set<string>();
    for (const since of ['', `&since=${PINNED - 1}`, `&since=${PINNED}`, `&since=${head}`])
      digests.add((await told(`position=${head}${since}`)).seal.digest);
    expect(digests.size).toBe(4);
  }, 120_000);

  it('says so on the page and in the name of the file', async () => {
    const { headers, body } = await ask(`${query()}&format=html`);
    expect(headers['content-disposition']).toContain(`position-${head}-since-${PINNED}.html`);
    expect(body.toString()).toContain('Restated since position');
    const csv = await ask(`${query()}&format=csv&table=restated-bilateral-trade`);
    expect(csv.body.toString()).toContain('Pakistan,470.50,1380.49,909.99,929.99,-20.00');
  });

  it('since its own position nothing was restated', async () => {
    const { report } = await told(`position=${head}&since=${head}`);
    const { tables = [], notes = [] } = report.sections.at(-1) ?? {};
    expect(tables.slice(1).flatMap(({ rows }) => rows)).toEqual([]);
    expect(notes).toContain('Of the other figures that are told here nothing was restated.');
  });

  it.each([
    [`meeting=${MEETING}&since=${PINNED + 1}`, '/since: comes after the position of the report, which is 20'],
    ['since=0', '/since'],
  ])('%s is refused', async (asked, words) => {
    expect(problemOf(await ask(asked))).toMatchObject({
      ...{ status: 422, code: 'content-invalid', detail: expect.stringContaining(words) },
    });
  });
});
