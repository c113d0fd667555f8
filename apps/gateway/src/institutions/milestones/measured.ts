import { offsetMinutesAt } from '@corridor/reference-data';
import { localDayOf } from '../../calendar/local-day.js';
import type { ReadSession } from '../../read/read-session.js';
import { ratioOf } from '../../targets/ratio-of.js';
import { MEASURED_SQL, type MeasuredRow } from './milestone.sql.js';
import type { MeasuredAround, MeasuredDays, MilestoneType } from './milestone.types.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WINDOW_DAYS = 90;
/** Fewer tell nothing of a place. */
const CONSIGNMENTS_MIN = 5;

interface Window {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly sinceMs: number;
  readonly beforeMs: number;
}

/** What was measured around the milestones of an answer: read once for all of them. */
export class MeasuredReader {
  private asked: Promise<ReadonlyMap<string, MeasuredRow>> | undefined;

  /** @param instant of the figure, RFC 3339 */
  constructor(
    private readonly session: ReadSession,
    private readonly milestones: readonly MilestoneType[],
    private readonly asOf: number,
    private readonly instant: string,
  ) {}

  async around({ milestoneId }: MilestoneType): Promise<MeasuredAround> {
    this.asked ??= this.read();
    const rows = await this.asked;
    return {
      before: daysOf(rows.get(`before ${milestoneId}`)),
      after: daysOf(rows.get(`after ${milestoneId}`)),
    };
  }

  private async read(): Promise<ReadonlyMap<string, MeasuredRow>> {
    const windows = this.milestones.flatMap((milestone) =>
      windowsOf(milestone, localDayOf(milestone.places[0] ?? '', this.instant)),
    );
    const instants = (pick: (window: Window) => number) =>
      windows.map((window) => new Date(pick(window)).toISOString());
    const rows = await this.session.read((manager) =>
      manager.query<MeasuredRow[]>(MEASURED_SQL, [
        this.asOf,
        windows.map(({ key }) => key),
        windows.map(({ from }) => from),
        windows.map(({ to }) => to),
        instants(({ sinceMs }) => sinceMs),
        instants(({ beforeMs }) => beforeMs),
        this.instant,
      ]),
    );
    return new Map(rows.map((row) => [row.key, row]));
  }
}

/** Days begin by the clock of the place where what is measured begins. */
function windowsOf(
  { milestoneId, places, workFrom, doneOn }: MilestoneType,
  today: string,
): readonly Window[] {
  const [from = '', to = from] = places;
  const startOf = (day: string): number => {
    const midnight = Date.parse(day);
    return midnight - (offsetMinutesAt(from, midnight) ?? 0) * MINUTE_MS;
  };
  const end = startOf(workFrom ?? doneOn ?? today);
  const before = {
    key: `before ${milestoneId}`,
    from,
    to,
    sinceMs: end - WINDOW_DAYS * DAY_MS,
    beforeMs: end,
  };
  if (doneOn === null) return [before];
  const done = startOf(doneOn);
  const after = {
    key: `after ${milestoneId}`,
    from,
    to,
    sinceMs: done,
    beforeMs: done + WINDOW_DAYS * DAY_MS,
  };
  return [before, after];
}

function daysOf(row: MeasuredRow | undefined): MeasuredDays | null {
  if (!row || row.n < CONSIGNMENTS_MIN) return null;
  const days = (ms: string) => ratioOf(ms, String(DAY_MS), 2) ?? '';
  const [p50AtLeast, p90AtLeast] = [days(row.p50_ms), days(row.p90_ms)];
  return {
    p50: row.p50_holds ? p50AtLeast : null,
    p90: row.p90_holds ? p90AtLeast : null,
    p50AtLeast,
    p90AtLeast,
    n: row.n,
    open: row.open,
  };
}
