import { ROWS } from './tables/gateway-ports.js';

/** A port by which the corridor reaches the sea. */
export interface GatewayPort {
  /** UN/LOCODE. */
  readonly place: string;
  readonly name: string;
  /** Who tells of it. */
  readonly source: string;
}

/** One more is one more row of its table. */
export const GATEWAY_PORTS: readonly GatewayPort[] = ROWS.map(([place, name, source]) => ({
  place,
  name,
  source,
}));
