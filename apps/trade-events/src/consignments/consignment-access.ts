import {
  type ConsignmentState,
  type ContractedConsignment,
  isDeclared,
  type KnownConsignment,
} from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';

/**
 * The consignment, if there is one for this caller: a trader has those it is a party of, and another's does not exist
 * for it.
 * @param pointer of the field that names it, where that is in the body.
 * @throws ProblemError 404 `consignment-unknown`.
 */
export function consignmentSeenBy(
  caller: Caller,
  state: ConsignmentState,
  pointer?: string,
): KnownConsignment | ContractedConsignment {
  if (state.status !== 'unknown' && (caller.role !== 'trader' || isParty(caller, state))) return state;
  const message = 'There is no consignment with this id among yours.';
  throw new ProblemError(404, 'consignment-unknown', message, pointer === undefined ? {} : { pointer });
}

/**
 * The same, with goods that were declared.
 * @throws ProblemError 404 `consignment-unknown`, 409 `consignment-not-declared`.
 */
export function consignmentFor(caller: Caller, state: ConsignmentState, pointer?: string): KnownConsignment {
  const seen = consignmentSeenBy(caller, state, pointer);
  if (isDeclared(seen)) return seen;
  const message = 'The consignment is contracted, and its goods are not declared yet.';
  throw new ProblemError(409, 'consignment-not-declared', message, pointer === undefined ? {} : { pointer });
}

/** A trader contracts and declares its own goods only. @throws ProblemError 403 `not-a-party`. */
export function checkOwnGoods(caller: Caller, sides: Pick<KnownConsignment, 'exporter' | 'importer'>): void {
  if (caller.role !== 'trader' || isParty(caller, sides)) return;
  const message = `Your key is of "${caller.participant}", which is neither the exporter nor the importer.`;
  throw new ProblemError(403, 'not-a-party', message, { pointer: '/exporter/participantId' });
}

/** Whether the caller is the exporter or the importer. */
export function isParty(
  { participant }: Caller,
  { exporter, importer }: Pick<KnownConsignment, 'exporter' | 'importer'>,
): boolean {
  return exporter.participantId === participant || importer.participantId === participant;
}
