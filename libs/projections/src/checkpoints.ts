import { inTransaction } from '@corridor/event-store';
import type pg from 'pg';
import { prepared } from './prepared.js';
import { analyseGrown } from './statistics.js';

/** Another process moved the checkpoint, or holds it right now; look at it again. */
export class CheckpointTaken extends Error {
  override readonly name = 'CheckpointTaken';
}

/** Events that a generation of a projection applies, from one checkpoint to the next. */
export interface Batch {
  readonly name: string;
  readonly generation: number;
  /** Up to where it has been applied before, and up to where behind it. */
  readonly after: number;
  readonly to: number;
  /** Writes what the events come to; absent where it is made of none of them. */
  readonly apply?: (client: pg.ClientBase) => Promise<void>;
}

/** Takes batches to their checkpoints. */
export interface Checkpoints {
  /**
   * Applies a batch together with its checkpoint.
   * @throws CheckpointTaken, and what `apply` throws. Nothing of the batch was applied then.
   */
  commit(batch: Batch): Promise<void>;
}

/** Each batch in a transaction of its own. */
export class OwnCheckpoints implements Checkpoints {
  constructor(private readonly pool: pg.Pool) {}

  commit(batch: Batch): Promise<void> {
    return commitAll(this.pool, [batch]);
  }
}

/** Events that several projections apply in one transaction at most: more are worth a transaction, and a connection, for each. */
const TOGETHER_MAX = 500;
/** With more events than these, a round goes in several transactions side by side: the database works for one while another makes its rows. */
const IN_ONE_MAX = 20;
const LANES = 2;

/**
 * Batches that come at one time, as those of projections do that go over the log in rounds, in few transactions: of what a few events cost each of them, most is the
 * transaction. Where they are many, what writes goes side by side, and what only moves a checkpoint together. A transaction of several that fails is done
 * again batch by batch, so that the one at fault is found, and no other stands still for it.
 */
export class CheckpointsTogether implements Checkpoints {
  private waiting: Waiting[] = [];

  constructor(
    /** Pipelined: read models of a transaction do not wait for each other. */
    private readonly pool: pg.Pool,
    private readonly togetherMax = TOGETHER_MAX,
  ) {}

  commit(batch: Batch): Promise<void> {
    return new Promise((settle) => {
      if (this.waiting.length === 0) setImmediate(() => this.flush());
      this.waiting.push({ batch, settle });
    });
  }

  private flush(): void {
    const came = this.waiting;
    this.waiting = [];
    const isLong = ({ batch: { after, to, apply } }: Waiting): boolean =>
      apply !== undefined && to - after > this.togetherMax;
    for (const lane of this.lanesOf(came.filter((each) => !isLong(each)))) {
      const done = commitAll(
        this.pool,
        lane.map(({ batch }) => batch),
      );
      const isAlone = lane.length === 1;
      for (const { batch, settle } of lane) {
        settle(isAlone ? done : done.catch(() => commitAll(this.pool, [batch])));
      }
    }
    for (const { batch, settle } of came.filter(isLong)) settle(commitAll(this.pool, [batch]));
  }

  /** Deals them out in turn, those that write and those that do not: projections come in one order, so that each shares its transaction with the same ones. */
  private lanesOf(together: readonly Waiting[]): readonly (readonly Waiting[])[] {
    const events = Math.max(...together.map(({ batch: { after, to } }) => to - after));
    if (events <= IN_ONE_MAX) return [together];
    const writing = together.filter(({ batch: { apply } }) => apply);
    const passing = together.filter(({ batch: { apply } }) => !apply);
    const dealt = [...writing, ...passing];
    return Array.from({ length: LANES }, (_, lane) => dealt.filter((_each, index) => index % LANES === lane));
  }
}

interface Waiting {
  readonly batch: Batch;
  readonly settle: (done: Promise<void>) => void;
}

/**
 * A plan that is kept was made when a table was small, and holds when it no longer is: each statement of a projection looks up what it names by an index, whatever a table
 * seems to hold, and is too short to be worth compiling. It is also too short to be planned each time for just the values that it names, which would take longer than to do it.
 */
const INDEXED =
  'SET LOCAL enable_seqscan TO off; SET LOCAL jit TO off; SET LOCAL plan_cache_mode TO force_generic_plan';

/** In one transaction, all of them or none. */
async function commitAll(pool: pg.Pool, batches: readonly Batch[]): Promise<void> {
  if (batches.length === 0) return;
  const names = batches.map(({ name }) => name);
  const generations = batches.map(({ generation }) => generation);
  // Beside it, and whatever comes of it: a batch is not to wait for statistics, nor to fail for want of them.
  if (batches.some(({ apply }) => apply)) analyseGrown(pool).catch(() => undefined);
  await inTransaction(
    pool,
    async (client) => {
      // The locks last to the end of the transaction: of two processes one applies, the other one finds it done.
      const { rowCount } = await client.query({
        name: 'checkpoints-taken',
        text: `SELECT FROM reporting.projections p
          JOIN unnest($1::text[], $2::integer[], $3::bigint[]) AS batch (name, generation, after) USING (name, generation)
          WHERE p.position = batch.after AND p.state <> 'retired' FOR UPDATE OF p SKIP LOCKED`,
        values: [names, generations, batches.map(({ after }) => after)],
      });
      if (rowCount !== batches.length) throw new CheckpointTaken();
      // Side by side: while one waits for an answer, another one asks, and what they ask goes out together.
      const writing = batches.flatMap(({ apply }) => apply ?? []);
      if (writing.length > 0) await client.query(INDEXED);
      await allDone(writing.map((apply) => apply(prepared(client))));
      await client.query({
        name: 'checkpoints-moved',
        text: `UPDATE reporting.projections p SET position = batch.to, updated_at = now(), error = NULL
          FROM unnest($1::text[], $2::integer[], $3::bigint[]) AS batch (name, generation, "to")
          WHERE p.name = batch.name AND p.generation = batch.generation`,
        values: [names, generations, batches.map(({ to }) => to)],
      });
    },
    'follows',
  );
}

/**
 * Waits for all of them, also where one fails: nothing of it is under way any more when the transaction is taken back.
 * @throws what failed first; behind it, everything fails.
 */
async function allDone(work: readonly Promise<void>[]): Promise<void> {
  let failed: { readonly error: unknown } | undefined;
  await Promise.all(
    work.map((each) =>
      each.catch((error) => {
        failed ??= { error };
      }),
    ),
  );
  if (failed) throw failed.error;
}
