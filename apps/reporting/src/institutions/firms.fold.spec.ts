import { firm } from '@corridor/domain';
import { Teller } from '../teller.spec-kit.js';
import { type FirmEventOfLog, foldFirms } from './firms.fold.js';

const participantId = 'demo-mills';
const details = {
  name: 'Mills',
  country: 'PK',
  nationalIds: [{ scheme: 'PK-NTN', number: '12345678' }],
  ownership: 'private',
  sectors: ['textiles'],
} as const;
const at = (day: number) => `2026-03-0${day}T10:00:00+05:00`;

function eventsOf(): readonly FirmEventOfLog[] {
  const told = new Teller();
  told.tell(firm, `firm-${participantId}`, {
    type: 'RegisterFirm',
    occurredAt: at(1),
    data: { participantId, ...details, city: 'Lahore' },
  });
  told.tell(firm, `firm-${participantId}`, {
    type: 'SuspendFirm',
    occurredAt: at(2),
    data: { participantId, reason: 'taxes' },
  });
  told.tell(firm, `firm-${participantId}`, {
    type: 'ChangeFirm',
    occurredAt: at(3),
    data: { participantId, ...details, ownership: 'state', reason: 'sold' },
  });
  told.tell(firm, `firm-${participantId}`, {
    type: 'ReinstateFirm',
    occurredAt: at(4),
    data: { participantId, reason: 'paid' },
  });
  const events = told.appends.flat().flatMap(({ events: some }) => some);
  return events.map((event, index) => ({
    ...event,
    position: 11 + index,
    demo: true,
  })) as unknown as FirmEventOfLog[];
}

it('keeps a version for each event, with all that held then', () => {
  const row = {
    participant_id: participantId,
    registered_position: 11,
    name: 'Mills',
    name_latin: null,
    country: 'PK',
    national_ids: details.nationalIds,
    sectors: ['textiles'],
    demo: true,
  };
  const suspension = { reason: 'taxes', since: at(2) };
  const privately = { ...row, ownership: 'private', city: 'Lahore' };
  const ofState = { ...row, ownership: 'state', city: null };
  expect(foldFirms(eventsOf(), new Map())).toEqual([
    { ...privately, position: 11, status: 'registered', suspension: null },
    { ...privately, position: 12, status: 'suspended', suspension },
    { ...ofState, position: 13, status: 'suspended', suspension },
    { ...ofState, position: 14, status: 'registered', suspension: null },
  ]);
});

it('goes on from the version that was kept last', () => {
  const events = eventsOf();
  for (const cut of [1, 2, 3]) {
    const first = foldFirms(events.slice(0, cut), new Map());
    const last = JSON.parse(JSON.stringify(first.at(-1)));
    const second = foldFirms(events.slice(cut), new Map([[participantId, last]]));
    expect([...first, ...second]).toEqual(foldFirms(events, new Map()));
  }
});

it('cannot apply what comes before the registration', () => {
  expect(() => foldFirms(eventsOf().slice(1), new Map())).toThrow('begins with FirmRegistered');
});
