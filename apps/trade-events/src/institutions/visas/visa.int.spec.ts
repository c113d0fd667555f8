import { randomUUID } from 'node:crypto';
import { type Holder, TradeWorld } from '../../trade-events.spec-kit.js';
import {
  application,
  applied,
  CONSULATE,
  delegation,
  FIRM,
  grant,
  invitation,
  submission,
  TRAVELLER,
} from './visa.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-07-01T00:00:00Z'));
});
afterAll(() => world.stop());

const refusal = async (...sent: Parameters<TradeWorld['post']>) => {
  const { status, body } = await world.refused(() => world.post(...sent));
  return [status, body.code, body.pointer];
};
const read = async (holder: Holder, visaId: string) => (await world.get(holder, `visas/${visaId}`)).body;

it('goes from the firm over the Council to the consulate, whose own clock counts the days', async () => {
  const delegationId = await delegation(world);
  const { caseId = '' } = await world.done('exporter', 'cases', {
    occurredAt: '2026-04-01T09:00:00+05:00',
    kind: 'red-tape',
    subject: { kind: 'none' },
    text: 'x',
  });
  const asked = application({ purpose: 'delegation', delegationId, caseId });
  const { visaId = '', subjectId = '', position } = await world.done('exporter', 'visas', asked);
  expect((await world.event(position)).participants).toEqual([FIRM]);
  expect(await read('exporter', visaId)).toEqual({
    visaId,
    subjectId,
    firm: FIRM,
    purpose: 'delegation',
    nationality: 'PK',
    destination: 'KZ',
    intendedFrom: '2026-05-11',
    intendedUntil: '2026-05-20',
    delegationId,
    caseId,
    status: 'requested',
    documentsAwaited: [],
    erased: false,
    personalData: TRAVELLER,
    legalNow: ['WithdrawVisa'],
    version: 1,
  });
  const path = `visas/${visaId}`;
  await world.done('council', `${path}/invitation`, invitation());
  // 20:30 in UTC is the next day in Islamabad already.
  const submitted = await world.done('exporter', `${path}/submission`, {
    ...submission(),
    occurredAt: '2026-04-06T20:30:00Z',
  });
  expect(await world.event(submitted.position)).toMatchObject({
    occurredAt: '2026-04-07T01:30:00+05:00',
    participants: [CONSULATE, FIRM],
    data: { submittedOn: '2026-04-07' },
  });
  const at = { occurredAt: '2026-04-10T09:00:00+05:00' };
  await world.done('consulate', `${path}/document-requests`, { ...at, documents: ['insurance'] });
  expect(await read('consulate', visaId)).toMatchObject({
    status: 'documents-awaited',
    documentsAwaited: ['insurance'],
  });
  await world.done('consulate', `${path}/documents`, at);
  const granted = await world.done('consulate', `${path}/grant`, {
    ...grant(),
    occurredAt: '2026-04-20T18:59:59Z',
  });
  expect(await world.event(granted.position)).toMatchObject({
    type: 'VisaGranted',
    occurredAt: '2026-04-20T23:59:59+05:00',
    actor: `consulate:${CONSULATE}`,
    data: { decidedOn: '2026-04-20', daysTaken: 13 },
  });
  expect(await read('consulate', visaId)).toMatchObject({
    status: 'granted',
    granted: { validFrom: '2026-05-01', validUntil: '2026-10-31', entries: 'double', daysTaken: 13 },
    legalNow: ['CorrectVisaSubmission'],
  });
  expect(await world.done('consulate', `${path}/grant`, grant())).toEqual(granted);
});

it('is refused for a class of reasons, declined by the Council, or withdrawn by the firm', async () => {
  const at = { occurredAt: '2026-04-20T10:00:00+05:00' };
  const { visaId } = await applied(world, 'submitted');
  await world.done('consulate', `visas/${visaId}/refusal`, { ...at, reason: 'previous-stay' });
  expect(await read('exporter', visaId)).toMatchObject({
    status: 'refused',
    refused: { decidedOn: '2026-04-20', daysTaken: 14, reason: 'previous-stay' },
  });
  const declined = await applied(world);
  await world.done('council', `visas/${declined.visaId}/decline`, { ...at, reason: 'dates' });
  expect(await read('exporter', declined.visaId)).toMatchObject({ status: 'declined', declined: 'dates' });
  const withdrawn = await applied(world, 'invited');
  await world.done('exporter', `visas/${withdrawn.visaId}/withdrawal`, at);
  expect(await read('exporter', withdrawn.visaId)).toMatchObject({ status: 'withdrawn' });
});

