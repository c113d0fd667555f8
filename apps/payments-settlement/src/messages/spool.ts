import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ProblemError } from '@corridor/nest-kit';

/** What of a file is held in memory; a larger one goes to a temporary file. */
const MEMORY_MAX = 8 * 1024 * 1024;
const NO_ROOM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A file that a bank has sent, whole, to be read as often as needed. */
export class Spool {
  private constructor(
    /** Hex, of all its bytes. */
    readonly sha256: string,
    readonly bytes: number,
    /** All of it, where it is small. */
    readonly memory: Buffer | undefined,
    private readonly folder: string | undefined,
  ) {}

  /** @throws ProblemError 413 `body-too-large`, 507 `no-room` where the disk is full; nothing is left behind then. */
  static async take(body: Readable, bytesMax: number): Promise<Spool> {
    const hash = createHash('sha256');
    const held: Buffer[] = [];
    let bytes = 0;
    let folder: string | undefined;
    let file: FileHandle | undefined;
    try {
      // A request that is destroyed takes its connection along, and with it the answer.
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > bytesMax) throw tooLarge(bytesMax);
        hash.update(chunk);
        if (!file) {
          held.push(chunk);
          if (bytes <= MEMORY_MAX) continue;
          folder = await mkdtemp(join(tmpdir(), 'corridor-message-'));
          file = await open(join(folder, 'file.xml'), 'wx', 0o600);
          await file.writev(held.splice(0));
        } else {
          await file.write(chunk);
        }
      }
      await file?.close();
      const memory = file ? undefined : Buffer.concat(held, bytes);
      return new Spool(hash.digest('hex'), bytes, memory, folder);
    } catch (error) {
      await file?.close().catch(() => undefined);
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
      if (NO_ROOM.has((error as { readonly code?: unknown }).code)) throw noRoom();
      throw error;
    }
  }

  /** From its beginning. */
  chunks(): AsyncIterable<Buffer> | readonly Buffer[] {
    if (this.memory) return [this.memory];
    return createReadStream(join(this.folder ?? '', 'file.xml'), { highWaterMark: 256 * 1024 });
  }

  async remove(): Promise<void> {
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true });
  }
}

function tooLarge(bytesMax: number): ProblemError {
  const message = `A file has at most ${bytesMax} bytes. Split it into several.`;
  return new ProblemError(413, 'body-too-large', message);
}

function noRoom(): ProblemError {
  const message = 'There is no room to take the file in. Nothing of it was recorded; send it again later.';
  return new ProblemError(507, 'no-room', message);
}
