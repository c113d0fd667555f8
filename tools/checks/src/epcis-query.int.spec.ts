import { randomUUID } from 'node:crypto';
import { createLogger, type RunningService } from '@corridor/nest-kit';
import { startReporting } from '@corridor/reporting';
import {
  about,
  CONTEXT,
  document,
  EpcisClient,
  palletSeen,
} from '../../../apps/trade-events/src/epcis/epcis.spec-kit.js';
import { type Holder, TradeWorld } from '../../../apps/trade-events/src/trade-events.spec-kit.js';

// The query interface answers from what reporting makes of the log: two services, which only tools may know together.
let now = Date.parse('2026-04-01T00:00:00Z');
let world: TradeWorld;
let reporting: RunningService;
let epcis: EpcisClient;
beforeAll(async () => {
  world = await TradeWorld.start(() => now);
  const settings = { databaseUrl: world.ledger.url, host: '127.0.0.1', port: 0, logLevel: 'silent' };
  epcis = new EpcisClient(world);
  expect((await epcis.send('operator', 'events')).body).toMatchObject({
    status: 503,
    code: 'read-model-not-ready',
    type: 'epcisException:ImplementationException',
  });
  reporting = await startReporting(settings, createLogger('reporting', settings));
  // Its first generation is built behind the start.
  const until = Date.now() + 15_000;
  while ((await epcis.send('operator', 'events')).status === 503) {
    if (Date.now() > until) throw new Error('reporting does not begin');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
afterAll(async () => {
  await reporting?.stop();
  await world.stop();
});

type Told = Readonly<Record<string, unknown>>;

let serial = 0;
/** What keeps the events of one test apart from those of the others: a purchase order of its own. */
const order = () => `https://orders.example.com/${randomUUID()}`;
const seen = (po: string, change: object = {}) => {
  serial += 1;
  return palletSeen(serial, { bizTransactionList: [{ type: 'po', bizTransaction: po }], ...change });
};

async function ask(holder: Holder, parameters: Record<string, string>) {
  const answer = await epcis.send(holder, `events?${new URLSearchParams(parameters)}`);
  const { status, headers, body } = answer;
  if (status !== 200) return { status, body, events: [], next: undefined };
  const results = (body as { epcisBody: { queryResults: { resultsBody: { eventList: Told[] } } } }).epcisBody;
  const [, next] = /^<\/epcis\/(.*)>; rel="next"$/.exec(headers.get('link') ?? '') ?? [];
  return { status, body, events: results.queryResults.resultsBody.eventList, next, headers };
}

/** The events of a query over all of its pages. */
async function all(
  holder: Holder,
  parameters: Record<string, string>,
  between = async () => {},
): Promise<Told[]> {
  const found: Told[] = [];
  let asked: Record<string, string> | undefined = parameters;
  while (asked) {
    const { status, body, events, next } = await ask(holder, asked);
    if (status !== 200) throw new Error(JSON.stringify(body));
    found.push(...events);
    await between();
    asked = next === undefined ? undefined : Object.fromEntries(new URLSearchParams(next.split('?')[1]));
  }
  return found;
}

const ofOrder = (po: string) => ({ EQ_bizTransaction_po: po });
const epcsOf = (events: readonly Told[]) => events.map(({ epcList }) => (epcList as string[])[0]);

it('what was captured is found at once, as it was given, in a document of the standard', async () => {
  const po = order();
  const event = seen(po, { 'example:seal': 'S-1', eventID: `urn:uuid:${randomUUID()}` });
  await epcis.job('exporter', [event]);
  const { body, events, headers } = await ask('exporter', ofOrder(po));
  expect(headers?.get('gs1-epcis-version')).toBe('2.0');
  expect(body).toMatchObject({
    '@context': [CONTEXT],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: '2026-04-01T00:00:00.000Z',
    epcisBody: { queryResults: { queryName: 'SimpleEventQuery' } },
  });
  expect(events).toEqual([
    {
      '@context': [CONTEXT, { example: 'https://ns.example.com/epcis/' }],
      ...event,
      recordTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    },
  ]);
  // What comes out may go in again.
  expect(await epcis.post('exporter', 'capture', body)).toMatchObject({ status: 202 });
});

describe('each parameter', () => {
  const po = order();
  const parent = 'urn:epc:id:sscc:4012345.1000000333';
  const times = ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'] as const;
  const [a, b, c] = [
    seen(po, { eventTime: times[0], eventID: `urn:uuid:${randomUUID()}`, disposition: 'in_transit' }),
    seen(po, { eventTime: times[1], bizStep: 'urn:epcglobal:cbv:bizstep:departing', action: 'ADD' }),
    {
      ...seen(po, { eventTime: times[2], type: 'AggregationEvent', epcList: undefined }),
      parentID: parent,
      childEPCs: ['urn:epc:id:sgtin:4012345.011111.9876'],
      readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
      bizLocation: { id: 'https://example.com/414/4012345000054' },
    },
  ];
  const wrong = { ...a, errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z' } };
  beforeAll(async () => {
    await epcis.job('exporter', [a, b, c, wrong]);
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'a b c w'],
    [{ eventType: 'AggregationEvent' }, 'c'],
    [{ eventType: 'AggregationEvent|ObjectEvent' }, 'a b c w'],
    [{ GE_eventTime: times[1] }, 'b c'],
    [{ LT_eventTime: times[1] }, 'a w'],
    [{ LT_eventTime: '2026-03-02T05:00:00+05:00' }, 'a w'],
    [{ GE_recordTime: '2026-01-01T00:00:00Z' }, 'a b c w'],
    [{ LT_recordTime: '2026-01-01T00:00:00Z' }, ''],
    [{ EQ_action: 'ADD' }, 'b'],
    [{ EQ_bizStep: 'departing' }, 'b'],
    [{ EQ_bizStep: 'https://ref.gs1.org/cbv/BizStep-arriving' }, 'a c w'],
    [{ EQ_disposition: 'in_transit|damaged' }, 'a w'],
    [{ EQ_readPoint: 'https://id.gs1.org/414/4012345000054' }, 'c'],
    [{ EQ_bizLocation: 'urn:epc:id:sgln:4012345.00005.0' }, 'c'],
    [{ MATCH_epc: a?.epcList?.[0] ?? '' }, 'a w'],
    [{ MATCH_epc: 'https://id.gs1.org/01/04012345111118/21/9876' }, 'c'],
    [{ MATCH_epc: 'urn:epc:idpat:sgtin:4012345.011111.*' }, 'c'],
    [{ MATCH_epc: parent }, ''],
    [{ MATCH_parentID: parent }, 'c'],
    [{ MATCH_anyEPC: `${parent}|${b?.epcList?.[0]}` }, 'b c'],
    [{ EQ_eventID: (a as { eventID?: string }).eventID ?? '' }, 'a w'],
    [{ EXISTS_errorDeclaration: 'true' }, 'w'],
    [{ EXISTS_errorDeclaration: 'false' }, 'a b c w'],
    [{ EQ_bizStep: 'arriving', EQ_action: 'OBSERVE', MATCH_parentID: parent }, 'c'],
    [{ EQ_bizTransaction_inv: po }, ''],
  ])('%j', async (parameters, expected) => {
    const order = { orderBy: 'recordTime', orderDirection: 'ASC' };
    const names = new Map(
      [times[0], times[1], times[2]].map((time, index) => [time as string, 'abc'[index]]),
    );
    const found = await all('exporter', { ...ofOrder(po), ...order, ...parameters });
    const told = found.map((event) =>
      'errorDeclaration' in event ? 'w' : names.get(String(event.eventTime)),
    );
    expect(told.join(' ')).toBe(expected);
  });

  it.each<[Record<string, string>, string, number]>([
    [{ EQ_bizstep: 'arriving' }, 'EQ_bizstep', 400],
    [{ constructor: 'x' }, 'constructor', 400],
    [{ EQ_bizStep: 'arived' }, 'EQ_bizStep', 400],
    [{ EQ_bizStep: 'arriving|' }, 'EQ_bizStep', 400],
    [{ EQ_action: 'SEE' }, 'EQ_action', 400],
    [{ GE_eventTime: 'yesterday' }, 'GE_eventTime', 400],
    [{ MATCH_epc: 'urn:epc:idpat:sgtin:4012345.*.*' }, 'MATCH_epc', 400],
    [{ MATCH_epc: Array(101).fill('urn:x:1').join('|') }, 'MATCH_epc', 400],
    [{ EQ_bizTransaction_order: 'urn:x:1' }, 'EQ_bizTransaction_order', 400],
    [{ orderBy: 'quantity' }, 'orderBy', 400],
    [{ orderDirection: 'up' }, 'orderDirection', 400],
    [{ eventCountLimit: '5' }, 'eventCountLimit', 400],
    [{ eventCountLimit: '5', maxEventCount: '5', orderBy: 'eventTime' }, 'maxEventCount', 400],
    [{ perPage: '1001' }, 'perPage', 400],
    [{ perPage: '0' }, 'perPage', 400],
    [{ nextPageToken: 'e30' }, 'nextPageToken', 400],
    [{ EXISTS_errorDeclaration: 'yes' }, 'EXISTS_errorDeclaration', 400],
  ])('%j is refused by its name', async (parameters, name, status) => {
    const { body } = await ask('exporter', parameters);
    expect(body).toMatchObject({
      status,
      code: 'query-parameter-invalid',
      type: 'epcisException:QueryParameterException',
    });
    expect(body.detail).toContain(name);
  });
});

describe('who sees what', () => {
  it('a trader its own captures and those of its consignments; customs and operators all', async () => {
    const po = order();
    const id = await world.declared();
    const consignment = about(id).bizTransactionList;
    const parties = seen(po, { bizTransactionList: [{ type: 'po', bizTransaction: po }, ...consignment] });
    await epcis.job('customs', [parties]);
    const own = seen(po);
    await epcis.job('stranger', [own]);
    const seenBy = async (holder: Holder) =>
      epcsOf(await all(holder, { ...ofOrder(po), orderBy: 'recordTime', orderDirection: 'ASC' }));
    const [first, second] = [parties.epcList[0], own.epcList[0]];
    expect(await seenBy('exporter')).toEqual([first]);
    expect(await seenBy('importer')).toEqual([first]);
    expect(await seenBy('stranger')).toEqual([second]);
    expect(await seenBy('customs')).toEqual([first, second]);
    expect(await seenBy('operator')).toEqual([first, second]);
    expect((await ask('bank', {})).status).toBe(403);
    // Whoever brings the same event sees it, too.
    await epcis.job('exporter', [own]);
    expect(await seenBy('exporter')).toEqual([first, second]);
  });
});

describe('pages', () => {
  it.each([
    { orderBy: 'eventTime', orderDirection: 'ASC' },
    { orderBy: 'eventTime', orderDirection: 'DESC' },
    { orderBy: 'recordTime', orderDirection: 'ASC' },
    { orderBy: 'recordTime', orderDirection: 'DESC' },
  ])('by %j hold each event once, in order, while others arrive', async (by) => {
    const po = order();
    // Two of each instant: the order within it has to be one, too.
    const events = [3, 1, 2, 3, 1, 2, 2].map((day) => seen(po, { eventTime: `2026-03-0${day}T00:00:00Z` }));
    await epcis.job('exporter', events);
    const expected = events.map((event, index) => ({ ...event, index }));
    const key = (event: (typeof expected)[number]) => (by.orderBy === 'eventTime' ? event.eventTime : '');
    const sign = by.orderDirection === 'ASC' ? 1 : -1;
    expected.sort((x, y) => sign * (key(x) < key(y) ? -1 : key(x) > key(y) ? 1 : x.index - y.index));
    const found = await all('exporter', { ...ofOrder(po), ...by, perPage: '2' }, async () => {
      await epcis.job(
        'exporter',
        [1, 2, 3].map((day) => seen(po, { eventTime: `2026-03-0${day}T00:00:00Z` })),
      );
    });
    expect(epcsOf(found)).toEqual(epcsOf(expected));
  });

  it('end with the limit, and one that is too large is refused', async () => {
    const po = order();
    await epcis.job(
      'exporter',
      Array.from({ length: 5 }, () => seen(po)),
    );
    const by = { ...ofOrder(po), orderBy: 'eventTime', perPage: '2' };
    expect(await all('exporter', { ...by, eventCountLimit: '3' })).toHaveLength(3);
    expect(await all('exporter', { ...by, eventCountLimit: '4' })).toHaveLength(4);
    expect(await all('exporter', { ...by, eventCountLimit: '9' })).toHaveLength(5);
    expect(await all('exporter', { ...by, maxEventCount: '5' })).toHaveLength(5);
    expect((await ask('exporter', { ...by, maxEventCount: '4' })).body).toMatchObject({
      status: 413,
      code: 'query-too-large',
      type: 'epcisException:QueryTooLargeException',
    });
  });

  it('go on for an hour, with the same query only', async () => {
    const po = order();
    await epcis.job('exporter', [seen(po), seen(po)]);
    const asked = { ...ofOrder(po), perPage: '1' };
    const { next, headers } = await ask('exporter', asked);
    expect(headers?.get('gs1-next-page-token-expires')).toBe(new Date(now + 3_600_000).toISOString());
    const nextPageToken = new URLSearchParams(next?.split('?')[1]).get('nextPageToken') ?? '';
    expect((await ask('exporter', { ...asked, EQ_action: 'ADD', nextPageToken })).body.detail).toContain(
      'another query',
    );
    now += 3_600_001;
    expect((await ask('exporter', { ...asked, nextPageToken })).body.detail).toContain('expired');
  });
});

describe('an event by its id', () => {
  it('is told with what declares it wrong, to whom it may be told', async () => {
    const event = seen(order(), { eventID: `urn:uuid:${randomUUID()}` });
    const wrong = {
      ...event,
      errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z', reason: 'did_not_occur' },
    };
    await epcis.job('exporter', [event, wrong]);
    const path = `events/${encodeURIComponent((event as unknown as { eventID: string }).eventID)}`;
    const { status, body } = await epcis.send('exporter', path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      epcisBody: { queryResults: { resultsBody: { eventList: [event, wrong] } } },
    });
    expect((await epcis.send('stranger', path)).body).toMatchObject({
      status: 404,
      code: 'event-unknown',
      type: 'epcisException:NoSuchResourceException',
    });
    expect((await epcis.send('customs', path)).status).toBe(200);
  });

  it('is found by an id of a thousand characters, with slashes and signs in it', async () => {
    const eventID = `https://events.example.com/a/b?x=1&y=%2F#${'z'.repeat(1_000)}`;
    await epcis.job('exporter', [seen(order(), { eventID })]);
    const { body } = await epcis.send('exporter', `events/${encodeURIComponent(eventID)}`);
    expect(body).toMatchObject({
      epcisBody: { queryResults: { resultsBody: { eventList: [{ eventID }] } } },
    });
  });

  it('is found by its hash, which is told as its id', async () => {
    const po = order();
    await epcis.job('exporter', [seen(po)]);
    const [told] = await all('exporter', ofOrder(po));
    expect(told?.eventID).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
    const { body } = await epcis.send('exporter', `events/${encodeURIComponent(String(told?.eventID))}`);
    expect(body).toMatchObject({ epcisBody: { queryResults: { resultsBody: { eventList: [told] } } } });
  });
});

it('the jobs of a captor are listed, the latest first, page by page', async () => {
  const ids: unknown[] = [];
  for (let each = 0; each < 3; each += 1) {
    ids.unshift((await epcis.job('importer', [seen(order())])).captureID);
  }
  const first = await epcis.send('importer', 'capture?perPage=2');
  const listed = (answer: { body: unknown }) => (answer.body as Told[]).map(({ captureID }) => captureID);
  expect(listed(first)).toEqual(ids.slice(0, 2));
  expect((first.body as unknown as Told[])[0]).toEqual(
    (await epcis.send('importer', `capture/${ids[0]}`)).body,
  );
  const [, next = ''] = /^<\/epcis\/(.*)>/.exec(first.headers.get('link') ?? '') ?? [];
  expect(listed(await epcis.send('importer', next))[0]).toBe(ids[2]);
  expect(listed(await epcis.send('stranger', 'capture'))).not.toContain(ids[0]);
  expect(listed(await epcis.send('operator', 'capture'))[0]).toBe(ids[0]);
});

it.each([
  ['', 'events'],
  ['eventTypes', 'AssociationEvent'],
  ['bizSteps', 'departing'],
  ['dispositions', 'in_transit'],
])('/epcis/%s is a collection', async (path, member) => {
  const { body } = await epcis.send('exporter', path);
  expect(body).toMatchObject({ type: 'Collection', member: expect.arrayContaining([member]) });
});

it('the list of a document of two hundred events is whole', async () => {
  const po = order();
  const events = Array.from({ length: 200 }, () => seen(po));
  expect((await epcis.post('exporter', 'capture', document(events))).status).toBe(202);
  expect(await all('exporter', { ...ofOrder(po), perPage: '30' })).toHaveLength(200);
});
