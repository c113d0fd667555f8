import { randomUUID } from 'node:crypto';
import { lodgement, TradeWorld } from '../../trade-events.spec-kit.js';
import { applied } from '../visas/visa.spec-kit.js';
import { caseIdOf } from './case-id.js';

let nowMs = Date.parse('2026-03-11T07:00:00Z');
let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => nowMs);
});
afterAll(() => world.stop());

const noon = (day: number) => ({ occurredAt: `2026-03-${String(day).padStart(2, '0')}T12:00:00+05:00` });
const opening = (subject: object, change: object = {}) => ({
  ...noon(10),
  kind: 'transport',
  subject,
  text: 'The truck waits at Torkham.',
  ...change,
});
const none = { kind: 'none' };
const typesOf = async (caseId: string) =>
  (await world.log.readStream(`case-${caseId}`)).map(({ type }) => type);
/** What a meeting of the Commission decided. @param about the item of its agenda. */
const decision = async (about: object = { kind: 'other' }) => {
  const { meetingId = '' } = await world.done('commission', 'meetings', {
    ...noon(9),
    name: 'Thirteenth session',
    place: 'PKISB',
    countries: ['PK', 'KZ'],
    startsOn: '2026-03-10',
    endsOn: '2026-03-11',
  });
  const item = { ...noon(9), title: 'Torkham', because: 'Trucks wait.', ...about };
  const { itemId = '' } = await world.done('commission', `meetings/${meetingId}/agenda`, item);
  await world.done('commission', `meetings/${meetingId}/opening`, {
    ...noon(10),
    delegations: [{ country: 'PK', institution: 'Ministry of Commerce', people: 4 }],
  });
  const taken = { ...noon(10), itemId, text: 'What is perishable goes first.' };
  const { decisionId = '' } = await world.done('commission', `meetings/${meetingId}/decisions`, taken);
  return { meetingId, decisionId };
};
const legalOf = async (holder: Parameters<typeof world.get>[0], caseId: string) =>
  (await world.get(holder, `cases/${caseId}`)).body.legalNow;

it('goes from the firm to the Council, to whom it is assigned, and back', async () => {
  nowMs = Date.parse('2026-03-10T07:00:00Z');
  const consignmentId = await world.declared();
  const { caseId = '' } = await world.done(
    'exporter',
    'cases',
    opening({ kind: 'consignment', consignmentId }),
  );
  const decided = await decision();
  for (const [holder, step, body] of [
    ['council', 'triage', { ...noon(10), kind: 'transport', priority: 'high' }],
    ['council', 'assignment', { ...noon(10), assignee: 'demo-customs' }],
    ['council', 'escalation', { ...noon(10), reason: 'It is perishable.' }],
    ['commission', 'direction', { ...noon(11), ...decided, text: 'Let it go first.' }],
    ['customs', 'answer', { ...noon(11), text: 'It goes on tonight.' }],
  ] as const) {
    nowMs = Date.parse(body.occurredAt);
    const answer = await world.post(holder, `cases/${caseId}/${step}`, body);
    const { position } = await world.asked();
    expect(answer).toMatchObject({ status: 200, body: { caseId, position } });
  }
  expect((await world.get('exporter', `cases/${caseId}`)).body).toMatchObject({
    caseId,
    status: 'answered',
    kind: 'transport',
    subject: { kind: 'consignment', consignmentId },
    firms: ['demo-textiles-faisalabad'],
    openedBy: 'demo-textiles-faisalabad',
    assignee: 'demo-customs',
    priority: 'high',
    // Eight hours to triage it, two days to answer, five to resolve: 18 March, 07:00 UTC is four days from now.
    clocks: [
      { limit: 'triage', by: '2026-03-10T20:00:00+05:00', metAt: noon(10).occurredAt, missed: false },
      { limit: 'answer', by: '2026-03-12T12:00:00+05:00', metAt: noon(11).occurredAt, missed: false },
      { limit: 'resolve', by: '2026-03-15T12:00:00+05:00', missed: false, leftSeconds: 4 * 86_400 },
    ],
    legalNow: ['WithdrawCase'],
    version: 6,
  });
  expect(await legalOf('council', caseId)).toEqual([
    'TriageCase',
    'AssignCase',
    'ResolveCase',
    'EscalateCase',
    'EraseCaseTexts',
  ]);
  expect([await legalOf('customs', caseId), await legalOf('reporter', caseId)]).toEqual([['AnswerCase'], []]);
  await world.done('council', `cases/${caseId}/resolution`, {
    ...noon(11),
    outcome: 'delivered',
    text: 'It arrived.',
    firmAgrees: true,
  });
  await world.done('exporter', `cases/${caseId}/reopening`, { ...noon(11), reason: 'Another one waits.' });
  await world.done('exporter', `cases/${caseId}/withdrawal`, { ...noon(11), text: 'It is there.' });
  const { body } = await world.get('operator', `cases/${caseId}`);
  expect(body).toMatchObject({ status: 'resolved', resolution: { by: 'firm', outcome: 'withdrawn' } });
  expect((body.story as { type: string }[]).map(({ type }) => type)).toEqual(await typesOf(caseId));
  expect((await world.log.readStream(`case-${caseId}`)).at(-1)?.participants).toEqual([
    'demo-customs',
    'demo-textiles-faisalabad',
  ]);
});

