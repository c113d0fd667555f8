import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party } from '../consignment/goods.js';

/**
 * What stands for the duties on goods in transit: a bank's guarantee, the revolving insurance guarantee of Pakistan's transit
 * rules (an amount that is freed is there again for the next transit), or a carnet of the TIR Convention, 1975.
 */
export const GUARANTEE_KINDS = ['bank-guarantee', 'insurance', 'tir-carnet'] as const;
export type GuaranteeKind = (typeof GUARANTEE_KINDS)[number];

export type GuaranteeIssued = DomainEvent<
  'GuaranteeIssued',
  {
    readonly guaranteeId: string;
    readonly kind: GuaranteeKind;
    /** The guarantor's own number; of a carnet, the carnet's. */
    readonly reference: string;
    /** Who pays when it is called: a bank, an insurer, or the association that issued the carnet. */
    readonly guarantor: Party;
    /** Whose transits it covers: the holder of the procedure. */
    readonly principal: Party;
    readonly amount: MoneyJson;
    /** First and last day on which a transit may be opened against it, `YYYY-MM-DD` in the country of the guarantor. */
    readonly validFrom: string;
    readonly validUntil: string;
  }
>;

export type GuaranteeToppedUp = DomainEvent<
  'GuaranteeToppedUp',
  {
    readonly guaranteeId: string;
    readonly amount: MoneyJson;
    /** What it covers now in all, what was called included. */
    readonly total: MoneyJson;
    readonly available: MoneyJson;
  }
>;

/** What an event says of the transit that it is about, and of what can still be reserved behind it. */
interface ForTransit {
  readonly guaranteeId: string;
  readonly transitId: string;
  readonly amount: MoneyJson;
  readonly available: MoneyJson;
}

export type GuaranteeAmountReserved = DomainEvent<'GuaranteeAmountReserved', ForTransit>;

/** The transit needs it no longer: `amount` is all that was still reserved for it. */
export type GuaranteeAmountFreed = DomainEvent<'GuaranteeAmountFreed', ForTransit>;

/** The guarantor pays `amount` out of what is reserved for the transit; the rest stays reserved. */
export type GuaranteeCalled = DomainEvent<
  'GuaranteeCalled',
  ForTransit & {
    readonly reason: string;
    /** What is still reserved for the transit. */
    readonly reserved: MoneyJson;
  }
>;

/** Its last day is over. What is reserved stays reserved until it is freed or called. */
export type GuaranteeExpired = DomainEvent<
  'GuaranteeExpired',
  { readonly guaranteeId: string; readonly validUntil: string }
>;

export type GuaranteeEvent =
  | GuaranteeIssued
  | GuaranteeToppedUp
  | GuaranteeAmountReserved
  | GuaranteeAmountFreed
  | GuaranteeCalled
  | GuaranteeExpired;
