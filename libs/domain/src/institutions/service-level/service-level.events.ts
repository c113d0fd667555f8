import type { DomainEvent } from '@corridor/kernel';

export const CASE_KINDS = [
  'customs-hold',
  'payment-stuck',
  'red-tape',
  'visa',
  'transport',
  'dispute',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Hours from when a case is opened. */
export interface ServiceLevel {
  /** How long a hold or a returned payment may stand before it opens a case by itself; of these kinds alone. */
  readonly openAfterHours?: number;
  readonly triageHours: number;
  /** To the first answer. */
  readonly answerHours: number;
  readonly resolveHours: number;
  /** To where what is not resolved goes before the Commission by itself. */
  readonly escalateHours: number;
  /** Days from its resolution for which the firm may open it again. */
  readonly reopenDays: number;
}

export type ServiceLevelSet = DomainEvent<'ServiceLevelSet', ServiceLevel & { readonly kind: CaseKind }>;

export type ServiceLevelEvent = ServiceLevelSet;

export type ServiceLevelCommand = {
  readonly type: 'SetServiceLevel';
  readonly occurredAt: string;
  readonly data: ServiceLevelSet['data'];
};
