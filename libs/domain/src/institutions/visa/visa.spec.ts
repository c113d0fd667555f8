import { specOf } from '@corridor/testing';
import { type KnownVisa, type VisaCommand, type VisaEvent, visa } from '../../index.js';

const visaId = 'v';
const at = (day: string): string => `${day}T10:00:00+05:00`;
const asked = {
  visaId,
  subjectId: 's',
  firm: 'demo-mills',
  purpose: 'delegation',
  nationality: 'PK',
  destination: 'KZ',
  intendedFrom: '2026-05-11',
  intendedUntil: '2026-05-20',
  delegationId: 'd',
} as const;

const requesting = (change: object = {}): VisaCommand => ({
  type: 'RequestVisaInvitation',
  occurredAt: at('2026-04-01'),
  data: { ...asked, ...change },
});
const inviting = (issuedOn = '2026-04-02', invitationNumber = 'PKBC-1'): VisaCommand => ({
  type: 'IssueVisaInvitation',
  occurredAt: at('2026-04-03'),
  data: { visaId, invitationNumber, issuedOn },
});
const declining: VisaCommand = {
  type: 'DeclineVisaInvitation',
  occurredAt: at('2026-04-03'),
  data: { visaId, reason: 'purpose' },
};
const submitting = (consulate = 'demo-consulate'): VisaCommand => ({
  type: 'SubmitVisa',
  occurredAt: at('2026-04-06'),
  data: { visaId, consulate, place: 'PKISB' },
});
const requestingDocuments = (...documents: ('insurance' | 'employment')[]): VisaCommand => ({
  type: 'RequestVisaDocuments',
  occurredAt: at('2026-04-10'),
  data: { visaId, documents },
});
const supplying: VisaCommand = {
  type: 'SupplyVisaDocuments',
  occurredAt: at('2026-04-12'),
  data: { visaId },
};
const granting = (change: object = {}, day = '2026-04-20'): VisaCommand => ({
  type: 'GrantVisa',
  occurredAt: at(day),
  data: { visaId, validFrom: '2026-05-01', validUntil: '2026-10-31', entries: 'double', ...change },
});
const refusing = (reason: 'documents' | 'security' = 'documents'): VisaCommand => ({
  type: 'RefuseVisa',
  occurredAt: at('2026-04-20'),
  data: { visaId, reason },
});
const withdrawing: VisaCommand = { type: 'WithdrawVisa', occurredAt: at('2026-04-21'), data: { visaId } };

const requested: VisaEvent = {
  type: 'VisaInvitationRequested',
  occurredAt: at('2026-04-01'),
  data: asked,
};
const invited: VisaEvent = {
  type: 'VisaInvitationIssued',
  occurredAt: at('2026-04-03'),
  data: { visaId, invitationNumber: 'PKBC-1', issuedOn: '2026-04-02' },
};
const declined: VisaEvent = {
  type: 'VisaInvitationDeclined',
  occurredAt: at('2026-04-03'),
  data: { visaId, reason: 'purpose' },
};
const submitted: VisaEvent = {
  type: 'VisaSubmitted',
  occurredAt: at('2026-04-06'),
  data: { visaId, consulate: 'demo-consulate', place: 'PKISB', submittedOn: '2026-04-06' },
};
const documentsRequested: VisaEvent = {
  type: 'VisaDocumentsRequested',
  occurredAt: at('2026-04-10'),
  data: { visaId, documents: ['insurance'] },
};
const documentsSupplied: VisaEvent = {
  type: 'VisaDocumentsSupplied',
  occurredAt: at('2026-04-12'),
  data: { visaId },
};
const decision = { visaId, decidedOn: '2026-04-20', daysTaken: 14 };
const granted: VisaEvent = {
  type: 'VisaGranted',
  occurredAt: at('2026-04-20'),
  data: { ...decision, validFrom: '2026-05-01', validUntil: '2026-10-31', entries: 'double' },
};
const refused: VisaEvent = {
  type: 'VisaRefused',
  occurredAt: at('2026-04-20'),
  data: { ...decision, reason: 'documents' },
};
const withdrawn: VisaEvent = { type: 'VisaWithdrawn', occurredAt: at('2026-04-21'), data: { visaId } };
const { given } = specOf(visa);

