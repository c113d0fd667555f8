import { AskedTogether, IdempotencyKeyReused } from '@corridor/event-store';
import type pg from 'pg';

/** Keys that are asked for at once. */
const KEYS_MAX = 500;

/** What a request was answered, for ever. */
export interface AnsweredKey {
  readonly requestHash: string;
  readonly settlementId: string;
  readonly position: number;
  /** The settlement was held then. */
  readonly held?: boolean;
  /** The settlement is an entry in one amount, of which this is a payment. */
  readonly inSum?: true;
}

/**
 * Idempotency keys of a bank whose request brought what was booked before. The ledger keeps a key with the events that its
 * request led to; these led to none.
 */
export class AnsweredKeys {
  private readonly asked = new AskedTogether<BankKey, AnsweredKey | undefined>({
    togetherMax: KEYS_MAX,
    ask: (keys) => this.findEach(keys),
  });

  constructor(private readonly pool: Pick<pg.Pool, 'query'>) {}

  /** @throws IdempotencyKeyReused where the key was answered for another request. */
  async find(bank: string, key: string, requestHash: string): Promise<AnsweredKey | undefined> {
    const found = await this.asked.ask({ bank, key });
    if (found && found.requestHash !== requestHash) throw new IdempotencyKeyReused(key);
    return found;
  }

  private async findEach(keys: readonly BankKey[]): Promise<readonly (AnsweredKey | undefined)[]> {
    const { rows } = await this.pool.query<Row & { readonly nth: string }>({
      name: 'payments-answered-keys-of-banks',
      text: `SELECT k.nth, a.request_hash AS hash, a.settlement_id, a.position, a.held, a.in_sum
        FROM unnest($1::text[], $2::text[]) WITH ORDINALITY k(bank, key, nth) JOIN payments.answered_keys a USING (bank, key)`,
      values: [keys.map(({ bank }) => bank), keys.map(({ key }) => key)],
    });
    const found = new Map(rows.map((row) => [Number(row.nth) - 1, toAnswered(row)]));
    return keys.map((_, index) => found.get(index));
  }

  /**
   * @returns what is kept: of the same request, sent twice at once, what the faster one was answered.
   * @throws IdempotencyKeyReused where another request under the key was faster.
   */
  async keep(bank: string, key: string, answered: AnsweredKey): Promise<AnsweredKey> {
    const kept = (await this.keepAll(bank, [{ key, ...answered }])).get(key);
    if (kept?.requestHash !== answered.requestHash) throw new IdempotencyKeyReused(key);
    return kept;
  }

  /** What is kept of many keys, by the key; whose request it was is for the caller to look at. */
  async findAll(bank: string, keys: readonly string[]): Promise<ReadonlyMap<string, AnsweredKey>> {
    if (keys.length === 0) return new Map();
    const { rows } = await this.pool.query<Row & { readonly key: string }>({
      name: 'payments-answered-keys',
      text: `SELECT key, request_hash AS hash, settlement_id, position, held, in_sum FROM payments.answered_keys
        WHERE bank = $1 AND key = ANY ($2)`,
      values: [bank, keys],
    });
    return new Map(rows.map((row) => [row.key, toAnswered(row)]));
  }

  /** Keeps many at once. @returns what is kept under their keys then: that of another request, where one was faster. */
  async keepAll(
    bank: string,
    answered: readonly (AnsweredKey & { readonly key: string })[],
  ): Promise<ReadonlyMap<string, AnsweredKey>> {
    if (answered.length === 0) return new Map();
    // In one order, so that two that keep the same keys do not wait for each other.
    const sorted = answered.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    await this.pool.query({
      name: 'payments-keep-answered-keys',
      text: `INSERT INTO payments.answered_keys (bank, key, request_hash, settlement_id, position, held, in_sum)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::boolean[], $7::boolean[]) ON CONFLICT DO NOTHING`,
      values: [
        bank,
        sorted.map(({ key }) => key),
        sorted.map(({ requestHash }) => requestHash),
        sorted.map(({ settlementId }) => settlementId),
        sorted.map(({ position }) => position),
        sorted.map(({ held }) => held ?? false),
        sorted.map(({ inSum }) => inSum ?? false),
      ],
    });
    const keys = sorted.map(({ key }) => key);
    return this.findAll(bank, keys);
  }
}

interface BankKey {
  readonly bank: string;
  readonly key: string;
}

interface Row {
  readonly hash: string;
  readonly settlement_id: string;
  readonly position: string;
  readonly held: boolean;
  readonly in_sum: boolean;
}

function toAnswered({ hash, settlement_id, position, held, in_sum }: Row): AnsweredKey {
  return {
    requestHash: hash,
    settlementId: settlement_id,
    position: Number(position),
    ...(held && { held }),
    ...(in_sum && { inSum: true }),
  };
}
