import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The schemas of ISO 20022 are no part of the repository; what the fixtures build is checked where they are at hand.
const FOLDER = fileURLToPath(new URL('../../../../shared/xsd/', import.meta.url));
const schemaOf = (definition: string): string => join(FOLDER, `${definition}.xsd`);

/** Why nothing can be checked here, if so. */
export const missingForSchemas: readonly string[] = [
  ...(existsSync(FOLDER) ? [] : ['no ../shared/xsd beside the repository']),
  ...(spawnSync('xmllint', ['--version']).error ? ['no xmllint on this machine'] : []),
];

export const hasSchema = (definition: string): boolean => existsSync(schemaOf(definition));

/** What the schema of a message says of a file. */
export function validate(
  definition: string,
  xml: string,
): { readonly status: number | null; readonly stderr: string } {
  const path = join(mkdtempSync(join(tmpdir(), 'iso20022-')), `${definition}.xml`);
  writeFileSync(path, xml);
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', schemaOf(definition), path], {
    encoding: 'utf8',
  });
  return { status, stderr: stderr.trim() };
}
