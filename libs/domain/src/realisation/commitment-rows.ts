import { type MoneyJson, minorText, toMoney } from '@corridor/kernel';
import type { CommitmentEvent, SaleContract } from '../institutions/commitment/commitment.events.js';
import { commitment } from '../institutions/commitment/commitment.js';
import {
  isInvestment,
  isOfServices,
  type KnownCommitment,
} from '../institutions/commitment/commitment-state.js';
import type { CommitmentFact } from './commitment-fact.js';
import type { CommitmentWord } from './realisation-words.js';

export type CommitmentStage =
  | 'promised'
  | 'contracted'
  | 'invested-promised'
  | 'invested-reported'
  | 'invested-verified'
  | 'jobs-promised'
  | 'jobs-reported'
  | 'jobs-verified'
  | 'status';

export type DealOwnership = 'state' | 'private' | 'mixed' | 'state-takes-part';

/** A row of `reporting.commitments`, without its generation. */
export interface CommitmentRow {
  readonly commitment_id: string;
  readonly position: number;
  readonly status: KnownCommitment['status'];
  readonly title: string;
  readonly kind: string;
  readonly sector: string;
  readonly hs_codes: readonly string[];
  readonly ownership: DealOwnership;
  readonly from_countries: readonly string[];
  readonly to_countries: readonly string[];
  readonly occasion_kind: string;
  readonly occasion_name: string;
  readonly announced_on: string;
  readonly engagement_id: string | null;
  readonly meeting_id: string | null;
  readonly lead_id: string | null;
  readonly currency: string;
  readonly value_minor: string;
  readonly value_usd_cents: string;
  readonly jobs: number | null;
  readonly due_on: string | null;
  /** What reached its consignees by now, cleared or not, as its facts sum up. */
  readonly delivered_usd_cents: string;
  readonly jobs_verified: number;
  readonly source: string;
  readonly state: KnownCommitment;
  readonly last_position: number;
  /** The latest instant at which anything of it happened, its links among it, of what was told so far. */
  readonly latest_at: string;
  readonly participants: readonly string[];
  readonly demo: boolean;
}

/** What of a commitment may be told otherwise later: figures as of a position show what it was there. */
export function versionOf(row: CommitmentRow) {
  const { title, kind, sector, ownership, from_countries, to_countries, due_on, participants } = row;
  const of_services = isOfServices(row.state.terms);
  return { title, kind, sector, of_services, ownership, from_countries, to_countries, due_on, participants };
}

/** What an event of a commitment adds to one of its stages. */
export interface StageChange {
  readonly stage: CommitmentStage;
  readonly usd: bigint;
  readonly minor: bigint | undefined;
  readonly currency: string | undefined;
  readonly jobs: number;
  readonly contractId?: string;
  /** The day on which it came about, where that is not the day on which it is told. */
  readonly cameOn?: string;
  /** What of it is progress; what was taken out again is none. */
  readonly thing?: string;
  readonly status?: KnownCommitment['status'];
}

/** What a fact makes of the sums that stand in the row. */
export function progressed(
  row: CommitmentRow,
  { stage, usd_cents, jobs }: Pick<CommitmentFact, 'stage' | 'usd_cents' | 'jobs'>,
): CommitmentRow {
  const isDelivered = stage === 'delivered' || stage === 'delivered-uncleared';
  const delivered = BigInt(row.delivered_usd_cents) + (isDelivered ? BigInt(usd_cents) : 0n);
  return {
    ...row,
    delivered_usd_cents: delivered.toString(),
    jobs_verified: row.jobs_verified + (stage === 'jobs-verified' ? jobs : 0),
  };
}

/** What a word makes of a commitment: its row, and what it adds to its stages. */
export function tellCommitment(
  before: CommitmentRow | undefined,
  word: CommitmentWord,
): { readonly row: CommitmentRow; readonly changes: readonly StageChange[] } {
  const state = commitment.evolve(before?.state ?? commitment.initialState, word.told);
  if (state.status === 'unknown') throw new Error('A commitment begins with its announcement.');
  const row = rowOf(before, state, word);
  const changes = changesOf(before?.state, state, word.told);
  const isOther = before?.status !== state.status;
  if (!isOther) return { row, changes };
  const [first = NOTHING, ...rest] = changes;
  return { row, changes: [{ ...first, status: state.status }, ...rest] };
}

const NOTHING: StageChange = { stage: 'status', usd: 0n, minor: undefined, currency: undefined, jobs: 0 };

