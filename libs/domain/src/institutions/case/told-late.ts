import { at, zoneOf } from './instants.js';

/** An hour: what is written down within it counts as of when it happened, so that until then nothing has passed for good. */
export const TELLING_MS = 3_600_000;

/** What somebody tells of a case: when it happened, and when the ledger was told, where that is known. */
interface Telling {
  readonly occurredAt: string;
  readonly toldAt?: string | undefined;
}

/**
 * What an event says beside `occurredAt`: nothing of what is written down within an hour, which counts as of when it happened. Else when the ledger was
 * told, in the same zone.
 */
export function toldLate({ occurredAt, toldAt }: Telling): { readonly toldAt?: string } {
  if (toldAt === undefined || Date.parse(toldAt) - Date.parse(occurredAt) <= TELLING_MS) return {};
  return { toldAt: at(Date.parse(toldAt), zoneOf(occurredAt)) };
}

/** The instant that the clocks of a case count by: when it happened, or when the ledger was told of it late. */
export function countedAt(telling: Telling): string {
  return toldLate(telling).toldAt ?? telling.occurredAt;
}

/** The same of an event. */
export function countedAtOf({
  occurredAt,
  data,
}: {
  readonly occurredAt: string;
  readonly data: object;
}): string {
  return ('toldAt' in data && typeof data.toldAt === 'string' ? data.toldAt : undefined) ?? occurredAt;
}
