import type { TradeWorld } from '../../trade-events.spec-kit.js';

export const FIRM = 'demo-textiles-faisalabad';
export const CONSULATE = 'demo-consulate-islamabad';

/** What nobody but those whom it concerns may ever read. */
export const TRAVELLER = {
  name: 'Gulnara Bekmukhambetova',
  passportNumber: 'ZX7734101',
  birthDate: '1979-08-23',
  contact: 'g.bekmukhambetova@traveller.example',
};
export const PLAIN = Object.values(TRAVELLER);

export function application(change: object = {}) {
  return {
    occurredAt: '2026-04-01T10:00:00+05:00',
    firm: FIRM,
    purpose: 'trade-fair',
    nationality: 'PK',
    destination: 'KZ',
    intendedFrom: '2026-05-11',
    intendedUntil: '2026-05-20',
    traveller: TRAVELLER,
    ...change,
  };
}

export const invitation = (invitationNumber = 'PKBC-2026-118') => ({
  occurredAt: '2026-04-02T10:00:00+05:00',
  invitationNumber,
  issuedOn: '2026-04-02',
});
export const submission = (change: object = {}) => ({
  occurredAt: '2026-04-06T10:00:00+05:00',
  consulate: CONSULATE,
  place: 'PKISB',
  ...change,
});
export const grant = (change: object = {}) => ({
  occurredAt: '2026-04-20T10:00:00+05:00',
  validFrom: '2026-05-01',
  validUntil: '2026-10-31',
  entries: 'double',
  ...change,
});
export const erasure = (change: object = {}) => ({
  occurredAt: '2026-06-30T10:00:00+05:00',
  reason: 'asked-by-subject',
  ...change,
});

const PLAN = {
  occurredAt: '2026-03-01T10:00:00+05:00',
  kind: 'delegation',
  name: 'Buyers of textiles',
  city: 'KZALA',
  organiser: 'demo-council',
  startsOn: '2026-05-11',
  endsOn: '2026-05-20',
  sectors: ['textiles'],
};

/** An engagement that the firm is registered for. @returns its id. */
export async function delegation(world: TradeWorld, change: object = {}): Promise<string> {
  const { engagementId = '' } = await world.done('council', 'engagements', { ...PLAN, ...change });
  const { occurredAt } = PLAN;
  const firm = { participantId: FIRM, name: 'Demo Textiles', country: 'PK' };
  await world.done('council', `engagements/${engagementId}/registrations`, { occurredAt, firm, people: 2 });
  return engagementId;
}

/** Asks for an invitation, and takes it as far as is said. @returns its ids. */
export async function applied(
  world: TradeWorld,
  as: 'requested' | 'invited' | 'submitted' = 'requested',
  change: object = {},
): Promise<{ readonly visaId: string; readonly subjectId: string }> {
  const { visaId = '', subjectId = '' } = await world.done('exporter', 'visas', application(change));
  if (as !== 'requested') await world.done('council', `visas/${visaId}/invitation`, invitation());
  if (as === 'submitted') await world.done('exporter', `visas/${visaId}/submission`, submission());
  return { visaId, subjectId };
}
