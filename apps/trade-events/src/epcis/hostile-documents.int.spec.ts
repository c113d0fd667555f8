import { randomUUID } from 'node:crypto';
import { TradeWorld } from '../trade-events.spec-kit.js';
import { document, EpcisClient, PROCEED, palletSeen } from './epcis.spec-kit.js';

let world: TradeWorld;
let epcis: EpcisClient;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
  epcis = new EpcisClient(world);
});
afterAll(() => world.stop());

let serial = 0;
/** An event that was never captured. */
const fresh = (change: object = {}) => {
  serial += 1;
  return palletSeen(serial, change);
};

describe('hostile bodies', () => {
  it.each<[string, () => string, number, string]>([
    ['no JSON', () => '{"type":', 400, 'request-malformed'],
    ['nothing', () => '', 400, 'request-malformed'],
    ['a list', () => '[]', 400, 'content-invalid'],
    ['a number', () => '7', 400, 'content-invalid'],
    ['null', () => 'null', 400, 'content-invalid'],
    ['a million brackets', () => '['.repeat(1_000_000) + ']'.repeat(1_000_000), 400, 'content-invalid'],
    [
      'a million events of zero',
      () => JSON.stringify(document(Array(1_000_000).fill(0))),
      413,
      'too-many-events',
    ],
    ['501 events', () => JSON.stringify(document(Array(501).fill(fresh()))), 413, 'too-many-events'],
    ['six megabytes', () => JSON.stringify(document([{ a: 'a'.repeat(6_000_000) }])), 413, 'body-too-large'],
    ['a prototype', () => '{"type":"EPCISDocument","__proto__":{}}', 400, 'request-malformed'],
  ])('%s', async (_, text, status, code) => {
    const before = await world.log.head();
    for (const headers of [{}, { 'idempotency-key': randomUUID() }, PROCEED]) {
      const { body } = await epcis.post('exporter', 'capture', text(), headers);
      expect(body).toMatchObject({ status, code });
      expect(body.type).toBe(
        `epcisException:${status === 413 ? 'CaptureLimitExceeded' : 'Validation'}Exception`,
      );
    }
    expect(await world.log.head()).toBe(before);
  });

  it('five megabytes of sound events are captured', async () => {
    const events = Array.from({ length: 11 }, () =>
      fresh({ 'example:a': Array(9).fill('a'.repeat(50_000)) }),
    );
    expect(await epcis.job('exporter', events)).toMatchObject({ success: true, captured: 11 });
  });

  it('500 events at once are captured', async () => {
    const events = Array.from({ length: 500 }, () => fresh());
    expect(await epcis.job('exporter', events)).toMatchObject({ success: true, captured: 500 });
  });
});
