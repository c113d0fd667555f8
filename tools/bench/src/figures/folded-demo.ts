import { EventStore, ledgerPool, pipelinedPool } from '@corridor/event-store';
import { migrate } from '@corridor/migrations';
import { CheckpointsTogether, Projector, ProjectorGroup, SharedPages } from '@corridor/projections';
import { PROJECTIONS } from '@corridor/reporting';
import { loadDemo } from '@corridor/seed';
import type { Progress } from '../progress.js';
import type { BenchServer } from '../server.js';

const ENDS_ON = '2026-10-01';

/** Puts the demo, `scale` times its trade, into a log. @param what the step is of @returns how many events there are */
export async function tellDemo(
  databaseUrl: string,
  what: string,
  { scale, progress }: { readonly scale: number; readonly progress: Progress },
): Promise<number> {
  const step = `${what}: the demo`;
  progress.step(step);
  const onProgress = ({ share }: { readonly share: number }): void => progress.share(step, share);
  return (await loadDemo({ databaseUrl, seed: 1, scale, endsOn: ENDS_ON, onProgress })).events;
}

/** A database with the demo, `scale` times its trade, and all read models of it. @returns its connection string, and how many events there are */
export async function foldDemo(
  server: BenchServer,
  database: string,
  { scale, progress }: { readonly scale: number; readonly progress: Progress },
): Promise<{ readonly databaseUrl: string; readonly events: number }> {
  const databaseUrl = await server.createDatabase(database);
  await migrate(databaseUrl);
  const events = await tellDemo(databaseUrl, database, { scale, progress });
  const pool = ledgerPool(databaseUrl, 'reporting');
  const writing = pipelinedPool(databaseUrl, 'reporting');
  const store = new EventStore({ pool });
  try {
    const shared = { pool, store: new SharedPages(store), checkpoints: new CheckpointsTogether(writing) };
    let stopped: Error | undefined;
    const onStopped = (error: Error): void => {
      stopped ??= error;
    };
    const group = new ProjectorGroup(
      PROJECTIONS.map((projection) => new Projector({ projection, ...shared, onStopped })),
    );
    progress.step(`${database}: read models`);
    for (let come = 0; come < events; ) {
      await group.step();
      if (stopped) throw stopped;
      const { rows } = await pool.query<{ come: string }>(
        `SELECT coalesce(min(position), 0) AS come FROM reporting.projections WHERE state = 'live' HAVING count(*) = $1`,
        [PROJECTIONS.length],
      );
      come = Number(rows[0]?.come ?? 0);
      progress.share(`${database}: read models`, come / events);
    }
    await group.idle();
  } finally {
    await store.close();
    await Promise.all([pool.end(), writing.end()]);
  }
  progress.step(`${database}: vacuum`);
  await server.vacuum(database);
  return { databaseUrl, events };
}
