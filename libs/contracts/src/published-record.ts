import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Contract } from './contract.js';
import { nameOf } from './contract-registry.js';
import { jsonSchemaOf } from './json-schema.js';

/** SHA-256 of the schema of every version that was ever published, by its name, such as `TargetSet v1`. */
export type PublishedRecord = Readonly<Record<string, string>>;

export interface RecordCheck {
  /** The record as it stands, with what is published for the first time behind it. */
  readonly record: PublishedRecord;
  /** Published versions that say something else now, or are gone. */
  readonly broken: readonly string[];
}

/** Compares contracts with the record of what was published. The record only ever grows: what stands in it is not altered. */
export function checkPublished(
  published: PublishedRecord,
  contracts: readonly Contract<string, z.ZodType>[],
): RecordCheck {
  const present = new Map(
    contracts.map((contract) => [nameOf(contract.type, contract.schemaVersion), fingerprintOf(contract)]),
  );
  const broken = Object.entries(published).flatMap(([name, sha256]) => {
    const now = present.get(name);
    if (now === undefined) return [`${name} was published and is gone`];
    return now === sha256 ? [] : [`${name} was published with another schema`];
  });
  return { record: { ...Object.fromEntries(present), ...published }, broken };
}

/** Of what the schema demands, not of the words around it nor of the order in which it is written. */
function fingerprintOf(contract: Contract<string, z.ZodType>): string {
  const { title, description, ...schema } = jsonSchemaOf(contract);
  return createHash('sha256')
    .update(JSON.stringify(sorted(schema)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  // In a schema, a list of words is a set: what is required, what may be chosen.
  if (Array.isArray(value)) return value.every(isText) ? [...value].sort() : value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
