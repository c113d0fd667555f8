import { createHash, randomUUID } from 'node:crypto';
import { verifyLog } from '@corridor/event-store';
import { type Holder, TradeWorld } from '../../trade-events.spec-kit.js';
import { applied, erasure, TRAVELLER } from '../visas/visa.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-06-30T12:00:00Z'));
});
afterAll(() => world.stop());

const NAME = 'Gulnara Bekmukhambetova';
const at = (day: number) => ({ occurredAt: `2026-06-${String(day).padStart(2, '0')}T12:00:00+05:00` });
const WORDS = {
  opening: `${NAME}, passport ZX7734101, waits since April.`,
  escalation: `${NAME} misses the fair.`,
  answer: `${NAME} gets an appointment.`,
  resolution: `${NAME} has her visa.`,
  reopening: `${NAME} got one for a day.`,
  withdrawal: `${NAME} stays at home.`,
};
const subjectOf = (applicationId: string) => ({ kind: 'visa-application', applicationId });
const openingOf = (subject: object, kind = 'visa') => ({ ...at(20), kind, subject, text: WORDS.opening });

/** Opens a case and has everybody write in it. */
async function written(body: object): Promise<string> {
  const { caseId = '' } = await world.done('exporter', 'cases', body, { 'idempotency-key': randomUUID() });
  const path = `cases/${caseId}`;
  for (const [holder, step, words] of [
    ['council', 'triage', { kind: 'visa', priority: 'high' }],
    ['council', 'assignment', { assignee: 'demo-consulate-islamabad' }],
    ['council', 'escalation', { reason: WORDS.escalation }],
    ['consulate', 'answer', { text: WORDS.answer }],
    ['council', 'resolution', { outcome: 'granted', text: WORDS.resolution }],
    ['exporter', 'reopening', { reason: WORDS.reopening }],
    ['council', 'triage', { kind: 'red-tape', priority: 'low' }],
  ] as const) {
    const key = { 'idempotency-key': randomUUID() };
    await world.done(holder, `${path}/${step}`, { ...at(21), ...words }, key);
  }
  return caseId;
}
const shown = async (holder: Holder, caseId: string) => (await world.get(holder, `cases/${caseId}`)).text;

it.each([
  ['of a visa', 'visa', true],
  ['of red tape, triaged to be of a visa', 'red-tape', true],
  ['of red tape about nothing that the ledger knows', 'red-tape', false],
])('of a case %s nothing that anybody writes stands in the database', async (_, kind, isApplication) => {
  const { visaId } = await applied(world, 'submitted');
  const body = openingOf(isApplication ? subjectOf(visaId) : { kind: 'none' }, kind);
  const caseId = await written(body);
  const text = await world.everything();
  expect(text).toContain(caseId);
  expect(text).not.toContain(NAME);
  const plainHash = createHash('sha256')
    .update(`POST /v1/cases\n${JSON.stringify(body)}`)
    .digest('hex');
  expect(text).not.toContain(plainHash);
});

it('is read by those with a part in it; that of a visa by those alone who see the traveller', async () => {
  const { visaId } = await applied(world, 'submitted');
  const caseId = await written(openingOf(subjectOf(visaId)));
  for (const holder of ['exporter', 'consulate', 'council', 'operator'] as const) {
    const text = await shown(holder, caseId);
    for (const words of [WORDS.opening, WORDS.escalation, WORDS.answer, WORDS.resolution, WORDS.reopening]) {
      expect(text).toContain(words);
    }
  }
  for (const holder of ['reporter', 'commission'] as const) {
    const text = await shown(holder, caseId);
    expect(text).toContain('"status":"assigned"');
    expect(text).not.toContain(NAME);
    expect(text).not.toContain('ciphertext');
  }
  // The Commission has a part in all others, such as that whose truck waits.
  const { caseId: other = '' } = await world.done('exporter', 'cases', {
    ...openingOf({ kind: 'none' }, 'transport'),
  });
  expect(await shown('commission', other)).toContain(WORDS.opening);
  expect(await shown('reporter', other)).not.toContain(NAME);
});

it('says nothing new where the same words come again', async () => {
  const { caseId = '' } = await world.done('exporter', 'cases', openingOf({ kind: 'none' }));
  await world.done('council', `cases/${caseId}/triage`, { ...at(21), kind: 'visa', priority: 'low' });
  const end = { ...at(22), outcome: 'granted', text: WORDS.resolution };
  const told = await world.done('council', `cases/${caseId}/resolution`, end);
  expect(await world.done('council', `cases/${caseId}/resolution`, end)).toEqual(told);
});

