import { lodgement, TradeWorld } from '../../trade-events.spec-kit.js';
import { caseIdOf } from './case-id.js';

let nowMs = Date.parse('2026-03-10T07:00:00Z');
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

async function held() {
  const consignmentId = await world.declared();
  const { declarationId = '' } = await world.done('customs', 'declarations', lodgement(consignmentId));
  const holds = `declarations/${declarationId}/holds`;
  const hold = { ...noon(10), reason: 'documents', note: 'x' };
  const { holdId = '' } = await world.done('customs', holds, hold);
  const subject = { kind: 'hold', declarationId, holdId } as const;
  return { subject, release: `${holds}/${holdId}/release`, caseId: caseIdOf('customs-hold', subject, '') };
}

it('counts from when the ledger is told, whatever day a firm or the Council names', async () => {
  nowMs = Date.parse('2026-03-10T07:00:00Z');
  const long = { occurredAt: '2019-01-01T12:00:00+05:00' };
  const { caseId } = await world.done('exporter', 'cases', opening(none, long));
  expect((await world.get('council', `cases/${caseId}`)).body).toMatchObject({
    openedAt: long.occurredAt,
    limits: { triageBy: '2026-03-10T20:00:00+05:00' },
  });
  // A day later, the Council says that it had looked at once.
  nowMs = Date.parse('2026-03-11T07:00:00Z');
  await world.done('council', `cases/${caseId}/triage`, { ...long, kind: 'transport', priority: 'low' });
  expect((await world.get('council', `cases/${caseId}`)).body).toMatchObject({
    clocks: [{ limit: 'triage', metAt: '2026-03-11T12:00:00+05:00', missed: true }, {}, {}],
  });
});

it('is not opened about a hold that is over', async () => {
  nowMs = Date.parse('2026-03-11T07:00:00Z');
  const { subject, release } = await held();
  await world.done('customs', release, noon(11));
  const refused = await world.refused(() =>
    world.post('exporter', 'cases', opening(subject, { kind: 'customs-hold' })),
  );
  expect(refused).toMatchObject({ status: 409, body: { code: 'subject-over', pointer: '/subject' } });
});

it('of both parties of the goods ends with its cause, and is withdrawn by none of them', async () => {
  nowMs = Date.parse('2026-03-10T07:00:00Z');
  const { subject, caseId } = await held();
  expect(await world.done('exporter', 'cases', opening(subject, { kind: 'customs-hold' }))).toMatchObject({
    caseId,
  });
  const withdrawal = { ...noon(10), text: 'Solved.' };
  const other = await world.refused(() => world.post('importer', `cases/${caseId}/withdrawal`, withdrawal));
  expect(other).toMatchObject({ status: 403, body: { code: 'not-your-part' } });
  const own = await world.refused(() => world.post('exporter', `cases/${caseId}/withdrawal`, withdrawal));
  expect(own).toMatchObject({ status: 409, body: { code: 'illegal-step', currentState: 'open' } });
  expect((await world.get('exporter', `cases/${caseId}`)).body.legalNow).not.toContain('WithdrawCase');
});

it('of a dispute names the other party of the goods, or a firm of the register', async () => {
  nowMs = Date.parse('2026-03-10T07:00:00Z');
  const consignment = { kind: 'consignment', consignmentId: await world.declared() };
  for (const [subject, code] of [
    [consignment, 'other-firm-not-party'],
    [none, 'other-firm-unknown'],
  ] as const) {
    const dispute = opening(subject, { kind: 'dispute', against: 'demo-carpets-lahore' });
    const refused = await world.refused(() => world.post('exporter', 'cases', dispute));
    expect(refused).toMatchObject({ status: 422, body: { code, pointer: '/against' } });
  }
});

it('is for nobody who could not answer: whoever has no key, or had one', async () => {
  nowMs = Date.parse('2026-03-10T07:00:00Z');
  const { caseId } = await world.done('exporter', 'cases', opening(none));
  await world.done('council', `cases/${caseId}/triage`, { ...noon(10), kind: 'transport', priority: 'low' });
  const assign = (assignee: string) =>
    world.post('council', `cases/${caseId}/assignment`, { ...noon(10), assignee });
  await world.owner.query(
    `INSERT INTO access.api_keys (key_hash, participant, role, label, revoked_at)
     VALUES (sha256('revoked'), 'demo-office-closed', 'council', 'test', now())`,
  );
  for (const assignee of ['demo-custums', 'demo-office-closed', 'demo-reporter']) {
    const refused = await world.refused(() => assign(assignee));
    expect(refused).toMatchObject({ status: 422, body: { code: 'assignee-unknown', pointer: '/assignee' } });
    expect(refused.body.detail).toContain(`ledger keys add --participant ${assignee}`);
  }
  expect(await assign('demo-customs')).toMatchObject({ status: 200 });
});

it('is opened by the Council for a firm that the register knows, or that has a key', async () => {
  nowMs = Date.parse('2026-03-10T07:00:00Z');
  const open = (firm: string) => world.post('council', 'cases', opening(none, { firm }));
  const refused = await world.refused(() => open('demo-carpets-lahor'));
  expect(refused).toMatchObject({ status: 422, body: { code: 'firm-unknown', pointer: '/firm' } });
  expect(await open('demo-carpets-lahore')).toMatchObject({ status: 201 });
});
