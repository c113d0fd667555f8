import { randomUUID } from 'node:crypto';
import { document } from '../../../apps/trade-events/src/epcis/epcis.spec-kit.js';
import { epcsOf, ofOrder, order, QueryWorld, type Told } from './epcis-world.spec-kit.js';

const world = new QueryWorld();
beforeAll(async () => {
  await world.start();
  await world.report();
});
afterAll(() => world.stop());

describe('pages', () => {
  it.each([
    { orderBy: 'eventTime', orderDirection: 'ASC' },
    { orderBy: 'eventTime', orderDirection: 'DESC' },
    { orderBy: 'recordTime', orderDirection: 'ASC' },
    { orderBy: 'recordTime', orderDirection: 'DESC' },
  ])('by %j hold each event once, in order, while others arrive', async (by) => {
    const po = order();
    // Two of each instant: the order within it has to be one, too.
    const events = [3, 1, 2, 3, 1, 2, 2].map((day) =>
      world.seen(po, { eventTime: `2026-03-0${day}T00:00:00Z` }),
    );
    await world.epcis.job('exporter', events);
    const expected = events.map((event, index) => ({ ...event, index }));
    const key = (event: (typeof expected)[number]) => (by.orderBy === 'eventTime' ? event.eventTime : '');
    const sign = by.orderDirection === 'ASC' ? 1 : -1;
    expected.sort((x, y) => sign * (key(x) < key(y) ? -1 : key(x) > key(y) ? 1 : x.index - y.index));
    const found = await world.all('exporter', { ...ofOrder(po), ...by, perPage: '2' }, async () => {
      await world.epcis.job(
        'exporter',
        [1, 2, 3].map((day) => world.seen(po, { eventTime: `2026-03-0${day}T00:00:00Z` })),
      );
    });
    expect(epcsOf(found)).toEqual(epcsOf(expected));
  });

  it('end with the limit, and one that is too large is refused', async () => {
    const po = order();
    await world.epcis.job(
      'exporter',
      Array.from({ length: 5 }, () => world.seen(po)),
    );
    const by = { ...ofOrder(po), orderBy: 'eventTime', perPage: '2' };
    expect(await world.all('exporter', { ...by, eventCountLimit: '3' })).toHaveLength(3);
    expect(await world.all('exporter', { ...by, eventCountLimit: '4' })).toHaveLength(4);
    expect(await world.all('exporter', { ...by, eventCountLimit: '9' })).toHaveLength(5);
    expect(await world.all('exporter', { ...by, maxEventCount: '5' })).toHaveLength(5);
    expect((await world.ask('exporter', { ...by, maxEventCount: '4' })).body).toMatchObject({
      status: 413,
      code: 'query-too-large',
      type: 'epcisException:QueryTooLargeException',
    });
  });

  it('are cut where they grow too large, and lose nothing', async () => {
    const po = order();
    const large = () => world.seen(po, { 'example:a': Array(9).fill('a'.repeat(50_000)) });
    for (let each = 0; each < 2; each += 1) {
      await world.epcis.job('exporter', Array.from({ length: 11 }, large));
    }
    const asked = { ...ofOrder(po), perPage: '1000' };
    const { body, events } = await world.ask('exporter', asked);
    expect(events.length).toBeGreaterThan(1);
    expect(JSON.stringify(body).length).toBeLessThan(9_000_000);
    const all = await world.all('exporter', { ...asked, orderBy: 'eventTime', eventCountLimit: '21' });
    expect(new Set(epcsOf(all)).size).toBe(21);
    expect(await world.all('exporter', asked)).toHaveLength(22);
  });

  it('go on for an hour, with the same query only', async () => {
    const po = order();
    await world.epcis.job('exporter', [world.seen(po), world.seen(po)]);
    const asked = { ...ofOrder(po), perPage: '1' };
    const { next, headers } = await world.ask('exporter', asked);
    expect(headers?.get('gs1-next-page-token-expires')).toBe(new Date(world.now + 3_600_000).toISOString());
    const nextPageToken = new URLSearchParams(next?.split('?')[1]).get('nextPageToken') ?? '';
    expect(
      (await world.ask('exporter', { ...asked, EQ_action: 'ADD', nextPageToken })).body.detail,
    ).toContain('another query');
    world.now += 3_600_001;
    expect((await world.ask('exporter', { ...asked, nextPageToken })).body.detail).toContain('expired');
  });
});

