import type { CaseCommand, CaseEvent, CaseLimits, ServiceLevel } from '../../index.js';

export const caseId = '0191f3a2-2d40-8d30-8f44-7c915e203d14';
export const EXPORTER = 'demo-textiles-faisalabad';
export const IMPORTER = 'demo-trading-almaty';
export const subject = {
  kind: 'hold',
  consignmentId: '0191d8a0-5e10-7a00-8c11-4f6e2b9d0a01',
  declarationId: '0191e2f1-1c30-7c20-ae33-6b804d1f2c03',
  holdId: 'hold-1',
} as const;
export const returned = {
  kind: 'returned-payment',
  consignmentId: subject.consignmentId,
  obligationId: '0191d8a1-6f20-7b10-9d22-5a7f3c0e1b02',
  returnId: '0191f3b1-3e50-7e40-9a55-8da26f314e25',
} as const;
/** A day to triage it, two to answer, three to resolve, four until it goes before the Commission; five days until it opens by itself. */
export const level = {
  openAfterHours: 120,
  triageHours: 24,
  answerHours: 48,
  resolveHours: 72,
  escalateHours: 96,
  reopenDays: 10,
} satisfies ServiceLevel;

/** Noon of a day of March 2026 in Karachi. */
export const noon = (day: number, time = '12:00:00'): string =>
  `2026-03-${String(day).padStart(2, '0')}T${time}+05:00`;

/** Of a case that is opened at noon of a day. */
export const limitsOf = (day: number): CaseLimits => ({
  triageBy: noon(day + 1),
  answerBy: noon(day + 2),
  resolveBy: noon(day + 3),
  escalateBy: noon(day + 4),
  reopenDays: 10,
});

type DataOf<Type extends CaseCommand['type']> = Omit<
  Extract<CaseCommand, { readonly type: Type }>['data'],
  'caseId'
>;

export const asking = <Type extends CaseCommand['type']>(
  type: Type,
  occurredAt: string,
  data: DataOf<Type>,
): CaseCommand => ({ type, occurredAt, data: { caseId, ...data } }) as unknown as CaseCommand;

type EventDataOf<Type extends CaseEvent['type']> = Omit<
  Extract<CaseEvent, { readonly type: Type }>['data'],
  'caseId'
>;
export const told = <Type extends CaseEvent['type']>(
  type: Type,
  occurredAt: string,
  data: EventDataOf<Type>,
): CaseEvent => ({ type, occurredAt, data: { caseId, ...data } }) as unknown as CaseEvent;

const text = 'Customs holds the goods: documents.';
export const foreseeing = asking('ForeseeCase', noon(1), {
  kind: 'customs-hold',
  subject,
  firms: [EXPORTER, IMPORTER],
  text,
  serviceLevel: level,
  causePosition: 7,
});
export const foreseen = told('CaseForeseen', noon(1), {
  kind: 'customs-hold',
  subject,
  firms: [EXPORTER, IMPORTER],
  text,
  serviceLevel: level,
  causePosition: 7,
  dueBy: noon(6),
});
/** As it opens by itself. */
export const openedByItself = told('CaseOpened', noon(6), {
  kind: 'customs-hold',
  subject,
  firms: [EXPORTER, IMPORTER],
  text,
  limits: limitsOf(6),
});
export const opening = (change: object = {}): CaseCommand =>
  asking('OpenCase', noon(6), {
    kind: 'customs-hold',
    subject,
    firms: [EXPORTER],
    openedBy: EXPORTER,
    text: 'Nobody tells us why.',
    serviceLevel: level,
    ...change,
  });
export const opened = (change: object = {}): CaseEvent =>
  told('CaseOpened', noon(6), {
    kind: 'customs-hold',
    subject,
    firms: [EXPORTER],
    openedBy: EXPORTER,
    text: 'Nobody tells us why.',
    limits: limitsOf(6),
    ...change,
  });
export const ending = (at: string): CaseCommand =>
  asking('EndCause', at, { causePosition: 9, outcome: 'released', text: 'Customs lifted the hold.' });