it('takes no decision about another case for its own', async () => {
  nowMs = Date.parse('2026-03-11T07:00:00Z');
  const { caseId = '' } = await world.done('exporter', 'cases', opening(none));
  const { caseId: other = '' } = await world.done('exporter', 'cases', opening(none));
  await world.done('council', `cases/${caseId}/escalation`, { ...noon(10), reason: 'It is perishable.' });
  const direct = (decided: object) =>
    world.post('commission', `cases/${caseId}/direction`, {
      ...noon(11),
      ...decided,
      text: 'It goes first.',
    });
  const ofOther = await decision({ kind: 'case', subject: other });
  const refused = await world.refused(() => direct(ofOther));
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'decision-of-another', pointer: '/decisionId' },
  });
  expect(refused.body.detail).toContain(other);
  const untaken = await world.refused(() => direct({ ...ofOther, decisionId: randomUUID() }));
  expect(untaken).toMatchObject({ status: 422, body: { code: 'decision-unknown' } });
  expect(await direct(await decision({ kind: 'case', subject: caseId }))).toMatchObject({ status: 200 });
});

it('does not exist for those who have no part in it, and each part has its own steps', async () => {
  const { caseId = '' } = await world.done('exporter', 'cases', opening(none, { kind: 'red-tape' }));
  for (const holder of ['stranger', 'importer', 'bank', 'customs', 'consulate'] as const) {
    expect(await world.get(holder, `cases/${caseId}`)).toMatchObject({ body: { code: 'case-unknown' } });
    const answer = { ...noon(10), text: 'x' };
    const refused = await world.refused(() => world.post(holder, `cases/${caseId}/answer`, answer));
    expect(refused).toMatchObject({ status: 404, body: { code: 'case-unknown' } });
  }
  const triage = { ...noon(10), kind: 'red-tape', priority: 'low' };
  await world.done('council', `cases/${caseId}/triage`, triage);
  await world.done('council', `cases/${caseId}/assignment`, { ...noon(10), assignee: 'demo-bank-karachi' });
  const answer = { ...noon(10), text: 'x' };
  for (const holder of ['exporter', 'council', 'commission'] as const) {
    const refused = await world.refused(() => world.post(holder, `cases/${caseId}/answer`, answer));
    expect(refused).toMatchObject({ status: 403, body: { code: 'not-your-part' } });
  }
  await world.done('bank', `cases/${caseId}/answer`, answer);
  const again = { ...noon(10), reason: 'x' };
  const illegal = await world.refused(() => world.post('exporter', `cases/${caseId}/reopening`, again));
  expect(illegal).toMatchObject({ status: 409, body: { code: 'illegal-step', currentState: 'answered' } });
});

