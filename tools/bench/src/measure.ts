import { percentile } from './statistics.js';

/** What one run of a case showed. */
export interface Measured {
  /** Of what the case counts (events, streams), a second. */
  readonly rate: number;
  /** Time of one turn, from its call to its answer. */
  readonly latencyMsP50: number;
  readonly latencyMsP99: number;
}

export interface Load {
  /** Workers that take turns at the same time, each its own one after the other. */
  readonly concurrency: number;
  readonly seconds: number;
  /** One turn of a worker; how many events (or whatever is counted) it did. */
  turn(worker: number): Promise<number>;
}

/**
 * Puts a load on for some seconds. A turn that is under way then is still waited for and counted, over the time to the
 * last answer: else a turn of 5,000 events would count for nothing or for too much.
 * @throws what a turn throws: a store that refuses an append is not measured.
 */
export async function measure({ concurrency, seconds, turn }: Load): Promise<Measured> {
  const began = performance.now();
  const deadline = began + seconds * 1_000;
  const latenciesMs: number[] = [];
  let done = 0;
  let answered = began;
  const work = async (worker: number): Promise<void> => {
    let asked = performance.now();
    do {
      // Not `done += await …`: that takes the sum of before the wait, and loses what others did meanwhile.
      const did = await turn(worker);
      done += did;
      answered = performance.now();
      latenciesMs.push(answered - asked);
      asked = answered;
    } while (answered < deadline);
  };
  await Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)));
  return {
    rate: done / ((answered - began) / 1_000),
    latencyMsP50: percentile(latenciesMs, 0.5),
    latencyMsP99: percentile(latenciesMs, 0.99),
  };
}
