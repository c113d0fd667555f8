/** Where lines go: standard output, or a test. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Tells how far a step is; the last words stand in its closing line. */
export type Progress = (detail: string) => void;

interface Step {
  readonly name: string;
  readonly began: number;
  detail: string;
  /** When something of it was last printed, where no person looks on. */
  shown: number;
}

const NAME_WIDTH = 22;
const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const FRAME_MS = 100;
const QUIET_MS_MAX = 5_000;

/**
 * Shows steps with their time while they work, several side by side. On a terminal the steps at work are lines that
 * change; elsewhere each is a plain line at its end, and one in between where it takes long.
 */
export class Steps {
  private readonly active = new Set<Step>();
  private timer: NodeJS.Timeout | undefined;
  private liveLines = 0;

  constructor(
    private readonly output: Output,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Does a piece of work under a name that a person understands. */
  async run<T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T> {
    const began = this.now();
    const step: Step = { name, began, detail: '', shown: began };
    this.active.add(step);
    this.timer ??= setInterval(() => this.tick(), FRAME_MS);
    this.draw();
    let mark = '✗';
    try {
      const result = await work((detail) => {
        step.detail = detail;
      });
      mark = '✓';
      return result;
    } finally {
      this.active.delete(step);
      if (this.active.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
      this.line(this.textOf(mark, step));
    }
  }

  /** Prints a line above the steps at work. */
  line(text: string): void {
    this.erase();
    this.output.write(`${text}\n`);
    this.draw();
  }

  /** What the timer does; a test drives it by itself. */
  tick(): void {
    if (this.output.isTTY) {
      this.erase();
      this.draw();
      return;
    }
    for (const step of this.active) {
      if (this.now() - step.shown < QUIET_MS_MAX) continue;
      step.shown = this.now();
      this.output.write(`${this.textOf('…', step)}\n`);
    }
  }

  private draw(): void {
    if (!this.output.isTTY) return;
    const frame = FRAMES[Math.floor(this.now() / FRAME_MS) % FRAMES.length] ?? '…';
    // A line that wraps could not be erased.
    const width = (this.output.columns ?? 80) - 1;
    for (const step of this.active) this.output.write(`${this.textOf(frame, step).slice(0, width)}\n`);
    this.liveLines = this.active.size;
  }

  private erase(): void {
    if (this.liveLines > 0) this.output.write(`\x1b[${this.liveLines}A\x1b[J`);
    this.liveLines = 0;
  }

  private textOf(mark: string, { name, began, detail }: Step): string {
    const seconds = ((this.now() - began) / 1_000).toFixed(1).padStart(6);
    return `  ${mark} ${name.padEnd(NAME_WIDTH)}${seconds} s  ${detail}`.trimEnd();
  }
}
