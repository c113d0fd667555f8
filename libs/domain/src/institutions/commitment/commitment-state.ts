import { never, toMoney } from '@corridor/kernel';
import type {
  CommitmentEvent,
  CommitmentTerms,
  Occasion,
  Rated,
  RealisationReported,
  SaleContract,
} from './commitment.events.js';

export type CommitmentState = { readonly status: 'unknown' } | KnownCommitment;

export interface KnownCommitment {
  readonly status: 'announced' | 'contracted' | 'fulfilled' | 'lapsed' | 'withdrawn';
  readonly commitmentId: string;
  readonly terms: CommitmentTerms;
  readonly rates: readonly Rated[];
  readonly occasion: Occasion;
  readonly source: string;
  /** Those that serve it. */
  readonly contracts: readonly SaleContract[];
  /** Ids of those that did once. */
  readonly releasedContracts: readonly string[];
  readonly realisations: readonly KnownRealisation[];
  /** Position of the figure that it was last found fulfilled, or open again, by: an older one says nothing any more. */
  readonly figureAsOf?: number;
}

export type KnownRealisation = Omit<RealisationReported['data'], 'commitmentId'> & {
  readonly status: 'reported' | 'verified' | 'rejected' | 'revoked';
};

/** Whether what is promised is an investment: trade never fulfils it, and it never adds to trade. */
export function isInvestment({ kind }: Pick<CommitmentTerms, 'kind'>): boolean {
  return kind === 'investment-pledge';
}

/** Sectors of which what has no HS code is services (EBOPS 2010). */
const OF_SERVICES: readonly string[] = ['it', 'logistics'];

/** Whether what is promised is services, which stand on a line of their own: of IT or logistics, and no goods that would have an HS code. */
export function isOfServices(terms: Pick<CommitmentTerms, 'kind' | 'sector' | 'hsCodes'>): boolean {
  return !isInvestment(terms) && terms.hsCodes.length === 0 && OF_SERVICES.includes(terms.sector);
}

/** Whether trade fulfils it: not where jobs alone are promised. */
export function isByTrade(terms: Pick<CommitmentTerms, 'kind' | 'valueUsd'>): boolean {
  return !isInvestment(terms) && toMoney(terms.valueUsd).minor > 0n;
}

export function evolveCommitment(state: CommitmentState, event: CommitmentEvent): CommitmentState {
  if (event.type === 'CommitmentAnnounced') {
    return { ...event.data, status: 'announced', contracts: [], releasedContracts: [], realisations: [] };
  }
  const before = known(state);
  switch (event.type) {
    case 'CommitmentRevised':
      return behindRevision({ ...before, terms: event.data.terms }, before);
    case 'CommitmentRateTold':
      return { ...before, rates: [...before.rates, event.data.rate] };
    case 'CommitmentContracted': {
      const { contract } = event.data;
      const contracts = [...before.contracts, contract];
      const releasedContracts = before.releasedContracts.filter((each) => each !== contract.contractId);
      return {
        ...before,
        contracts,
        releasedContracts,
        status: before.status === 'fulfilled' ? 'fulfilled' : 'contracted',
      };
    }
    case 'CommitmentContractReleased': {
      const { contractId } = event.data;
      const contracts = before.contracts.filter((each) => each.contractId !== contractId);
      const releasedContracts = [...before.releasedContracts, contractId];
      const isOpen = before.status === 'contracted' && contracts.length === 0;
      return { ...before, contracts, releasedContracts, ...(isOpen && { status: 'announced' }) };
    }
    case 'CommitmentWithdrawn':
      return { ...before, status: 'withdrawn' };
    case 'CommitmentLapsed':
      return { ...before, status: 'lapsed' };
    case 'CommitmentFulfilled':
      return { ...before, status: 'fulfilled', ...figureOf(event.data) };
    case 'CommitmentReopened':
      return { ...before, status: openStatus(before), ...figureOf(event.data) };
    case 'RealisationReported': {
      const { commitmentId: _, ...reported } = event.data;
      return { ...before, realisations: [...before.realisations, { ...reported, status: 'reported' }] };
    }
    case 'RealisationVerified':
      return withRealisation(before, event.data.realisationId, 'verified');
    case 'RealisationRejected':
      return withRealisation(before, event.data.realisationId, 'rejected');
    case 'RealisationRevoked':
      return withRealisation(before, event.data.realisationId, 'revoked');
    default:
      return never(event);
  }
}

/** What was fulfilled stays so, unless more is promised now; what lapsed is open again. */
function behindRevision(now: KnownCommitment, { terms, status }: KnownCommitment): KnownCommitment {
  const isMore =
    toMoney(now.terms.valueUsd).minor > toMoney(terms.valueUsd).minor ||
    (now.terms.jobs ?? 0) > (terms.jobs ?? 0);
  if (status === 'fulfilled' && !isMore) return now;
  return { ...now, status: openStatus(now) };
}

function openStatus({ contracts }: KnownCommitment): 'contracted' | 'announced' {
  return contracts.length > 0 ? 'contracted' : 'announced';
}

function figureOf({ asOf }: { readonly asOf?: number }): Pick<KnownCommitment, 'figureAsOf'> {
  return asOf === undefined ? {} : { figureAsOf: asOf };
}

function withRealisation(
  before: KnownCommitment,
  realisationId: string,
  status: KnownRealisation['status'],
): KnownCommitment {
  const realisations = before.realisations.map((each) =>
    each.realisationId === realisationId ? { ...each, status } : each,
  );
  return { ...before, realisations };
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
export function known(state: CommitmentState): KnownCommitment {
  if (state.status === 'unknown')
    throw new Error('The history of a commitment begins with CommitmentAnnounced.');
  return state;
}
