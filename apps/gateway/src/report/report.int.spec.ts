import { createHash, generateKeyPairSync } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { digestOf, type SignedDigest, verifyDigest, verifyingKey } from '@corridor/event-store';
import type { Role } from '@corridor/nest-kit';
import { RestDocument } from '@corridor/testing';
import { strFromU8, unzipSync } from 'fflate';
import { addMonths } from '../calendar/month.js';
import { addMeeting } from '../institutions/meetings/meeting.spec-kit.js';
import { type FilledLedger, keyOf } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';
import { type HttpAnswer, problemOf, send } from '../spec-kit/http-client.js';
import { idOf } from '../spec-kit/payment-rows.js';
import { textsOf } from './print/pdf-text.spec-kit.js';
import { shown } from './print/shown.js';
import { FORMATS } from './report.answers.js';
import { isNumber, type Report, type Section, type Table } from './report.js';
import { goOn, MEETING, ODD_TITLE, PINNED, startReportWorld } from './report-world.spec-kit.js';
import { words } from './words.js';

const document = RestDocument.read();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  ledger = await startReportWorld();
  gateway = await startGatewayUnderTest(ledger.url, { reportKey: privateKey });
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const PATH = '/v1/reports/progress';
const ask = (
  query: string,
  role: Role = 'commission',
  headers: Record<string, string> = {},
): Promise<HttpAnswer> =>
  send([gateway.url, `${PATH}?${query}`], {
    headers: { authorization: `Bearer ${keyOf(role)}`, ...headers },
  });
const pinned = `meeting=${MEETING}`;

