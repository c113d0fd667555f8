import { firstDay, type Month } from '../calendar/month.js';
import { hasClock, monthsByClock } from '../calendar/months-by-clock.js';
import { asked } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import { type AsOf, runningUntil } from './held-as-of.js';
import { EVER_HELD_SQL, HELD_SUMS_OF_CELLS_SQL } from './held-cells.sql.js';
import {
  type CutBy,
  HELD_SHARES_SQL,
  type HeldShareRow,
  type HeldSumRow,
  heldSumsSql,
} from './held-shares.sql.js';

/** In which months, as of which position. */
export interface HeldQuestion {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: AsOf;
  /** Of that, what had happened by this instant. */
  readonly occurredUntil: string | null;
  /** Of that, by customs offices of this country. */
  readonly reporter: string | null;
}

export interface HeldSum {
  readonly key: string;
  readonly ms: bigint;
  readonly holds: number;
  readonly open: number;
}

/** Answers one question about the time that goods were held; what several fields need is read once. */
export class DaysHeldReader {
  private sumAsked: Promise<HeldSum> | undefined;
  private heldAsked: Promise<boolean> | undefined;

  constructor(
    private readonly session: ReadSession,
    readonly question: HeldQuestion,
  ) {}

  sum(): Promise<HeldSum> {
    this.sumAsked ??= this.sums().then(([sum]) => sum ?? { key: '', ms: 0n, holds: 0, open: 0 });
    return this.sumAsked;
  }

  /** The most time first. */
  async by(cutBy: CutBy): Promise<readonly HeldSum[]> {
    return [...(await this.sums(cutBy))].sort(byTime);
  }

  /** The holds that make the sum in the order in which they are recorded, at most `limit` of them behind position `after`. */
  shares(after: number, limit: number): Promise<readonly HeldShareRow[]> {
    return asked<HeldShareRow>(this.session, HELD_SHARES_SQL, [...this.parameters(), after, limit]);
  }

  /** Cells tell it of whatever is known; the holds, of what had happened by an instant, and of a country whose cells are those of all that have no clock. */
  private async sums(cutBy?: CutBy): Promise<readonly HeldSum[]> {
    const { from, to, occurredUntil, reporter } = this.question;
    const isOfHolds = occurredUntil !== null || (reporter !== null && !hasClock(reporter));
    if (isOfHolds && !(await this.wasEverHeld())) return [];
    const months = [firstDay(from), firstDay(to)];
    const [sql, values] = isOfHolds
      ? [heldSumsSql(cutBy), this.parameters()]
      : [HELD_SUMS_OF_CELLS_SQL, [...periodOf(this.question), ...months, cutBy ?? 'total', reporter]];
    const rows = await asked<HeldSumRow>(this.session, sql, values);
    return rows.map((row) => ({ ...row, ms: BigInt(row.ms) }));
  }

  /** Whether offices of the country ever held anything: statements over holds read those of all countries first, since the time that others took is none of its own. */
  private wasEverHeld(): Promise<boolean> {
    const { reporter, asOf } = this.question;
    if (reporter === null) return Promise.resolve(true);
    this.heldAsked ??= asked<{ readonly held: boolean }>(this.session, EVER_HELD_SQL, [
      asOf.position,
      reporter,
    ]).then(([row]) => row?.held === true);
    return this.heldAsked;
  }

  /** The same question as of another position. */
  as(asOf: AsOf): DaysHeldReader {
    return new DaysHeldReader(this.session, { ...this.question, asOf });
  }

  /** To when open holds run: when the ledger came to the position or, where what had happened by an earlier instant is asked for, to that. */
  get until(): AsOf {
    return runningUntil(this.question.asOf, this.question.occurredUntil);
  }

  /** $1 to $8 of the statements over holds. */
  parameters(): unknown[] {
    return heldParameters(this.question);
  }
}

/** $1 to $8 of the statements over holds. */
export function heldParameters(question: HeldQuestion): unknown[] {
  const { occurredUntil, reporter } = question;
  const [clocks, begins, ends, ...asOf] = periodOf(question);
  const happened = occurredUntil ? Date.parse(occurredUntil) : null;
  return [clocks, begins, ends, ...asOf, Math.max(...ends), happened, reporter];
}

/** $1 to $5 of all statements. */
function periodOf({ from, to, asOf, occurredUntil }: HeldQuestion) {
  const { clocks, begins, ends } = monthsByClock(from, to);
  const { position, ms } = runningUntil(asOf, occurredUntil);
  return [clocks, begins, ends, position, ms ?? null] as const;
}

function byTime(a: HeldSum, b: HeldSum): number {
  if (a.ms !== b.ms) return b.ms > a.ms ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}
