import type {
  CarriageCharges,
  CreditCommandOf,
  GoodsLine,
  HoldPlaced,
  InspectionRecorded,
  LetterOfCreditCommand,
  PaymentTerms,
  TermsTrigger,
  TradeFlow,
  TransportMode,
} from '@corridor/domain';
import type { MoneyJson } from '@corridor/kernel';

/** What starts the clock of an invoice in the demo. */
export type DemoTrigger = Extract<
  TermsTrigger,
  'invoice-date' | 'dispatch' | 'import-clearance' | 'delivery'
>;

/** An invoice that an exporter will send. */
export interface InvoicePlan {
  readonly amount: MoneyJson;
  readonly terms: PaymentTerms;
}

/** One on open account: nobody but the two firms has to do with it. */
export interface OpenInvoicePlan extends InvoicePlan {
  readonly terms: PaymentTerms & { readonly trigger: DemoTrigger };
}

/** Whoever acts on a letter of credit; a process marks what a day has brought about. */
export type LetterParty = 'issuing-bank' | 'exporters-bank' | 'applicant' | 'beneficiary' | 'process';

/** What somebody does about a letter of credit; what the ledger knows by itself is filled in as it happens. */
export type LetterAct = {
  readonly [Type in Exclude<
    LetterOfCreditCommand['type'],
    'TakeUpShipment' | 'TakeUpTransportDocument' | 'DropTransportDocument'
  >]: {
    readonly type: Type;
    readonly data: Type extends 'IssueCredit'
      ? object
      : Omit<CreditCommandOf<Type>['data'], 'bank' | 'calendars' | 'today' | 'places' | 'presentedTo'>;
  };
}[Exclude<
  LetterOfCreditCommand['type'],
  'TakeUpShipment' | 'TakeUpTransportDocument' | 'DropTransportDocument'
>];

/** Money that a bank will book for a creditor. */
export interface CreditPlan {
  readonly bank: string;
  readonly account: string;
  readonly amount: MoneyJson;
  /** `YYYY-MM-DD` at the bank. */
  readonly bookedOn: string;
  readonly valueDate: string;
  readonly format: 'camt.054.001.08' | 'json';
  readonly messageId?: string;
  readonly uetr?: string;
  readonly accountServicerReference?: string;
  /** Which invoice its end-to-end id quotes. */
  readonly endToEnd?: InvoicePlan;
  /** Remittance information; `#` in its text stands for the numbers of the invoices that it names. */
  readonly remittance?: { readonly text: string; readonly names: readonly InvoicePlan[] };
  readonly debtorName: string;
  /** BIC of the debtor's bank, where what came of the credit tells it. */
  readonly debtorAgent?: string;
  readonly creditorName: string;
}

/** A credit, or a part of it, that its bank will give back. */
export interface ReturnPlan {
  readonly credit: CreditPlan;
  readonly amount: MoneyJson;
  /** Code of ISO 20022's list ExternalReturnReason1Code. */
  readonly reason: string;
  /** `YYYY-MM-DD` at the bank, and the value date, too. */
  readonly bookedOn: string;
  readonly accountServicerReference: string;
  readonly messageId?: string;
}

/** What somebody does, as planned beforehand. */
export type Action =
  | { readonly do: 'declare' | 'dispatch' | 'deliver' }
  /** The transport document of what is paid under a letter of credit. */
  | { readonly do: 'attach-paper' }
  | { readonly do: 'letter'; readonly by: LetterParty; readonly act: LetterAct }
  | { readonly do: 'amend' | 'cancel'; readonly reason: string }
  | { readonly do: 'invoice'; readonly invoice: InvoicePlan }
  | { readonly do: 'transload'; readonly from: TransportMode; readonly to: TransportMode }
  | { readonly do: 'scan'; readonly movement: 'arrived' | 'departed'; readonly byCustoms: boolean }
  | { readonly do: 'lodge'; readonly flow: TradeFlow }
  | { readonly do: 'clear'; readonly flow: TradeFlow }
  | {
      readonly do: 'inspect';
      readonly flow: TradeFlow;
      readonly inspectionId: string;
      readonly kind: InspectionRecorded['data']['kind'];
      readonly result: InspectionRecorded['data']['result'];
      readonly note: string;
    }
  | {
      readonly do: 'assess';
      readonly flow: TradeFlow;
      readonly dutyPercent: number;
      readonly vatPercent: number;
    }
  | { readonly do: 'pay-duty'; readonly flow: TradeFlow }
  | {
      readonly do: 'hold';
      readonly flow: TradeFlow;
      readonly holdId: string;
      readonly reason: HoldPlaced['data']['reason'];
      readonly note: string;
    }
  | { readonly do: 'release'; readonly flow: TradeFlow; readonly holdId: string }
  | {
      readonly do: 'restate';
      readonly flow: TradeFlow;
      readonly reason: string;
      readonly lines: readonly GoodsLine[];
      readonly charges: CarriageCharges;
    }
  | { readonly do: 'book'; readonly credit: CreditPlan }
  | { readonly do: 'give-back'; readonly back: ReturnPlan };

/** An action with its two times, in milliseconds since 1970: when it happened, where, and when the ledger knew. */
export type Step = Action & {
  readonly occurredMs: number;
  /** UN/LOCODE whose clock shows the time. */
  readonly place: string;
  readonly recordedMs: number;
  /** Drawn beside the rest, which is what it would be without it. */
  readonly beside?: true;
};