it('is one at a time on a subject, of each firm its own; the next is another', async () => {
  const consignmentId = await world.declared();
  const subject = { kind: 'consignment', consignmentId };
  const first = await world.done('exporter', 'cases', opening(subject), { 'idempotency-key': 'case-1' });
  const again = await world.refused(() => world.post('exporter', 'cases', opening(subject)));
  expect(again).toMatchObject({ status: 409, body: { code: 'case-open', pointer: '/subject' } });
  expect(again.body.detail).toContain(first.caseId);
  expect(
    await world.done('exporter', 'cases', opening(subject), { 'idempotency-key': 'case-1' }),
  ).toMatchObject({ caseId: first.caseId, position: first.position });
  const other = await world.done('importer', 'cases', opening(subject));
  const tape = await world.done('exporter', 'cases', opening(subject, { kind: 'red-tape' }));
  await world.done('exporter', `cases/${first.caseId}/withdrawal`, { ...noon(10), text: 'Solved.' });
  const next = await world.done('exporter', 'cases', opening(subject));
  expect(new Set([first, other, tape, next].map(({ caseId }) => caseId)).size).toBe(4);
});

it('is not opened again beside a later one on its subject that is open, whichever is asked for first', async () => {
  const reopening = (caseId: string) =>
    world.post('exporter', `cases/${caseId}/reopening`, { ...noon(10), reason: 'x' });
  const withdrawn = (caseId: string) =>
    world.done('exporter', `cases/${caseId}/withdrawal`, { ...noon(10), text: 'Solved.' });
  const subject = { kind: 'consignment', consignmentId: await world.declared() };
  const { caseId: first = '' } = await world.done('exporter', 'cases', opening(subject));
  // It turned out to be of another kind: a later one of its own is one on the same subject all the same.
  await world.done('council', `cases/${first}/triage`, { ...noon(10), kind: 'red-tape', priority: 'low' });
  await withdrawn(first);
  const { caseId: second = '' } = await world.done('exporter', 'cases', opening(subject));
  const refused = await world.refused(() => reopening(first));
  expect(refused).toMatchObject({ status: 409, body: { code: 'case-open' } });
  expect(refused.body.detail).toContain(second);
  await withdrawn(second);
  expect(await reopening(first)).toMatchObject({ status: 200 });
  expect((await world.refused(() => reopening(second))).body.detail).toContain(first);
  expect(
    (await world.refused(() => world.post('exporter', 'cases', opening(subject)))).body.detail,
  ).toContain(first);

  for (let turn = 0; turn < 8; turn += 1) {
    const about = { kind: 'consignment', consignmentId: await world.declared() };
    const { caseId = '' } = await world.done('exporter', 'cases', opening(about));
    await withdrawn(caseId);
    const answers = await Promise.all([reopening(caseId), world.post('exporter', 'cases', opening(about))]);
    const codes = answers.map(({ body }) => body.code).filter((code) => code !== undefined);
    expect(codes).toEqual(['case-open']);
  }
});

it('is about what the firm takes part in', async () => {
  const consignmentId = await world.declared();
  const { declarationId = '' } = await world.done('customs', 'declarations', lodgement(consignmentId));
  const unknown = randomUUID();
  for (const [holder, subject, pointer] of [
    ['stranger', { kind: 'consignment', consignmentId }, '/subject/consignmentId'],
    ['exporter', { kind: 'consignment', consignmentId: unknown }, '/subject/consignmentId'],
    ['exporter', { kind: 'hold', declarationId, holdId: unknown }, '/subject/holdId'],
    ['exporter', { kind: 'obligation', obligationId: unknown }, '/subject/obligationId'],
    ['exporter', { kind: 'returned-payment', obligationId: unknown, returnId: unknown }, '/subject/returnId'],
    ['exporter', { kind: 'settlement', settlementId: unknown }, '/subject/settlementId'],
  ] as const) {
    const refused = await world.refused(() =>
      world.post(holder, 'cases', opening(subject, { kind: kindFor(subject.kind) })),
    );
    expect(refused).toMatchObject({ status: 404, body: { code: 'subject-unknown', pointer } });
  }
  for (const [change, status, code, pointer] of [
    [{ subject: { ...none, consignmentId } }, 422, 'subject-id-needless', '/subject/consignmentId'],
    [{ subject: { kind: 'hold', declarationId } }, 422, 'subject-incomplete', '/subject/holdId'],
    [{ firm: 'demo-trading-almaty' }, 403, 'not-your-firm', '/firm'],
    [{ kind: 'dispute' }, 422, 'other-firm-missing', '/against'],
    [
      { kind: 'visa', subject: { kind: 'consignment', consignmentId } },
      422,
      'subject-not-of-kind',
      '/subject/kind',
    ],
  ] as const) {
    const refused = await world.refused(() => world.post('exporter', 'cases', opening(none, change)));
    expect(refused).toMatchObject({ status, body: { code, pointer } });
  }
  const bare = await world.refused(() => world.post('council', 'cases', opening(none)));
  expect(bare).toMatchObject({ status: 422, body: { code: 'firm-missing', pointer: '/firm' } });
  const { caseId = '' } = await world.done(
    'council',
    'cases',
    opening(none, { firm: 'demo-carpets-lahore' }),
  );
  expect((await world.get('stranger', `cases/${caseId}`)).body).toMatchObject({
    openedBy: 'demo-carpets-lahore',
  });
});

