import { PART_TENTHS } from '@corridor/domain';
import { firstDay, type Month } from '../calendar/month.js';
import { asked } from '../read/by-instant.js';
import type { ReadSession } from '../read/read-session.js';
import {
  type PartThereRow,
  type TimeCellRow,
  type TimeCut,
  type TimePartRow,
  type TimeStatements,
  VISIT_TIMES,
} from './time-cells.sql.js';
import { countsOf, type StepOfCell, stepId, type Tenths, type TimeCutRow, TimeCuts } from './time-cuts.js';
import type { TimeRow } from './time-facts.sql.js';
import { NO_TIME } from './time-facts.types.js';

/** What ended in some months, as of a position, of all places or crossings or of one. */
export interface TimesAsked {
  readonly from: Month;
  readonly to: Month;
  readonly asOf: number;
  readonly of: string | null;
}

/** A step with more parts than this, of times of 34 days and more, is asked which of them there are: a clock that is wrong by years makes a step of thousands. */
const PARTS_ASKED_MAX = 8;

/** How long things of some cuts took, from the cells of their months: read once, however many fields need it. */
export class TimesInCells {
  private readonly rows: Promise<readonly TimeCutRow[]>;

  constructor(session: ReadSession, cuts: readonly TimeCut[], { from, to, asOf, of }: TimesAsked) {
    this.rows = (async () => {
      const cells = await cellsIn(session, VISIT_TIMES, cuts, { from, to, asOf, of });
      const tenths = new TenthsOfSteps(session, VISIT_TIMES, asOf);
      return timesOfCuts(tenths, new TimeCuts(cells, ({ key }) => ['', key]));
    })();
    // Whoever asks for a part of it is told of a failure.
    this.rows.catch(() => undefined);
  }

  async all(cut: TimeCut): Promise<TimeRow> {
    return (await this.rows).find((row) => row.cut === cut && row.key === '') ?? NO_TIME;
  }

  /** Of each key, those with the most complete ones first. */
  async byKey(cut: TimeCut): Promise<readonly TimeCutRow[]> {
    return (await this.rows).filter((row) => row.cut === cut && row.key !== '');
  }
}

export function cellsIn(
  session: ReadSession,
  statements: TimeStatements,
  cuts: readonly TimeCut[],
  { from, to, asOf, of }: TimesAsked,
): Promise<readonly TimeCellRow[]> {
  return asked<TimeCellRow>(session, statements.cells, [asOf, firstDay(from), firstDay(to), cuts, of]);
}

/** What the cells of cuts come to; their tenths of an hour are read where a percentile is among them. */
export async function timesOfCuts(tenths: TenthsOfSteps, cuts: TimeCuts): Promise<readonly TimeCutRow[]> {
  return cuts.rows(await tenths.of(cuts.sought()));
}

/** What steps of cells have as of a position: each is read once, however many cuts have a percentile in it. */
export class TenthsOfSteps {
  private readonly read = new Map<string, Promise<ReadonlyMap<string, Tenths>>>();

  constructor(
    private readonly session: ReadSession,
    private readonly statements: TimeStatements,
    private readonly asOf: number,
  ) {}

  async of(steps: readonly StepOfCell[]): Promise<(step: StepOfCell) => Tenths> {
    const unread = steps.filter((step) => !this.read.has(stepId(step)));
    if (unread.length > 0) {
      const reading = tenthsOf(this.session, this.statements, this.asOf, unread);
      // Whoever asks for one of them is told of a failure, even where it is told of another one first.
      reading.catch(() => undefined);
      for (const step of unread) this.read.set(stepId(step), reading);
    }
    const found = new Map<string, Tenths>();
    for (const step of steps) {
      const id = stepId(step);
      found.set(id, (await this.read.get(id))?.get(id) ?? new Map());
    }
    return (step) => found.get(stepId(step)) ?? new Map();
  }
}

/** What steps of cells have, by {@link stepId}. */
async function tenthsOf(
  session: ReadSession,
  statements: TimeStatements,
  asOf: number,
  steps: readonly StepOfCell[],
): Promise<ReadonlyMap<string, Tenths>> {
  const wide = partsThere(session, statements, steps.filter(isWide));
  const parts = [...partsOfNarrow(steps), ...(await wide)];
  if (parts.length === 0) return new Map();
  const rows = await asked<TimePartRow>(session, statements.parts, [
    asOf,
    ...cellsOf(parts.map(({ step }) => step)),
    parts.map(({ begins }) => begins),
  ]);
  const found = new Map<string, Map<number, readonly number[]>>();
  for (const { at, part } of rows) {
    const asked = parts[at - 1];
    if (!asked) throw new Error(`Part ${at} of ${parts.length} was not asked for.`);
    if (part === null) continue;
    const id = stepId(asked.step);
    found.set(id, (found.get(id) ?? new Map()).set(asked.begins, countsOf(part)));
  }
  return found;
}

interface PartOfStep {
  readonly step: StepOfCell;
  readonly begins: number;
}

const isWide = ({ begins, ends }: StepOfCell): boolean => ends - begins > PARTS_ASKED_MAX * PART_TENTHS;

function partsOfNarrow(steps: readonly StepOfCell[]): readonly PartOfStep[] {
  return steps
    .filter((step) => !isWide(step))
    .flatMap((step) => {
      const parts = Math.ceil((step.ends - step.begins) / PART_TENTHS);
      return Array.from({ length: parts }, (_, nth) => ({ step, begins: step.begins + nth * PART_TENTHS }));
    });
}

async function partsThere(
  session: ReadSession,
  statements: TimeStatements,
  steps: readonly StepOfCell[],
): Promise<readonly PartOfStep[]> {
  if (steps.length === 0) return [];
  const bounds = [steps.map(({ begins }) => begins), steps.map(({ ends }) => ends)];
  const rows = await asked<PartThereRow>(session, statements.partsThere, [...cellsOf(steps), ...bounds]);
  return rows.flatMap(({ at, begins }) => {
    const step = steps[at - 1];
    return step ? [{ step, begins }] : [];
  });
}

/** The names of cells, as statements take them. */
function cellsOf(steps: readonly StepOfCell[]): readonly unknown[] {
  return [steps.map(({ cell }) => cell.nth), steps.map(({ cell }) => cell.first_position)];
}
