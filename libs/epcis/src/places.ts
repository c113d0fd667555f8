import { readFileSync } from 'node:fs';
import { placeName } from '@corridor/reference-data';
import { z } from 'zod';
import { canonicalIdentifier } from './identifiers.js';

/** UN/LOCODE of places that an operator knows by other names: GLNs, as a rule. By the normal form of the identifier. */
export type PlaceTable = ReadonlyMap<string, string>;

export const NO_PLACES: PlaceTable = new Map();

const tableSchema = z.record(z.string(), z.string());

/**
 * A table of places from a JSON file: `{"urn:epc:id:sgln:4012345.00005.0": "KZALA", …}`, URNs and Digital Links alike.
 * @throws Error naming what of it is wrong.
 */
export function readPlaces(file: string): PlaceTable {
  let table: unknown;
  try {
    table = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`EPCIS_LOCATIONS names a file that cannot be read as JSON: ${file}`, { cause });
  }
  const read = tableSchema.safeParse(table);
  if (!read.success) throw new Error(`${file} has to be an object of identifiers and UN/LOCODEs.`);
  for (const [identifier, code] of Object.entries(read.data)) {
    if (placeName(code) === undefined) {
      throw new Error(`${file}: "${code}" of "${identifier}" is no UN/LOCODE of the corridor.`);
    }
  }
  return new Map(
    Object.entries(read.data).map(([identifier, code]) => [canonicalIdentifier(identifier), code]),
  );
}

/**
 * The UN/LOCODE that an identifier of a place names: `urn:unlocode:KZALA`, or one of the table; a place within another, by its
 * extension, is where that is. `undefined` for a place that is none of the corridor's.
 */
export function locodeOf(identifier: string, table: PlaceTable): string | undefined {
  const [, code] = /^urn:unlocode:([a-z]{2}[a-z2-9]{3})$/i.exec(identifier) ?? [];
  if (code !== undefined) return placeName(code.toUpperCase()) === undefined ? undefined : code.toUpperCase();
  const id = canonicalIdentifier(identifier);
  return table.get(id) ?? table.get(id.replace(/\/254\/[^/]+$/, ''));
}
