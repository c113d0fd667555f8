import { type Decider, never, toMoney } from '@corridor/kernel';
import { checkLocalDate } from '../../calendar.js';
import { checkCurrency, checkPositive, checkStep, illegalStep, isSame, refuse } from '../../checks.js';
import type { CommitmentCommand } from './commitment.commands.js';
import type { CommitmentEvent, RealisationReported } from './commitment.events.js';
import {
  checkContracted,
  checkRate,
  checkRates,
  checkRevision,
  checkSaleContract,
  checkSecondParty,
  checkTerms,
  inUsd,
  isVerified,
} from './commitment-checks.js';
import {
  type CommitmentState,
  evolveCommitment,
  isByTrade,
  isInvestment,
  type KnownCommitment,
  type KnownRealisation,
  known,
} from './commitment-state.js';

type CommandType = CommitmentCommand['type'];

/** The commands that a commitment allows as it stands. */
export function legalForCommitment(state: CommitmentState): readonly CommandType[] {
  if (state.status === 'unknown') return ['AnnounceCommitment'];
  const isSome = (wanted: KnownRealisation['status']) =>
    state.realisations.some(({ status }) => status === wanted);
  const always: readonly CommandType[] = [
    'TellCommitmentRate',
    ...(isSome('reported') ? (['RejectRealisation'] as const) : []),
    ...(isSome('verified') ? (['RevokeRealisation'] as const) : []),
  ];
  if (state.status === 'withdrawn') return always;
  const releasing = state.contracts.length > 0 ? (['ReleaseCommitmentContract'] as const) : [];
  const open: readonly CommandType[] = [
    ...always,
    ...releasing,
    'ReviseCommitment',
    'ReportRealisation',
    ...(isSome('reported') ? (['VerifyRealisation'] as const) : []),
  ];
  const contracting: readonly CommandType[] = isInvestment(state.terms) ? [] : ['ContractCommitment'];
  const fulfilling: readonly CommandType[] = isByTrade(state.terms) ? ['FulfilCommitment'] : [];
  const reopening: readonly CommandType[] = isByTrade(state.terms) ? ['ReopenCommitment'] : [];
  const lapsing: readonly CommandType[] = state.terms.dueOn === undefined ? [] : ['LapseCommitment'];
  switch (state.status) {
    case 'announced':
    case 'contracted':
      return [...open, ...contracting, ...fulfilling, ...lapsing, 'WithdrawCommitment'];
    case 'lapsed':
      return [...open, ...fulfilling, 'WithdrawCommitment'];
    case 'fulfilled':
      return [...open, ...contracting, ...reopening];
    default:
      return never(state.status);
  }
}

/** A promise of trade, of an investment or of jobs, from its announcement to what came of it. */
export const commitment: Decider<CommitmentCommand, CommitmentEvent, CommitmentState> = {
  initialState: { status: 'unknown' },
  decide,
  evolve: evolveCommitment,
};

