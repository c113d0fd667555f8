import type { DomainEvent, MoneyJson } from '@corridor/kernel';

/** A goal, and what it is measured by. */
export interface TargetTerms {
  /** Exports and imports of twelve months, in USD. */
  readonly yearlyAmount: MoneyJson;
  /** `YYYY-MM-DD` by which it is to be reached; absent where none was named. */
  readonly dueOn?: string;
  /** The calendar year that it is compared with. */
  readonly baselineYear?: number;
  /** What counts, in the words of those who set it. */
  readonly definition?: string;
  /** The meeting that decided it. */
  readonly meetingId?: string;
  /** Where it was announced. */
  readonly source: string;
}

/** A goal for the yearly bilateral trade of one reporter, as it was announced. */
export type TargetSet = DomainEvent<
  'TargetSet',
  TargetTerms & {
    readonly targetId: string;
    /** ISO 3166-1 alpha-2 of the country whose statistics count. */
    readonly reporter: string;
    /** ISO 3166-1 alpha-2. */
    readonly partner: string;
  }
>;

/** All of the goal as it is from now on. */
export type TargetRevised = DomainEvent<
  'TargetRevised',
  TargetTerms & { readonly targetId: string; readonly reason: string }
>;

export type TargetEvent = TargetSet | TargetRevised;

export type TargetCommand =
  | {
      readonly type: 'SetTarget';
      readonly occurredAt: string;
      readonly data: TargetSet['data'];
    }
  | {
      readonly type: 'ReviseTarget';
      readonly occurredAt: string;
      readonly data: TargetRevised['data'];
    };
