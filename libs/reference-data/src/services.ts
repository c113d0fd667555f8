import { CodeList } from './code-list.js';
import type { Sector } from './sectors.js';
import { ROWS } from './tables/services.js';

/**
 * An item of the Extended Balance of Payments Services Classification 2010. Services have no HS code: they are no part of
 * trade in goods, and do not count towards its target.
 */
export interface Service {
  /** `SC`: an item; `SC1`: a part of it; `SC11`, `SC3B`: a part of that, and so on. What a code begins with is what it is a part of. */
  readonly code: string;
  readonly name: string;
  /** The sector whose services these are, by our own inference; absent where none claims them. */
  readonly sector?: Extract<Sector, 'it' | 'logistics'>;
}

export const SERVICES = new CodeList<Service>(
  ROWS.map(([code, name, sector]) => ({ code, name, ...(sector !== '' && { sector }) })),
  { code: 'service-unknown', holds: 'EBOPS 2010 item such as "SI2"' },
);

/** @throws Rejection `service-unknown` with `pointer`. */
export function checkService(code: string, pointer: string): Service {
  return SERVICES.check(code, pointer);
}