function decide(command: CommitmentCommand, state: CommitmentState): readonly CommitmentEvent[] {
  const { occurredAt } = command;
  if (command.type === 'AnnounceCommitment') return announce(command, state);
  if (isToldAgain(command, state)) return [];
  checkStep(command.type, `commitment is ${state.status}`, legalForCommitment(state));
  const before = known(state);
  switch (command.type) {
    case 'ReviseCommitment': {
      const { terms, ...data } = command.data;
      checkTerms(terms, before.occasion.on);
      checkRevision(terms, before, occurredAt.slice(0, 10));
      const valueUsd = inUsd(terms.value, before.rates, '/terms/value');
      const told = { ...terms, valueUsd };
      const revised: CommitmentEvent = {
        type: 'CommitmentRevised',
        occurredAt,
        data: { ...data, terms: told },
      };
      return [revised, ...fulfilledBy(evolveCommitment(before, revised), occurredAt)];
    }
    case 'TellCommitmentRate':
      return tellRate(command, before);
    case 'ContractCommitment': {
      const { commitmentId, contract } = command.data;
      checkSaleContract(contract, before);
      const valueUsd = inUsd(contract.value, before.rates, '/value');
      checkContracted(valueUsd, before);
      const data = { commitmentId, contract: { ...contract, valueUsd } };
      return [{ type: 'CommitmentContracted', occurredAt, data }];
    }
    case 'ReleaseCommitmentContract': {
      const { contractId } = command.data;
      if (!before.contracts.some((each) => each.contractId === contractId)) {
        refuse('contract-unknown', 'No such contract serves the commitment.', '/contractId');
      }
      return [{ type: 'CommitmentContractReleased', occurredAt, data: command.data }];
    }
    case 'WithdrawCommitment': {
      const { commitmentId, reason } = command.data;
      // Nothing serves it any more: its contracts are free for another one.
      const released = before.contracts.map(({ contractId }): CommitmentEvent => {
        return { type: 'CommitmentContractReleased', occurredAt, data: { commitmentId, contractId, reason } };
      });
      return [...released, { type: 'CommitmentWithdrawn', occurredAt, data: command.data }];
    }
    case 'LapseCommitment': {
      const { commitmentId, on } = command.data;
      const { dueOn } = before.terms;
      if (dueOn === undefined || dueOn >= on) return [];
      return [{ type: 'CommitmentLapsed', occurredAt, data: { commitmentId, dueOn } }];
    }
    case 'FulfilCommitment': {
      // Revised upwards, or jobs revoked, meanwhile: not yet.
      if (isOlder(command.data, before) || !isDelivered(command.data, before) || !isVerified(before))
        return [];
      return [{ type: 'CommitmentFulfilled', occurredAt, data: { ...command.data, basis: 'delivered' } }];
    }
    case 'ReopenCommitment':
      // Revised downwards, or more was delivered, meanwhile: it is fulfilled as before.
      if (isOlder(command.data, before) || isDelivered(command.data, before)) return [];
      return [{ type: 'CommitmentReopened', occurredAt, data: { ...command.data, basis: 'delivered' } }];
    case 'ReportRealisation':
      return report(command, before);
    case 'VerifyRealisation': {
      const { verifiedBy } = command.data;
      checkSecondParty(verifiedBy, realisationIn('reported', command, before).reportedBy, before);
      const verified: CommitmentEvent = { type: 'RealisationVerified', occurredAt, data: command.data };
      return [verified, ...fulfilledBy(evolveCommitment(before, verified), occurredAt)];
    }
    case 'RejectRealisation':
      checkSecondParty(
        command.data.rejectedBy,
        realisationIn('reported', command, before).reportedBy,
        before,
      );
      return [{ type: 'RealisationRejected', occurredAt, data: command.data }];
    case 'RevokeRealisation': {
      const { revokedBy } = command.data;
      checkSecondParty(revokedBy, realisationIn('verified', command, before).reportedBy, before);
      const revoked: CommitmentEvent = { type: 'RealisationRevoked', occurredAt, data: command.data };
      return [revoked, ...reopenedBy(evolveCommitment(before, revoked), occurredAt)];
    }
    default:
      return never(command);
  }
}

type Asked<Type extends CommandType> = Extract<CommitmentCommand, { type: Type }>;

function announce(
  { type, occurredAt, data }: Asked<'AnnounceCommitment'>,
  state: CommitmentState,
): readonly CommitmentEvent[] {
  checkStep(type, `commitment is ${state.status}`, legalForCommitment(state));
  const { terms, rates, occasion } = data;
  checkLocalDate(occasion.on, '/occasion/on');
  checkRates(rates, occasion.on);
  checkTerms(terms, occasion.on);
  const valueUsd = inUsd(terms.value, rates, '/terms/value');
  return [{ type: 'CommitmentAnnounced', occurredAt, data: { ...data, terms: { ...terms, valueUsd } } }];
}

function tellRate(
  { occurredAt, data }: Asked<'TellCommitmentRate'>,
  { rates, occasion }: KnownCommitment,
): readonly CommitmentEvent[] {
  checkRate(data.rate, occasion.on, '/rate');
  if (rates.some(({ currency }) => currency === data.rate.currency)) {
    const message = `The rate of ${data.rate.currency} was told, and what was worked out by it stays.`;
    refuse('rate-known', message, '/rate/currency');
  }
  return [{ type: 'CommitmentRateTold', occurredAt, data }];
}

function report(
  { occurredAt, data }: Asked<'ReportRealisation'>,
  { terms, rates, occasion, realisations }: KnownCommitment,
): readonly CommitmentEvent[] {
  const { kind, amount, jobs } = data;
  if (kind === 'investment' && !isInvestment(terms)) {
    refuse('not-an-investment', `A ${terms.kind} is realised by trade.`, '/kind');
  }
  const needed = kind === 'investment' ? amount : jobs;
  const name = kind === 'investment' ? 'amount' : 'jobs';
  if (needed === undefined) refuse('content-invalid', `Tell ${name} of ${kind}.`, `/${name}`);
  const strange = kind === 'investment' ? jobs : amount;
  const other = kind === 'investment' ? 'jobs' : 'amount';
  if (strange !== undefined) refuse('content-invalid', `${other} is reported by itself.`, `/${other}`);
  checkLocalDate(data.reachedOn, '/reachedOn');
  if (data.reachedOn < occasion.on) {
    const message = `${data.reachedOn} lies before the announcement on ${occasion.on}.`;
    refuse('reached-before-announcement', message, '/reachedOn');
  }
  if (data.reachedOn > occurredAt.slice(0, 10)) {
    const message = `${data.reachedOn} lies ahead of the report: tell what has been reached.`;
    refuse('reached-ahead', message, '/reachedOn');
  }
  const { sha256 } = data.evidence;
  if (
    realisations.some((each) => isStanding(each) && each.kind === kind && each.evidence.sha256 === sha256)
  ) {
    refuse('evidence-used', 'This paper shows what was reported before.', '/evidence/sha256');
  }
  if (amount) checkPositive(amount, '/amount');
  const amountUsd = amount && inUsd(amount, rates, '/amount');
  const reportedData: RealisationReported['data'] = { ...data, ...(amountUsd && { amountUsd }) };
  return [{ type: 'RealisationReported', occurredAt, data: reportedData }];
}

