import type { ConsignmentCommand, ConsignmentEvent, GoodsLine } from '../index.js';

/** One consignment, told step by step: what its specs begin with. */
export const consignmentId = '0191d8a0-0000-7000-8000-000000000001';
export const idOf = (number: number): string => `0191d8a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const AT = '2026-03-01T10:00:00+05:00';
export const LATER = '2026-03-09T08:00:00+05:00';
export const usd = (amount: string) => ({ amount, currency: 'USD' });

export const towels: GoodsLine = {
  lineNumber: 1,
  hs6: '630260',
  description: 'Terry towels of cotton',
  countryOfOrigin: 'PK',
  netMassKg: '12000',
  quantity: '40000',
  unit: 'NAR',
  value: usd('84000.00'),
};
export const rice: GoodsLine = {
  lineNumber: 2,
  hs6: '100630',
  description: 'Semi-milled rice, in bags of 50 kg',
  countryOfOrigin: 'PK',
  netMassKg: '1000.5',
  quantity: '20',
  unit: 'BG',
  value: usd('700.01'),
};

type CommandType = ConsignmentCommand['type'];
type DataOf<Type extends CommandType> = Omit<
  Extract<ConsignmentCommand, { type: Type }>['data'],
  'consignmentId'
>;
type EventData<Type extends ConsignmentEvent['type']> = Omit<
  Extract<ConsignmentEvent, { type: Type }>['data'],
  'consignmentId'
>;

export function command<Type extends CommandType>(
  type: Type,
  data: DataOf<Type>,
  occurredAt = LATER,
): ConsignmentCommand {
  return { type, occurredAt, data: { consignmentId, ...data } } as unknown as ConsignmentCommand;
}

export function event<Type extends ConsignmentEvent['type']>(
  type: Type,
  data: EventData<Type>,
  occurredAt = LATER,
): ConsignmentEvent {
  return { type, occurredAt, data: { consignmentId, ...data } } as unknown as ConsignmentEvent;
}

export const parties = {
  exporter: { participantId: 'demo-mills', name: 'Demo Mills', country: 'PK' },
  importer: { participantId: 'demo-stores', name: 'Demo Stores', country: 'KZ' },
} as const;
export const incoterm = { rule: 'FCA', place: 'Faisalabad' } as const;
export const declaration = {
  ...parties,
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm,
  hsEdition: '2022',
  lines: [towels, rice],
} as const;
export const contract = {
  contractNumber: 'DT-KZ-14',
  signedOn: '2026-02-11',
  ...parties,
  incoterm,
  value: usd('84700.01'),
} as const;

export const contracted = event('ConsignmentContracted', contract, AT);
export const declared = event('ConsignmentDeclared', declaration, AT);
export const dispatched = event('ConsignmentDispatched', { location: 'PKLYP', transportMode: 'road' }, AT);
export const delivered = event('ConsignmentDelivered', { location: 'KZALA' });
export const returned = event('ConsignmentReturned', { location: 'PKLYP', reason: 'refused' });
export const cancelled = event('ConsignmentCancelled', { reason: 'order withdrawn' });

const halves = (line: GoodsLine) => ({
  ...line,
  netMassKg: '6000',
  quantity: '20000',
  value: usd('42000.00'),
});
export const split = event('ConsignmentSplit', {
  location: 'UZTAS',
  parts: [
    { consignmentId: idOf(21), lines: [halves(towels)] },
    { consignmentId: idOf(22), lines: [halves(towels), rice] },
  ],
});
/** A part of a line. */
export const partOf = (lineNumber: number, quantity: string, netMassKg: string) => ({
  lineNumber,
  quantity,
  netMassKg,
});
