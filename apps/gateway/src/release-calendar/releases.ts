import { DEFAULT_RELEASE_RULE } from '@corridor/contracts';
import { startOfMonthMs } from '../calendar/local-day.js';
import { firstDay, type Month } from '../calendar/month.js';
import { archived } from '../graphql/errors.js';
import type { Operation } from '../graphql/operation.js';
import { dayAsOf } from '../ledger/day-as-of.js';
import { type LastChangeRow, RELEASE_RULES_SQL, type ReleaseRuleRow } from './release-calendar.sql.js';
import {
  finalMonthOf,
  leastFinal,
  type ReleaseCalendarAt,
  type ReleaseStatus,
  type RuleFrom,
  statusOf,
} from './release-status.js';

type Reads = Pick<Operation, 'session' | 'readModels'>;

/** A calendar with what was told of it. */
export interface ToldCalendar extends ReleaseCalendarAt {
  readonly rows: readonly ReleaseRuleRow[];
}

/** The release calendar of a country as it was known at a position, and on which day; of what had happened by an instant, with what had been told by then, on the day of that. */
export async function calendarOf(
  { session, readModels }: Reads,
  reporter: string,
  asOf: number,
  occurredUntil?: string | null,
): Promise<ToldCalendar> {
  await readModels.asOf({ asOf }, 'official-trade');
  const today = await dayAsOf(session, reporter, asOf, occurredUntil);
  const rows = await session.read((manager) =>
    manager.query<ReleaseRuleRow[]>(RELEASE_RULES_SQL, [
      reporter,
      asOf,
      occurredUntil ? Date.parse(occurredUntil) : null,
    ]),
  );
  return { today, rows, rules: [{ effectiveFrom: null, ...DEFAULT_RELEASE_RULE }, ...rows.map(ruleOf)] };
}

function ruleOf(row: ReleaseRuleRow): RuleFrom {
  return {
    effectiveFrom: row.effective_from,
    provisionalMonths: row.provisional_months,
    ...(row.final_after_months !== null && { finalAfterMonths: row.final_after_months }),
    ...(row.year_end_month !== null && { yearEndMonth: row.year_end_month }),
  };
}

/** How final a month is, and whether it was restated nevertheless: read when it is asked for. */
export interface Released {
  readonly status: ReleaseStatus;
  readonly finalFrom: string | null;
  readonly restated: () => Promise<boolean | null>;
}

/** What the months of one figure are asked with. */
export interface ReleasesAsked {
  /** Whose figures it is made of: the one that is least final says how final it is. */
  readonly reporters: readonly string[];
  readonly asOf: number;
  readonly occurredUntil?: string | null;
  /** Of each month that an event told of, the last one that did. */
  readonly lastChanges: () => Promise<readonly LastChangeRow[]>;
}

/** How final the months of one figure are; what they share is read once. */
export class Releases {
  private calendars:
    | Promise<readonly (readonly [reporter: string, calendar: ReleaseCalendarAt])[]>
    | undefined;
  private changes: Promise<ReadonlyMap<Month, LastChangeRow>> | undefined;

  constructor(
    private readonly reads: Reads,
    private readonly asked: ReleasesAsked,
  ) {}

  async of(month: Month): Promise<Released> {
    const { reporters, asOf, occurredUntil } = this.asked;
    this.calendars ??= Promise.all(
      reporters.map(
        async (reporter) => [reporter, await calendarOf(this.reads, reporter, asOf, occurredUntil)] as const,
      ),
    );
    const calendars = await this.calendars;
    const status = leastFinal(calendars.map(([, calendar]) => statusOf(month, calendar)));
    const final = calendars.map(([reporter, calendar]) => [reporter, finalMonthOf(month, calendar)] as const);
    const months = final.flatMap(([, of]) => of ?? []).sort();
    return {
      status,
      finalFrom: months.length < reporters.length ? null : firstDay(months.at(-1) ?? ''),
      restated: async () => {
        if (occurredUntil) return null;
        if (status !== 'final') return false;
        const change = (await this.lastChanges()).get(month);
        if (!change) return false;
        if (change.recorded_ms === null) throw archived(change.position);
        const begins = final.map(([reporter, of]) => startOfMonthMs(reporter, of ?? ''));
        return change.recorded_ms >= Math.max(...begins);
      },
    };
  }

  private lastChanges(): Promise<ReadonlyMap<Month, LastChangeRow>> {
    this.changes ??= this.asked.lastChanges().then((rows) => new Map(rows.map((row) => [row.month, row])));
    return this.changes;
  }
}
