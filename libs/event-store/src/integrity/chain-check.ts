import { chained, GENESIS } from './chain.js';
import type { LogLine } from './log-line.js';

/** The first place where a log is not what was appended. */
export interface Breach {
  readonly position: number;
  /**
   * `missing`: there is no event at this position. `changed`: what stands here, or where it stands, is not what was appended: edited,
   * put in, or moved. `unsigned-end`: the log ends before a position that a checkpoint was signed for. `checkpoint`: the log up to here
   * was made anew, with a chain of its own: a signed checkpoint says another hash.
   */
  readonly reason: 'missing' | 'changed' | 'unsigned-end' | 'checkpoint';
}

/** Follows a chain from event to event, up to the first that does not fit. */
export class ChainCheck {
  private last: string;
  private at: number;

  /** Begins behind `after`, where the hash is known to be `hash`. */
  constructor(
    after = 0,
    hash: string = GENESIS,
    /** What signed checkpoints say, by position. */
    private readonly signed: ReadonlyMap<number, string> = new Map(),
  ) {
    this.at = after;
    this.last = hash;
  }

  /** The last position that was checked, and its hash. */
  get end(): { readonly position: number; readonly hash: string } {
    return { position: this.at, hash: this.last };
  }

  /** @returns the breach at the next event, if there is one. */
  next({ position, hash, leaf }: LogLine): Breach | undefined {
    const expected = this.at + 1;
    if (position !== expected) return { position: expected, reason: 'missing' };
    const next = chained(this.last, leaf);
    if (next !== hash) return { position, reason: 'changed' };
    const signed = this.signed.get(position);
    if (signed !== undefined && signed !== next) return { position, reason: 'checkpoint' };
    this.at = position;
    this.last = next;
    return undefined;
  }

  /** Behind the last event: whether there should be more. */
  finish(): Breach | undefined {
    const beyond = [...this.signed.keys()].filter((position) => position > this.at);
    return beyond.length === 0 ? undefined : { position: this.at + 1, reason: 'unsigned-end' };
  }
}
