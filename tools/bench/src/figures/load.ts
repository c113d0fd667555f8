import { setTimeout as pause } from 'node:timers/promises';
import { ndjsonOf } from '../bulk/lines.js';
import type { ProductConnection } from '../product-connection.js';
import { notificationOf } from '../settlements/notification.js';

const TICK_MS = 100;
/** Once a second a bank sends what it booked; between, traders send consignments. */
const TICKS_OF_A_FILE = 10;
const BANK_SHARE = 0.2;
/** Requests that wait for their answers; where more would, the ledger takes less than is asked of it. */
const WAITING_MAX = 16;
const TRIED = 200;

/** How many events follow, in the end, from what is sent. */
export interface Yield {
  readonly perConsignment: number;
  readonly perEntry: number;
}

/** Sends some of both and counts what becomes of them. */
export async function yieldOf(connection: ProductConnection, tag: string): Promise<Yield> {
  const { head } = await connection.atRest();
  await connection.consignments(ndjsonOf(`${tag}-tried`, TRIED));
  const goods = (await connection.atRest()).head - head;
  await connection.file(notificationOf(`${tag}-t`, TRIED), { count: TRIED, status: 'accepted' });
  const all = (await connection.atRest()).head - head;
  return { perConsignment: goods / TRIED, perEntry: (all - goods) / TRIED };
}

/**
 * Sends consignments ten times a second and a camt.054 once a second, so many that `rate` events a second follow from them.
 * @throws Error where one is refused
 */
export async function load(
  connection: ProductConnection,
  { perConsignment, perEntry }: Yield,
  { tag, rate, seconds }: { readonly tag: string; readonly rate: number; readonly seconds: number },
): Promise<void> {
  const lines = Math.max(1, Math.round((rate * (1 - BANK_SHARE) * TICK_MS) / 1_000 / perConsignment));
  const entries = Math.max(1, Math.round((rate * BANK_SHARE * TICKS_OF_A_FILE * TICK_MS) / 1_000 / perEntry));
  const waiting = new Set<Promise<void>>();
  const failed: unknown[] = [];
  const send = (sent: Promise<void>): void => {
    const settled = sent.catch((error) => void failed.push(error)).finally(() => waiting.delete(settled));
    waiting.add(settled);
  };
  const began = performance.now();
  for (let tick = 0; tick * TICK_MS < seconds * 1_000; tick += 1) {
    const ahead = began + tick * TICK_MS - performance.now();
    if (ahead > 0) await pause(ahead);
    while (waiting.size >= WAITING_MAX) await Promise.race(waiting);
    if (failed.length > 0) break;
    send(connection.consignments(ndjsonOf(`${tag}-${tick}`, lines)));
    if (tick % TICKS_OF_A_FILE === 0) {
      const file = notificationOf(`${tag}-${tick}`, entries);
      send(connection.file(file, { count: entries, status: 'accepted' }));
    }
  }
  await Promise.all(waiting);
  if (failed.length > 0) throw failed[0];
}
