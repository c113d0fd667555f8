/** A value that is held against a goal. */
export interface Check {
  readonly name: string;
  readonly value: number;
  /** `×` for a ratio. */
  readonly unit: string;
  readonly goal: number;
  /** The goal is the most that is allowed; else it is the least. */
  readonly atMost?: boolean;
}

/** A check that there is nothing to run for. */
export interface CheckNotRun extends Omit<Check, 'value'> {
  readonly why: string;
}

/** What was measured without a goal of its own. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly latencyMsP50?: number;
  readonly latencyMsP99?: number;
}

/** A check in JSON; value and ok are null where it was not run. */
export interface CheckLine {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly goal: number;
  readonly ok: boolean | null;
}

const WIDTH = { name: 62, value: 20, goal: 18, ratio: 11 } as const;

/** Collects the checks and prints the table as they come. */
export class Report {
  private readonly lines: CheckLine[] = [];

  constructor(
    /** Prints for people. */
    private readonly print: (line: string) => void,
    /** Told each check as soon as it is known. */
    private readonly onLine: (line: CheckLine) => void = () => undefined,
  ) {}

  /** Heads a group of measurements. */
  measurements(title: string): void {
    this.print('');
    this.print(row(title, 'measured', 'p50', 'p99', ''));
  }

  measurement({ name, value, unit, latencyMsP50, latencyMsP99 }: Measurement): void {
    const [p50, p99] = [latencyMsP50, latencyMsP99].map((ms) =>
      ms === undefined ? '' : `${ms.toFixed(2)} ms`,
    );
    this.print(row(`  ${name}`, quantity(value, unit), p50 ?? '', p99 ?? '', ''));
  }

  /** Heads a group of checks. */
  checks(title: string): void {
    this.print('');
    this.print(row(title, 'value', 'goal', 'ratio', ''));
  }

  check(check: Check): void {
    const { name, value, unit, goal, atMost = false } = check;
    const ok = isMet(check);
    this.add({ name, value, unit, goal, ok });
    // Above 1 the goal is met, whichever side of it is the good one.
    const ratio = atMost ? goal / value : value / goal;
    this.print(
      row(`  ${name}`, quantity(value, unit, atMost), goalText(check), floor(ratio), ok ? 'ok' : 'SHORT'),
    );
  }

  notRun(check: CheckNotRun): void {
    const { name, unit, goal, why } = check;
    this.add({ name, value: null, unit, goal, ok: null });
    this.print(row(`  ${name}`, '', goalText(check), '', `not run: ${why}`));
  }

  /** 1 where a check fell short of its goal; one that was not run did not. */
  get exitStatus(): 0 | 1 {
    return this.lines.some(({ ok }) => ok === false) ? 1 : 0;
  }

  /** How many checks met their goals, in words. */
  summary(): string {
    const count = (ok: boolean | null): number => this.lines.filter((line) => line.ok === ok).length;
    const notRun = count(null) > 0 ? `, ${count(null)} not run` : '';
    return `${count(true)} ok, ${count(false)} short of the goal${notRun}`;
  }

  private add(line: CheckLine): void {
    this.lines.push(line);
    this.onLine(line);
  }
}

/** Whether the value meets the goal; one that is no number does not. */
export function isMet({ value, goal, atMost = false }: Check): boolean {
  return atMost ? value <= goal : value >= goal;
}

function row(name: string, value: string, goal: string, ratio: string, state: string): string {
  return [
    name.padEnd(WIDTH.name),
    value.padStart(WIDTH.value),
    goal.padStart(WIDTH.goal),
    ratio.padStart(WIDTH.ratio),
    state === '' ? '' : `  ${state}`,
  ]
    .join(' ')
    .trimEnd();
}

function goalText({ goal, unit, atMost = false }: Pick<Check, 'goal' | 'unit' | 'atMost'>): string {
  return `${atMost ? '≤' : '≥'} ${quantity(goal, unit)}`;
}

function quantity(value: number, unit: string, up = false): string {
  // Small values are what goals of a ratio or a share stand at the edge of.
  const text = value < 100 ? floor(value, up) : Math.round(value).toLocaleString('en-GB');
  return `${text} ${unit}`;
}

/** Never towards the goal: 0.898 is not shown as the 0.90 that it falls short of. */
function floor(value: number, up = false): string {
  const hundredths = Number((value * 100).toFixed(6));
  return String((up ? Math.ceil(hundredths) : Math.floor(hundredths)) / 100);
}
