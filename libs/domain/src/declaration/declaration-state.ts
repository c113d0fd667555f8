import type { MoneyJson } from '@corridor/kernel';
import type {
  DeclarationLodged,
  DeclaredGoods,
  DutyPaid,
  DutyRefunded,
  DutyRefundWithdrawn,
  ExchangeRate,
  StatisticalLine,
} from './declaration.events.js';

export type DeclarationState =
  | UnknownDeclaration
  | LodgedDeclaration
  | ClearedDeclaration<'cleared'>
  | ClearedDeclaration<'released'>
  | RefusedDeclaration<'invalidated'>
  | RefusedDeclaration<'refused'>
  | RefusedDeclaration<'re-exported'>;

/** What was lodged, and the instant at which customs accepted it, RFC 3339. */
export type Lodged = DeclarationLodged['data'] & { readonly acceptedAt: string };

export interface UnknownDeclaration {
  readonly status: 'unknown';
}

export interface LodgedDeclaration {
  readonly status: 'lodged';
  readonly lodged: Lodged;
  /** Every hold there ever was: an id names one hold only. */
  readonly holds: readonly Hold[];
  /** UN/EDIFACT 1001 of those that customs asked for and has not got. */
  readonly missingDocuments: readonly string[];
  /** Ids. */
  readonly inspections: readonly string[];
  readonly assessment?: Assessment;
}

export interface Hold {
  readonly holdId: string;
  readonly open: boolean;
  readonly placedAt: string;
  readonly liftableBy?: string;
}

/** What is owed to customs. */
export interface Assessment {
  readonly total: MoneyJson;
  readonly outstanding: MoneyJson;
  readonly payments: readonly Pick<DutyPaid['data'], 'paymentReference' | 'amount' | 'paidOn'>[];
  /** Those that stand. */
  readonly refunds: readonly StandingRefund[];
  /** The last one of each reference. */
  readonly withdrawals: readonly RefundWithdrawal[];
}

export type StandingRefund = Omit<DutyRefunded['data'], 'declarationId' | 'consignmentId' | 'refundable'> & {
  /** RFC 3339, as told. */
  readonly refundedAt: string;
};

export type RefundWithdrawal = Pick<DutyRefundWithdrawn['data'], 'refundReference' | 'reason'> & {
  /** RFC 3339, as told. */
  readonly withdrawnAt: string;
};

export interface ClearedDeclaration<Status> {
  readonly status: Status;
  readonly lodged: Lodged;
  readonly exchangeRate: ExchangeRate;
  /** UN/EDIFACT 1001 of those that customs asked for as it looked into it again, and has not got. */
  readonly missingDocuments: readonly string[];
  /** What counts now: as cleared, or as last amended. */
  readonly lines: readonly StatisticalLine[];
  /** What it was made of; absent behind an amendment of an older release, which did not tell it. */
  readonly declared?: DeclaredGoods;
  readonly assessment?: Assessment;
}

export interface RefusedDeclaration<Status> {
  readonly status: Status;
  readonly lodged: Lodged;
  /** What was paid of it may be given back. */
  readonly assessment?: Assessment;
}

/** The statuses in which customs has done with it, one way or the other. */
export const BEHIND_CUSTOMS = ['cleared', 'released', 'refused', 'invalidated', 're-exported'] as const;

/** Narrows the state behind the check of the step; a history in another order was not decided here. */
export function inStatus<Status extends DeclarationState['status']>(
  state: DeclarationState,
  ...statuses: readonly Status[]
): Extract<DeclarationState, { status: Status }> {
  if (!(statuses as readonly string[]).includes(state.status)) {
    throw new Error(`The declaration is ${state.status}, not ${statuses.join(' or ')}.`);
  }
  return state as Extract<DeclarationState, { status: Status }>;
}
