import type { ReadSession } from '../read/read-session.js';

/** Minor units as PostgreSQL writes a numeric. */
export interface BalanceRow {
  readonly account: string;
  readonly of: string;
  readonly currency: string;
  readonly demo: boolean;
  readonly debits: string;
  readonly credits: string;
}

export interface LineRow {
  readonly position: string;
  readonly line: number;
  readonly event_type: string;
  readonly stream_id: string;
  readonly occurred_at: string;
  readonly minor: string;
  readonly balance: string;
}

/** Lines of one event on one account: a cursor names both. No event has more. */
export const LINES_MAX = 1_000;

/** Running totals stand with each line, so that a balance at a position is the last line up to it. */
const BALANCES_SQL = `
  SELECT a.account, a.of, a.currency, a.demo, p.debits, p.credits
  FROM read.accounts a, LATERAL (
    SELECT debits, credits FROM read.postings p
    WHERE p.account = a.account AND p.of = a.of AND p.currency = a.currency AND p.demo = a.demo AND p.position <= $1
    ORDER BY p.position DESC, p.line DESC LIMIT 1) p
  WHERE a.first_position <= $1 AND ($2::text IS NULL OR a.of = $2)
  ORDER BY a.account COLLATE "C", a.of COLLATE "C", a.currency COLLATE "C", a.demo`;

const OF_ACCOUNT = 'account = $1 AND of = $2 AND currency = $3 AND demo = $4 AND position <= $5';

/** An account of one bank in one currency, of the demo or of what is real. */
export interface Account {
  readonly account: string;
  readonly of: string;
  readonly currency: string;
  readonly demo: boolean;
}

/** Reads accounts as of a position. */
export class AccountReader {
  constructor(
    private readonly session: ReadSession,
    private readonly asOf: number,
  ) {}

  /** @param of only this bank's; those of all where it is left out. */
  balances(of?: string): Promise<readonly BalanceRow[]> {
    return this.session.read((manager) => manager.query<BalanceRow[]>(BALANCES_SQL, [this.asOf, of ?? null]));
  }

  /** What the account came to; nothing where it was never posted to. */
  async balance(account: Account): Promise<BalanceRow> {
    const rows = await this.session.read((manager) =>
      manager.query<BalanceRow[]>(
        `SELECT account, of, currency, demo, debits, credits FROM read.postings WHERE ${OF_ACCOUNT}
         ORDER BY position DESC, line DESC LIMIT 1`,
        [...this.valuesOf(account)],
      ),
    );
    return rows[0] ?? { ...account, debits: '0', credits: '0' };
  }

  async count(account: Account): Promise<number> {
    const rows = await this.session.read((manager) =>
      manager.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM read.postings WHERE ${OF_ACCOUNT}`,
        [...this.valuesOf(account)],
      ),
    );
    return rows[0]?.count ?? 0;
  }

  /** @param after position and line as {@link lineKey}; 0 for the beginning. */
  lines(account: Account, after: number, limit: number): Promise<readonly LineRow[]> {
    const position = Math.floor(after / LINES_MAX);
    return this.session.read((manager) =>
      manager.query<LineRow[]>(
        `SELECT position, line, event_type, stream_id, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS occurred_at,
           CASE side WHEN 'debit' THEN minor ELSE -minor END AS minor, debits - credits AS balance
         FROM read.postings WHERE ${OF_ACCOUNT} AND (position, line) > ($6, $7) ORDER BY position, line LIMIT $8`,
        [...this.valuesOf(account), position, after - position * LINES_MAX, limit],
      ),
    );
  }

  private valuesOf({ account, of, currency, demo }: Account): readonly unknown[] {
    return [account, of, currency, demo, this.asOf];
  }
}

/** One number for the place of a line. */
export function lineKey({ position, line }: Pick<LineRow, 'position' | 'line'>): number {
  return Number(position) * LINES_MAX + line;
}
