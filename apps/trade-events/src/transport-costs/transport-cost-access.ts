import type { TransportCostState } from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

type KnownCost = Exclude<TransportCostState, { status: 'unknown' }>;

/**
 * The cost, if it is one of this consignment and there is one for this caller: who told it, the exporter and operators have it, and customs unless it was
 * told to be without a receipt. For others it does not exist.
 * @throws ProblemError 404 `cost-unknown`.
 */
export function costSeenBy(caller: Caller, state: TransportCostState, consignmentId: string): KnownCost {
  if (state.status !== 'unknown' && state.told.consignmentId === consignmentId && isOpenTo(caller, state))
    return state;
  throw new ProblemError(404, 'cost-unknown', 'The consignment has no cost with this id among yours.');
}

function isOpenTo({ role, participant }: Caller, { told }: KnownCost): boolean {
  if (role === 'operator' || told.recordedBy === participant) return true;
  return role === 'customs' ? told.receipted !== false : told.exporter === participant;
}

/** @throws ProblemError 403 `not-your-cost` for who did not tell it. */
export function checkWithdraws({ role, participant }: Caller, { told }: KnownCost): void {
  if (role === 'operator' || told.recordedBy === participant) return;
  const message = `The cost is withdrawn by "${told.recordedBy}", which told it; your key is of "${participant}".`;
  throw new ProblemError(403, 'not-your-cost', message);
}
