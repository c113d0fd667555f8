import type { ServiceLevel } from '../service-level/service-level.events.js';
import type {
  CaseAnswered,
  CaseAssigned,
  CaseCauseAdded,
  CaseCauseEnded,
  CaseDirected,
  CaseEscalated,
  CaseForeseen,
  CaseOpened,
  CaseReopened,
  CaseResolved,
  CaseTextsErased,
  CaseTriaged,
} from './case.events.js';

type Asking<Type extends string, Data> = {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  /** When the ledger was told, by its own clock; absent where that is `occurredAt`. */
  readonly toldAt?: string;
  readonly data: Omit<Data, 'toldAt'>;
};
type OfCase = { readonly caseId: string };
/** What the case promises, as it is in force now. */
type Promised = { readonly serviceLevel: ServiceLevel };

export type CaseCommand =
  /** `occurredAt` is when the hold was placed or the payment returned: the limit counts from there. */
  | Asking<'ForeseeCase', Omit<CaseForeseen['data'], 'dueBy' | 'serviceLevel'> & Promised>
  /** `occurredAt` is when it came about once more. */
  | Asking<'AddCause', CaseCauseAdded['data']>
  | Asking<'OpenCase', Omit<CaseOpened['data'], 'limits'> & Promised>
  /** The limit of what was foreseen has passed. */
  | Asking<'OpenForeseenCase', OfCase>
  /** `occurredAt` is when all that had come about by then ended; `causePosition` is of the event that ended it. */
  | Asking<
      'EndCause',
      OfCase & Pick<CaseCauseEnded['data'], 'causePosition'> & Pick<CaseResolved['data'], 'outcome' | 'text'>
    >
  | Asking<'TriageCase', CaseTriaged['data']>
  | Asking<'AssignCase', CaseAssigned['data']>
  | Asking<'AnswerCase', CaseAnswered['data']>
  | Asking<'EscalateCase', OfCase & Pick<CaseEscalated['data'], 'reason'>>
  | Asking<'RecordDirection', CaseDirected['data']>
  | Asking<'ResolveCase', Omit<CaseResolved['data'], 'by'>>
  | Asking<'WithdrawCase', OfCase & Pick<CaseResolved['data'], 'text'>>
  /** Their keys are gone already. `stood`: whether one of them was there, though the case says that all had been erased. */
  | Asking<'EraseCaseTexts', CaseTextsErased['data'] & { readonly stood?: boolean }>
  | Asking<'ReopenCase', Omit<CaseReopened['data'], 'limits'> & Promised>
  /** Tells which limits had passed by `occurredAt`. */
  | Asking<'MarkCaseLimits', OfCase>;
