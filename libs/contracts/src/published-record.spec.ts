import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { EVENT_CONTRACTS } from './index.js';
import { checkPublished, type PublishedRecord } from './published-record.js';
import { WEIGHING } from './weighing.spec-kit.js';

const { weighed, inDecimals } = WEIGHING;
const { record } = checkPublished({}, [weighed]);

it('no published version has changed or gone, and every one is on record', () => {
  const committed: PublishedRecord = JSON.parse(
    readFileSync(new URL('../published.json', import.meta.url), 'utf8'),
  );
  const { broken, record } = checkPublished(committed, EVENT_CONTRACTS);
  expect(broken).toEqual([]);
  expect(record).toEqual(committed);
});

it('records a version when it is published, beside those before', () => {
  expect(Object.keys(record)).toEqual(['Weighed v1']);
  expect(record['Weighed v1']).toMatch(/^[0-9a-f]{64}$/);
  const next = checkPublished(record, [weighed, inDecimals]);
  expect(next.broken).toEqual([]);
  expect(next.record).toEqual({ ...record, 'Weighed v2': next.record['Weighed v2'] });
  expect(next.record['Weighed v2']).not.toBe(record['Weighed v1']);
});

it.each<[string, z.ZodType]>([
  ['a field more', weighed.schema.extend({ scale: z.string() })],
  ['a field that may be left out', weighed.schema.extend({ scale: z.string().exactOptional() })],
  ['a field less', weighed.schema.omit({ by: true })],
  ['a field of another kind', weighed.schema.extend({ kg: z.string() })],
  ['a field that may hold less', weighed.schema.extend({ kg: z.number().min(0) })],
])('tells of a published version with %s, and leaves its record', (_, schema) => {
  const changed = { ...weighed, schema };
  const check = checkPublished(record, [changed]);
  expect(check.broken).toEqual(['Weighed v1 was published with another schema']);
  expect(check.record).toEqual(record);
});

it('tells of a published version that is gone, and leaves its record', () => {
  const check = checkPublished(record, []);
  expect(check).toEqual({ record, broken: ['Weighed v1 was published and is gone'] });
});

it('lets its words be mended, and its fields be written in another order', () => {
  const { by, kg } = weighed.schema.shape;
  const worded = { ...weighed, summary: 'A consignment stood on a scale.' };
  expect(checkPublished(record, [worded]).broken).toEqual([]);
  const turned = { ...weighed, schema: z.strictObject({ kg, by }) };
  expect(checkPublished(record, [turned]).broken).toEqual([]);
});
