import type { DomainEvent, MoneyJson } from '@corridor/kernel';
import type { ExchangeRate } from '../declaration/declaration.events.js';

export type TransportCostKind =
  | 'customs-clearance'
  | 'border-security'
  /** Of plants. */
  | 'phytosanitary'
  /** Of animals and what is made of them. */
  | 'veterinary'
  /** Of people and of food. */
  | 'sanitary'
  | 'visa-immigration'
  | 'transport-inspection'
  | 'traffic-police'
  | 'weight-and-standards'
  | 'vehicle-registration'
  | 'escort'
  /** Loading, unloading and transloading. */
  | 'loading'
  /** By rail: of bogies, or to wagons of the other gauge. */
  | 'gauge-change'
  /** By rail: trains put together and taken apart. */
  | 'marshalling'
  /** By rail: of wagons. */
  | 'technical-inspection'
  /** By rail: of seals, loads and papers, as one railway takes over from another. */
  | 'commercial-inspection'
  /** Of roads, and what a country asks for transit. */
  | 'tolls'
  /** Queues, parking and detention. */
  | 'waiting'
  | 'repair'
  /** What the carrier is paid. */
  | 'freight'
  | 'other';

/** Where it was paid for: UN/LOCODEs. */
export type TransportCostScope =
  | { readonly basis: 'place'; readonly location: string }
  | { readonly basis: 'section'; readonly from: string; readonly to: string };

/** Something was paid for goods on their way, at the instant of the event by the clock of the place. Duties and taxes are told of declarations. */
export type TransportCostRecorded = DomainEvent<
  'TransportCostRecorded',
  {
    readonly costId: string;
    readonly consignmentId: string;
    /** The number of its receipt or of whoever tells of it: of a consignment, one cost has it. */
    readonly reference: string;
    readonly kind: TransportCostKind;
    /** What it was for, in words. */
    readonly description?: string;
    readonly scope: TransportCostScope;
    /** How many vehicles or wagons it was paid for; absent where it was for all of the consignment's. */
    readonly units?: number;
    /** 0 where nothing had to be paid. */
    readonly amount: MoneyJson;
    /** The same in USD, converted once, rounded half to even. */
    readonly amountUsd: MoneyJson;
    /** Of the day on which it was paid; absent for dollars. */
    readonly exchangeRate?: ExchangeRate;
    /** Whether a receipt was given: without one it is what CPMM calls unofficial. Absent where it was not told. */
    readonly receipted?: boolean;
    /** Whose key told it: that one may withdraw it. */
    readonly recordedBy: string;
    /** Participant ids. */
    readonly exporter: string;
    readonly importer: string;
  }
>;

export type TransportCostWithdrawn = DomainEvent<
  'TransportCostWithdrawn',
  { readonly costId: string; readonly consignmentId: string; readonly reason: string }
>;

export type TransportCostEvent = TransportCostRecorded | TransportCostWithdrawn;

/** What is told of a cost; USD are worked out. */
export type TransportCostTold = Omit<TransportCostRecorded['data'], 'amountUsd'>;

export type TransportCostCommand =
  | {
      readonly type: 'RecordTransportCost';
      /** When it was paid. */
      readonly occurredAt: string;
      readonly data: TransportCostTold;
    }
  | {
      readonly type: 'WithdrawTransportCost';
      readonly occurredAt: string;
      readonly data: TransportCostWithdrawn['data'];
    };
