import {
  type CommitmentCommand,
  type CommitmentState,
  type KnownCommitment,
  legalForCommitment,
} from '@corridor/domain';
import { type Caller, ProblemError, type Role } from '@corridor/nest-kit';
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

type Within = Pick<KnownCommitment, 'contracts' | 'realisations'>;

/**
 * Contracts, and what was reported, for those who follow what comes of it. A firm sees its own contracts, since others' tell their prices; reports, where
 * it promised or made them; whoever may verify these sees them all.
 */
export function withinFor(caller: Caller, state: KnownCommitment): Partial<Within> {
  const { contracts, realisations, terms } = state;
  if (seesAllFirms(caller)) return { contracts, realisations };
  if (VERIFIERS.has(caller.role)) return { realisations };
  if (!isPartyOf(caller, state)) return {};
  const { participant } = caller;
  const isPromising = terms.parties.some(({ participantId }) => participantId === participant);
  return {
    contracts: contracts.filter(
      ({ exporter, importer }) =>
        exporter.participantId === participant || importer.participantId === participant,
    ),
    realisations: realisations.filter(({ reportedBy }) => isPromising || reportedBy === participant),
  };
}

interface OwnLinks {
  readonly participant: string;
  /** Of the contracts that it sees. */
  readonly contractIds: readonly string[];
}

/**
 * Which links of a commitment the caller sees: all of them, `undefined`, or a firm that takes part in it those of its own.
 * @throws ProblemError 404 `commitment-unknown`, also for whoever takes no part in it.
 */
export function linksFor(caller: Caller, state: CommitmentState): OwnLinks | undefined {
  const known = announcedOnly(state);
  if (seesAllFirms(caller)) return undefined;
  if (!isPartyOf(caller, known)) throw commitmentUnknown();
  const contractIds = (withinFor(caller, known).contracts ?? []).map(({ contractId }) => contractId);
  return { participant: caller.participant, contractIds };
}

/** Of what a commitment allows, what is for the caller as far as it is a party. */
export function legalForCaller(caller: Caller, state: KnownCommitment): readonly CommitmentCommand['type'][] {
  return caller.role !== 'trader' || isPartyOf(caller, state) ? legalForCommitment(state) : [];
}

const VERIFIERS: ReadonlySet<Role> = new Set(['bank', 'customs']);

/** A trader acts for what it promised itself. @throws ProblemError 403 `not-a-party`. */
export function checkOwnPromise(caller: Caller, state: KnownCommitment): void {
  if (caller.role !== 'trader' || isPartyOf(caller, state)) return;
  const message = `"${caller.participant}" is not one of those who promised; the Commission or the Business Council may tell it.`;
  throw new ProblemError(403, 'not-a-party', message);
}

/**
 * A trader tells and releases contracts of its own: by the number of others' it would see their goods, or take them away.
 * @param parties participant ids of the exporter and the importer.
 * @throws ProblemError 403 `not-a-party`.
 */
export function checkOwnContract(
  { role, participant }: Caller,
  parties: readonly string[],
  field: { readonly pointer?: string } = {},
): void {
  if (role !== 'trader' || parties.includes(participant)) return;
  const message = `Your key is of "${participant}", which is neither the exporter nor the importer.`;
  throw new ProblemError(403, 'not-a-party', message, field);
}
