import { uuidOf } from '../naming/settlement-id.js';

/**
 * An id made of what names a thing, so that whoever names it again meets the stream of the first and the log itself holds it unique.
 * @param parts The first one keeps apart what is named by equal texts. Never change them: every id would.
 */
export function derivedId(...parts: readonly string[]): string {
  return uuidOf(parts);
}
