import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { textSchema } from '@corridor/contracts';
import type { ScreenedBy } from '@corridor/domain';
import { readEntries } from './listed-entries.js';
import { NameSearch, type ScreenedParties } from './name-search.js';
import { type Screened, Screening, screenedIn } from './screening.js';

/** How often the file is looked at. */
const LOOK_MS = 60_000;

export interface ListFileOptions {
  readonly path: string;
  /** Milliseconds on a clock that never goes back. */
  readonly elapsed: () => number;
  /** Told of a new version that took the place of another. */
  readonly onLoaded: (list: ScreenedBy, entries: number) => void;
  /** Told once of a new version that cannot be read: the one before stays. */
  readonly onBroken: (error: Error) => void;
}

interface Loaded {
  readonly by: ScreenedBy;
  readonly search: NameSearch;
  readonly entries: number;
}

/** Looks for parties in a list that an operator keeps in a file. */
export class ListFile extends Screening {
  #looked: number;
  #looking: Promise<void> | undefined;

  private constructor(
    private readonly options: ListFileOptions,
    private loaded: Loaded,
    /** The file's version that was looked at last, sound or not. */
    private seen: string,
  ) {
    super();
    this.#looked = options.elapsed();
  }

  /** @throws Error naming `SCREENING_LIST`, the file, and line and column of what is wrong in it. */
  static async open(options: ListFileOptions): Promise<ListFile> {
    const seen = await versionOf(options.path).catch((error: Error) => refuse(options.path, error));
    return new ListFile(options, await load(options.path), seen);
  }

  async screen(parties: readonly ScreenedParties[]): Promise<readonly Screened[]> {
    await this.#refresh();
    const { by, search } = this.loaded;
    return parties.map((each) => screenedIn(by, search.hitsOf(each)));
  }

  /** Whoever asks while the file is looked at waits for it, so that all of them see one version. */
  async #refresh(): Promise<void> {
    const { elapsed } = this.options;
    if (!this.#looking) {
      if (elapsed() - this.#looked < LOOK_MS) return;
      this.#looked = elapsed();
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
    }
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { path, onLoaded, onBroken } = this.options;
    try {
      const version = await versionOf(path).catch((error: Error) => refuse(path, error));
      if (version === this.seen) return;
      this.seen = version;
      const loaded = await load(path);
      if (loaded.by.version === this.loaded.by.version) return;
      this.loaded = loaded;
      onLoaded(loaded.by, loaded.entries);
    } catch (error) {
      onBroken(error as Error);
    }
  }
}

/** Tells a file that was written anew from the one before. */
async function versionOf(path: string): Promise<string> {
  const { mtimeNs, size, ino } = await stat(path, { bigint: true });
  return `${mtimeNs} ${size} ${ino}`;
}

async function load(path: string): Promise<Loaded> {
  try {
    const bytes = await readFile(path);
    const entries = readEntries(bytes);
    const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const list = basename(path);
    if (!textSchema(70).safeParse(list).success) {
      throw new Error('Its name stands in events: give it one of at most 70 characters.');
    }
    return { by: { list, version }, search: new NameSearch(entries), entries: entries.length };
  } catch (error) {
    return refuse(path, error as Error);
  }
}

function refuse(path: string, cause: Error): never {
  throw new Error(`SCREENING_LIST: ${path}: ${cause.message}`, { cause });
}
