import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Caller, Role } from './caller.js';

const KEPT_MS = 5_000;
const KEPT_MAX = 10_000;

/** Knows the holders of API keys; a revoked key is refused within five seconds. */
export class KeyRing {
  private readonly kept = new Map<string, { readonly caller: Caller | undefined; readonly until: number }>();

  constructor(
    private readonly pool: Pick<pg.Pool, 'query'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** The holder of a key; `undefined` for one that is unknown or revoked. */
  async callerOf(key: string): Promise<Caller | undefined> {
    // A key has 256 random bits: a plain hash cannot be searched back, and it is looked up by equality.
    const hash = createHash('sha256').update(key).digest('hex');
    const known = this.kept.get(hash);
    if (known && known.until > this.now()) return known.caller;
    const { rows } = await this.pool.query<HolderRow>({
      name: 'access-caller-of',
      // A bank is named by the BICs of all its keys, whichever of them asks.
      text: `SELECT participant, role, offices, ARRAY(
          SELECT DISTINCT own.bic FROM access.api_keys o, unnest(o.bics) AS own (bic)
          WHERE o.participant = k.participant AND o.revoked_at IS NULL ORDER BY 1) AS bics
        FROM access.api_keys k WHERE key_hash = decode($1, 'hex') AND revoked_at IS NULL`,
      values: [hash],
    });
    const [row] = rows;
    const caller = row && callerOf(row);
    // Guessed keys must not fill the memory.
    if (this.kept.size >= KEPT_MAX) this.kept.clear();
    this.kept.set(hash, { caller, until: this.now() + KEPT_MS });
    return caller;
  }
}

interface HolderRow {
  readonly participant: string;
  readonly role: Role;
  readonly offices: readonly string[];
  readonly bics: readonly string[];
}

function callerOf({ offices, bics, ...caller }: HolderRow): Caller {
  return {
    ...caller,
    ...(caller.role === 'customs' && { offices }),
    ...(caller.role === 'bank' && { bics }),
  };
}
