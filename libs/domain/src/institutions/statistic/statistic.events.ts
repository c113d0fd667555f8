import type { DomainEvent } from '@corridor/kernel';

export type StatisticStatus = 'provisional' | 'revised' | 'final';

/** What is told of one code; amounts are in USD, to the cent. */
export interface StatisticLine {
  /** `TOTAL`, or an HS code of two, four or six digits. */
  readonly code: string;
  /** What the source counts: imports CIF and exports FOB, where the reporter keeps to the rule. */
  readonly value: string;
  readonly cif?: string;
  readonly fob?: string;
  readonly netKg?: string;
  /** Whether the source has estimated the mass. */
  readonly netKgEstimated: boolean;
  /** What the source counts the goods by beside their mass, in its own unit: `{ amount: '12', unit: '5' }`. */
  readonly quantity?: { readonly amount: string; readonly unit: string };
}

/** What a source says of one flow of one reporter with one partner in one period: all of it, at once. */
export type OfficialStatisticsPublished = DomainEvent<
  'OfficialStatisticsPublished',
  {
    readonly statisticId: string;
    /** A short name: `un-comtrade`. */
    readonly source: string;
    /** ISO 3166-1 alpha-2 of the country whose statistics these are. */
    readonly reporter: string;
    /** ISO 3166-1 alpha-2. */
    readonly partner: string;
    readonly flow: 'import' | 'export' | 're-export' | 're-import';
    /** `YYYY` or `YYYY-MM`. */
    readonly period: string;
    /** The edition of the HS, as the source names it: `H6`. */
    readonly classification: string;
    readonly status: StatisticStatus;
    readonly publishedOn?: string;
    readonly downloadedOn: string;
    readonly currency: 'USD';
    /** In the order of their codes. */
    readonly lines: readonly StatisticLine[];
  }
>;

/** A telling that should not be there: the newest one before it that was not taken back counts again. */
export type OfficialStatisticsWithdrawn = DomainEvent<
  'OfficialStatisticsWithdrawn',
  {
    readonly statisticId: string;
    /** Which of those that were published, counted from 1. */
    readonly telling: number;
    readonly reason: string;
  }
>;

export type StatisticEvent = OfficialStatisticsPublished | OfficialStatisticsWithdrawn;

type Told<Type extends string, Data> = {
  readonly type: Type;
  readonly occurredAt: string;
  readonly data: Data;
};
export type PublishOfficialStatistics = Told<
  'PublishOfficialStatistics',
  OfficialStatisticsPublished['data']
>;
export type StatisticCommand =
  | PublishOfficialStatistics
  | Told<'WithdrawOfficialStatistics', OfficialStatisticsWithdrawn['data']>;
