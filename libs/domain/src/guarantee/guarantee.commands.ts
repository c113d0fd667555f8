import type { MoneyJson } from '@corridor/kernel';
import type { GuaranteeIssued } from './guarantee.events.js';

/** RFC 3339 by the clock of the guarantor's country: its day decides on validity. */
interface At {
  readonly occurredAt: string;
}
interface OfTransit {
  readonly guaranteeId: string;
  readonly transitId: string;
}

export type GuaranteeCommand =
  | (At & { readonly type: 'IssueGuarantee'; readonly data: GuaranteeIssued['data'] })
  | (At & {
      readonly type: 'TopUpGuarantee';
      readonly data: { readonly guaranteeId: string; readonly amount: MoneyJson };
    })
  | (At & { readonly type: 'ReserveAmount'; readonly data: OfTransit & { readonly amount: MoneyJson } })
  /** Frees whatever is still reserved for the transit. */
  | (At & { readonly type: 'FreeAmount'; readonly data: OfTransit })
  | (At & {
      readonly type: 'CallGuarantee';
      readonly data: OfTransit & { readonly amount: MoneyJson; readonly reason: string };
    })
  | (At & { readonly type: 'ExpireGuarantee'; readonly data: { readonly guaranteeId: string } });
