import { request as httpRequest } from 'node:http';
import { declaration, TradeWorld } from '../trade-events.spec-kit.js';
import type { BulkAnswer } from './bulk-answers.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const NDJSON = 'application/x-ndjson';
const line = (reference: string, change: object = {}) => ({ reference, ...declaration(), ...change });
const ndjson = (...lines: readonly unknown[]) =>
  lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

async function sent(body: string, type = NDJSON, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.service.url}/v1/consignments/bulk`, {
    method: 'POST',
    headers: { authorization: 'Bearer exporter', 'content-type': type, ...headers },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}
const answers = async (body: string, type?: string): Promise<readonly BulkAnswer[]> => {
  const { status, text, type: answered } = await sent(body, type);
  expect([status, answered]).toEqual([200, NDJSON]);
  return text
    .trimEnd()
    .split('\n')
    .map((one) => JSON.parse(one));
};

it('answers each line, in order, whatever becomes of its neighbours', async () => {
  const before = await world.log.head();
  const told = await answers(
    ndjson(
      line('a-1'),
      '{"reference":"a-2",',
      line('a-3', { destination: 'XXXXX' }),
      '',
      line('a-4', {
        importer: { participantId: 'demo-x', name: 'x', country: 'KZ' },
        exporter: { participantId: 'demo-y', name: 'y', country: 'PK' },
      }),
      { ...line('a-5'), more: 1 },
      line('not one reference'),
      line('a-6'),
    ),
  );
  expect(told.map(({ line: at, status, code, pointer }) => [at, status, code, pointer])).toEqual([
    [1, 'accepted', undefined, undefined],
    [2, 'rejected', 'line-malformed', undefined],
    [3, 'rejected', 'place-unknown', '/destination'],
    [5, 'rejected', 'not-a-party', '/exporter/participantId'],
    [6, 'rejected', 'content-invalid', '/more'],
    [7, 'rejected', 'content-invalid', '/reference'],
    [8, 'accepted', undefined, undefined],
  ]);
  expect(await world.log.head()).toBe(before + 2);
  const { body } = await world.get('exporter', `consignments/${told[0]?.consignmentId}`);
  expect(body).toMatchObject({ status: 'declared', origin: 'PKKHI', lines: declaration().lines, version: 1 });
});

it('a UCR is of one consignment, also within a request, and sent again it is still its own', async () => {
  const lines = ndjson(
    line('u-1', { ucr: '6PK1234567-BULK' }),
    line('u-2', { ucr: '6pk12345 67-bulk' }),
    line('u-3', { ucr: '6PK1234567-OTHER' }),
  );
  const told = await answers(lines);
  expect(told.map(({ status }) => status).toSorted()).toEqual(['accepted', 'accepted', 'rejected']);
  const refused = told.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ code: 'ucr-used', pointer: '/ucr' });
  expect((await answers(lines)).map(({ status, code }) => [status, code])).toEqual(
    told.map(({ status, code }) => [status === 'accepted' ? 'duplicate' : status, code]),
  );
  const { ucr, ...single } = { ...declaration(), ucr: '6PK1234567-OTHER' };
  expect(await world.refused(() => world.post('exporter', 'consignments', { ...single, ucr }))).toMatchObject(
    { status: 409, body: { code: 'ucr-used', consignmentId: told[2]?.consignmentId } },
  );
});

it('sent again adds nothing, in part or in whole; another body under a reference is refused', async () => {
  const first = await answers(ndjson(line('b-1'), line('b-2')));
  const head = await world.log.head();
  const again = await answers(
    ndjson(line('b-2'), line('b-1'), line('b-1', { destination: 'UZTAS' }), line('b-2')),
  );
  expect(again.map(({ status, position, code }) => [status, position, code])).toEqual([
    ['duplicate', first[1]?.position, undefined],
    ['duplicate', first[0]?.position, undefined],
    ['rejected', undefined, 'reference-used'],
    ['duplicate', first[1]?.position, undefined],
  ]);
  expect(await world.log.head()).toBe(head);
  // A reference is its sender's alone.
  const other = await fetch(`${world.service.url}/v1/consignments/bulk`, {
    method: 'POST',
    headers: { authorization: 'Bearer importer', 'content-type': NDJSON },
    body: ndjson(line('b-1')),
  });
  expect(await other.json()).toMatchObject({ status: 'accepted' });
});

it('a request that breaks off keeps what was answered and is taken up where it ended', async () => {
  const lines = Array.from({ length: 300 }, (_, index) => line(`c-${index}`));
  await new Promise<void>((resolve) => {
    const url = new URL(`${world.service.url}/v1/consignments/bulk`);
    const headers = { authorization: 'Bearer exporter', 'content-type': NDJSON };
    const sending = httpRequest(url, { method: 'POST', headers }, (response) => {
      // The first answers are there though the request has not ended.
      response.once('data', () => sending.destroy());
      response.once('error', () => undefined);
    });
    sending.once('error', () => undefined).once('close', resolve);
    sending.write(`${ndjson(...lines.slice(0, 290))}\n`);
  });
  const told = await answers(ndjson(...lines));
  const counts = { accepted: 0, duplicate: 0, rejected: 0, unknown: 0 };
  for (const { status } of told) counts[status] += 1;
  expect(counts.rejected + counts.unknown).toBe(0);
  expect(counts.duplicate).toBeGreaterThan(0);
  expect(counts.accepted).toBeGreaterThanOrEqual(10);
  expect(new Set(told.map(({ position }) => position)).size).toBe(300);
});

describe('CSV', () => {
  const head =
    'reference,occurredAt,exporterId,exporterName,exporterCountry,importerId,importerName,importerCountry,origin,destination,incotermRule,incotermPlace,hs6,description,countryOfOrigin,netMassKg,quantity,unit,value,currency';
  const row = (reference: string, hs6 = '630260', description = 'Towels') =>
    `${reference},2026-03-01T10:00:00+05:00,demo-textiles-faisalabad,"Demo, Textiles",PK,demo-trading-almaty,Demo Trading,KZ,PKKHI,KZALA,FCA,Faisalabad,${hs6},${description},PK,12000,40000,NAR,750.00,USD`;

  it('takes rows of one reference for lines of one consignment', async () => {
    const told = await answers(
      `\ufeff${[head, row('d-1'), row('d-1', '630221'), row('d-2')].join('\r\n')}\r\n`,
      'text/csv',
    );
    expect(told.map(({ line: at, status }) => [at, status])).toEqual([
      [2, 'accepted'],
      [4, 'accepted'],
    ]);
    const { body } = await world.get('exporter', `consignments/${told[0]?.consignmentId}`);
    expect(body).toMatchObject({
      exporter: { name: 'Demo, Textiles' },
      lines: [
        { lineNumber: 1, hs6: '630260', value: { amount: '750.00', currency: 'USD' } },
        { lineNumber: 2, hs6: '630221' },
      ],
    });
  });

  it('names the field of a row, and rows that cannot be read, with what they may be a part of', async () => {
    const short = 'd-5,too,few';
    const told = await answers(
      [
        head,
        row('d-3', '63'),
        row('d-4'),
        row('d-5'),
        short,
        row('d-6'),
        row('d-7'),
        row('d-8', '630260', '"open'),
      ].join('\n'),
      'text/csv',
    );
    expect(
      told.map(({ line: at, reference, status, code, pointer }) => [at, reference, status, code, pointer]),
    ).toEqual([
      [2, 'd-3', 'rejected', 'content-invalid', '/lines/0/hs6'],
      [3, 'd-4', 'accepted', undefined, undefined],
      [4, 'd-5', 'rejected', 'line-malformed', undefined],
      [5, undefined, 'rejected', 'line-malformed', undefined],
      [6, 'd-6', 'rejected', 'line-malformed', undefined],
      [7, 'd-7', 'rejected', 'line-malformed', undefined],
      [8, undefined, 'rejected', 'line-malformed', undefined],
      [8, undefined, 'rejected', 'line-malformed', undefined],
    ]);
  });
});

describe('CSV that is none', () => {
  const head = 'reference,hs6,description';

  it('tells of a cell that is quoted wrongly, and that nothing is read behind it', async () => {
    const rows = [
      'h-1,6,a',
      'h-2,6,a',
      'h-3,6,"a" b',
      ...Array.from({ length: 50 }, (_, n) => `h-5${n},6,a`),
    ];
    const told = await answers([head, ...rows].join('\n'), 'text/csv');
    expect(told.map(({ line: at, reference, code }) => [at, reference, code])).toEqual([
      [2, 'h-1', 'content-invalid'],
      // The row behind it might be one of its goods lines.
      [3, 'h-2', 'line-malformed'],
      [4, undefined, 'line-malformed'],
      [4, undefined, 'line-malformed'],
    ]);
    expect(told.at(-1)?.detail).toContain('Nothing is read from here on');
  });

  it.each([
    ['rows without end of one reference', Array.from({ length: 5_000 }, () => 'i-1,6,a'), '999 rows at most'],
    ['rows of too few cells', Array.from({ length: 5_000 }, () => 'i'), 'Nothing is read from here on'],
    ['a row without end', [`i-2,6,"${'a'.repeat(1_500_000)}`], 'Nothing is read from here on'],
  ])('does not gather %s', async (_, rows, words) => {
    const told = await answers([head, ...(rows as string[])].join('\n'), 'text/csv');
    expect(told.at(-1)).toMatchObject({ status: 'rejected', code: 'line-malformed' });
    expect(told.at(-1)?.detail).toContain(words);
    expect(told.length).toBeLessThan(1_100);
  });
});

it.each([
  ['JSON', JSON.stringify(line('e-1')), 'application/json', {}, 415],
  ['a key for all', ndjson(line('e-1')), NDJSON, { 'idempotency-key': 'k' }, 422],
])('%s is refused as a whole', async (_, body, type, headers, status) => {
  expect(await sent(body, type, headers)).toMatchObject({ status });
});

it('lines are for bulk alone', async () => {
  for (const path of ['consignments', 'declarations', 'invoices', 'targets']) {
    const response = await fetch(`${world.service.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer operator', 'content-type': NDJSON, 'idempotency-key': 'k' },
      body: ndjson(line('f-1')),
    });
    expect(response.status).toBe(415);
  }
});

it('a line that is too long is refused, and those behind it are taken', async () => {
  const told = await answers(ndjson(line('g-1', { description: 'x'.repeat(1_000_001) }), line('g-2')));
  expect(told.map(({ line: at, status, code }) => [at, status, code])).toEqual([
    [1, 'rejected', 'line-malformed'],
    [2, 'accepted', undefined],
  ]);
});