it('goes with the data of the traveller whose application it is about, wherever it was triaged to', async () => {
  const { visaId, subjectId } = await applied(world, 'submitted', {
    traveller: { ...TRAVELLER, passportNumber: 'ZX7734150' },
  });
  const cases = [
    await written(openingOf(subjectOf(visaId))),
    await written(openingOf(subjectOf(visaId), 'red-tape')),
  ];
  const other = await written(openingOf({ kind: 'none' }, 'transport'));
  const { events } = await verifyLog({ pool: world.owner });
  await world.done('council', `visas/subjects/${subjectId}/erasure`, erasure());
  for (const caseId of cases) {
    for (const holder of ['exporter', 'council', 'operator'] as const) {
      const text = await shown(holder, caseId);
      expect(text).not.toContain(NAME);
      expect(text).toContain('"textsErased":true');
    }
  }
  expect(await shown('exporter', other)).toContain(WORDS.answer);
  expect(await verifyLog({ pool: world.owner })).toMatchObject({ breach: undefined, events: events + 1 });
  // The case goes on, and what is written from now on goes with the case.
  const [caseId = ''] = cases;
  await world.done('exporter', `cases/${caseId}/withdrawal`, { ...at(30), text: WORDS.withdrawal });
  expect(await shown('exporter', caseId)).toContain(WORDS.withdrawal);
});

it('is erased for good by the Council, of whatever case; what is written later stays until it is erased, too', async () => {
  const caseId = await written(openingOf({ kind: 'none' }, 'red-tape'));
  const path = `cases/${caseId}/erasure`;
  for (const holder of ['exporter', 'reporter', 'commission', 'consulate'] as const) {
    expect((await world.refused(() => world.post(holder, path, erasure()))).status).toBe(403);
  }
  const told = await world.done('council', path, erasure());
  expect(await world.event(told.position)).toMatchObject({
    type: 'CaseTextsErased',
    data: { caseId, reason: 'asked-by-subject' },
  });
  expect(await world.done('operator', path, erasure())).toEqual(told);
  expect(await shown('exporter', caseId)).not.toContain(NAME);
  await world.done('exporter', `cases/${caseId}/withdrawal`, { ...at(30), text: WORDS.withdrawal });
  expect(await shown('exporter', caseId)).toContain(WORDS.withdrawal);
  const { rows } = await world.owner.query(
    `SELECT DISTINCT erased_by, reason FROM privacy.erasures WHERE subject_id::text IN
       (SELECT jsonb_path_query(data::jsonb, '$.**.keyId') #>> '{}' FROM ledger.events WHERE stream_id = $1 AND type <> 'CaseResolved')`,
    [`case-${caseId}`],
  );
  expect(rows).toEqual([{ erased_by: 'council:demo-council', reason: 'asked-by-subject' }]);
  const again = await world.done('council', path, erasure({ occurredAt: '2026-06-30T12:00:01+05:00' }));
  expect(again.position).toBeGreaterThan(Number(told.position));
  expect(await shown('exporter', caseId)).not.toContain(NAME);
});

describe('behind a restore of the database', () => {
  it('is erased again no further than before, where the log knows of it: what was written since stays', async () => {
    const caseId = await written(openingOf({ kind: 'none' }, 'red-tape'));
    await world.owner.query(
      `CREATE TABLE kept_keys AS SELECT * FROM privacy.subject_keys WHERE of_case = '${caseId}'`,
    );
    const told = await world.done('council', `cases/${caseId}/erasure`, erasure());
    await world.done('exporter', `cases/${caseId}/withdrawal`, { ...at(30), text: WORDS.withdrawal });
    await world.owner.query(
      `BEGIN; SET LOCAL session_replication_role = replica; INSERT INTO privacy.subject_keys SELECT * FROM kept_keys; COMMIT`,
    );
    expect(await shown('exporter', caseId)).toContain(WORDS.opening);
    expect(await world.done('council', `cases/${caseId}/erasure`, erasure())).toEqual(told);
    const text = await shown('exporter', caseId);
    expect(text).not.toContain(WORDS.opening);
    expect(text).toContain(WORDS.withdrawal);
  });

  it('is erased again no further than before, where the log has lost it; another erasure takes the rest', async () => {
    const caseId = await written(openingOf({ kind: 'none' }, 'red-tape'));
    // The keys are gone as before the restore, and the log does not say so.
    await world.owner.query(
      `INSERT INTO privacy.erasures (subject_id, erased_by, reason) SELECT subject_id, 'x', 'asked-by-subject'
         FROM privacy.subject_keys WHERE of_case = '${caseId}';
       DELETE FROM privacy.subject_keys WHERE of_case = '${caseId}'`,
    );
    await world.done('exporter', `cases/${caseId}/withdrawal`, { ...at(30), text: WORDS.withdrawal });
    const told = await world.done('council', `cases/${caseId}/erasure`, erasure());
    expect(await world.event(told.position)).toMatchObject({ type: 'CaseTextsErased' });
    expect(await shown('exporter', caseId)).toContain(WORDS.withdrawal);
    expect(await world.done('council', `cases/${caseId}/erasure`, erasure())).toEqual(told);
    expect(await shown('exporter', caseId)).toContain(WORDS.withdrawal);
    const later = erasure({ occurredAt: '2026-06-30T12:00:01+05:00' });
    const { position } = await world.done('council', `cases/${caseId}/erasure`, later);
    expect(position).toBeGreaterThan(Number(told.position));
    expect(await shown('exporter', caseId)).not.toContain(NAME);
  });
});
