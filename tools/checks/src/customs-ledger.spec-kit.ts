import { createHash } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { type Projection, Projector } from '@corridor/projections';
import { startTestLedger } from '@corridor/testing';
import { keyOf, PARTICIPANTS } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { holds } from '../../../apps/reporting/src/holds/holds.js';
import { record, type Teller } from '../../../apps/reporting/src/teller.spec-kit.js';
import { transits } from '../../../apps/reporting/src/transits/transits.js';

/** A story in a ledger of its own, folded as reporting folds it, and the gateway before it. */
export interface ToldOfCustoms {
  readonly gateway: GatewayUnderTest;
  /** The last position. */
  readonly head: number;
  stop(): Promise<void>;
}

/** @param clock when the ledger is told of each append: the first of them and the last, in milliseconds; the others lie evenly between. */
export async function tellOfCustoms(
  { appends }: Teller,
  clock: readonly [firstMs: number, lastMs: number],
  batchMax: number,
): Promise<ToldOfCustoms> {
  const ledger = await startTestLedger();
  const [owner, pool] = [ledgerPool(ledger.url), ledgerPool(ledger.url, 'reporting')];
  const role = 'reporter';
  await owner.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label) VALUES ($1, $2, $3, 'test')`,
    [createHash('sha256').update(keyOf(role)).digest(), PARTICIPANTS[role], role],
  );
  const store = new EventStore({ pool: owner });
  const [firstMs, lastMs] = clock;
  for (const [nth, append] of appends.entries()) {
    const ms = firstMs + Math.floor(((lastMs - firstMs) * nth) / appends.length);
    await record(store, [append], { recordedAt: new Date(ms).toISOString() });
  }
  for (const projection of [holds, transits] as readonly Projection[]) {
    const projector = new Projector({ projection, pool, store, batchMax });
    while ((await projector.step()) > 0);
  }
  const head = await store.head();
  // The gateway waits for these; no figure of customs is made of them.
  for (const name of ['consignments', 'targets', 'trade-facts'])
    await owner.query(
      `INSERT INTO reporting.projections (name, generation, state, position) VALUES ($1, 1, 'live', $2)`,
      [name, head],
    );
  const gateway = await startGatewayUnderTest(ledger.url);
  return {
    gateway,
    head,
    stop: async () => {
      await gateway.stop();
      await Promise.all([owner.end(), pool.end()]);
      await ledger.stop();
    },
  };
}
