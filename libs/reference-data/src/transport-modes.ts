import { CodeList } from './code-list.js';
import { ROWS } from './tables/transport-modes.js';

type Row = (typeof ROWS)[number];

/** A mode of transport of UN/ECE Recommendation 19. */
export interface TransportModeCode {
  /** One digit. */
  readonly code: Row[0];
  readonly name: string;
  /** The ledger's word for it; absent for modes that no event of the ledger names. */
  readonly mode?: Exclude<Row[2], ''>;
}

export const TRANSPORT_MODES = new CodeList<TransportModeCode>(
  ROWS.map(([code, name, mode]) => ({ code, name, ...(mode !== '' && { mode }) })),
  { code: 'transport-mode-unknown', holds: 'mode of UN/ECE Recommendation 19 such as "3"' },
);

/** @throws Rejection `transport-mode-unknown` with `pointer`. */
export function checkTransportMode(code: string, pointer: string): TransportModeCode {
  return TRANSPORT_MODES.check(code, pointer);
}