function rowOf(
  before: CommitmentRow | undefined,
  state: KnownCommitment,
  { position, at, participants, demo }: CommitmentWord,
): CommitmentRow {
  const { terms, occasion } = state;
  const countriesOf = (...parts: readonly string[]) =>
    [...new Set(terms.parties.flatMap(({ part, country }) => (parts.includes(part) ? country : [])))].sort();
  return {
    commitment_id: state.commitmentId,
    position: before?.position ?? position,
    status: state.status,
    title: terms.title,
    kind: terms.kind,
    sector: terms.sector,
    hs_codes: terms.hsCodes,
    ownership: ownershipOf(terms.parties.map(({ ownership }) => ownership)),
    from_countries: countriesOf('seller', 'investor'),
    to_countries: countriesOf('buyer', 'recipient'),
    occasion_kind: occasion.kind,
    occasion_name: occasion.name,
    announced_on: occasion.on,
    engagement_id: occasion.engagementId ?? null,
    meeting_id: occasion.meetingId ?? null,
    lead_id: occasion.leadId ?? null,
    currency: terms.value.currency,
    value_minor: minorText(terms.value),
    value_usd_cents: minorText(terms.valueUsd),
    jobs: terms.jobs ?? null,
    due_on: terms.dueOn ?? null,
    delivered_usd_cents: before?.delivered_usd_cents ?? '0',
    jobs_verified: before?.jobs_verified ?? 0,
    source: state.source,
    state,
    last_position: position,
    latest_at: later(before?.latest_at, at),
    participants: [...participants].sort(),
    demo,
  };
}

/** Of instants, the later one; of one that was not told, the other. */
export function later(one: string | undefined, other: string): string {
  if (one === undefined) return other;
  // Years of more than four digits are longer texts.
  const isLater = one.length === other.length ? one >= other : Date.parse(one) >= Date.parse(other);
  return isLater ? one : other;
}

/** Whose a deal is: of states, of private firms, of firms that are both, or between a state's and others. */
function ownershipOf(owners: readonly string[]): DealOwnership {
  const [only, ...others] = new Set(owners);
  if (others.length === 0 && (only === 'state' || only === 'private')) return only;
  return owners.includes('state') ? 'state-takes-part' : 'mixed';
}

function changesOf(
  before: KnownCommitment | undefined,
  state: KnownCommitment,
  event: CommitmentEvent,
): readonly StageChange[] {
  switch (event.type) {
    case 'CommitmentAnnounced':
    case 'CommitmentRevised':
      return promised(before, state);
    case 'CommitmentContracted': {
      return [contracted(event.data.contract, 1n)];
    }
    case 'CommitmentContractReleased': {
      const { contractId } = event.data;
      const contract = before?.contracts.find((each) => each.contractId === contractId);
      if (!contract) throw new Error(`The contract ${contractId} did not serve before.`);
      // Told by mistake, or to serve another promise: at no age did it serve this one.
      return [contracted(contract, -1n)];
    }
    case 'RealisationReported':
      return reported(state, event.data.realisationId, 'reported', 1n);
    case 'RealisationVerified':
      return reported(state, event.data.realisationId, 'verified', 1n);
    case 'RealisationRejected':
      return reported(state, event.data.realisationId, 'reported', -1n);
    case 'RealisationRevoked':
      return (['reported', 'verified'] as const).flatMap((how) =>
        reported(state, event.data.realisationId, how, -1n),
      );
    default:
      return [];
  }
}

function contracted({ contractId, signedOn, value, valueUsd }: SaleContract, sign: bigint): StageChange {
  const change = amounts('contracted', valueUsd, value, sign);
  return { ...change, contractId, cameOn: signedOn, thing: `contracted:${contractId}` };
}

function amounts(stage: CommitmentStage, usd: MoneyJson, value: MoneyJson, sign: bigint): StageChange {
  const { minor, currency } = toMoney(value);
  return { stage, usd: sign * toMoney(usd).minor, minor: sign * minor, currency, jobs: 0 };
}

/** The difference between what was promised before and what is now. */
function promised(
  before: KnownCommitment | undefined,
  { terms, occasion }: KnownCommitment,
): readonly StageChange[] {
  const stage = isInvestment(terms) ? 'invested-promised' : 'promised';
  const now = amounts(stage, terms.valueUsd, terms.value, 1n);
  const was = before && amounts(stage, before.terms.valueUsd, before.terms.value, 1n);
  // It is promised since the announcement, whenever that was told; what is revised is so from then on.
  const since = before ? {} : { cameOn: occasion.on };
  const change = {
    ...now,
    ...since,
    usd: now.usd - (was?.usd ?? 0n),
    minor: (now.minor ?? 0n) - (was?.minor ?? 0n),
  };
  const jobs = (terms.jobs ?? 0) - (before?.terms.jobs ?? 0);
  return jobs === 0 ? [change] : [change, { ...NOTHING, ...since, stage: 'jobs-promised', jobs }];
}

function reported(
  { realisations }: KnownCommitment,
  id: string,
  how: 'reported' | 'verified',
  sign: bigint,
): readonly StageChange[] {
  const found = realisations.find(({ realisationId }) => realisationId === id);
  if (!found) throw new Error(`The realisation ${id} was not reported before.`);
  const { kind, amount, amountUsd, jobs = 0, reachedOn } = found;
  // A report is a word of those who promised: it is progress once a second party has seen it.
  const of = { cameOn: reachedOn, ...(how === 'verified' && { thing: `verified:${id}` }) };
  if (kind === 'jobs') return [{ ...NOTHING, ...of, stage: `jobs-${how}`, jobs: Number(sign) * jobs }];
  if (!amount || !amountUsd) throw new Error(`The realisation ${id} tells no amount.`);
  return [{ ...amounts(`invested-${how}`, amountUsd, amount, sign), ...of }];
}
