import {
  type EngagementCommand,
  engagement,
  type LeadCommand,
  lead,
  type MatchCommand,
  match,
  type NeedCommand,
  need,
} from '@corridor/domain';
import { type Teller, uuid } from '../teller.spec-kit.js';
import { EXPORTER, IMPORTER } from '../trade-story.spec-kit.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });

/** What of the plan of a story decides how firms are brought together. */
export interface EngagementPlan {
  readonly amended: boolean;
  readonly cancelled: boolean;
  readonly held: boolean;
  readonly withdrawn: 'no' | 'last' | 'first';
}

/** A forum with a lead, and two needs with a match and its lead, with ids made of `id`. */
export function engagementSteps(
  told: Teller,
  id: number,
  { amended, cancelled, held, withdrawn }: EngagementPlan,
): (() => void)[] {
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T23:30:00+05:00`;
  const of = { engagementId: uuid(id + 50_000) };
  const forum =
    (type: EngagementCommand['type'], day: number, data: object = {}) =>
    () =>
      told.tell(engagement, `engagement-${of.engagementId}`, {
        type,
        occurredAt: at(day),
        data: { ...of, ...data },
      } as EngagementCommand);
  const days = { startsOn: '2026-03-05', endsOn: '2026-03-06' };
  const begin = [
    forum('PlanEngagement', 1, {
      kind: 'forum',
      name: 'A forum',
      city: 'KZALA',
      country: 'KZ',
      organiser: 'council',
      ...days,
      sectors: ['textiles'],
    }),
    forum('RegisterParticipation', 2, { firm: EXPORTER, people: 2 }),
    forum('RegisterParticipation', 2, { firm: IMPORTER, people: 1 }),
    ...(amended ? [forum('RescheduleEngagement', 3, { ...days, endsOn: '2026-03-08', reason: 'x' })] : []),
    ...(withdrawn === 'first' ? [forum('WithdrawParticipation', 3, { firm: EXPORTER.participantId })] : []),
  ];
  if (cancelled) return [...begin, forum('CancelEngagement', 4, { reason: 'visas' })];
  const leadId = uuid(id + 60_000);
  const followed = (type: LeadCommand['type'], day: number, data: object) => () =>
    told.tell(lead, `lead-${leadId}`, {
      type,
      occurredAt: at(day),
      data: { leadId, ...data },
    } as LeadCommand);
  return [
    ...begin,
    forum('HoldEngagement', 5),
    forum('RegisterParticipation', 5, { firm: EXPORTER, people: 3 }),
    forum('RecordAttendance', 5, { firm: EXPORTER.participantId, people: 1 }),
    forum('RecordMeeting', 5, {
      meetingId: uuid(id + 70_000),
      firms: [EXPORTER.participantId, IMPORTER.participantId],
    }),
    followed('RecordLead', 6, {
      origin: of,
      seller: EXPORTER,
      buyer: IMPORTER,
      sector: 'textiles',
      hs: ['6302'],
      ...(held && { expectedValue: usd('90071992547409.93') }),
    }),
    followed('FollowUpLead', 7, { note: 'x', ...(amended && { expectedValue: usd('10.00') }) }),
    ...(withdrawn === 'no'
      ? [followed('CommitLead', 8, { commitmentId: uuid(id + 61_000) })]
      : [followed('LapseLead', 9, { reason: 'price' })]),
    ...(withdrawn === 'no' && amended
      ? [followed('WithdrawLeadCommitment', 10, { commitmentId: uuid(id + 61_000) })]
      : []),
  ];
}

export function needSteps(
  told: Teller,
  id: number,
  { amended, cancelled, held, withdrawn }: EngagementPlan,
): (() => void)[] {
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T23:30:00+05:00`;
  const [offerId, seekId, matchId] = [uuid(id + 80_000), uuid(id + 80_001), uuid(id + 90_000)];
  const terms = {
    description: 'Towels',
    quantity: '20.500',
    unit: 'TNE',
    per: 'monthly',
    validUntil: '2026-03-20',
  } as const;
  const needed =
    (needId: string, type: NeedCommand['type'], day: number, data: object = {}) =>
    () =>
      told.tell(need, `need-${needId}`, {
        type,
        occurredAt: at(day),
        data: { needId, ...data },
      } as NeedCommand);
  const matched =
    (type: MatchCommand['type'], day: number, data: object = {}) =>
    () =>
      told.tell(match, `match-${matchId}`, {
        type,
        occurredAt: at(day),
        data: { matchId, ...data },
      } as MatchCommand);
  const side = (needId: string, firm: typeof EXPORTER) => ({
    needId,
    firm: firm.participantId,
    country: firm.country,
    hs: '6302',
    quantity: '20.500',
    unit: 'TNE',
    per: 'monthly',
  });
  const proposal = (price: number) => ({
    offer: side(offerId, EXPORTER),
    seek: side(seekId, IMPORTER),
    strength: 'strong',
    score: { total: 75 + price, goods: 40, quantity: 20, validity: 15, price },
  });
  const posting = (of: 'offer' | 'seek', firm: typeof EXPORTER, more: object) => ({
    side: of,
    firm,
    hs: '6302',
    country: firm.country,
    ...terms,
    ...more,
  });
  return [
    needed(
      offerId,
      'PostNeed',
      1,
      posting('offer', EXPORTER, {
        unitPrice: usd('90071992547409.93'),
        incoterm: { rule: 'FCA', place: 'Faisalabad' },
        place: 'PKLYP',
        validUntil: '2026-03-20',
      }),
    ),
    needed(seekId, 'PostNeed', 2, posting('seek', IMPORTER, {})),
    matched('ProposeMatch', 2, proposal(7)),
    ...(amended
      ? [
          matched('ShowInterest', 3, { side: 'offer', leadId: uuid(1) }),
          needed(seekId, 'AmendNeed', 3, { ...terms, quantity: '0.000001' }),
          matched('ProposeMatch', 3, {
            ...proposal(0),
            seek: { ...side(seekId, IMPORTER), quantity: '0.000001' },
          }),
        ]
      : []),
    ...(cancelled
      ? [
          matched('LapseMatch', 4, { reason: 'need-withdrawn' }),
          needed(offerId, 'WithdrawNeed', 4, { reason: 'other' }),
        ]
      : [
          matched('ShowInterest', 4, { side: 'seek', leadId: uuid(1) }),
          ...(held
            ? [matched('DeclineMatch', 5, { side: 'offer', reason: 'price' })]
            : [matched('ShowInterest', 5, { side: 'offer', leadId: uuid(id + 60_001) })]),
        ]),
    withdrawn === 'last' ? needed(seekId, 'FulfilNeed', 6) : needed(seekId, 'ExpireNeed', 21),
  ];
}
