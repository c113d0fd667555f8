import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from './document.js';
import { document, fullEvents, objectEvent } from './epcis.spec-kit.js';
import { type SchemaCheck, schemaCheckOf } from './json-schema.js';

// Documents that others wrote, and GS1's schema. They stand beside the repository on some machines and are no part of it.
const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url));
const SAMPLES = join(SHARED, 'samples/epcis/');
const SCHEMAS = join(SHARED, 'schemas/');
const names = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.jsonld')) : [];
const hasSchema = existsSync(join(SCHEMAS, 'EPCIS-JSON-Schema.json'));
const options = { eventsMax: 500 };

if (names.length > 0) {
  it.each(names)('%s is read whole', (name) => {
    const body = JSON.parse(readFileSync(SAMPLES + name, 'utf8'));
    const events = body.epcisBody.eventList ?? body.epcisBody.queryResults.resultsBody.eventList;
    const read = readDocument(body, options);
    expect(read.filter((one) => 'faults' in one)).toEqual([]);
    expect(read.map((one) => 'given' in one && one.given)).toEqual(events);
  });
} else {
  it.skip('samples of EPCIS: no ../shared/samples/epcis beside the repository', () => undefined);
}

if (hasSchema) {
  describe('with the JSON Schema of GS1', () => {
    let schemaCheck: SchemaCheck;
    beforeAll(() => {
      schemaCheck = schemaCheckOf(SCHEMAS);
    });

    it('what this product takes is valid, the samples and every field', () => {
      for (const name of names) {
        const body = JSON.parse(readFileSync(SAMPLES + name, 'utf8'));
        const read = readDocument(body, { ...options, schemaCheck });
        expect(read.filter((one) => 'faults' in one)).toEqual([]);
      }
      const read = readDocument(document(fullEvents()), { ...options, schemaCheck });
      expect(read.filter((one) => 'faults' in one)).toEqual([]);
    });

    it('terms may stand in full', () => {
      const full = { bizStep: 'urn:epcglobal:cbv:bizstep:arriving', disposition: 'cbv:Disp-in_transit' };
      expect(schemaCheck(objectEvent(full), '')).toEqual([]);
    });

    it('names like those that every object has are names like others', () => {
      const named = { 'example:a': { constructor: 'x', toString: 'y' } };
      expect(schemaCheck(objectEvent(named), '')).toEqual([]);
    });

    it.each([
      [{ bizStep: 'arived' }, '/bizStep'],
      [{ action: 'SEE' }, '/action'],
      [{ epcList: ['urn:x:1', 'urn:x:1'] }, '/epcList'],
      [{ eventTimeZoneOffset: '+25:00' }, '/eventTimeZoneOffset'],
      [{ quantityList: [{ epcClass: 'urn:x:1', quantity: 'many' }] }, '/quantityList/0/quantity'],
    ])('%j is refused by its field', (change, pointer) => {
      expect(schemaCheck(objectEvent(change), '/at')[0]?.pointer).toBe(`/at${pointer}`);
    });
  });
} else {
  it.skip('the JSON Schema of EPCIS: no ../shared/schemas beside the repository', () => undefined);
}

it('a folder without the schema is told at the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'));
  expect(() => schemaCheckOf(folder)).toThrow('EPCIS_SCHEMA_DIR names a folder without a readable');
  rmSync(folder, { recursive: true });
});
