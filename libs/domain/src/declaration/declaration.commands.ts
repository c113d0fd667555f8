import type { MoneyJson } from '@corridor/kernel';
import type { GoodsLine } from '../consignment/goods.js';
import type {
  CarriageCharges,
  DeclarationLodged,
  DeclarationRefused,
  DocumentsProvided,
  DocumentsRequested,
  DutyAssessed,
  DutyRefunded,
  DutyRefundWithdrawn,
  ExchangeRate,
  GoodsReexported,
  HoldPlaced,
  HoldReleased,
  InspectionRecorded,
} from './declaration.events.js';

interface Asking<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
}

/** What a step behind the lodgement says; the declaration knows its consignment. */
type Step<Event extends { data: { declarationId: string; consignmentId: string } }> = Omit<
  Event['data'],
  'consignmentId'
>;

export type DeclarationCommand =
  | Asking<'LodgeDeclaration', DeclarationLodged['data']>
  | Asking<'RequestDocuments', Step<DocumentsRequested>>
  | Asking<'ProvideDocuments', Step<DocumentsProvided>>
  | Asking<'RecordInspection', Step<InspectionRecorded>>
  | Asking<'PlaceHold', Step<HoldPlaced>>
  | Asking<'ReleaseHold', Step<HoldReleased>>
  | Asking<'AssessDuty', Omit<Step<DutyAssessed>, 'total'>>
  | Asking<
      'PayDuty',
      {
        readonly declarationId: string;
        readonly paymentReference: string;
        readonly amount: MoneyJson;
        readonly paidOn: string;
      }
    >
  | Asking<'RefundDuty', Omit<Step<DutyRefunded>, 'refundable'>>
  | Asking<'WithdrawDutyRefund', Omit<Step<DutyRefundWithdrawn>, 'amount' | 'refundable'>>
  | Asking<'ClearDeclaration', { readonly declarationId: string; readonly exchangeRate: ExchangeRate }>
  | Asking<'ReleaseGoods', { readonly declarationId: string }>
  | Asking<'InvalidateDeclaration', { readonly declarationId: string; readonly reason: string }>
  | Asking<'RefuseDeclaration', Step<DeclarationRefused>>
  | Asking<'ReexportGoods', Step<GoodsReexported>>
  | Asking<
      'AmendDeclaration',
      {
        readonly declarationId: string;
        readonly reason: string;
        readonly lines: readonly GoodsLine[];
        readonly charges: CarriageCharges;
      }
    >;
