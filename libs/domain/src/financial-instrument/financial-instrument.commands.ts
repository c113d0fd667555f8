import type { MoneyJson } from '@corridor/kernel';
import type { Approval, InstrumentRegistered, InstrumentTied } from './financial-instrument.events.js';

/** RFC 3339 by the clock of the holder's country: its day decides on what is overdue. */
interface At {
  readonly occurredAt: string;
}

export type InstrumentCommand =
  | (At & { readonly type: 'RegisterInstrument'; readonly data: InstrumentRegistered['data'] })
  | (At & {
      readonly type: 'TieInstrument';
      /** `ofWhole`: the invoice is for all goods of what the consignment was split from. */
      readonly data: InstrumentTied['data'] & { readonly ofWhole?: true };
    })
  | (At & {
      readonly type: 'StartRepatriationTerm';
      readonly data: {
        readonly instrumentId: string;
        readonly consignmentId: string;
        /** `YYYY-MM-DD` of the place where it was shipped. */
        readonly shippedOn: string;
      };
    })
  | (At & {
      readonly type: 'RecordProceeds';
      readonly data: {
        readonly instrumentId: string;
        readonly invoiceId: string;
        readonly consignmentId: string;
        readonly obligationVersion: number;
        /** All that is paid of the invoice, returns taken off. */
        readonly paid: MoneyJson;
        readonly valueDate: string;
      };
    })
  | (At & {
      readonly type: 'AmendInstrumentAmount';
      readonly data: { readonly instrumentId: string; readonly amount: MoneyJson; readonly reason: string };
    })
  | (At & {
      readonly type: 'ExtendRepatriationTerm';
      readonly data: { readonly instrumentId: string; readonly dueOn: string; readonly approval: Approval };
    })
  | (At & { readonly type: 'MarkProceedsOverdue'; readonly data: { readonly instrumentId: string } })
  | (At & {
      readonly type: 'CancelInstrument';
      readonly data: { readonly instrumentId: string; readonly reason: string };
    });
