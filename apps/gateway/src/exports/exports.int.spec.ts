import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Role } from '@corridor/nest-kit';
import { RestDocument } from '@corridor/testing';
import { goOn, ODD_TITLE, PINNED, startReportWorld } from '../report/report-world.spec-kit.js';
import { consignmentId } from '../spec-kit/consignment-rows.js';
import { type FilledLedger, keyOf } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { type HttpAnswer, problemOf, send } from '../spec-kit/http-client.js';
import { addObligation, idOf } from '../spec-kit/payment-rows.js';

/** Far more than what the sockets between two processes hold. */
const MANY = 150_000;
const document = RestDocument.read();
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startReportWorld();
  await addObligation(ledger, {
    ...{
      id: 43,
      position: 12,
      minor: 7,
      startedOn: '2026-02-01',
      dueOn: '2026-03-01',
      bank: 'demo-bank-almaty',
    },
  });
  // Between two countries of which nothing else is told here.
  await ledger.owner.query(
    `INSERT INTO reporting.trade_facts (generation, position, fact, reporter, partner, country_of_origin, flow, month, accepted_on, hs6, sector,
       consignment_id, declaration_id, line_number, net_mass_kg, value_usd_cents, correction, participants, demo, customs_office, occurred_at)
     SELECT 1, 3, 1000 + n, 'UZ', 'TJ', 'UZ', 'export', '2026-02-01', '2026-02-15', '620342', 'textiles', gen_random_uuid(), gen_random_uuid(), 1, 1, n,
       false, '{}', false, 'UZTAS', '2026-02-15T00:00:00Z'
     FROM generate_series(1, $1::int) n`,
    [MANY],
  );
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const YEAR = 'from=2025-03&to=2026-02';
const MANY_QUERY = `trade?${YEAR}&reporter=UZ&partner=TJ`;
const ask = (query: string, role: Role = 'reporter'): Promise<HttpAnswer> =>
  send([gateway.url, `/v1/exports/${query}`], { headers: { authorization: `Bearer ${keyOf(role)}` } });