it.each([
  ['exporter', 200, true],
  ['consulate', 200, true],
  ['council', 200, true],
  ['operator', 200, true],
  ['commission', 200, false],
  ['reporter', 200, false],
  ['stranger', 404, false],
  ['customs', 403, false],
  ['bank', 403, false],
] as const)('%s reads it with %i, and personal data: %s', async (holder, status, sees) => {
  const { visaId } = await applied(world, 'submitted');
  const answer = await world.get(holder, `visas/${visaId}`);
  expect(answer.status).toBe(status);
  expect(answer.body.personalData).toEqual(sees ? TRAVELLER : undefined);
  for (const plain of Object.values(TRAVELLER)) expect(answer.text.includes(plain)).toBe(sees);
});

it('does not exist for a consulate before it is submitted to it, nor for another one ever', async () => {
  const { visaId } = await applied(world, 'invited');
  expect(await world.get('consulate', `visas/${visaId}`)).toMatchObject({ status: 404 });
  expect(await refusal('consulate', `visas/${visaId}/grant`, grant())).toEqual([
    404,
    'visa-unknown',
    undefined,
  ]);
  await world.owner.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label)
     VALUES (sha256('another'), 'demo-consulate-almaty', 'consulate', 'test')`,
  );
  const elsewhere = submission({ consulate: 'demo-consulate-almaty' });
  await world.done('exporter', `visas/${visaId}/submission`, elsewhere);
  expect(await refusal('consulate', `visas/${visaId}/grant`, grant())).toEqual([
    404,
    'visa-unknown',
    undefined,
  ]);
});

it('takes another application for the same traveller, of the same firm alone', async () => {
  const { subjectId } = await applied(world);
  const { traveller: _, ...again } = application({ subjectId, purpose: 'after-sales' });
  const second = await world.done('exporter', 'visas', again);
  expect(second.subjectId).toBe(subjectId);
  expect(await read('exporter', second.visaId ?? '')).toMatchObject({ personalData: TRAVELLER });
  const stolen = { ...again, firm: 'demo-carpets-lahore' };
  expect(await refusal('stranger', 'visas', stolen)).toEqual([404, 'subject-unknown', '/subjectId']);
  expect(await refusal('exporter', 'visas', { ...again, subjectId: randomUUID() })).toEqual([
    404,
    'subject-unknown',
    '/subjectId',
  ]);
});

it.each([
  ['for another firm', { firm: 'demo-carpets-lahore' }, 403, 'not-your-firm', '/firm'],
  ['for nobody', { traveller: undefined }, 422, 'traveller-missing', '/traveller'],
  ['for two at once', { subjectId: randomUUID() }, 422, 'traveller-twice', '/subjectId'],
  ['of nowhere', { nationality: 'XX' }, 422, 'country-unknown', '/nationality'],
  ['to nowhere', { destination: 'XX' }, 422, 'country-unknown', '/destination'],
  ['of a stay backwards', { intendedUntil: '2026-05-10' }, 422, 'until-before-from', '/intendedUntil'],
  [
    'of somebody who is not born',
    { traveller: { ...TRAVELLER, birthDate: '2026-07-03' } },
    422,
    'birth-ahead',
    '/traveller/birthDate',
  ],
  [
    'with a passport of spaces',
    { traveller: { ...TRAVELLER, passportNumber: 'ZX 7734101' } },
    422,
    'content-invalid',
    '/traveller/passportNumber',
  ],
])(
  'refuses an application %s, makes no key for it, and does not repeat who it was for',
  async (_, change, status, code, pointer) => {
    const keys = async () => (await world.owner.query('SELECT FROM privacy.subject_keys')).rowCount;
    const before = await keys();
    const {
      body,
      text,
      status: told,
    } = await world.refused(() => world.post('exporter', 'visas', application(change)));
    expect([told, body.code, body.pointer]).toEqual([status, code, pointer]);
    for (const plain of [...Object.values(TRAVELLER), 'ZX 7734101', '2026-07-03']) {
      expect(text).not.toContain(plain);
    }
    expect(await keys()).toBe(before);
  },
);

it.each([
  ['to nobody', { consulate: 'demo-consulate-nowhere' }, 'consulate-unknown', '/consulate'],
  ['to a bank', { consulate: 'demo-bank-karachi' }, 'consulate-unknown', '/consulate'],
  ['at no place', { place: 'PKZZZ' }, 'place-unknown', '/place'],
])('refuses a submission %s', async (_, change, code, pointer) => {
  const { visaId } = await applied(world, 'invited');
  expect(await refusal('exporter', `visas/${visaId}/submission`, submission(change))).toEqual([
    422,
    code,
    pointer,
  ]);
});

it('is for a delegation and a case that there are, and that the firm takes part in', async () => {
  const refusedOf = (change: object) => refusal('exporter', 'visas', application(change));
  const unknown = randomUUID();
  expect(await refusedOf({ delegationId: unknown })).toEqual([404, 'engagement-unknown', '/delegationId']);
  expect(await refusedOf({ caseId: unknown })).toEqual([404, 'case-unknown', '/caseId']);
  const forum = await delegation(world, { kind: 'forum' });
  expect(await refusedOf({ delegationId: forum })).toEqual([
    422,
    'engagement-not-delegation',
    '/delegationId',
  ]);
  const off = await delegation(world);
  const reason = { occurredAt: '2026-03-02T10:00:00+05:00', reason: 'few-firms' };
  await world.done('council', `engagements/${off}/cancellation`, reason);
  expect(await refusedOf({ delegationId: off })).toEqual([409, 'delegation-cancelled', '/delegationId']);
  const delegationId = await delegation(world);
  const { caseId } = await world.done('exporter', 'cases', {
    occurredAt: '2026-04-01T09:00:00+05:00',
    kind: 'red-tape',
    subject: { kind: 'none' },
    text: 'x',
  });
  const others = application({ firm: 'demo-carpets-lahore', delegationId });
  expect(await refusal('stranger', 'visas', others)).toEqual([422, 'not-of-delegation', '/delegationId']);
  const theirs = application({ firm: 'demo-carpets-lahore', caseId });
  expect(await refusal('stranger', 'visas', theirs)).toEqual([404, 'case-unknown', '/caseId']);
});

it.each([
  ['before its first day', { occurredAt: '2026-05-10T23:00:00+05:00' }, undefined],
  ['on its last day', { occurredAt: '2026-05-20T10:00:00+05:00', intendedFrom: '2026-05-20' }, undefined],
  [
    'when it is over',
    { occurredAt: '2026-05-21T10:00:00+05:00', intendedFrom: '2026-05-21', intendedUntil: '2026-05-25' },
    [422, 'delegation-over', '/delegationId'],
  ],
  [
    'for days behind it',
    { intendedFrom: '2026-05-21', intendedUntil: '2026-05-25' },
    [422, 'stay-not-of-delegation', '/intendedFrom'],
  ],
  [
    'for days before it',
    { intendedFrom: '2026-05-01', intendedUntil: '2026-05-10' },
    [422, 'stay-not-of-delegation', '/intendedUntil'],
  ],
  ['from its last day on', { intendedFrom: '2026-05-20', intendedUntil: '2026-05-25' }, undefined],
  ['until its first day', { intendedFrom: '2026-05-01', intendedUntil: '2026-05-11' }, undefined],
])('is asked for a delegation of 11 to 20 May %s', async (_, change, refused) => {
  const delegationId = await delegation(world);
  const asked = application({ delegationId, ...change });
  if (refused) expect(await refusal('exporter', 'visas', asked)).toEqual(refused);
  else await world.done('exporter', 'visas', asked);
});

it.each([
  ['to where the passport is of', { destination: 'PK' }, 'destination-own', '/destination'],
  ['from before the day of asking', { intendedFrom: '2026-03-31' }, 'intended-before-asked', '/intendedFrom'],
])('asks for no visa %s', async (_, change, code, pointer) => {
  expect(await refusal('exporter', 'visas', application(change))).toEqual([422, code, pointer]);
});

it('takes no name for the number of an invitation', async () => {
  const { visaId } = await applied(world);
  for (const invitationNumber of [TRAVELLER.name, 'BEKMUKHAMBETOVA', 'PKBC 118', '-1', '']) {
    expect(await refusal('council', `visas/${visaId}/invitation`, invitation(invitationNumber))).toEqual([
      422,
      'content-invalid',
      '/invitationNumber',
    ]);
  }
});

it('says what is legal where a step is not', async () => {
  const { visaId } = await applied(world);
  const { body } = await world.refused(() =>
    world.post('exporter', `visas/${visaId}/submission`, submission()),
  );
  expect(body).toMatchObject({
    status: 409,
    code: 'illegal-step',
    currentState: 'requested',
    legalNow: ['WithdrawVisa'],
  });
});

it('is kept by nobody on the way', async () => {
  const { visaId } = await applied(world);
  const headers = { authorization: 'Bearer exporter' };
  const response = await fetch(`${world.service.url}/v1/visas/${visaId}`, { headers });
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
});

it('knows no application by what is no id', async () => {
  expect(await world.get('exporter', 'visas/nothing')).toMatchObject({
    status: 404,
    body: { code: 'visa-unknown' },
  });
});
