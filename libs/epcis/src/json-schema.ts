import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Fault } from './fault.js';
import { bareTerm, type VocabularyName } from './vocabulary.js';

const FILE = 'EPCIS-JSON-Schema.json';
/** Keywords that only say that a branch did not fit; what was wrong stands beside them. */
const BRANCHES: ReadonlySet<string> = new Set(['if', 'anyOf', 'oneOf', 'allOf', 'propertyNames']);
const FAULTS_MAX = 10;

/** Finds what of an event the standard's own schema refuses. */
export type SchemaCheck = (event: object, pointer: string) => readonly Fault[];

/**
 * The JSON Schema of EPCIS 2.0 that GS1 publishes, from a folder of the operator's.
 * @throws Error where the folder does not hold it.
 */
export function schemaCheckOf(folder: string): SchemaCheck {
  const path = join(folder, FILE);
  let schema: { readonly $id?: string };
  try {
    schema = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`EPCIS_SCHEMA_DIR names a folder without a readable ${FILE}: ${path}`, { cause });
  }
  // Its lists are bounded before: an error a field is enough, and more would be a lever.
  const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
  formats.default(ajv);
  ajv.addSchema(schema, FILE);
  const validate = ajv.getSchema(`${FILE}#/definitions/EPCIS-Document-Event`);
  if (!validate)
    throw new Error(`${path} does not define EPCIS-Document-Event: it is not the schema of EPCIS 2.0`);
  return (event, pointer) => {
    if (validate(withBareTerms(event))) return [];
    const errors = validate.errors ?? [];
    const telling = errors.filter(({ keyword }) => !BRANCHES.has(keyword));
    return (telling.length > 0 ? telling : errors).slice(0, FAULTS_MAX).map((error) => ({
      pointer: pointer + error.instancePath,
      detail: `${error.message ?? 'is not valid'} (JSON Schema of EPCIS 2.0)`,
    }));
  };
}

const TERMS: Readonly<Record<string, readonly VocabularyName[]>> = {
  bizStep: ['bizStep'],
  disposition: ['disposition'],
  set: ['disposition'],
  unset: ['disposition'],
  reason: ['errorReason'],
  component: ['component'],
  exception: ['sensorAlert'],
  type: ['bizTransactionType', 'sourceDestinationType', 'measurement'],
};

/** The schema knows terms in JSON by their bare names alone, where this product takes their full ones, too. */
function withBareTerms(event: object): unknown {
  const bare = (field: string, value: unknown): unknown => {
    if (typeof value === 'string') {
      const vocabularies = Object.hasOwn(TERMS, field) ? TERMS[field] : undefined;
      const vocabulary = vocabularies?.find((each) => bareTerm(each, value) !== undefined);
      return vocabulary === undefined ? value : bareTerm(vocabulary, value);
    }
    if (Array.isArray(value)) return value.map((each) => bare(field, each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bare(name, each)]));
  };
  return bare('', event);
}
