import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { contractOf, currentVersionOf, EVENT_CONTRACTS, upcast, validateEventData } from './index.js';
import { logged } from './weighing.spec-kit.js';

const fixtures = new URL('../fixtures/', import.meta.url);
const schemas = new URL('../../../docs/events/schemas/', import.meta.url);
const examplesOf = (name: string): readonly unknown[] =>
  JSON.parse(readFileSync(new URL(`${name}.json`, fixtures), 'utf8'));

const published = EVENT_CONTRACTS.map(({ type, schemaVersion }) => ({
  name: `${type}.v${schemaVersion}`,
  type,
  schemaVersion,
}));

// A second opinion: what others read of an event is the JSON Schema, not our code.
const ajv = new Ajv2020({ strict: true });
const schemaOf = (name: string): ObjectSchema =>
  JSON.parse(readFileSync(new URL(`${name}.json`, schemas), 'utf8'));

it('every published version has a fixture, and every fixture a version', () => {
  const files = readdirSync(fixtures).map((file) => file.replace(/\.json$/, ''));
  expect(files.sort()).toEqual(published.map(({ name }) => name).sort());
});

describe.each(published)('$name', ({ name, type, schemaVersion }) => {
  const examples = examplesOf(name);
  const newest = currentVersionOf(type);

  it('has examples that keep to it', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const data of examples) expect(validateEventData(type, schemaVersion, data)).toEqual(data);
  });

  it('leaves what it is given as it is, and can be compiled: what is checked at each append is not copied', () => {
    const { schema } = contractOf(type, schemaVersion);
    for (const data of examples) expect(schema.parse(data)).toEqual(data);
    expect(() => z.compile(schema, { strict: true })).not.toThrow();
  });

  it('has examples that keep to its JSON Schema, which refuses them with a field too many or too few', () => {
    const isValid = ajv.compile(schemaOf(name));
    for (const data of examples) {
      expect([isValid(data), isValid.errors]).toEqual([true, null]);
      expect(isValid({ ...(data as object), unheardOf: 1 })).toBe(false);
    }
    expect(isValid({})).toBe(false);
  });

  it('is upcast to the newest version, and keeps to that', () => {
    for (const data of examples) {
      const read = upcast(logged(type, schemaVersion, data));
      expect(read.schemaVersion).toBe(newest);
      expect(validateEventData(type, newest, read.data)).toEqual(read.data);
    }
  });
});

const optionalFields = published.flatMap(({ name }) =>
  optionalPathsOf(schemaOf(name)).map((path) => [name, path.join('.'), path] as const),
);
it.each(optionalFields)('%s has an example with %s, and one without', (name, _, path) => {
  const present = examplesOf(name).map((data) => has(data, path));
  expect(new Set(present)).toEqual(new Set([true, false]));
});

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, ObjectSchema>>;
  readonly required?: readonly string[];
}

/** Fields of objects, not of lists, that may be left out. */
function optionalPathsOf({ properties = {}, required = [] }: ObjectSchema): readonly (readonly string[])[] {
  return Object.entries(properties).flatMap(([field, schema]) => [
    ...(required.includes(field) ? [] : [[field]]),
    ...optionalPathsOf(schema).map((path) => [field, ...path]),
  ]);
}

function has(data: unknown, [field = '', ...rest]: readonly string[]): boolean {
  if (typeof data !== 'object' || data === null || !(field in data)) return false;
  return rest.length === 0 || has((data as Readonly<Record<string, unknown>>)[field], rest);
}
