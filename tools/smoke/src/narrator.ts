const WAIT_MAX_MS = 60_000;
const POLL_MS = 100;

/** Tells each step with its time and what it showed. */
export class Narrator {
  steps = 0;

  constructor(private readonly print: (line: string) => void = console.log) {}

  /** Does a step; `work` gives the words of what it showed beside its result. */
  async step<T>(name: string, work: () => Promise<readonly [result: T, shown: string]>): Promise<T> {
    const began = performance.now();
    const line = (mark: string, shown: string): void => {
      const seconds = ((performance.now() - began) / 1_000).toFixed(2).padStart(6);
      this.print(`  ${mark} ${seconds} s  ${name}${shown === '' ? '' : `: ${shown}`}`);
    };
    try {
      const [result, shown] = await work();
      this.steps += 1;
      line('✓', shown);
      return result;
    } catch (error) {
      line('✗', '');
      throw error;
    }
  }
}

/** Asks again until there is an answer. @throws Error saying what was waited for, and what was there instead. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + WAIT_MAX_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${WAIT_MAX_MS / 1_000} s.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** @throws Error where the two differ, as JSON has them. */
export function same(what: string, actual: unknown, expected: unknown): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== e) throw new Error(`${what}: ${a} where ${e} was expected.`);
}
