import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/**
 * What one operation sees of the read models: a single snapshot, however many fields ask. It is a read-only transaction at
 * `REPEATABLE READ`, begun by the first read, so that facts that come in, or a generation that is promoted, while the operation
 * runs do not mix two states in one answer.
 */
export class ReadSession {
  /** When the ledger came to positions that a row tells that of, such as a report that is pinned: their events may be in a file alone. */
  readonly instants = new Map<number, string>();
  private runner: QueryRunner | undefined;
  /** Settles when all reads so far have; a connection takes one statement at a time. */
  private reads: Promise<unknown> = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;
  private ended = false;

  constructor(private readonly dataSource: DataSource) {}

  /** Reads on the snapshot, after the reads asked for before. After a failed read all others fail alike. */
  read<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const result = this.reads.then(async () => {
      if (this.failure) throw this.failure.error;
      try {
        return await work(await this.manager());
      } catch (error) {
        // PostgreSQL takes no further statement in a transaction that has failed.
        this.failure = { error };
        throw error;
      }
    });
    this.reads = result.catch(() => undefined);
    return result;
  }

  /** Gives the connection back, after the reads under way. */
  async end(): Promise<void> {
    this.ended = true;
    await this.reads;
    const { runner } = this;
    this.runner = undefined;
    if (!runner) return;
    try {
      await runner.query('COMMIT');
    } catch (error) {
      // The pool takes back a connection that hangs on a lost server, and would give it to the next operation; ended, it is dropped.
      const connection: pg.Client = await runner.connect();
      void connection.end().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async manager(): Promise<EntityManager> {
    if (this.ended) throw new Error('The operation has ended: nothing more can be read in it.');
    if (!this.runner) {
      const runner = this.dataSource.createQueryRunner();
      await runner.connect();
      this.runner = runner;
      await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    }
    return this.runner.manager;
  }
}
