import { EXPORTER, type Holder, TradeWorld } from '../trade-events.spec-kit.js';
import { announcement } from './commitments/commitment.spec-kit.js';
import { decided, scheduled } from './meetings/meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-10T12:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-09-10T10:00:00+05:00' };
const legalOf = async (holder: Holder, path: string) => (await world.get(holder, path)).body.legalNow;
const refusal = async (holder: Holder, path: string, body: object) => {
  const answer = await world.refused(() => world.post(holder, path, { ...at, ...body }));
  expect(answer).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
  return answer.body.legalNow;
};

it('tells of a commitment what is for whoever asks, and of its party what is for parties', async () => {
  const { commitmentId } = await world.done('commission', 'commitments', announcement());
  const path = `commitments/${commitmentId}`;
  // That its day has passed, and that all was delivered, the ledger says itself.
  const all = [
    'TellCommitmentRate',
    'ReviseCommitment',
    'ReportRealisation',
    'ContractCommitment',
    'WithdrawCommitment',
  ];
  expect(await legalOf('commission', path)).toEqual(all);
  expect(await legalOf('operator', path)).toEqual(all);
  expect(await legalOf('exporter', path)).toEqual(['ReportRealisation', 'ContractCommitment']);
  for (const holder of ['stranger', 'bank', 'consulate', 'reporter'] as const) {
    expect(await legalOf(holder, path)).toEqual([]);
  }
  await world.done('commission', `${path}/withdrawal`, {
    ...at,
    reason: 'The mill was sold',
    source: 'Letter',
  });
  const report = {
    kind: 'jobs',
    jobs: 5,
    reachedOn: '2026-09-01',
    evidence: { title: 'Payroll', sha256: '0'.repeat(64) },
    note: 'x',
  };
  expect(await refusal('exporter', `${path}/realisations`, report)).toEqual([]);
  expect(await refusal('council', `${path}/realisations`, report)).toEqual(['TellCommitmentRate']);
});

it('tells of an engagement what a firm may do that is registered, and one that is not', async () => {
  const plan = {
    ...at,
    kind: 'forum',
    name: 'Business Forum',
    city: 'PKKHI',
    organiser: 'demo-council',
    startsOn: '2026-09-10',
    endsOn: '2026-09-11',
    sectors: ['textiles'],
  };
  const { engagementId } = await world.done('council', 'engagements', plan);
  const path = `engagements/${engagementId}`;
  await world.done('exporter', `${path}/registrations`, { ...at, firm: EXPORTER, people: 2 });
  expect(await legalOf('exporter', path)).toEqual(['RegisterParticipation', 'WithdrawParticipation']);
  expect(await legalOf('stranger', path)).toEqual(['RegisterParticipation']);
  expect(await legalOf('bank', path)).toEqual([]);
  expect(await legalOf('council', path)).toHaveLength(5);
  await world.done('council', `${path}/opening`, at);
  const gone = { firm: EXPORTER.participantId };
  expect(await refusal('exporter', `${path}/registration-withdrawals`, gone)).toEqual([
    'RegisterParticipation',
  ]);
  expect(await refusal('council', `${path}/registration-withdrawals`, gone)).toEqual([
    'RegisterParticipation',
    'RecordAttendance',
    'RecordMeeting',
  ]);
});

it('tells of a meeting and its actions what is for whoever asks', async () => {
  const meeting = `meetings/${await scheduled(world)}`;
  expect(await legalOf('commission', meeting)).toEqual([
    'RescheduleMeeting',
    'CancelMeeting',
    'ProposeAgenda',
    'AddAgendaItem',
    'OpenMeeting',
  ]);
  expect(await legalOf('council', meeting)).toEqual([]);
  const { meetingId, decisionId } = await decided(world);
  const task = { ...at, decisionId, owner: 'demo-customs', task: 'Open the lane', dueOn: '2026-10-20' };
  const { actionId } = await world.done('commission', `meetings/${meetingId}/actions`, task);
  const path = `actions/${actionId}`;
  expect(await legalOf('commission', path)).toEqual(['ExtendAction', 'FinishAction', 'DropAction']);
  expect(await legalOf('customs', path)).toEqual(['FinishAction']);
  for (const holder of ['council', 'reporter'] as const) expect(await legalOf(holder, path)).toEqual([]);
});

it('tells of a case, where a step is refused, what is for the part of whoever asks', async () => {
  const text = 'It waits for its papers';
  const opening = { ...at, kind: 'transport', subject: { kind: 'none' }, text };
  const { caseId } = await world.done('exporter', 'cases', opening);
  const path = `cases/${caseId}`;
  await world.done('council', `${path}/triage`, { ...at, kind: 'transport', priority: 'high' });
  await world.done('council', `${path}/assignment`, { ...at, assignee: 'demo-carpets-lahore' });
  await world.done('stranger', `${path}/answer`, { ...at, text: 'They are on their way' });
  await world.done('council', `${path}/resolution`, {
    ...at,
    outcome: 'delivered',
    text: 'They came',
    firmAgrees: true,
  });
  // Only its firm opens it again.
  expect(await refusal('stranger', `${path}/answer`, { text: 'They are here' })).toEqual([]);
  expect(await legalOf('exporter', path)).toEqual(['ReopenCase']);
});

it('tells of a service only to the firm that runs it what can be done', async () => {
  const service = {
    ...at,
    serviceId: 'feeder-karachi',
    name: 'Feeder ship from Karachi',
    mode: 'sea',
    stops: ['PKKHI', 'KZALA'],
    operator: EXPORTER.participantId,
    departuresPerWeek: 1,
    capacity: { basis: 'tonnes', tonnes: '800' },
    plannedStart: '2026-10-01',
    announcedBy: 'Ministry of Ports',
    source: 'protocol',
  };
  await world.done('commission', 'services', service);
  expect(await legalOf('exporter', 'services/feeder-karachi')).not.toEqual([]);
  expect(await legalOf('stranger', 'services/feeder-karachi')).toEqual([]);
});
