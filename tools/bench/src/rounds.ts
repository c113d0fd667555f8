import type { Bench } from './bench.js';
import { type Load, type Measured, measure } from './measure.js';
import { median, medianRatio } from './statistics.js';

// Enough for connections, prepared statements and the compiler; no more, since it adds to the store.
const WARM_UP_SECONDS_MAX = 0.5;

export interface Case {
  readonly name: string;
  /** Measures once; calls `checkpoint` before what is measured, and behind what only warms up. */
  run(checkpoint: () => Promise<void>): Promise<Measured>;
}

/** A case of one load in this process, warmed up by the same. */
export function loadCase(name: string, load: Load): Case {
  return {
    name,
    run: async (checkpoint) => {
      await measure({ ...load, seconds: warmUpSeconds(load.seconds) });
      await checkpoint();
      return measure(load);
    },
  };
}

/** How long to warm up before so many seconds are measured. */
export const warmUpSeconds = (seconds: number): number => Math.min(WARM_UP_SECONDS_MAX, seconds / 4);

/** What every case showed in each round. */
export class Results {
  constructor(private readonly rounds: ReadonlyMap<string, readonly Measured[]>) {}

  /** Rates of a case, one a round. */
  rates(name: string): readonly number[] {
    return this.of(name).map(({ rate }) => rate);
  }

  /** Medians over the rounds. */
  medians(name: string): Measured {
    const of = (pick: (one: Measured) => number): number => median(this.of(name).map(pick));
    return {
      rate: of(({ rate }) => rate),
      latencyMsP50: of(({ latencyMsP50 }) => latencyMsP50),
      latencyMsP99: of(({ latencyMsP99 }) => latencyMsP99),
    };
  }

  /** How many times the rate of `other` that of `name` is: the median of the rounds' ratios. */
  ratio(name: string, other: string): number {
    return medianRatio(this.rates(name), this.rates(other));
  }

  /** Of these cases the one with the best median. */
  best(names: readonly string[]): string {
    const [best] = [...names].sort((a, b) => this.medians(b).rate - this.medians(a).rate);
    if (best === undefined) throw new RangeError('There is no best of no cases.');
    return best;
  }

  private of(name: string): readonly Measured[] {
    const results = this.rounds.get(name);
    if (results === undefined) throw new RangeError(`There is no case "${name}".`);
    return results;
  }
}

/** Runs all cases round by round, every other round from the end: what comes first or last is so in turns. */
export async function runRounds(
  { extent: { rounds }, server, progress }: Pick<Bench, 'extent' | 'server' | 'progress'>,
  section: string,
  cases: readonly Case[],
): Promise<Results> {
  const results = new Map<string, Measured[]>(cases.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    const inTurn = round % 2 === 1 ? cases : [...cases].reverse();
    for (const [index, one] of inTurn.entries()) {
      progress.step(
        `${section}: round ${round} of ${rounds}, case ${index + 1} of ${cases.length}: ${one.name}`,
      );
      results.get(one.name)?.push(await one.run(server.checkpoint));
    }
  }
  progress.clear();
  return new Results(results);
}
