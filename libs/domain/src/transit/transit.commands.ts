import type { MoneyJson } from '@corridor/kernel';
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

export type TransitCommand =
  | Asking<'OpenTransit', TransitOpened['data']>
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
