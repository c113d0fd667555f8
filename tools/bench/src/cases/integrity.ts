import { type Bench, storeOnDatabase } from '../bench.js';
import { fill } from '../fill.js';
import { measure } from '../measure.js';
import { type Case, runRounds } from '../rounds.js';
import { corridorStore } from '../stores/corridor-store.js';

const CHECK = { name: 'the chain verified', unit: 'events/s', goal: 200_000 } as const;
const CASE = 'verify: ours';

/** How fast our own log is checked to be whole. */
export async function benchIntegrity(bench: Bench): Promise<void> {
  const { extent, progress, report, server } = bench;
  const { store, database, drop } = await storeOnDatabase(bench, 'integrity_ours', corridorStore);
  const { verify } = store;
  if (verify === undefined) {
    report.checks('integrity');
    report.notRun({ ...CHECK, why: 'the store cannot verify yet' });
  } else {
    await fill(store, extent.readEvents, progress);
    await server.vacuum(database);
    const one: Case = {
      name: CASE,
      run: async (checkpoint) => {
        await checkpoint();
        return measure({ concurrency: 1, seconds: 0, turn: verify });
      },
    };
    const results = await runRounds(bench, 'integrity', [one]);
    report.checks('integrity');
    report.check({ ...CHECK, value: results.medians(CASE).rate });
  }
  await drop();
}
