import type {
  ConsignmentContracted,
  ConsignmentDeclared,
  DamageReported,
  DeclarationAttached,
  OutturnReported,
} from './consignment.events.js';
import type { ConsignmentDocument, TransportMode, TransportUnit } from './goods.js';

export type ConsignmentStatus = ConsignmentState['status'];

export type ConsignmentState = UnknownConsignment | ContractedConsignment | KnownConsignment;

export interface UnknownConsignment {
  readonly status: 'unknown';
}

/** A contract is signed, and nothing was declared yet. */
export type ContractedConsignment = ConsignmentContracted['data'] & {
  readonly status: 'contracted' | 'called-off';
};

/** What was declared, with the lines as last amended, and what has happened to it since. */
export type KnownConsignment = ConsignmentDeclared['data'] & {
  readonly status: 'declared' | 'dispatched' | 'split' | 'delivered' | 'returned' | 'cancelled';
  /** The contract that it was declared under, where one was told before. */
  readonly contract?: Omit<ConsignmentContracted['data'], 'consignmentId'>;
  /** When it left; nothing on the way can have happened before. */
  readonly dispatchedAt?: string;
  /** The way so far: the last one has no end while the goods are on it. */
  readonly legs: readonly Leg[];
  /** Those that hold. */
  readonly checkpoints: readonly Checkpoint[];
  readonly withdrawnCheckpoints: readonly WithdrawnCheckpoint[];
  /** As packed last. */
  readonly units: readonly TransportUnit[];
  /** What each line that is in them was counted in as it was packed; absent until one is. */
  readonly packedAs?: readonly { readonly lineNumber: number; readonly unit: string }[];
  /** As counted last. */
  readonly outturn?: Omit<OutturnReported['data'], 'consignmentId'>;
  /** UN/LOCODE of each place where they were counted, also where they were counted again since; absent before the first. */
  readonly landedAt?: readonly string[];
  readonly damages: readonly Omit<DamageReported['data'], 'consignmentId'>[];
  /** Those that hold. */
  readonly documents: readonly ConsignmentDocument[];
  /** What customs got of its papers, in the order that it got them; those of declarations that were refused are left out. */
  readonly presented: readonly PresentedDocument[];
  /** What each customs declaration covers. */
  readonly declarations: readonly Omit<DeclarationAttached['data'], 'consignmentId'>[];
  /** Ids of the consignments that the goods went on as. */
  readonly parts?: readonly string[];
  readonly invoices: readonly AttachedInvoice[];
  /** Ids of those that were withdrawn; absent until one is. */
  readonly withdrawnInvoices?: readonly string[];
  /** Set while every invoice is settled. */
  readonly settledOn?: string;
};

/** A paper that a declaration rests on. */
export interface PresentedDocument {
  readonly declarationId: string;
  readonly documentId: string;
  /** UN/EDIFACT 1001. */
  readonly typeCode: string;
  /** The presentation that it was last brought in, counted up: papers that were brought together have one number. */
  readonly presentation: number;
}

/** A stretch of the way by one mode. */
export interface Leg {
  readonly transportMode: TransportMode;
  readonly meansOfTransport?: string;
  /** UN/LOCODE. */
  readonly from: string;
  readonly departedAt: string;
  /** UN/LOCODE. */
  readonly to?: string;
  readonly arrivedAt?: string;
}

/** Where and when the goods were seen on their way. */
export interface Checkpoint {
  /** UN/LOCODE. */
  readonly location: string;
  readonly movement: 'arrived' | 'departed';
  readonly occurredAt: string;
}

/** A checkpoint that was found wrong, and was not told again since. */
export interface WithdrawnCheckpoint extends Checkpoint {
  readonly reason: string;
}

export interface AttachedInvoice {
  readonly invoiceId: string;
  /** What is still owed, where a part was paid. */
  readonly outstanding?: { readonly amount: string; readonly currency: string };
  /** All of it, where all that was paid was returned. */
  readonly owedAgain?: { readonly amount: string; readonly currency: string };
  /** `YYYY-MM-DD`; absent while it is open. */
  readonly settledOn?: string;
  /** Version of the obligation's stream that told what is known; absent before any did, or where it was not told. */
  readonly obligationVersion?: number;
}

/** Narrows the state behind the check of the step; a history that starts otherwise was not decided here. */
export function known(state: ConsignmentState): KnownConsignment {
  if (!isDeclared(state)) throw new Error(`The consignment is ${state.status}: nothing was declared.`);
  return state;
}

/** Whether its goods are known. */
export function isDeclared(state: ConsignmentState): state is KnownConsignment {
  return state.status !== 'unknown' && state.status !== 'contracted' && state.status !== 'called-off';
}

/** How far the invoices are paid. */
export type PaymentState = 'not-invoiced' | 'open' | 'part-paid' | 'settled';

export function paymentStateOf({
  invoices,
  settledOn,
}: Pick<KnownConsignment, 'invoices' | 'settledOn'>): PaymentState {
  if (invoices.length === 0) return 'not-invoiced';
  if (settledOn !== undefined) return 'settled';
  return invoices.some((invoice) => invoice.settledOn ?? invoice.outstanding) ? 'part-paid' : 'open';
}
