import type { DomainEvent, MoneyJson } from '@corridor/kernel';

/** A goal for the yearly bilateral trade of one reporter, as it was announced. */
export type TargetSet = DomainEvent<
  'TargetSet',
  {
    readonly targetId: string;
    /** ISO 3166-1 alpha-2 of the country whose statistics count. */
    readonly reporter: string;
    /** ISO 3166-1 alpha-2. */
    readonly partner: string;
    /** Exports and imports of twelve months, in USD. */
    readonly yearlyAmount: MoneyJson;
    /** `YYYY-MM-DD` by which it is to be reached; absent where none was named. */
    readonly dueOn?: string;
    /** Where it was announced. */
    readonly source: string;
  }
>;

export type TargetEvent = TargetSet;

export type TargetCommand = {
  readonly type: 'SetTarget';
  readonly occurredAt: string;
  readonly data: TargetSet['data'];
};
