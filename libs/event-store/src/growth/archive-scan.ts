import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { LineSplitter, type OnLine } from '../read/line-splitter.js';

const BRACE = 123;

/**
 * Goes over all events of an archived file, in order and in constant memory, without looking at what they say or at the index.
 * @returns SHA-256 of the file, hex, and its size
 * @throws the error of the file system, or of node:zlib where the file is cut or no gzip
 */
export async function scanArchive(
  path: string,
  onEvent: OnLine,
  signal?: AbortSignal,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const digest = createHash('sha256');
  let bytes = 0;
  const splitter = new LineSplitter((buffer, start, end) => {
    if (buffer[start] !== BRACE) onEvent(buffer, start, end);
  });
  const gunzip = createGunzip();
  const told = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      signal?.throwIfAborted();
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  await pipeline(told, gunzip, async (lines: AsyncIterable<Buffer>) => {
    for await (const chunk of lines) splitter.push(chunk);
  });
  return { sha256: digest.digest('hex'), bytes };
}

const CHUNK_BYTES = 256 * 1024;
