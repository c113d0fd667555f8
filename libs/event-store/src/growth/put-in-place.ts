import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ArchiveRefused } from '../errors.js';
import { codeOf } from './archive-format.js';

/**
 * Gives a written file its name, down to the disk. A file that has the name already may be the only copy of what it holds, be it of
 * another ledger or of another course of this one: it stays, and is taken only where it is the same.
 * @param part the file under the name that it was written by, which goes
 * @throws ArchiveRefused where another file has the name
 */
export async function putInPlace(part: string, path: string, sha256: string): Promise<void> {
  try {
    // Unlike a renaming, it replaces nothing.
    await link(part, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if ((await sha256At(path)) !== sha256) {
      throw new ArchiveRefused(
        `${path} is there already and is another file, of which this ledger has no record: it is not replaced. Where another ledger archives into this folder, name another folder for this one; where none does, an interrupted run of another release left it: move it away, and run the archive again.`,
        { cause: error },
      );
    }
  }
  await unlink(part);
  await syncFolder(dirname(path));
}

async function sha256At(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path)) digest.update(chunk);
  return digest.digest('hex');
}

/** A name in a folder is on the disk once the folder is. */
async function syncFolder(directory: string): Promise<void> {
  const folder = await open(directory, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
