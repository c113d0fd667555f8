import type { CaseKind, CaseOutcome, CasePriority } from '@corridor/domain';

/** A problem that a firm tells the Council of; days count from when it does. */
export interface FirmCasePlan {
  readonly at: number;
  readonly kind: CaseKind;
  /** Behind `demo-`; of goods and visas, the firm that they are of. */
  readonly firm?: string;
  readonly about: 'none' | 'dispatched' | 'delivered' | 'refused-visa';
  readonly text: string;
  readonly priority: CasePriority;
  /** Participant id of whom the Council asks. */
  readonly assignee?: 'demo-council' | 'demo-customs' | 'demo-bank-karachi' | 'demo-consulate-islamabad';
  readonly triagedAfterHours: number;
  readonly answeredAfterDays?: number;
  readonly answer?: string;
  readonly resolved?: {
    readonly afterDays: number;
    readonly outcome: CaseOutcome;
    readonly text: string;
    readonly agrees?: boolean;
    readonly isLostByOther?: boolean;
  };
  readonly withdrawnAfterDays?: number;
  readonly reopened?: {
    readonly afterDays: number;
    readonly reason: string;
    readonly resolvedAfterDays?: number;
  };
}

/** Two of them are open as the demo ends, and two were opened again. Those of long standing come before a session of the Commission. */
export const FIRM_CASES: readonly FirmCasePlan[] = [
  {
    at: 0.1,
    kind: 'red-tape',
    firm: 'rice-gujranwala',
    about: 'none',
    text: 'Two offices ask for the same certificate, each in another form.',
    priority: 'normal',
    assignee: 'demo-customs',
    triagedAfterHours: 20,
    answeredAfterDays: 5,
    answer: 'Both forms are taken from now on.',
    resolved: {
      afterDays: 12,
      outcome: 'corrected',
      text: 'One form is enough at both offices.',
      agrees: true,
    },
  },
  {
    at: 0.16,
    kind: 'transport',
    about: 'dispatched',
    text: 'The lorry has stood for four days, and nobody tells why.',
    priority: 'high',
    assignee: 'demo-council',
    triagedAfterHours: 5,
    answeredAfterDays: 1,
    answer: 'The driver waits for a new axle.',
    resolved: { afterDays: 4, outcome: 'delivered', text: 'The lorry goes on.', agrees: true },
  },
  {
    at: 0.2,
    kind: 'dispute',
    about: 'delivered',
    text: 'The buyer says that a tenth of the goods was spoilt, and shows no survey.',
    priority: 'normal',
    assignee: 'demo-council',
    triagedAfterHours: 30,
    answeredAfterDays: 9,
    answer: 'A surveyor was named by both.',
    resolved: {
      afterDays: 33,
      outcome: 'settled',
      text: 'The surveyor found the goods in order: the buyer pays.',
      agrees: true,
      isLostByOther: true,
    },
  },
  {
    at: 0.247,
    kind: 'red-tape',
    firm: 'knitwear-lahore',
    about: 'none',
    text: 'Labels have to be approved one by one, and each approval takes weeks.',
    priority: 'high',
    assignee: 'demo-council',
    triagedAfterHours: 28,
    answeredAfterDays: 10,
    answer: 'The authority was asked for a list of what it approves.',
    resolved: {
      afterDays: 92,
      outcome: 'corrected',
      text: 'One approval stands for a whole kind of goods.',
      agrees: true,
    },
  },
  {
    at: 0.39,
    kind: 'visa',
    about: 'refused-visa',
    text: 'Our man was refused, and the paper names no document that is missing.',
    priority: 'normal',
    assignee: 'demo-consulate-islamabad',
    triagedAfterHours: 9,
    answeredAfterDays: 3,
    answer: 'The purpose of the journey was not shown. A new application may be made at once.',
    resolved: {
      afterDays: 6,
      outcome: 'no-fault',
      text: 'The consulate told what is missing.',
      agrees: false,
    },
    reopened: {
      afterDays: 10,
      reason: 'The same was shown with the first application.',
      resolvedAfterDays: 8,
    },
  },
  {
    at: 0.428,
    kind: 'payment-stuck',
    firm: 'surgical-sialkot',
    about: 'none',
    text: 'A payment in tenge has been with the correspondent bank for a month.',
    priority: 'urgent',
    assignee: 'demo-bank-karachi',
    triagedAfterHours: 6,
    answeredAfterDays: 4,
    answer: 'The correspondent asks what the goods are for.',
    resolved: {
      afterDays: 78,
      outcome: 'paid',
      text: 'The money came by way of another bank.',
      agrees: true,
    },
  },
  {
    at: 0.5,
    kind: 'customs-hold',
    about: 'dispatched',
    text: 'The lorry was sealed and is to be unloaded all the same.',
    priority: 'high',
    assignee: 'demo-customs',
    triagedAfterHours: 12,
    answeredAfterDays: 2,
    answer: 'One pallet in ten is looked at.',
    resolved: { afterDays: 3, outcome: 'released', text: 'Customs let the lorry pass.', agrees: true },
  },
  {
    at: 0.625,
    kind: 'red-tape',
    firm: 'cables-karachi',
    about: 'none',
    text: 'Advance tax is taken twice of the same cathodes.',
    priority: 'high',
    assignee: 'demo-customs',
    triagedAfterHours: 60,
    answeredAfterDays: 12,
    answer: 'The second one is paid back; that takes a form.',
    resolved: {
      afterDays: 90,
      outcome: 'corrected',
      text: 'What was taken twice is paid back.',
      agrees: true,
    },
    reopened: { afterDays: 101, reason: 'Nothing was paid back yet.', resolvedAfterDays: 20 },
  },
  {
    at: 0.706,
    kind: 'transport',
    about: 'dispatched',
    text: 'The flight was called off, and the goods may not be kept warm.',
    priority: 'urgent',
    assignee: 'demo-council',
    triagedAfterHours: 14,
    answeredAfterDays: 1,
    answer: 'They go by road with ice.',
    resolved: { afterDays: 3, outcome: 'delivered', text: 'They went by another way.' },
  },
  {
    at: 0.755,
    kind: 'red-tape',
    firm: 'potatoes-okara',
    about: 'none',
    text: 'The quota was used up before it was announced.',
    priority: 'low',
    triagedAfterHours: 40,
    withdrawnAfterDays: 16,
  },
  {
    at: 0.78,
    kind: 'dispute',
    about: 'delivered',
    text: 'The seller sent another grade than was agreed.',
    priority: 'normal',
    assignee: 'demo-council',
    triagedAfterHours: 22,
    answeredAfterDays: 8,
    answer: 'Samples are compared.',
    resolved: { afterDays: 40, outcome: 'settled', text: 'The grade was as agreed.', agrees: false },
  },
  {
    at: 0.822,
    kind: 'red-tape',
    firm: 'kinnow-bhalwal',
    about: 'none',
    text: 'The phytosanitary paper of the packing house is not taken at one office.',
    priority: 'high',
    assignee: 'demo-customs',
    triagedAfterHours: 18,
    answeredAfterDays: 14,
    answer: 'The office was told to take it.',
    resolved: { afterDays: 95, outcome: 'corrected', text: 'All offices take the paper.', agrees: true },
  },
  {
    at: 0.955,
    kind: 'red-tape',
    firm: 'pharma-lahore',
    about: 'none',
    text: 'Each batch is registered anew, though the medicine is registered.',
    priority: 'high',
    assignee: 'demo-council',
    triagedAfterHours: 26,
    answeredAfterDays: 8,
    answer: 'The question lies with both ministries of health.',
  },
  {
    at: 0.994,
    kind: 'transport',
    about: 'dispatched',
    text: 'The container was left at the port, and the ship has gone.',
    priority: 'high',
    assignee: 'demo-council',
    triagedAfterHours: 4,
  },
];
