import { z } from 'zod';
import type { Contract } from './contract.js';
import { nameOf } from './contract-registry.js';

/** A schema of JSON Schema, as far as the contracts use it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A contract for those who do not read TypeScript, as JSON Schema (draft 2020-12). */
export function jsonSchemaOf(contract: Contract<string, z.ZodType>): JsonSchema {
  const { type, schemaVersion, summary, schema } = contract;
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return {
    ...($schema === undefined ? {} : { $schema }),
    $id: `urn:corridor-ledger:event:${type}:v${schemaVersion}`,
    title: nameOf(type, schemaVersion),
    description: summary,
    ...rest,
  };
}
