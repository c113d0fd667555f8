import { createHash } from 'node:crypto';
import { EventStore, ledgerPool } from '@corridor/event-store';
import { type Projection, Projector } from '@corridor/projections';
import { startTestLedger } from '@corridor/testing';
import { keyOf, PARTICIPANTS } from '../../../apps/gateway/src/spec-kit/filled-ledger.js';
import {
  type GatewayUnderTest,
  startGatewayUnderTest,
} from '../../../apps/gateway/src/spec-kit/gateway-under-test.js';
import { PROJECTIONS } from '../../../apps/reporting/src/projections.js';
import { record, type Teller } from '../../../apps/reporting/src/teller.spec-kit.js';

/** A story in a ledger of its own, folded as reporting folds it, and the gateway before it. */
export interface ToldLedger {
  readonly gateway: GatewayUnderTest;
  /** The last position. */
  readonly head: number;
  stop(): Promise<void>;
}

export interface Telling {
  /** What the figures that are asked for are made of; of all others, the gateway is told that they have come to the last position, too. */
  readonly projections: readonly Projection[];
  /** How many events are folded in one transaction, at most. */
  readonly batchMax: number;
  /** When the ledger is told of each append: the first of them and the last, in milliseconds; the others lie evenly between. Left out, now. */
  readonly clock?: readonly [firstMs: number, lastMs: number];
}

/** Whatever fails, nothing of it is left running. */
export async function tellLedger({ appends }: Teller, telling: Telling): Promise<ToldLedger> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of started.splice(0).reverse()) await one();
  };
  try {
    const ledger = await startTestLedger();
    started.push(() => ledger.stop());
    const [owner, pool] = [ledgerPool(ledger.url), ledgerPool(ledger.url, 'reporting')];
    started.push(
      () => owner.end(),
      () => pool.end(),
    );
    const role = 'reporter';
    await owner.query(
      `INSERT INTO access.api_keys (key_hash, participant, role, label) VALUES ($1, $2, $3, 'test')`,
      [createHash('sha256').update(keyOf(role)).digest(), PARTICIPANTS[role], role],
    );
    const store = new EventStore({ pool: owner });
    for (const [nth, append] of appends.entries())
      await record(store, [append], recordedAt(nth / appends.length, telling));
    const { projections, batchMax } = telling;
    for (const projection of projections) {
      const projector = new Projector({ projection, pool, store, batchMax });
      while ((await projector.step()) > 0);
    }
    const head = await store.head();
    for (const { name } of PROJECTIONS.filter((one) => !projections.includes(one)))
      await owner.query(
        `INSERT INTO reporting.projections (name, generation, state, position) VALUES ($1, 1, 'live', $2)`,
        [name, head],
      );
    const gateway = await startGatewayUnderTest(ledger.url);
    started.push(() => gateway.stop());
    return { gateway, head, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function recordedAt(part: number, { clock }: Telling): { readonly recordedAt?: string } {
  if (clock === undefined) return {};
  const [firstMs, lastMs] = clock;
  return { recordedAt: new Date(firstMs + Math.floor((lastMs - firstMs) * part)).toISOString() };
}
