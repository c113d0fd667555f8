import type { MoneyJson } from '@corridor/kernel';
import type { Exchange } from '../rates/exchange.js';
import type {
  AllocatedPart,
  MatchedBy,
  ScreeningHold,
  ServicePart,
  SettlementBooked,
  SettlementConfirmed,
  SettlementReleased,
  SettlementReturned,
  SettlementUnmatched,
  SuspenseReason,
} from './settlement.events.js';

interface Commanded<Type extends string, Data> {
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: Data;
}

export type SettlementCommand =
  | Commanded<'BookSettlement', Omit<SettlementBooked['data'], 'postings'>>
  | Commanded<
      'ConfirmSettlement',
      Omit<SettlementConfirmed['data'], 'settlementId' | 'bank' | 'unallocated' | 'borne' | 'postings'>
    >
  | Commanded<'HoldSettlement', ScreeningHold>
  | Commanded<'ReleaseSettlement', Omit<SettlementReleased['data'], 'settlementId' | 'bank'>>
  | Commanded<
      'AllocateSettlement',
      Omit<AllocatedPart, 'settled'> & {
        /** Of the obligation, in its currency; the amount and the fees where it is left out. */
        readonly settled?: MoneyJson;
        readonly exchange?: Exchange;
        readonly by: MatchedBy;
        readonly score?: number;
        readonly grounds?: readonly string[];
        readonly reason?: string;
        /** The obligation was opened again since this settlement paid it, by the return of another payment. */
        readonly again?: true;
      }
    >
  | Commanded<'UnmatchSettlement', Pick<SettlementUnmatched['data'], 'obligationId' | 'because' | 'reason'>>
  | Commanded<
      'MatchServiceContract',
      Pick<ServicePart, 'serviceContractId' | 'provider'> & {
        /** All that pays nothing yet, where it is left out. */
        readonly amount?: MoneyJson;
        /** From the currency of the settlement to US dollars, of its value date; absent for dollars, and where there is none. */
        readonly exchange?: Exchange;
        readonly reason: string;
      }
    >
  | Commanded<
      'UnmatchServiceContract',
      {
        readonly serviceContractId: string;
        /** `YYYY-MM-DD`. */
        readonly takenBackOn: string;
        readonly reason: string;
      }
    >
  | Commanded<
      'SuspendSettlement',
      /** Absent where it names nothing that is open, or more came than was owed. */
      { readonly because?: Exclude<SuspenseReason, 'no-open-obligation' | 'overpaid'> }
    >
  | Commanded<
      'ReturnSettlement',
      /** What the bank says; from whom it is taken back is worked out. */
      Omit<
        SettlementReturned['data'],
        'settlementId' | 'bank' | 'unallocated' | 'takenBack' | 'postings' | 'returnedAmount'
      > & {
        /** The amount where it is left out. */
        readonly returnedAmount?: MoneyJson;
      }
    >;
