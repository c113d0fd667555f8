import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { Party, TransportMode } from '../consignment/goods.js';
import type { ExchangeRate } from '../declaration/declaration.events.js';

/** Goods of one kind in transit: under seal, and untaxed as long as they only pass. */
export interface TransitGoods {
  /** Harmonized System subheading, six digits. */
  readonly hs6: string;
  readonly description: string;
  /** Kilograms, a positive decimal. */
  readonly netMassKg: string;
  /** With packing, not below the net mass; absent where a consignment says no more than the net mass. */
  readonly grossMassKg?: string;
  /** Absent likewise. */
  readonly packages?: number;
  readonly value: MoneyJson;
}

/** A customs office or border point on the way, and by when it has to be passed. */
export interface TransitStop {
  /** UN/LOCODE. */
  readonly location: string;
  /** RFC 3339 by the clock of the place. */
  readonly dueBy: string;
}

/** What carries the goods. */
export interface TransitVehicle {
  readonly mode: TransportMode;
  /** Number plate of the truck, number of the wagon, name of the ship, flight. */
  readonly registration: string;
  /** Trailer or container, where it has a number of its own. */
  readonly unit?: string;
}

export type TransitOpened = DomainEvent<
  'TransitOpened',
  {
    readonly transitId: string;
    /** The number that the office of departure gave it. */
    readonly transitNumber: string;
    readonly guaranteeId: string;
    /** Participant id of whom the guarantee binds. */
    readonly guarantor: string;
    /** Holder of the procedure: answers for the goods until the transit is discharged. */
    readonly principal: Party;
    readonly carrier: Party;
    readonly vehicle: TransitVehicle;
    /** The consignment that the goods are of, where the ledger knows it. */
    readonly consignmentId?: string;
    readonly goods: readonly TransitGoods[];
    /** Duties and taxes that would be due if the goods stayed on the way: so much of the guarantee is reserved. */
    readonly dutyAtRisk: MoneyJson;
    /** UN/LOCODE. */
    readonly officeOfDeparture: string;
    /** UN/LOCODE. */
    readonly officeOfDestination: string;
    /** Offices and borders between them, in the order that is planned. */
    readonly itinerary: readonly TransitStop[];
    /** By when it has to be terminated at the office of destination, RFC 3339 by the clock there. */
    readonly dueBy: string;
    /** What all goods come to by the rate of the day of opening; absent where they are valued in USD, and where no rate was told. */
    readonly usd?: { readonly amount: MoneyJson; readonly exchangeRate: ExchangeRate };
  }
>;

/** Who did something to a seal, and where. */
interface AtSeal {
  readonly transitId: string;
  readonly sealNumber: string;
  /** Office, carrier or whoever else did it. */
  readonly by: string;
  /** UN/LOCODE. */
  readonly location: string;
}

export type TransitSealAffixed = DomainEvent<'TransitSealAffixed', AtSeal>;
export type TransitSealBroken = DomainEvent<'TransitSealBroken', AtSeal & { readonly reason: string }>;
/** `sealNumber` is off, `newSealNumber` on. */
export type TransitSealReplaced = DomainEvent<
  'TransitSealReplaced',
  AtSeal & { readonly newSealNumber: string; readonly reason: string }
>;

/** How an instant lies to a time limit. */
interface AgainstLimit {
  /** The limit that it was measured by, RFC 3339. */
  readonly dueBy: string;
  /** Minutes begun behind the limit; 0 in time. */
  readonly lateMinutes: number;
}

export type TransitPassageRecorded = DomainEvent<
  'TransitPassageRecorded',
  AgainstLimit & {
    readonly transitId: string;
    /** UN/LOCODE. */
    readonly location: string;
    readonly movement: 'entered' | 'left';
    /** False: it is not on the itinerary, and is measured by the limit of the whole transit. */
    readonly planned: boolean;
  }
>;

export const TRANSIT_IRREGULARITIES = [
  'seal-broken',
  'goods-missing',
  'goods-in-excess',
  'goods-differ',
  'route-left',
  'documents',
  'accident',
  'other',
] as const;
export type TransitIrregularityCode = (typeof TRANSIT_IRREGULARITIES)[number];

export type TransitIrregularityRecorded = DomainEvent<
  'TransitIrregularityRecorded',
  { readonly transitId: string; readonly code: TransitIrregularityCode; readonly note: string }
>;

export type TransitExtended = DomainEvent<
  'TransitExtended',
  {
    readonly transitId: string;
    /** The new limit; the limits of the stops stay. */
    readonly dueBy: string;
    readonly before: string;
    readonly reason: string;
  }
>;

/** Its time limit has passed and it was not terminated; it happened at the limit, whenever it was noticed. */
export type TransitBecameOverdue = DomainEvent<
  'TransitBecameOverdue',
  { readonly transitId: string; readonly guaranteeId: string; readonly dueBy: string }
>;

/** The goods were presented at the office of destination. The guarantee still stands for them. */
export type TransitTerminated = DomainEvent<
  'TransitTerminated',
  AgainstLimit & {
    readonly transitId: string;
    /** UN/LOCODE of the office that took them. */
    readonly office: string;
    /** False: another office than the one of destination. */
    readonly planned: boolean;
    /** What the office found amiss; absent where it terminated without reservation. */
    readonly reservation?: string;
  }
>;

/** The guarantor was called on to pay. */
export type TransitGuaranteeCalled = DomainEvent<
  'TransitGuaranteeCalled',
  {
    readonly transitId: string;
    readonly guaranteeId: string;
    readonly amount: MoneyJson;
    /** What is still reserved for the transit. */
    readonly reserved: MoneyJson;
    readonly reason: string;
  }
>;

interface Freed {
  readonly transitId: string;
  readonly guaranteeId: string;
  /** What was still reserved for it, and is not any more. */
  readonly freed: MoneyJson;
}

/** The office of departure confirms that it is over. */
export type TransitDischarged = DomainEvent<'TransitDischarged', Freed>;
/** It never left. */
export type TransitCancelled = DomainEvent<'TransitCancelled', Freed & { readonly reason: string }>;

export type TransitEvent =
  | TransitOpened
  | TransitSealAffixed
  | TransitSealBroken
  | TransitSealReplaced
  | TransitPassageRecorded
  | TransitIrregularityRecorded
  | TransitExtended
  | TransitBecameOverdue
  | TransitTerminated
  | TransitGuaranteeCalled
  | TransitDischarged
  | TransitCancelled;