it('names the other firm of a dispute, who sees it, and who lost it', async () => {
  const consignmentId = await world.declared();
  const dispute = { kind: 'dispute', against: 'demo-textiles-faisalabad', text: '200 pieces are missing.' };
  const { caseId = '' } = await world.done(
    'importer',
    'cases',
    opening({ kind: 'consignment', consignmentId }, dispute),
  );
  expect(await legalOf('exporter', caseId)).toEqual([]);
  await world.done('council', `cases/${caseId}/triage`, { ...noon(10), kind: 'dispute', priority: 'low' });
  const end = { ...noon(11), outcome: 'settled', text: 'Half is paid back.' };
  const stranger = { ...end, lostBy: 'demo-carpets-lahore' };
  const refused = await world.refused(() => world.post('council', `cases/${caseId}/resolution`, stranger));
  expect(refused).toMatchObject({ status: 422, body: { code: 'loser-not-of-case', pointer: '/lostBy' } });
  const lostBy = 'demo-textiles-faisalabad';
  await world.done('council', `cases/${caseId}/resolution`, { ...end, lostBy });
  expect((await world.get('exporter', `cases/${caseId}`)).body.resolution).toMatchObject({ lostBy });
});

it('keeps the limits that it was opened with, and is opened again within its days by the clock of the ledger', async () => {
  const level = { triageHours: 1, answerHours: 2, resolveHours: 3, escalateHours: 4, reopenDays: 2 };
  nowMs = Date.parse(noon(10).occurredAt);
  const before = await world.done('exporter', 'cases', opening(none, { kind: 'visa' }));
  await world.done('council', 'service-levels/visa', { ...noon(10), ...level });
  const after = await world.done('exporter', 'cases', opening(none, { kind: 'visa' }));
  expect((await world.get('council', `cases/${before.caseId}`)).body).toMatchObject({
    limits: { triageBy: '2026-03-11T12:00:00+05:00', reopenDays: 14 },
  });
  expect((await world.get('council', `cases/${after.caseId}`)).body).toMatchObject({
    limits: { triageBy: '2026-03-10T13:00:00+05:00', escalateBy: '2026-03-10T16:00:00+05:00', reopenDays: 2 },
  });
  const { items } = (await world.get('exporter', 'service-levels')).body as { items: { kind: string }[] };
  expect(items.find(({ kind }) => kind === 'visa')).toEqual({
    kind: 'visa',
    ...level,
    since: noon(10).occurredAt,
  });
  expect(items.find(({ kind }) => kind === 'dispute')).not.toHaveProperty('since');

  await world.done('exporter', `cases/${after.caseId}/withdrawal`, { ...noon(10), text: 'x' });
  nowMs = Date.parse('2026-03-12T07:00:01Z');
  const late = await world.refused(() =>
    world.post('exporter', `cases/${after.caseId}/reopening`, { ...noon(11), reason: 'x' }),
  );
  expect(late).toMatchObject({ status: 422, body: { code: 'reopening-too-late' } });
  nowMs = Date.parse('2026-03-12T07:00:00Z');
  await world.done('exporter', `cases/${after.caseId}/reopening`, { ...noon(11), reason: 'x' });
  for (const [path, status, code] of [
    ['service-levels/weather', 404, 'case-kind-unknown'],
    ['service-levels/dispute', 422, 'limits-out-of-order'],
  ] as const) {
    const refused = await world.refused(() =>
      world.post('council', path, { ...noon(10), ...level, resolveHours: 1 }),
    );
    expect(refused).toMatchObject({ status, body: { code } });
  }
});

