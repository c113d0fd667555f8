import type { DomainEvent } from '@corridor/kernel';

interface Leg {
  readonly serviceId: string;
  readonly consignmentId: string;
  /** UN/LOCODE of the place that the goods left. */
  readonly from: string;
  /** Participant ids of whoever takes part. */
  readonly operator: string;
  readonly exporter: string;
  readonly importer: string;
}

/** A service carried the goods of a consignment on one leg of their way. What these weigh is told of the goods, and amended there. */
export type ConsignmentCarried = DomainEvent<
  'ConsignmentCarried',
  Leg & {
    readonly to: string;
    /** `YYYY-MM-DD` by the clock of the place that they left. */
    readonly departedOn: string;
  }
>;

/** It was told by mistake. */
export type CarriageWithdrawn = DomainEvent<'CarriageWithdrawn', Leg & { readonly reason: string }>;

export type CarriageEvent = ConsignmentCarried | CarriageWithdrawn;

export type CarriageCommand =
  | {
      readonly type: 'CarryConsignment';
      readonly occurredAt: string;
      readonly data: ConsignmentCarried['data'];
    }
  | {
      readonly type: 'WithdrawCarriage';
      readonly occurredAt: string;
      readonly data: Pick<CarriageWithdrawn['data'], 'serviceId' | 'consignmentId' | 'from' | 'reason'>;
    };
