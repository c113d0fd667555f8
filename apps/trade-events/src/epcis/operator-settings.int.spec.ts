import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TradeWorld } from '../trade-events.spec-kit.js';
import { about, EpcisClient, palletSeen } from './epcis.spec-kit.js';
import { readEpcisSettings } from './epcis-settings.js';

// Documents that others wrote, and GS1's schema. They stand beside the repository on some machines and are no part of it.
const SHARED = fileURLToPath(new URL('../../../../../shared/', import.meta.url));
const SAMPLES = join(SHARED, 'samples/epcis/');
const SCHEMAS = join(SHARED, 'schemas/');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonld')) : [];
const schemaDir = existsSync(join(SCHEMAS, 'EPCIS-JSON-Schema.json')) ? { EPCIS_SCHEMA_DIR: SCHEMAS } : {};

let folder: string;
let world: TradeWorld;
let epcis: EpcisClient;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'epcis-'));
  const file = join(folder, 'places.json');
  writeFileSync(file, '{"urn:epc:id:sgln:4012345.00005.0": "UZTAS"}');
  const settings = readEpcisSettings({ EPCIS_LOCATIONS: file, ...schemaDir });
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'), settings);
  epcis = new EpcisClient(world);
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

it('a place that the operator named by its GLN is a checkpoint', async () => {
  const id = await world.declared();
  const dispatch = { occurredAt: '2026-03-02T08:00:00+05:00', location: 'PKKHI', transportMode: 'road' };
  await world.done('exporter', `consignments/${id}/dispatch`, dispatch);
  const readPoint = { id: 'https://example.com/414/4012345000054/254/gate-7' };
  expect(await epcis.job('exporter', [palletSeen(1, { ...about(id), readPoint })])).toMatchObject({
    checkpoints: 1,
  });
  const [checkpoint] = (await world.log.readStream(`consignment-${id}`)).slice(-1);
  expect(checkpoint?.data).toEqual({ consignmentId: id, location: 'UZTAS', movement: 'arrived' });
});

if ('EPCIS_SCHEMA_DIR' in schemaDir) {
  it("what GS1's schema refuses is refused, with the field", async () => {
    const twice = palletSeen(2, { epcList: ['urn:x:1', 'urn:x:1'] });
    expect((await epcis.capture('exporter', [twice])).body).toMatchObject({
      status: 400,
      pointer: '/epcisBody/eventList/0/epcList',
    });
  });
} else {
  it.skip('the JSON Schema of EPCIS: no ../shared/schemas beside the repository', () => undefined);
}

if (samples.length > 0) {
  it.each(samples)('%s is captured, and again without effect', async (name) => {
    const text = readFileSync(SAMPLES + name, 'utf8');
    const jobOf = async () => {
      const { status, body } = await epcis.post('customs', 'capture', text);
      expect(status).toBe(202);
      return (await epcis.send('customs', `capture/${body.captureID}`)).body;
    };
    const first = await jobOf();
    expect(first).toMatchObject({ success: true, errors: [] });
    // The query document holds the events of another sample.
    expect(Number(first.captured) + Number(first.duplicates)).toBe(first.events);
    expect(await jobOf()).toMatchObject({ success: true, captured: 0, duplicates: first.events });
  });
} else {
  it.skip('samples of EPCIS: no ../shared/samples/epcis beside the repository', () => undefined);
}