it('is foreseen as the bus brings a hold, opened early by a firm, and resolved as the hold is lifted', async () => {
  const consignmentId = await world.declared();
  const { declarationId = '' } = await world.done('customs', 'declarations', lodgement(consignmentId));
  const hold = { ...noon(10), reason: 'documents', note: 'x' };
  const { holdId = '' } = await world.done('customs', `declarations/${declarationId}/holds`, hold);
  const subject = { kind: 'hold', declarationId, holdId } as const;
  const caseId = caseIdOf('customs-hold', subject, '');
  await until(async () => (await typesOf(caseId)).length === 1);
  expect((await world.get('importer', `cases/${caseId}`)).body).toMatchObject({
    status: 'foreseen',
    dueBy: '2026-03-13T12:00:00+05:00',
    legalNow: ['OpenCase'],
  });
  const asked = opening(subject, { kind: 'customs-hold' });
  expect(await world.done('exporter', 'cases', asked)).toMatchObject({ caseId });
  const second = await world.refused(() => world.post('importer', 'cases', asked));
  expect(second).toMatchObject({ status: 409, body: { code: 'case-open' } });
  await world.done('customs', `declarations/${declarationId}/holds/${holdId}/release`, noon(11));
  await until(async () => (await typesOf(caseId)).includes('CaseResolved'));
  expect(await typesOf(caseId)).toEqual(['CaseForeseen', 'CaseOpened', 'CaseCauseEnded', 'CaseResolved']);
});

/** Waits for what comes about over the bus. @throws Error if it does not in time. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come about.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function kindFor(subject: string): string {
  return { consignment: 'transport', hold: 'customs-hold' }[subject] ?? 'payment-stuck';
}

it('is directed by what a meeting decided, and by nothing else', async () => {
  const { caseId } = await world.done('exporter', 'cases', opening(none));
  await world.done('council', `cases/${caseId}/escalation`, { ...noon(10), reason: 'It is perishable.' });
  const one = await decision();
  const other = await decision();
  for (const { meetingId, decisionId } of [
    { meetingId: randomUUID(), decisionId: one.decisionId },
    { meetingId: one.meetingId, decisionId: other.decisionId },
  ]) {
    const body = { ...noon(11), meetingId, decisionId, text: 'Let it go first.' };
    const answer = await world.refused(() => world.post('commission', `cases/${caseId}/direction`, body));
    expect(answer).toMatchObject({ status: 422, body: { code: 'decision-unknown', pointer: '/decisionId' } });
  }
  await world.done('commission', `cases/${caseId}/direction`, {
    ...noon(11),
    ...one,
    text: 'It goes first.',
  });
  expect((await world.log.readStream(`case-${caseId}`)).at(-1)).toMatchObject({
    type: 'CaseDirected',
    data: { caseId, ...one },
  });
});

it('of a visa is about an application of the firm', async () => {
  const { visaId: applicationId } = await applied(world, 'requested', noon(10));
  const about = (id: string | undefined) => ({ kind: 'visa-application', applicationId: id });
  const body = opening(about(applicationId), { kind: 'visa', text: 'No answer for six weeks.' });
  const { caseId } = await world.done('exporter', 'cases', body);
  expect((await world.get('council', `cases/${caseId}`)).body).toMatchObject({
    subject: about(applicationId),
  });
  for (const [holder, id] of [
    ['exporter', randomUUID()],
    ['importer', applicationId],
  ] as const) {
    const answer = await world.refused(() => world.post(holder, 'cases', { ...body, subject: about(id) }));
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'subject-unknown', pointer: '/subject/applicationId' },
    });
  }
});