it('goes from the request over the invitation to the consulate, which grants it', () => {
  given().when(requesting()).thenEvents(requested);
  given(requested).when(inviting()).thenEvents(invited);
  given(requested, invited).when(submitting()).thenEvents(submitted);
  given(requested, invited, submitted).when(granting()).thenEvents(granted);
});

it('is refused for a class of reasons', () => {
  given(requested, invited, submitted).when(refusing()).thenEvents(refused);
});

it('ends where the Council declines to invite', () => {
  given(requested).when(declining).thenEvents(declined);
  given(requested, declined).when(submitting()).thenRejected('illegal-step', { legalNow: [] });
});

it('is not submitted without an invitation, nor decided without a submission', () => {
  given(requested)
    .when(submitting())
    .thenRejected('illegal-step', {
      legalNow: ['IssueVisaInvitation', 'DeclineVisaInvitation', 'WithdrawVisa'],
    });
  given(requested, invited)
    .when(granting())
    .thenRejected('illegal-step', { legalNow: ['SubmitVisa', 'WithdrawVisa'] });
});

it('waits for documents, may be asked for more, and is decided with or without them', () => {
  const atConsulate = [requested, invited, submitted];
  given(...atConsulate)
    .when(requestingDocuments('insurance'))
    .thenEvents(documentsRequested);
  const waiting = [...atConsulate, documentsRequested];
  given(...waiting)
    .when(requestingDocuments('insurance'))
    .thenEvents();
  given(...waiting)
    .when(requestingDocuments('insurance', 'employment'))
    .thenEvents({ ...documentsRequested, data: { visaId, documents: ['insurance', 'employment'] } });
  given(...waiting)
    .when(supplying)
    .thenEvents(documentsSupplied);
  given(...waiting)
    .when(refusing())
    .thenEvents(refused);
  given(...waiting, documentsSupplied)
    .when(supplying)
    .thenEvents();
  given(...waiting, documentsSupplied)
    .when(granting())
    .thenEvents(granted);
  given(...atConsulate)
    .when(supplying)
    .thenRejected('illegal-step', {
      legalNow: ['CorrectVisaSubmission', 'RequestVisaDocuments', 'GrantVisa', 'RefuseVisa', 'WithdrawVisa'],
    });
});

it.each([
  ['requested', [requested]],
  ['invited', [requested, invited]],
  ['submitted', [requested, invited, submitted]],
  ['waiting for documents', [requested, invited, submitted, documentsRequested]],
] as const)('is withdrawn by the firm while it is %s', (_, history) => {
  given(...history)
    .when(withdrawing)
    .thenEvents(withdrawn);
  given(...history, withdrawn)
    .when(withdrawing)
    .thenEvents();
});

it('is not withdrawn once it is decided, and not decided twice', () => {
  const ended = [requested, invited, submitted, granted];
  for (const command of [withdrawing, refusing(), granting({ entries: 'single' })]) {
    given(...ended)
      .when(command)
      .thenRejected('illegal-step', { legalNow: ['CorrectVisaSubmission'] });
  }
});

it('says nothing new where the same is told again', () => {
  given(requested, invited).when(inviting()).thenEvents();
  given(requested, declined).when(declining).thenEvents();
  given(requested, invited, submitted).when(submitting()).thenEvents();
  given(requested, invited, submitted, granted).when(granting({}, '2026-04-22')).thenEvents();
  given(requested, invited, submitted, refused).when(refusing()).thenEvents();
});

