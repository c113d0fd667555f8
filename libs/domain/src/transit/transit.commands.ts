import type { MoneyJson } from '@corridor/kernel';
import type { ExchangeRate } from '../declaration/declaration.events.js';
import type {
  TransitIrregularityRecorded,
  TransitOpened,
  TransitPassageRecorded,
  TransitSealAffixed,
  TransitSealBroken,
  TransitSealReplaced,
} from './transit.events.js';

interface Asking<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
}
interface Of {
  readonly transitId: string;
}

/** A transit as the office of departure asks for it: with the rate of the day for goods that are not valued in USD, where it knows one. */
export type TransitAsked = Omit<TransitOpened['data'], 'usd'> & { readonly exchangeRate?: ExchangeRate };

export type TransitCommand =
  | Asking<'OpenTransit', TransitAsked>
  | Asking<'AffixSeal', TransitSealAffixed['data']>
  | Asking<'BreakSeal', TransitSealBroken['data']>
  | Asking<'ReplaceSeal', TransitSealReplaced['data']>
  | Asking<'RecordPassage', Pick<TransitPassageRecorded['data'], 'transitId' | 'location' | 'movement'>>
  | Asking<'RecordIrregularity', TransitIrregularityRecorded['data']>
  | Asking<'ExtendTransit', Of & { readonly dueBy: string; readonly reason: string }>
  /** `occurredAt` is when somebody looked. */
  | Asking<'MarkOverdue', Of>
  | Asking<'TerminateTransit', Of & { readonly office: string; readonly reservation?: string }>
  | Asking<'CallGuaranteeOfTransit', Of & { readonly amount: MoneyJson; readonly reason: string }>
  | Asking<'DischargeTransit', Of>
  | Asking<'CancelTransit', Of & { readonly reason: string }>;