/** Whether it shows something: not what a second party said is not so. */
function isStanding({ status }: KnownRealisation): boolean {
  return status === 'reported' || status === 'verified';
}

/** What was reported, as far as it has to have come. @throws Rejection `realisation-unknown`, `illegal-step`. */
function realisationIn(
  status: KnownRealisation['status'],
  { type, data }: Asked<'VerifyRealisation' | 'RejectRealisation' | 'RevokeRealisation'>,
  { realisations }: KnownCommitment,
): KnownRealisation {
  const found = realisations.find(({ realisationId }) => realisationId === data.realisationId);
  if (!found) return refuse('realisation-unknown', 'No such report was made.', '/realisationId');
  if (found.status !== status) throw illegalStep(type, `report was ${found.status}`, [], found.status);
  return found;
}

/** An investment, and a promise of jobs alone, is fulfilled once all of it is verified, by a report or by a promise that is less now. */
function fulfilledBy(after: CommitmentState, occurredAt: string): readonly CommitmentEvent[] {
  const state = known(after);
  if (state.status === 'fulfilled' || isByTrade(state.terms) || !isVerified(state)) return [];
  const { commitmentId } = state;
  return [{ type: 'CommitmentFulfilled', occurredAt, data: { commitmentId, basis: 'verified' } }];
}

function reopenedBy(after: CommitmentState, occurredAt: string): readonly CommitmentEvent[] {
  const state = known(after);
  if (state.status !== 'fulfilled' || isVerified(state)) return [];
  const { commitmentId } = state;
  return [{ type: 'CommitmentReopened', occurredAt, data: { commitmentId, basis: 'verified' } }];
}

type Figure = Asked<'FulfilCommitment' | 'ReopenCommitment'>['data'];

/** Whether a newer figure was looked at already. */
function isOlder({ asOf }: Figure, { figureAsOf = 0 }: KnownCommitment): boolean {
  return asOf < figureAsOf;
}

function isDelivered({ deliveredUsd }: Figure, { terms }: KnownCommitment): boolean {
  checkCurrency(deliveredUsd, 'USD', '/deliveredUsd');
  return toMoney(deliveredUsd).minor >= toMoney(terms.valueUsd).minor;
}

/** Whether it says what stands already: a request that was sent again. */
function isToldAgain(command: CommitmentCommand, state: CommitmentState): boolean {
  if (state.status === 'unknown') return false;
  switch (command.type) {
    case 'ReviseCommitment': {
      const { valueUsd: _, ...terms } = state.terms;
      return state.status !== 'lapsed' && state.status !== 'withdrawn' && isSame(terms, command.data.terms);
    }
    case 'TellCommitmentRate':
      return state.rates.some((rate) => isSame(rate, command.data.rate));
    case 'ContractCommitment':
      return state.contracts.some(({ valueUsd: _, ...each }) => isSame(each, command.data.contract));
    case 'ReleaseCommitmentContract':
      return state.releasedContracts.includes(command.data.contractId);
    case 'WithdrawCommitment':
      return state.status === 'withdrawn';
    case 'LapseCommitment':
      return state.status === 'lapsed';
    case 'FulfilCommitment':
      return state.status === 'fulfilled';
    case 'ReopenCommitment':
      return state.status !== 'fulfilled';
    case 'VerifyRealisation':
      return isRealisation(state, command.data.realisationId, 'verified');
    case 'RevokeRealisation':
      return isRealisation(state, command.data.realisationId, 'revoked');
    case 'RejectRealisation':
      return isRealisation(state, command.data.realisationId, 'rejected');
    default:
      return false;
  }
}

function isRealisation(
  { realisations }: KnownCommitment,
  id: string,
  status: KnownRealisation['status'],
): boolean {
  return realisations.some((each) => each.realisationId === id && each.status === status);
}