/** An answer that is read as its reader likes. */
async function open(query: string): Promise<http.IncomingMessage> {
  const headers = { authorization: `Bearer ${keyOf('reporter')}` };
  const request = http.get(`${gateway.url}/v1/exports/${query}`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  request.on('error', () => undefined);
  return response;
}

type Line = Readonly<Record<string, unknown>>;
/** The first line, the rows and the last line; what the last one says of those before holds. */
async function whole(query: string, role?: Role): Promise<{ of: Line; rows: readonly Line[] }> {
  const answer = await ask(`${query}&format=ndjson`, role);
  expect([answer.status, answer.headers['content-type']]).toEqual([
    200,
    'application/x-ndjson; charset=utf-8',
  ]);
  const text = answer.body.toString();
  const [of = {}, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const rows = lines.slice(0, -1);
  const before = text.slice(0, text.trimEnd().lastIndexOf('\n') + 1);
  const sha256 = createHash('sha256').update(before).digest('hex');
  expect(lines.at(-1)).toEqual({ end: true, rows: rows.length, position: of.position, sha256 });
  return { of, rows };
}
const sumOf = (rows: readonly Line[], name: string) =>
  rows.reduce((sum, row) => sum + BigInt(String(row[name]).replace('.', '')), 0n);

describe('the rows of a figure', () => {
  it('of trade sum to it', async () => {
    const { of, rows } = await whole(`trade?${YEAR}`);
    expect(of).toEqual({
      ...{ export: 'trade', position: PINNED, reporter: 'PK', partner: 'KZ', from: '2025-03', to: '2026-02' },
      definition: 'docs/figures/bilateral-trade.md',
    });
    expect(rows.map((row) => [row.position, row.month, row.flow, row.hs6, row.valueUsd])).toEqual([
      [3, '2026-01', 'export', '620342', '300.00'],
      [3, '2026-02', 'import', '300490', '70.00'],
      [4, '2026-02', 'export', '848210', '50.50'],
    ]);
    expect(rows.map((row) => row.monthStatus)).toEqual(['provisional', 'provisional', 'provisional']);
    const { data } = await gateway.ask(
      '{ bilateralTrade(reporter: "PK", partner: "KZ", from: "2025-03", to: "2026-02") { total { amount } } }',
    );
    expect(data).toEqual({ bilateralTrade: { total: { amount: '420.50' } } });
    expect(sumOf(rows, 'valueUsd')).toBe(42_050n);
  });

  it('of commitments tell each step', async () => {
    const { rows } = await whole('commitments?from=2025-12&to=2026-01');
    expect(rows).toEqual([
      expect.objectContaining({
        position: 5,
        title: ODD_TITLE,
        stage: 'promised',
        usd: '900.00',
        status: 'announced',
      }),
      expect.objectContaining({ position: 6, commitmentId: idOf(31), stage: 'delivered', usd: '100.00' }),
      expect.objectContaining({ position: 7, stage: 'delivered-uncleared', usd: '25.00', ofServices: false }),
      // Rows of services say so: no figure of goods has them.
      expect.objectContaining({
        position: 15,
        stage: 'promised',
        sector: 'it',
        usd: '400.00',
        ofServices: true,
      }),
      expect.objectContaining({ position: 16, stage: 'contracted', usd: '200.00', ofServices: true }),
    ]);
    expect((await whole('commitments?from=2026-02&to=2026-02')).rows).toEqual([]);
  });

  it('of holds and visits tell when, by the clock of the place', async () => {
    const held = await whole(`holds?${YEAR}`);
    expect(held.rows).toEqual([
      expect.objectContaining({
        ...{ consignmentId: consignmentId(1), office: 'PKKHI', reason: 'inspection', endedBy: 'release' },
        ...{ placedAt: '2026-02-02T00:00:00+05:00', endedAt: '2026-02-03T12:00:00+05:00' },
        secondsOfShare: '129600.000',
      }),
    ]);
    const { rows } = await whole(`visits?${YEAR}`);
    expect(
      rows.map((row) => [row.consignmentId, row.standing, row.arrivedAt, row.departedAt, row.seconds]),
    ).toEqual([
      [consignmentId(1), 'complete', '2026-02-02T10:00:00+05:00', '2026-02-02T12:00:00+05:00', '7200.000'],
      [consignmentId(2), 'complete', '2026-02-03T10:00:00+05:00', '2026-02-03T15:00:00+05:00', '18000.000'],
      [consignmentId(3), 'incomplete', '2026-02-04T10:00:00+05:00', null, null],
    ]);
  });

  it('of obligations tell what is open, to a bank its own alone', async () => {
    const { rows } = await whole(`obligations?${YEAR}`);
    const told = (found: readonly Line[]) =>
      found.map((row) => [row.obligationId, row.creditorBank, row.amount, row.settled, row.outstanding]);
    const own = [
      [idOf(41), 'demo-bank-karachi', '500.00', '500.00', '0.00'],
      [idOf(42), 'demo-bank-karachi', '800.00', '0.00', '800.00'],
    ];
    expect(told(rows)).toEqual([...own, [idOf(43), 'demo-bank-almaty', '0.07', '0.00', '0.07']]);
    expect(told((await whole(`obligations?${YEAR}`, 'bank')).rows)).toEqual(own);
  });

  it('are as of a position, whatever is recorded behind it', async () => {
    const before = await ask(`trade?${YEAR}&asOf=${PINNED}`);
    await goOn(ledger);
    const after = await ask(`trade?${YEAR}&asOf=${PINNED}`);
    expect(after.body.equals(before.body)).toBe(true);
    expect((await whole(`trade?${YEAR}`)).rows).toHaveLength(5);
    expect((await whole(`trade?${YEAR}&asOf=3`)).rows).toHaveLength(2);
  });
});

it('is CSV in which the first line says what it is, and the last one that it is whole', async () => {
  const { status, headers, body } = await ask(`commitments?from=2025-12&to=2025-12&asOf=${PINNED}`);
  expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(headers['content-disposition']).toBe('attachment; filename="export-commitments-position-20.csv"');
  const lines = body.toString().split('\r\n');
  const before = lines.slice(0, -2).map((line) => `${line}\r\n`);
  const sha256 = createHash('sha256').update(before.join('')).digest('hex');
  const title = `"'=1+1 <b>""Towels"" & Cotton, Қазақстан</b>"`;
  expect(lines).toEqual([
    '#export,export,commitments,position,20,from,2025-12,to,2025-12,definition,docs/figures/commitment-funnel.md',
    'position,fact,commitmentId,title,sector,ofServices,announcedOn,stage,day,causePosition,usd,jobs,unvaluedLines,status',
    `5,1,${idOf(31)},${title},textiles,false,2025-12-01,promised,2026-05-13,5,900.00,0,0,announced`,
    `6,1,${idOf(31)},${title},textiles,false,2025-12-01,delivered,2026-05-13,6,100.00,0,0,`,
    `7,1,${idOf(31)},${title},textiles,false,2025-12-01,delivered-uncleared,2026-05-13,7,25.00,0,0,`,
    `#end,rows,3,position,20,sha256,${sha256}`,
    '',
  ]);
});

describe('many rows', () => {
  it('all come, and are counted', async () => {
    const { rows } = await whole(MANY_QUERY);
    expect(rows).toHaveLength(MANY);
    // 0.01 + 0.02 + … : n × (n + 1) ÷ 2 cents.
    expect(sumOf(rows, 'valueUsd')).toBe((BigInt(MANY) * (BigInt(MANY) + 1n)) / 2n);
  });

  it('wait in the database for a reader that is slow', async () => {
    gateway.statements();
    const response = await open(`${MANY_QUERY}&format=ndjson`);
    response.pause();
    let fetched = await untilStill();
    // What the sockets hold is not all of it.
    expect(fetched).toBeGreaterThan(0);
    expect(fetched).toBeLessThan(MANY / 500 / 2);
    let text = '';
    for await (const part of response) text = `${text}${part}`.slice(-500);
    fetched += fetches();
    expect(text.trimEnd().split('\n').at(-1)).toContain(`{"end":true,"rows":${MANY},`);
    // As many as there are batches, and the one that finds nothing more.
    expect(fetched).toBe(MANY / 500 + 1);
  });

  it('that break off in the middle have no last line, and the answer is broken', async () => {
    const response = await open(MANY_QUERY);
    response.pause();
    await untilStill();
    const { rowCount } = await ledger.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'FETCH%export_rows' AND datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    let text = '';
    const read = async () => {
      for await (const part of response) text += part;
    };
    await expect(read()).rejects.toThrow('aborted');
    expect(text).toContain('#export');
    expect(text).not.toContain('#end');
    expect(text.split('\r\n').length).toBeLessThan(MANY);
  });

  it('that nobody reads to their end give their place back', async () => {
    const [one, other] = [await open(MANY_QUERY), await open(MANY_QUERY)];
    const refused = await ask(`trade?${YEAR}`);
    expect(problemOf(refused)).toMatchObject({ status: 503, code: 'overloaded' });
    for (const response of [one, other]) response.destroy();
    let answer = await ask(`trade?${YEAR}`);
    while (answer.status === 503) {
      await setTimeout(20);
      answer = await ask(`trade?${YEAR}`);
    }
    expect(answer.status).toBe(200);
    // The place of one was free; the other's is soon.
    const held = async () =>
      (
        await ledger.owner.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
        )
      ).rowCount;
    while ((await held()) !== 0) await setTimeout(20);
  });
});

describe('what cannot be had', () => {
  it.each([
    [`vessels?${YEAR}`, 'reporter', 404, 'not-found', 'There are these: trade, commitments'],
    [`trade?${YEAR}`, 'bank', 403, 'right-missing', 'are for reporters'],
    [`obligations?${YEAR}`, 'commission', 403, 'right-missing', 'each its own'],
    [`trade?${YEAR}`, 'trader', 403, 'right-missing', 'trader'],
    ['trade?from=2026-02&to=2026-01', 'reporter', 422, 'content-invalid', '/to: "2026-01" lies before'],
    ['trade?from=2000-02&to=2026-01', 'reporter', 422, 'content-invalid', '/to: at most 240 months'],
    ['trade?from=2026-02', 'reporter', 422, 'content-invalid', '/to'],
    [`trade?${YEAR}&asOf=999`, 'reporter', 503, 'position-ahead', 'lies ahead'],
    [`trade?${YEAR}&reporter=PK&partner=PK`, 'reporter', 422, 'content-invalid', 'between two countries'],
    [`trade?${YEAR}&reporter=PK&partner=XX`, 'reporter', 422, 'country-unknown', 'XX'],
    [`trade?${YEAR}&reporter=PK`, 'reporter', 422, 'content-invalid', '/partner'],
    [`holds?${YEAR}&partner=PK`, 'reporter', 422, 'content-invalid', 'is for trade, not for holds'],
  ] as const)('%s as %s', async (query, role, status, code, words) => {
    const answer = await ask(query, role);
    expect(problemOf(answer)).toMatchObject({ status, code, detail: expect.stringContaining(words) });
    expect(faultsOf(answer)).toEqual([]);
  });

  it('points to the parameter that the months end with', async () => {
    const { body } = await ask('trade?from=2026-02&to=2026-01');
    const fault = { pointer: '/to', detail: '"2026-01" lies before from, "2026-02".' };
    expect(JSON.parse(String(body))).toMatchObject({
      ...fault,
      detail: `/to: ${fault.detail}`,
      errors: [fault],
    });
  });

  it('is as the document tells, also where it can', async () => {
    expect(faultsOf(await ask(`trade?${YEAR}`))).toEqual([]);
    expect(faultsOf(await ask(`trade?${YEAR}&format=ndjson`, 'customs'))).toEqual([]);
  });
});

const fetches = () => gateway.statements().filter((sql) => sql.startsWith('FETCH')).length;

/** How many batches were fetched until no more were. */
async function untilStill(): Promise<number> {
  let fetched = 0;
  for (let still = 0; still < 5; ) {
    await setTimeout(100);
    const more = fetches();
    fetched += more;
    still = more === 0 ? still + 1 : 0;
  }
  return fetched;
}

function faultsOf({ status, headers, body }: HttpAnswer): readonly string[] {
  return document.faultsOf('GET', '/v1/exports/trade', {
    status,
    type: headers['content-type'] ?? null,
    text: body.toString(),
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  });
}
