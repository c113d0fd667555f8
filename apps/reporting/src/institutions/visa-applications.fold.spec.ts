import type { RecordedEvent } from '@corridor/contracts';
import { type VisaCommand, visa } from '@corridor/domain';
import { Teller, uuid } from '../teller.spec-kit.js';
import { foldVisas, type VisaEventOfLog } from './visa-applications.fold.js';

const visaId = uuid(1);
const at = (day: number) => `2026-04-${String(day).padStart(2, '0')}T10:00:00+05:00`;

/** What the log would hold of an application that is asked for and then goes these ways, from position 11 on. */
function eventsOf(...steps: readonly (readonly [type: string, day: number, data?: object])[]) {
  const told = new Teller();
  told.tell(visa, `visa-${visaId}`, {
    type: 'RequestVisaInvitation',
    occurredAt: at(1),
    data: {
      visaId,
      subjectId: uuid(2),
      firm: 'textiles-faisalabad',
      purpose: 'delegation',
      nationality: 'PK',
      destination: 'KZ',
      intendedFrom: '2026-05-11',
      intendedUntil: '2026-05-20',
      delegationId: uuid(3),
    },
  });
  for (const [type, day, data = {}] of steps) {
    told.tell(visa, `visa-${visaId}`, {
      type,
      occurredAt: at(day),
      data: { visaId, ...data },
    } as VisaCommand);
  }
  return told.appends
    .flat()
    .flatMap(({ events }) => events)
    .map((event, index) => ({
      ...event,
      streamId: `visa-${visaId}`,
      position: 11 + index,
      version: index + 1,
      recordedAt: '2026-12-31T00:00:00.000000Z',
      actor: 'trader:test',
      correlationId: uuid(0),
      demo: true,
    })) as readonly RecordedEvent[] as readonly VisaEventOfLog[];
}

const invited = ['IssueVisaInvitation', 3, { invitationNumber: '1', issuedOn: '2026-04-02' }] as const;
const submitted = ['SubmitVisa', 6, { consulate: 'consulate-islamabad', place: 'PKISB' }] as const;
const terms = { validFrom: '2026-05-01', validUntil: '2026-10-31', entries: 'double' };

it('is a row of what the application is now, and a fact of each event', () => {
  const events = eventsOf(
    invited,
    submitted,
    ['RequestVisaDocuments', 10, { documents: ['insurance'] }],
    ['SupplyVisaDocuments', 12],
    ['GrantVisa', 20, terms],
  );
  const { rows, facts } = foldVisas(events, new Map());
  expect(rows).toEqual([
    {
      visa_id: visaId,
      firm: 'textiles-faisalabad',
      purpose: 'delegation',
      nationality: 'PK',
      destination: 'KZ',
      intended_from: '2026-05-11',
      intended_until: '2026-05-20',
      delegation_id: uuid(3),
      case_id: null,
      status: 'granted',
      consulate: 'consulate-islamabad',
      place: 'PKISB',
      submitted_on: '2026-04-06',
      decided_on: '2026-04-20',
      days_taken: 14,
      reason: null,
      demo: true,
      first_position: 11,
      last_position: 16,
    },
  ]);
  expect(facts.map(({ position, kind, on_day, days_taken }) => [position, kind, on_day, days_taken])).toEqual(
    [
      [11, 'requested', '2026-04-01', null],
      [12, 'invited', '2026-04-02', null],
      [13, 'submitted', '2026-04-06', null],
      [14, 'documents-requested', '2026-04-10', null],
      [15, 'documents-supplied', '2026-04-12', null],
      [16, 'granted', '2026-04-20', 14],
    ],
  );
});

it('has no trace of who the traveller is', () => {
  expect(JSON.stringify(foldVisas(eventsOf(invited, submitted), new Map()))).not.toContain(uuid(2));
});

it.each([
  [[invited, submitted, ['RefuseVisa', 9, { reason: 'security' }]], 'refused', 'security'],
  [[['DeclineVisaInvitation', 2, { reason: 'dates' }]], 'declined', 'dates'],
  [[invited, ['WithdrawVisa', 4]], 'withdrawn', null],
  [
    [invited, submitted, ['RequestVisaDocuments', 7, { documents: ['photograph'] }]],
    'documents-awaited',
    null,
  ],
] as const)('%j leaves it %s', (steps, status, reason) => {
  const { rows, facts } = foldVisas(eventsOf(...steps), new Map());
  expect(rows).toMatchObject([{ status, reason }]);
  expect(facts.at(-1)?.reason).toBe(reason);
});

it('counts from the day that its submission was corrected to, and tells each', () => {
  const corrected = ['CorrectVisaSubmission', 25, { submittedOn: '2026-04-10' }] as const;
  const { rows, facts } = foldVisas(
    eventsOf(invited, submitted, ['GrantVisa', 20, terms], corrected),
    new Map(),
  );
  expect(rows).toMatchObject([{ status: 'granted', submitted_on: '2026-04-10', days_taken: 10 }]);
  expect(facts.filter(({ kind }) => kind === 'submitted').map(({ on_day }) => on_day)).toEqual([
    '2026-04-06',
    '2026-04-10',
  ]);
});

it('event by event it is the same as all at once', () => {
  const events = eventsOf(invited, submitted, ['GrantVisa', 20, terms]);
  const stored = new Map();
  for (const event of events) {
    for (const row of foldVisas([event], stored).rows) stored.set(row.visa_id, row);
  }
  expect([...stored.values()]).toEqual(foldVisas(events, new Map()).rows);
});
