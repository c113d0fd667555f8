import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Made by `npm run generate`; the same place seen from `src` and from `dist`. */
const FILE = new URL('../../../../docs/rest/openapi.json', import.meta.url);

export interface RestDocument {
  readonly text: string;
  /** For `ETag`. */
  readonly tag: string;
}

/** The document of the REST interface, as it was generated. @throws Error where the file is missing. */
export function readRestDocument(): RestDocument {
  const text = readFileSync(FILE, 'utf8');
  return { text, tag: tagOf(text) };
}

/** A strong entity tag (RFC 9110, 8.8.3) of what is answered. */
export function tagOf(content: string | Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

/** Whether a client has what an entity tag stands for (RFC 9110, 13.1.2). */
export function isKnown(tag: string, ifNoneMatch: string | string[] | undefined): boolean {
  const told = [ifNoneMatch ?? ''].flat().join(',');
  return told.split(',').some((each) => [tag, '*'].includes(each.trim().replace(/^W\//, '')));
}
