import {
  type CommitmentCommand,
  type CommitmentState,
  type KnownCommitment,
  legalForCommitment,
} from '@corridor/domain';
import { type Caller, ProblemError } from '@corridor/nest-kit';
import { seesAllFirms } from '../found.js';

function commitmentUnknown(): ProblemError {
  return new ProblemError(404, 'commitment-unknown', 'There is no commitment with this id.');
}

/** What was announced is public: whoever has a key reads it. @throws ProblemError 404 `commitment-unknown`. */
export function announcedOnly(state: CommitmentState): KnownCommitment {
  if (state.status === 'unknown') throw commitmentUnknown();
  return state;
}

/** Whether the caller is one of those who promised, or of a contract. */
export function isPartyOf({ participant }: Caller, { terms, contracts }: KnownCommitment): boolean {
  return (
    terms.parties.some(({ participantId }) => participantId === participant) ||
    contracts.some(
      ({ exporter, importer }) =>
        exporter.participantId === participant || importer.participantId === participant,
    )
  );
}

/** Contracts, and what was reported, are for those who promised and for those who follow what comes of it. */
export function seesWithin(caller: Caller, state: KnownCommitment): boolean {
  return seesAllFirms(caller) || isPartyOf(caller, state);
}

/** Of what a commitment allows, what is for the caller as far as it is a party. */
export function legalForCaller(caller: Caller, state: KnownCommitment): readonly CommitmentCommand['type'][] {
  return caller.role !== 'trader' || isPartyOf(caller, state) ? legalForCommitment(state) : [];
}

/** A trader acts for what it promised itself. @throws ProblemError 403 `not-a-party`. */
export function checkOwnPromise(caller: Caller, state: KnownCommitment): void {
  if (caller.role !== 'trader' || isPartyOf(caller, state)) return;
  const message = `"${caller.participant}" is not one of those who promised; the Commission or the Business Council may tell it.`;
  throw new ProblemError(403, 'not-a-party', message);
}

/** A trader tells contracts of its own: by the number of others' it would see their goods. @throws ProblemError 403 `not-a-party`. */
export function checkOwnContract(
  { role, participant }: Caller,
  { exporter, importer }: Pick<KnownCommitment['contracts'][number], 'exporter' | 'importer'>,
): void {
  if (role !== 'trader' || exporter.participantId === participant || importer.participantId === participant)
    return;
  const message = `Your key is of "${participant}", which is neither the exporter nor the importer.`;
  throw new ProblemError(403, 'not-a-party', message, { pointer: '/exporter/participantId' });
}
