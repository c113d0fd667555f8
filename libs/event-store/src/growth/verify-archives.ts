import { ArchiveBroken, ArchiveMissing } from '../errors.js';
import type { Breach, ChainCheck } from '../integrity/chain-check.js';
import { MalformedLine, parseLine } from '../integrity/log-line.js';
import type { ArchiveFile } from './archive-file.js';
import { codeOf } from './archive-format.js';
import { scanArchive } from './archive-scan.js';

/**
 * Follows the chain through archived files, from where `check` stands up to `to`, by what the events say: a file that was changed is
 * gone through as well, to the first position that does not fit.
 * @throws ArchiveMissing where a file is not there; ArchiveBroken where its events are those of the log, but the file is another one
 */
export async function verifyArchives(
  files: readonly ArchiveFile[],
  check: ChainCheck,
  to: number,
  onProgress: () => void,
  signal?: AbortSignal,
): Promise<Breach | undefined> {
  for (const file of files) {
    const breach = await verifyFile(file, check, to, signal);
    if (breach) return breach;
    onProgress();
  }
  return undefined;
}

async function verifyFile(
  { path, segment }: ArchiveFile,
  check: ChainCheck,
  to: number,
  signal: AbortSignal | undefined,
): Promise<Breach | undefined> {
  const { fileName, last, sha256 } = segment;
  // Where this check came to the file, which may be in its middle.
  const after = check.end.position;
  const end = Math.min(last, to);
  let breach: Breach | undefined;
  let found = 'that of no whole archive';
  try {
    const onEvent = (buffer: Buffer, start: number, end: number): void => {
      if (breach || check.end.position >= to) return;
      const line = parseLine(buffer, start, end);
      if (line.position > after) breach = check.next(line);
    };
    found = (await scanArchive(path, onEvent, signal)).sha256;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new ArchiveMissing(fileName, 'put it back from a copy of the archive.');
    if (!(error instanceof MalformedLine) && !code.startsWith('Z_')) throw error;
    // Cut in its middle, or no longer what it was.
    const reason = code === 'Z_BUF_ERROR' ? 'missing' : 'changed';
    // Behind its last event, nothing of the log is in it.
    if (check.end.position < end) breach ??= { position: check.end.position + 1, reason };
  }
  if (!breach && check.end.position < end) breach = { position: check.end.position + 1, reason: 'missing' };
  if (breach || found === sha256) return breach;
  throw new ArchiveBroken(
    fileName,
    `all of its events are there, but its SHA-256 is ${found} instead of ${sha256}`,
  );
}
