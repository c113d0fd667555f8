import { strToU8, zipSync } from 'fflate';

/** ZIP knows no earlier day; a file that says when it was made would be another one each time. */
const NO_TIME = '1980-01-01T00:00:00';

/** Files in a ZIP, in their order: the same bytes for the same files, whatever the clock and the version of zlib. */
export function zipOf(files: readonly (readonly [name: string, content: string])[]): Buffer {
  const entries = files.map(([name, content]) => [name, strToU8(content)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 6, mtime: NO_TIME, os: 3 }));
}