describe('an event by its id', () => {
  it('is told with what declares it wrong, to whom it may be told', async () => {
    const event = world.seen(order(), { eventID: `urn:uuid:${randomUUID()}` });
    const wrong = {
      ...event,
      errorDeclaration: { declarationTime: '2026-03-10T00:00:00Z', reason: 'did_not_occur' },
    };
    await world.epcis.job('exporter', [event, wrong]);
    const path = `events/${encodeURIComponent((event as unknown as { eventID: string }).eventID)}`;
    const { status, body } = await world.epcis.send('exporter', path);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      epcisBody: { queryResults: { resultsBody: { eventList: [event, wrong] } } },
    });
    expect((await world.epcis.send('stranger', path)).body).toMatchObject({
      status: 404,
      code: 'event-unknown',
      type: 'epcisException:NoSuchResourceException',
    });
    expect((await world.epcis.send('customs', path)).status).toBe(200);
  });

  it('is found by an id of a thousand characters, with slashes and signs in it', async () => {
    const eventID = `https://events.example.com/a/b?x=1&y=%2F#${'z'.repeat(1_000)}`;
    await world.epcis.job('exporter', [world.seen(order(), { eventID })]);
    const { body } = await world.epcis.send('exporter', `events/${encodeURIComponent(eventID)}`);
    expect(body).toMatchObject({
      epcisBody: { queryResults: { resultsBody: { eventList: [{ eventID }] } } },
    });
  });

  it('is found by its hash, which is told as its id', async () => {
    const po = order();
    await world.epcis.job('exporter', [world.seen(po)]);
    const [told] = await world.all('exporter', ofOrder(po));
    expect(told?.eventID).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
    const { body } = await world.epcis.send(
      'exporter',
      `events/${encodeURIComponent(String(told?.eventID))}`,
    );
    expect(body).toMatchObject({ epcisBody: { queryResults: { resultsBody: { eventList: [told] } } } });
  });
});

it('the jobs of a captor are listed, the latest first, page by page', async () => {
  const ids: unknown[] = [];
  for (let each = 0; each < 3; each += 1) {
    ids.unshift((await world.epcis.job('importer', [world.seen(order())])).captureID);
  }
  const first = await world.epcis.send('importer', 'capture?perPage=2');
  const listed = (answer: { body: unknown }) => (answer.body as Told[]).map(({ captureID }) => captureID);
  expect(listed(first)).toEqual(ids.slice(0, 2));
  expect((first.body as unknown as Told[])[0]).toEqual(
    (await world.epcis.send('importer', `capture/${ids[0]}`)).body,
  );
  const [, next = ''] = /^<\/epcis\/(.*)>/.exec(first.headers.get('link') ?? '') ?? [];
  expect(listed(await world.epcis.send('importer', next))[0]).toBe(ids[2]);
  expect(listed(await world.epcis.send('stranger', 'capture'))).not.toContain(ids[0]);
  expect(listed(await world.epcis.send('operator', 'capture'))[0]).toBe(ids[0]);
});

it.each([
  ['', 'events'],
  ['eventTypes', 'AssociationEvent'],
  ['bizSteps', 'departing'],
  ['dispositions', 'in_transit'],
])('/epcis/%s is a collection', async (path, member) => {
  const { body } = await world.epcis.send('exporter', path);
  expect(body).toMatchObject({ type: 'Collection', member: expect.arrayContaining([member]) });
});

it('the list of a document of two hundred events is whole', async () => {
  const po = order();
  const events = Array.from({ length: 200 }, () => world.seen(po));
  expect((await world.epcis.post('exporter', 'capture', document(events))).status).toBe(202);
  expect(await world.all('exporter', { ...ofOrder(po), perPage: '30' })).toHaveLength(200);
});
