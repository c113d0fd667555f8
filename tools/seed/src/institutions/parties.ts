import type { Party } from '@corridor/domain';
import { EXPORTERS, IMPORTERS, partyOf } from '../corridor/firms.js';

/** Firms that take part in what the institutions do, and trade no goods. */
const OTHERS: readonly Party[] = [
  { participantId: 'demo-logistics-islamabad', name: 'Demo Logistics Islamabad', country: 'PK' },
  { participantId: 'demo-cold-chain-almaty', name: 'Demo Cold Chain Almaty', country: 'KZ' },
  { participantId: 'demo-airline', name: 'Demo Airline', country: 'PK' },
  { participantId: 'demo-railway', name: 'Demo Container Trains', country: 'KZ' },
  { participantId: 'demo-shipping', name: 'Demo Feeder Lines', country: 'PK' },
];

export const ALL_PARTIES: readonly Party[] = [
  ...EXPORTERS.map(partyOf),
  ...IMPORTERS.map(partyOf),
  ...OTHERS,
];

/** @param id behind `demo-`. @throws RangeError for a firm that is none of the demo's. */
export function partyById(id: string): Party {
  const party = ALL_PARTIES.find(({ participantId }) => participantId === `demo-${id}`);
  if (!party) throw new RangeError(`The demo has no firm ${id}.`);
  return party;
}