it('counts the days by the clock of the consulate', () => {
  // 20:30 in UTC is the next day in Islamabad already: the caller tells both instants by that clock.
  const late: VisaEvent = { ...submitted, occurredAt: '2026-04-06T23:59:59+05:00' };
  given(requested, invited, late)
    .when({ ...granting(), occurredAt: '2026-04-07T00:00:01+05:00' } as VisaCommand)
    .thenEvents({
      type: 'VisaGranted',
      occurredAt: '2026-04-07T00:00:01+05:00',
      data: {
        visaId,
        decidedOn: '2026-04-07',
        daysTaken: 1,
        validFrom: '2026-05-01',
        validUntil: '2026-10-31',
        entries: 'double',
      },
    });
});

it.each([
  [
    'a stay that ends before it begins',
    requesting({ intendedUntil: '2026-05-10' }),
    'until-before-from',
    '/intendedUntil',
  ],
  ['a day that is none', requesting({ intendedFrom: '2026-02-30' }), 'date-malformed', '/intendedFrom'],
])('refuses %s', (_, command, code, pointer) => {
  given().when(command).thenRejected(code, { pointer });
});

it('refuses an invitation of a day to come', () => {
  given(requested).when(inviting('2026-04-04')).thenRejected('invitation-ahead', { pointer: '/issuedOn' });
});

it('refuses an invitation of a day before it was asked for', () => {
  given(requested)
    .when(inviting('2026-03-31'))
    .thenRejected('invited-before-asked', { pointer: '/issuedOn' });
});

const correcting = (submittedOn: string): VisaCommand => ({
  type: 'CorrectVisaSubmission',
  occurredAt: at('2026-04-25'),
  data: { visaId, submittedOn },
});

it.each([
  ['while it is with the consulate', [submitted]],
  ['once it is granted', [submitted, granted]],
  ['once it is refused', [submitted, refused]],
])('its submission is corrected %s, and its days with it', (_, more) => {
  const history = [requested, invited, ...more];
  const corrected: VisaEvent = {
    type: 'VisaSubmissionCorrected',
    occurredAt: at('2026-04-25'),
    data: { visaId, submittedOn: '2026-04-10', replaced: '2026-04-06' },
  };
  given(...history)
    .when(correcting('2026-04-10'))
    .thenEvents(corrected);
  given(...history, corrected)
    .when(correcting('2026-04-10'))
    .thenEvents();
  const { granted: yes, refused: no } = [...history, corrected].reduce(
    visa.evolve,
    visa.initialState,
  ) as KnownVisa;
  // From 10 April to the 20th.
  if (more.length > 1) expect((yes ?? no)?.daysTaken).toBe(10);
  given(...history)
    .when(correcting('2026-04-01'))
    .thenRejected('submitted-before-invited', { pointer: '/submittedOn' });
  const ahead = more.length > 1 ? '2026-04-21' : '2026-04-26';
  given(...history)
    .when(correcting(ahead))
    .thenRejected('submission-ahead', { pointer: '/submittedOn' });
});

it('refuses a submission of a day before its invitation, however long ago', () => {
  for (const day of ['2026-04-01', '2019-04-06']) {
    given(requested, invited)
      .when({ ...submitting(), occurredAt: `${day}T10:00:00+05:00` } as VisaCommand)
      .thenRejected('submitted-before-invited', { pointer: '/occurredAt' });
  }
});

it.each([
  ['ends before it begins', { validUntil: '2026-04-30' }, '2026-04-20', 'until-before-from', '/validUntil'],
  ['was over when it was granted', {}, '2026-11-01', 'visa-over-already', '/validUntil'],
  ['was granted before it was submitted', {}, '2026-04-05', 'decided-before-submitted', '/occurredAt'],
])('refuses a visa that %s', (_, change, day, code, pointer) => {
  given(requested, invited, submitted).when(granting(change, day)).thenRejected(code, { pointer });
});
