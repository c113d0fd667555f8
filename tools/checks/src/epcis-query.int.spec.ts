import { randomUUID } from 'node:crypto';
import { about, CONTEXT } from '../../../apps/trade-events/src/epcis/epcis.spec-kit.js';
import type { Holder } from '../../../apps/trade-events/src/trade-events.spec-kit.js';
import { epcsOf, ofOrder, order, QueryWorld } from './epcis-world.spec-kit.js';

const world = new QueryWorld();
beforeAll(async () => {
  await world.start();
  expect((await world.epcis.send('operator', 'events')).body).toMatchObject({
    status: 503,
    code: 'read-model-not-ready',
    type: 'epcisException:ImplementationException',
  });
  await world.report();
});
afterAll(() => world.stop());

it('what was captured is found at once, as it was given, in a document of the standard', async () => {
  const po = order();
  const event = world.seen(po, { 'example:seal': 'S-1', eventID: `urn:uuid:${randomUUID()}` });
  await world.epcis.job('exporter', [event]);
  const { body, events, headers } = await world.ask('exporter', ofOrder(po));
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
  expect(await world.epcis.post('exporter', 'capture', body)).toMatchObject({ status: 202 });
});

describe('each parameter', () => {
  const po = order();
  const parent = 'urn:epc:id:sscc:4012345.1000000333';
  const times = ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'] as const;
  const [a, b, c] = [
    world.seen(po, { eventTime: times[0], eventID: `urn:uuid:${randomUUID()}`, disposition: 'in_transit' }),
    world.seen(po, { eventTime: times[1], bizStep: 'urn:epcglobal:cbv:bizstep:departing', action: 'ADD' }),
    {
      ...world.seen(po, { eventTime: times[2], type: 'AggregationEvent', epcList: undefined }),
      parentID: parent,
      childEPCs: ['urn:epc:id:sgtin:4012345.011111.9876'],
      readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
      bizLocation: { id: 'https://example.com/414/4012345000054' },
    },
  ];
  const wrong = { ...a, errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z' } };
  beforeAll(async () => {
    await world.epcis.job('exporter', [a, b, c, wrong]);
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
    const found = await world.all('exporter', { ...ofOrder(po), ...order, ...parameters });
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
    const { body } = await world.ask('exporter', parameters);
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
    const id = await world.trade.declared();
    const consignment = about(id).bizTransactionList;
    const parties = world.seen(po, {
      bizTransactionList: [{ type: 'po', bizTransaction: po }, ...consignment],
    });
    await world.epcis.job('customs', [parties]);
    const own = world.seen(po);
    await world.epcis.job('stranger', [own]);
    const seenBy = async (holder: Holder) =>
      epcsOf(await world.all(holder, { ...ofOrder(po), orderBy: 'recordTime', orderDirection: 'ASC' }));
    const [first, second] = [parties.epcList[0], own.epcList[0]];
    expect(await seenBy('exporter')).toEqual([first]);
    expect(await seenBy('importer')).toEqual([first]);
    expect(await seenBy('stranger')).toEqual([second]);
    expect(await seenBy('customs')).toEqual([first, second]);
    expect(await seenBy('operator')).toEqual([first, second]);
    expect((await world.ask('bank', {})).status).toBe(403);
    // Whoever brings the same event sees it, too.
    await world.epcis.job('exporter', [own]);
    expect(await seenBy('exporter')).toEqual([first, second]);
  });
});