async function told(query = pinned): Promise<{ readonly report: Report; readonly seal: SignedDigest }> {
  const answer = await ask(query);
  expect([answer.status, answer.body.toString().slice(0, answer.status === 200 ? 0 : 500)]).toEqual([
    200,
    '',
  ]);
  return JSON.parse(answer.body.toString());
}
const sectionOf = ({ sections }: Report, id: string): Section => {
  const found = sections.find((section) => section.id === id);
  if (!found) throw new Error(`no section ${id}`);
  return found;
};
const tableOf = (report: Report, id: string): Table => {
  const found = report.sections.flatMap(({ tables }) => tables).find((table) => table.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
};

const rowsOf = (report: Report, id: string) => tableOf(report, id).rows;

describe('the content of the report that a meeting pinned', () => {
  let report: Report;
  beforeAll(async () => {
    report = (await told()).report;
  });

  it('tells what it is of', () => {
    const { sections, ...of } = report;
    expect(of).toEqual({
      form: 'corridor-ledger progress report 3',
      title: 'Progress report: trade of Pakistan with Kazakhstan',
      ...{ reporter: 'PK', partner: 'KZ', position: PINNED },
      meeting: {
        ...{ meetingId: MEETING, name: 'Шестая сессия', session: 6, place: 'PKISB' },
        ...{ startsOn: '2026-03-12', endsOn: '2026-03-13' },
      },
      ...{ recordedAt: '2026-03-13T08:00:00.000000Z', since: null, asOfDay: '2026-03-13' },
      months: { from: '2025-03', to: '2026-02' },
    });
    expect(sections.map(({ id }) => id)).toEqual([
      ...['target', 'trade', 'services', 'forecast', 'commitments', 'stuck', 'corridor', 'crossings', 'road'],
      ...['routes', 'holds', 'clearance', 'transits', 'payments', 'letters-of-credit', 'suspense'],
      ...['mirror-gap', 'official', 'actions'],
    ]);
  });

  it('measures against the target', () => {
    // 300.00 + 70.00 + 50.50; four years of 365.25 days to go: (1000 ÷ 420.50)^(1 ÷ 4) − 1.
    expect(rowsOf(report, 'target')).toEqual([
      ['1000.00', '2030-03-13', '420.50', '2026-01', '2026-02', '2', '0.4205', null, '0.2418'],
    ]);
    expect(sectionOf(report, 'target').notes).toEqual([
      'Source of the target: the two presidents.',
      'The ledger has 2 full months of history: what was realised is no full year.',
      'Under three full months of history there is no pace to tell.',
    ]);
  });

  it('tells trade by month beside what the partner declares, by sector and by chapter', () => {
    const months = tableOf(report, 'trade-by-month');
    expect(months.rows).toHaveLength(12);
    expect(months.rows.slice(-2)).toEqual([
      ['2026-01', '300.00', '0.00', '0.00', '300.00', '320.00', 'provisional'],
      ['2026-02', '50.50', '50.50', '70.00', '120.50', '0.00', 'provisional'],
    ]);
    expect(months.total).toEqual(['All months', '350.50', '50.50', '70.00', '420.50', '320.00', null]);
    expect(months.rows.at(-3)?.at(-1)).toBe('revised');
    expect(rowsOf(report, 'trade-by-sector')).toEqual([
      ['textiles', '300.00', '0.00', '0.00', '300.00'],
      ['pharmaceuticals', '0.00', '0.00', '70.00', '70.00'],
      ['consumer goods', '50.50', '50.50', '0.00', '50.50'],
    ]);
    expect(rowsOf(report, 'trade-by-chapter').map(([chapter, , ...sums]) => [chapter, sums.at(-1)])).toEqual([
      ['30', '70.00'],
      ['62', '300.00'],
      ['84', '50.50'],
    ]);
  });

  it('says that history is too short for a forecast, and tells no number', () => {
    const { tables, notes } = sectionOf(report, 'forecast');
    expect([tables, notes]).toEqual([[], [expect.stringMatching(/^Not enough history: .*48 full months/)]]);
  });

  it('tells a forecast with its method and range where there is history, as GraphQL does', async () => {
    for (let month = 0; month < 60; month += 1) {
      // Five years up to February 2026: each year a hundredth more, with a season of its own.
      const cents = BigInt(
        10_000 + 100 * Math.floor(month / 12) + 1_000 * ((month * 5) % 12) + 37 * (month % 7),
      );
      const pair = { reporter: 'TJ', partner: 'UZ' };
      await ledger.fact({ position: 3, month: addMonths('2021-03', month), flow: 'export', cents, ...pair });
    }
    await ledger.reach(PINNED);
    const { report: other } = await told(`position=${PINNED}&reporter=TJ&partner=UZ`);
    const { data } = await gateway.ask(
      `{ tradeForecast(reporter: "TJ", partner: "UZ", asOf: ${PINNED}) { method total { amount } low { amount } high { amount } coverage coverageOrigins origins months { month total { amount } } } }`,
    );
    const { tradeForecast } = data as {
      tradeForecast: Record<'total' | 'low' | 'high', { amount: string }> & {
        method: string;
        coverage: string;
        coverageOrigins: number;
        origins: number;
        months: { month: string; total: { amount: string } }[];
      };
    };
    const { method, total, low, high, coverage, coverageOrigins, origins, months } = tradeForecast;
    // The first trials have too few errors before them to have a range.
    expect(coverageOrigins).toBeLessThan(origins);
    const trials = [coverage, String(coverageOrigins), String(origins)];
    const history = ['2021-03', '2025-12'];
    expect(rowsOf(other, 'forecast')).toEqual([
      [words(method), total.amount, low.amount, high.amount, ...trials, ...history],
    ]);
    expect(tableOf(other, 'forecast-by-month')).toMatchObject({
      rows: months.map((each) => [each.month, each.total.amount]),
      total: ['All months', total.amount],
    });
    expect(months[0]?.month).toBe('2026-01');
    expect(sectionOf(other, 'forecast').notes).toEqual([expect.stringMatching(/^It rests on 58 months/)]);
  });

  it('says that a forecast lies outside its own range', async () => {
    for (let month = 0; month < 60; month += 1) {
      const of = addMonths('2021-03', month);
      const pair = { reporter: 'TJ', partner: 'KG' };
      await ledger.fact({
        position: 3,
        month: of,
        flow: 'export',
        cents: BigInt(100_000 + 1_000 * month),
        ...pair,
      });
    }
    await ledger.reach(PINNED);
    const { report: other } = await told(`position=${PINNED}&reporter=TJ&partner=KG`);
    expect(sectionOf(other, 'forecast').notes).toEqual([
      expect.stringMatching(/^The forecast lies below its own 80 % range/),
      expect.stringMatching(/^It rests on 58 months/),
    ]);
  });

  it('tells what came of promises, of holds, visits and payments', () => {
    // 25.00 came uncleared: it is no part of the conversion.
    const stages = ['900.00', '0.00', '0.00', '0.00', '100.00', '25.00', '0.00', '0.1111'];
    const ofServices = ['400.00', '200.00', '0.00', '0.00', '0.00', '0.00', '0.00', '0.0000'];
    const counts = ['1', '0', '0', '0'];
    expect(
      sectionOf(report, 'commitments').tables.flatMap(({ id, rows, total }) =>
        total ? [[id, rows, total]] : [],
      ),
    ).toEqual([
      ['commitments-by-sector', [['textiles', ...counts, ...stages]], ['All goods', ...counts, ...stages]],
      [
        'commitments-of-services',
        [['it', ...counts, ...ofServices]],
        ['All services', ...counts, ...ofServices],
      ],
    ]);
    expect(rowsOf(report, 'commitments')).toEqual([
      // Announced on 1 December, 102 days before 13 March.
      [ODD_TITLE, 'textiles', 'announced', '2025-12-01', null, 'contracted', '102', ...stages],
      ['Software', 'it (services)', 'announced', '2026-01-10', null, null, '62', ...ofServices],
    ]);
    expect(rowsOf(report, 'holds-by-reason')).toEqual([['inspection', '1.5000', '1', '0']]);
    expect(rowsOf(report, 'dwell')).toEqual([['PKTOR', 'Torkham', '2', '2.0', '5.0', '3.5', '1', '0']]);
    // From 16 January and 13 February to 15 February.
    expect(rowsOf(report, 'days-to-settle')).toEqual([['USD', '1', '0', '500.00', '30.00', '2.00']]);
    expect(rowsOf(report, 'open-obligations')).toEqual([['USD', '1 to 30', '1', '800.00']]);
    expect(rowsOf(report, 'local-currency')).toEqual([['500.00', '0.0000']]);
    expect(rowsOf(report, 'official')).toEqual([
      ['2026-01', 'export', 'UN Comtrade', 'provisional', null, '2026-06-20', '290.00', '300.00'],
    ]);
    expect(rowsOf(report, 'mirror-gap-by-cause')).toEqual([
      ['imports declared (CIF)', '320.00', '0.00'],
      ['exports declared (FOB)', '300.00', '0.00'],
      ['gap', '20.00', '0.00'],
      ['freight and insurance', '15.00', '0.00'],
      ['exchange rate', '0.00', '0.00'],
      ['timing', '0.00', '0.00'],
      ['partner', '0.00', '0.00'],
      ['classification', '0.00', '0.00'],
      ['declared by one side only', '0.00', '0.00'],
      ['residual: quantity and price', '5.00', '0.00'],
    ]);
    expect(rowsOf(report, 'mirror-gap-by-month').slice(-2)).toEqual([
      ['2026-01', '20.00', '0.00', 'provisional'],
      ['2026-02', '0.00', '0.00', 'provisional'],
    ]);
    expect(rowsOf(report, 'services-it').slice(-2)).toEqual([
      ['2026-01', '0.00', '0.00', '0.00'],
      ['2026-02', '120.00', '0.00', '120.00'],
    ]);
    expect(rowsOf(report, 'services-by-item')).toEqual([
      ['SI21', 'Computer software', '120.00', '0.00', '120.00'],
    ]);
    expect(rowsOf(report, 'actions')).toEqual([
      ['Open the second gate', 'demo-ministry', '2026-04-20', 'assigned', null, null, null, null, null],
    ]);
  });

  it('has a cell for each column of each table, and links each figure to the page that defines it', () => {
    for (const { tables, figures } of report.sections) {
      for (const { page } of figures) expect(page).toMatch(/^docs\/figures\/[a-z0-9-]+\.md$/);
      for (const { columns, rows, total } of tables) {
        for (const row of total ? [...rows, total] : rows) expect(row).toHaveLength(columns.length);
      }
    }
    const ids = report.sections.flatMap(({ tables }) => tables.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('its digest', () => {
  it('is that of the content, and is signed', async () => {
    const { report, seal } = await told();
    const { rows } = await ledger.owner.query<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM read.events WHERE position = $1`,
      [PINNED],
    );
    expect([seal.digest, seal.position, seal.hash]).toEqual([digestOf(report), PINNED, rows[0]?.hash]);
    expect(() => verifyDigest(report, seal, publicKey)).not.toThrow();
    const alone = await ask(`${pinned}&format=digest`);
    expect(JSON.parse(alone.body.toString())).toEqual(seal);
  });

  it('changes with any cell', async () => {
    const { report, seal } = await told();
    const cells = report.sections.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.flat())).length;
    expect(cells).toBeGreaterThan(100);
    const digests = new Set([seal.digest]);
    for (let nth = 0; nth < cells; nth += 1) digests.add(digestOf(withCell(report, nth)));
    expect(digests.size).toBe(cells + 1);
  });

  it('can be checked by the key that the ledger tells everybody', async () => {
    const { report, seal } = await told();
    const answer = await send([gateway.url, '/v1/reports/key']);
    const key = JSON.parse(answer.body.toString()) as { keyId: string; publicKey: string };
    expect(faultsOf('/v1/reports/key', answer)).toEqual([]);
    expect(key.keyId).toBe(seal.keyId);
    expect(() => verifyDigest(report, seal, verifyingKey(key.publicKey))).not.toThrow();
  });

  it('is told without a signature where the ledger was given no key', async () => {
    const bare = await startGatewayUnderTest(ledger.url);
    try {
      const headers = { authorization: `Bearer ${keyOf('reporter')}` };
      const answer = await send([bare.url, `${PATH}?${pinned}&format=digest`], { headers });
      const { digest } = (await told()).seal;
      expect(JSON.parse(answer.body.toString())).toMatchObject({ digest, keyId: null, signature: null });
      expect(problemOf(await send([bare.url, '/v1/reports/key'])).status).toBe(404);
    } finally {
      await bare.stop();
    }
  });
});

describe('what is printed', () => {
  it('is a page that needs nothing else, where names of others are words', async () => {
    const { status, headers, body } = await ask(`${pinned}&format=html`);
    const page = body.toString();
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-disposition']).toBe('inline; filename="progress-report-PK-KZ-position-20.html"');
    expect(page).toContain('=1+1 &lt;b&gt;&quot;Towels&quot; &amp; Cotton, Қазақстан&lt;/b&gt;');
    expect(page).not.toMatch(/<b>|<script|<img|<link|https?:|url\(|@import| on\w+=| style=/);
    expect(page).toContain('<td class="number">42.05 %</td>');
    expect(page).toContain('<td class="number">1,000.00</td>');
    expect(page).toContain('Шестая сессия, session 6');
    const { digest, signature } = (await told()).seal;
    expect(page).toContain(digest);
    expect(page).toContain(signature);
    expect(page).toContain('@media print');
    // Each table says what it is, of which columns, and each row what it is of.
    const count = (part: RegExp) => page.match(part)?.length;
    expect(count(/<caption>/g)).toBe(count(/<table /g));
    expect(count(/<html lang="en">/g)).toBe(1);
    expect(page).not.toMatch(/<th(?! scope)[ >]/);
  });

  it('lets a page of the report take nothing in but its own style', async () => {
    const { headers, body } = await ask(`${pinned}&format=html`);
    const style = /<style>([\s\S]*?)<\/style>/.exec(body.toString())?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  it('is a table as CSV in which a formula is words', async () => {
    const { headers, body } = await ask(`${pinned}&format=csv&table=commitments`);
    const { digest } = (await told()).seal;
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(body.toString().split('\r\n')).toEqual([
      'position,reporter,partner,digest,Commitment,Sector,Status,Announced,Due,Stuck before,Days since progress,"Promised, USD","Contracted, USD","Shipped, USD","Cleared, USD","Delivered, USD","Delivered, not cleared, USD","Paid, USD",Delivered of promised',
      `20,PK,KZ,${digest},"'=1+1 <b>""Towels"" & Cotton, Қазақстан</b>",textiles,announced,2025-12-01,,contracted,102,900.00,0.00,0.00,0.00,100.00,25.00,0.00,0.1111`,
      `20,PK,KZ,${digest},Software,it (services),announced,2026-01-10,,,62,400.00,200.00,0.00,0.00,0.00,0.00,0.00,0.0000`,
      '',
    ]);
  });

  it('is a PDF of which the words can be read back, whose fonts come with it', async () => {
    const { headers, body } = await ask(`${pinned}&format=pdf`);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toBe(
      'attachment; filename="progress-report-PK-KZ-position-20.pdf"',
    );
    const pages = textsOf(body);
    const text = pages.join('').replaceAll('\n', ' ');
    expect(text).not.toContain('\ufffd');
    const { report, seal } = await told();
    expect(text).toContain('Шестая сессия, session 6');
    expect(text).toContain('Қазақстан');
    for (const { title, tables } of report.sections) {
      expect(text).toContain(title);
      for (const table of tables) {
        for (const [index, row] of table.rows.entries()) {
          // What is not broken over lines stands there letter for letter.
          const cells = row.flatMap((cell, at) => {
            const column = table.columns[at];
            return column && isNumber(column) ? [shown(column, cell)] : [];
          });
          for (const cell of cells)
            expect([table.id, index, text.includes(cell)]).toEqual([table.id, index, true]);
        }
      }
    }
    for (const page of pages) expect(page).toContain(`SHA-256 ${seal.digest}`);
    expect(pages.length).toBeGreaterThan(3);
    expect(text).toContain(seal.signature);
    const source = body.toString('latin1');
    expect(source.match(/\/FontFile2/g)).toHaveLength(2);
    expect(source).toContain('/MarkInfo');
    expect(source).toMatch(/\/Lang \(en\)/);
    // No time but that of the content.
    expect(new Set(source.match(/D:\d+Z?/g))).toEqual(new Set(['D:20260313080000Z']));
  });

  it('is all tables in one file', async () => {
    const { report, seal } = await told();
    const { body } = await ask(`${pinned}&format=csv`);
    const files = unzipSync(body);
    const ids = report.sections.flatMap(({ tables }) => tables.map(({ id }) => id));
    expect(Object.keys(files)).toEqual([...ids.map((id) => `${id}.csv`), 'digest.json']);
    expect(JSON.parse(strFromU8(files['digest.json'] ?? new Uint8Array()))).toEqual(seal);
    const one = await ask(`${pinned}&format=csv&table=dwell`);
    expect(strFromU8(files['dwell.csv'] ?? new Uint8Array())).toBe(one.body.toString());
  });

  it('is the same again, byte for byte, also when the ledger has gone on', async () => {
    const before = await printAll();
    const head = await goOn(ledger);
    const after = await printAll();
    for (const [index, format] of FORMATS.entries()) {
      const [first, second] = [before[index], after[index]];
      expect([format, first?.status, second?.status]).toEqual([format, 200, 200]);
      expect([format, second?.body.equals(first?.body ?? Buffer.alloc(0))]).toEqual([format, true]);
      expect(second?.headers.etag).toBe(first?.headers.etag);
    }
    // It has gone on, and in figures of the report.
    const now = await told('');
    expect(now.report.position).toBe(head);
    expect(tableOf(now.report, 'trade-by-month').total?.at(4)).not.toBe('420.50');
    expect(now.seal.digest).not.toBe((await told()).seal.digest);
    // What stood at the position is found by it as well, without the meeting.
    const { report } = await told(`position=${PINNED}`);
    expect(report.meeting).toBeNull();
    expect(report.sections).toEqual((await told()).report.sections);
  });

  it('is not sent again to who has it', async () => {
    const { digest } = (await told()).seal;
    const { headers } = await ask(pinned);
    expect(headers.etag).toBe(`W/"${digest}"`);
    const again = await ask(pinned, 'commission', { 'if-none-match': `W/"${digest}"` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(faultsOf(PATH, again)).toEqual([]);
  });

  it('is as the document tells', async () => {
    expect(faultsOf(PATH, await ask(pinned))).toEqual([]);
    expect(faultsOf(PATH, await ask(`${pinned}&format=html`))).toEqual([]);
  });
});

describe('who may read it', () => {
  it.each(['reporter', 'council', 'operator'] as const)(
    'the %s reads what the Commission reads',
    async (role) => {
      const [one, other] = [await ask(pinned), await ask(pinned, role)];
      expect(other.body.equals(one.body)).toBe(true);
    },
  );

  it.each(['bank', 'trader', 'customs', 'consulate'] as const)('the %s does not', async (role) => {
    const answer = await ask(pinned, role);
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'right-missing' });
    expect(faultsOf(PATH, answer)).toEqual([]);
  });

  it('nobody does without a key', async () => {
    expect(problemOf(await send([gateway.url, PATH]))).toMatchObject({ status: 401, code: 'key-missing' });
  });
});

describe('what cannot be printed', () => {
  beforeAll(async () => {
    await addMeeting(ledger, idOf(2), 15, {}, { status: 'opened' });
    const three = { status: 'closed', report_as_of: PINNED, countries: ['PK', 'KZ', 'UZ'] };
    await addMeeting(ledger, idOf(3), 16, {}, three);
  });

  it.each([
    [`meeting=${idOf(9)}`, 404, 'not-found', 'no meeting'],
    [`meeting=${idOf(2)}`, 409, 'meeting-not-closed', 'is opened'],
    [`meeting=${idOf(3)}`, 422, 'content-invalid', '/reporter: has to be named'],
    [`meeting=${idOf(3)}&reporter=UZ`, 422, 'content-invalid', '/partner: has to be named'],
    [`meeting=${MEETING}&reporter=UZ&partner=KZ`, 422, 'content-invalid', 'one of those that met: PK, KZ'],
    ['reporter=XX&partner=PK', 422, 'country-unknown', 'XX'],
    ['reporter=PK&partner=PK', 422, 'content-invalid', 'another country'],
    [`meeting=${MEETING}&position=3`, 422, 'content-invalid', 'the meeting or the position'],
    ['position=0', 422, 'content-invalid', '/position'],
    ['position=999', 503, 'position-ahead', /^position 999 lies ahead .* leave position out\.$/],
    ['format=docx', 422, 'content-invalid', '/format'],
    ['table=target', 422, 'content-invalid', 'for format csv alone'],
    [`${pinned}&format=csv&table=forecast`, 404, 'not-found', 'It has these: target, '],
    ['until=1', 422, 'content-invalid', '/until'],
  ])('%s', async (query, status, code, words) => {
    const answer = await ask(query);
    expect(problemOf(answer)).toMatchObject({ status, code, detail: expect.stringMatching(words) });
    expect(faultsOf(PATH, answer)).toEqual([]);
  });

  it('a third report while two are being made', async () => {
    const lock = await ledger.owner.connect();
    await lock.query('BEGIN; LOCK TABLE reporting.targets IN ACCESS EXCLUSIVE MODE');
    const underWay = [ask(pinned), ask(pinned)];
    const waiting = async () => {
      const { rows } = await ledger.owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'reporting.targets'::regclass`,
      );
      return rows[0]?.n;
    };
    while ((await waiting()) !== 2) await setTimeout(20);
    const refused = await ask(pinned);
    await lock.query('COMMIT');
    lock.release();
    expect(problemOf(refused)).toMatchObject({ status: 503, code: 'overloaded' });
    expect(refused.headers['retry-after']).toBe('1');
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await ask(pinned)).status).toBe(200);
  });

  it('two of three that met are named', async () => {
    const { report } = await told(`meeting=${idOf(3)}&reporter=KZ&partner=UZ`);
    expect([report.reporter, report.partner]).toEqual(['KZ', 'UZ']);
    expect(sectionOf(report, 'target').notes[0]).toBe('No target has been set: nothing to measure against.');
    expect(rowsOf(report, 'target')[0]).toEqual([null, null, '0.00', null, null, '0', null, null, null]);
  });
});

it('of a meeting is printed when the event at its position has left the database, without the hash of the log', async () => {
  const archived = 60;
  const state = { reportAsOfAt: '2026-03-13T08:00:00.000000Z' };
  await addMeeting(ledger, idOf(4), 17, state, { status: 'closed', report_as_of: archived });
  await ledger.reach(archived);
  const { report, seal } = await told(`meeting=${idOf(4)}`);
  expect([report.position, report.asOfDay, seal.hash]).toEqual([archived, '2026-03-13', null]);
  expect(() => verifyDigest(report, seal, publicKey)).not.toThrow();
  const answer = await ask(`position=${archived}`);
  expect(problemOf(answer)).toMatchObject({ status: 409, code: 'archived' });
  // Of the report before, too, the meeting tells when the ledger came there; of another position nothing does.
  await addMeeting(ledger, idOf(5), 18, state, { status: 'closed', report_as_of: archived - 1 });
  const since = await told(`meeting=${idOf(4)}&since=${archived - 1}`);
  expect([since.report.since, since.report.sections.at(-1)?.id]).toEqual([archived - 1, 'restated']);
  const unknown = await ask(`meeting=${idOf(4)}&since=${archived - 2}`);
  expect(problemOf(unknown)).toMatchObject({ status: 409, code: 'archived' });
});

function faultsOf(path: string, { status, headers, body }: HttpAnswer) {
  return document.faultsOf('GET', path, {
    status,
    type: headers['content-type'] ?? null,
    text: body.toString(),
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  });
}

/** In every format, one after the other. */
async function printAll(): Promise<readonly HttpAnswer[]> {
  const answers: HttpAnswer[] = [];
  for (const format of FORMATS) answers.push(await ask(`${pinned}&format=${format}`));
  return answers;
}

/** The report with its nth cell changed. */
function withCell(report: Report, nth: number): Report {
  let left = nth;
  const changed = (cell: string | null) => (left-- === 0 ? `${cell}0` : cell);
  return {
    ...report,
    sections: report.sections.map((section) => ({
      ...section,
      tables: section.tables.map((table) => ({ ...table, rows: table.rows.map((row) => row.map(changed)) })),
    })),
  };
}
