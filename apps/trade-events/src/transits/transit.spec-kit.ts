import { randomUUID } from 'node:crypto';
import { EXPORTER, IMPORTER } from '../trade-events.spec-kit.js';

export const pkr = (amount: string) => ({ amount, currency: 'PKR' });

export const INSURER = { participantId: 'demo-insurer-lahore', name: 'Demo Insurer', country: 'PK' };
export const ASSOCIATION = { participantId: 'demo-tir-association', name: 'Demo Association', country: 'KZ' };

/** A revolving insurance guarantee of 1,000.00 rupees for the exporter, for the year 2026. */
export function guarantee(change: object = {}) {
  return {
    occurredAt: '2026-01-02T10:00:00+05:00',
    kind: 'insurance',
    reference: `RIG ${randomUUID().slice(0, 8)}`,
    guarantor: INSURER,
    principal: EXPORTER,
    amount: pkr('1000.00'),
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    ...change,
  };
}

/** A carnet of 60,000 euros for the importer in Almaty. */
export function carnet(change: object = {}) {
  const amount = { amount: '60000.00', currency: 'EUR' };
  return guarantee({ kind: 'tir-carnet', guarantor: ASSOCIATION, principal: IMPORTER, amount, ...change });
}

/** Telephones from Karachi to Almaty by Torkham and Termez, 400.00 rupees at risk; due on 20 April. */
export function transit(guaranteeId: string, change: object = {}) {
  return {
    occurredAt: '2026-03-20T10:00:00+05:00',
    transitNumber: `TR-${randomUUID().slice(0, 8)}`,
    guaranteeId,
    carrier: { participantId: 'demo-carpets-lahore', name: 'Demo Trucks', country: 'PK' },
    vehicle: { mode: 'road', registration: 'TLA-118' },
    goods: [
      {
        hs6: '851712',
        description: 'Telephones',
        netMassKg: '4200',
        grossMassKg: '4550.5',
        packages: 210,
        value: { amount: '180000.00', currency: 'USD' },
      },
    ],
    dutyAtRisk: pkr('400.00'),
    officeOfDeparture: 'PKKHI',
    officeOfDestination: 'KZALA',
    itinerary: [
      { location: 'PKTOR', dueBy: '2026-03-27T18:00:00+05:00' },
      // Noon in UTC: half past four in the afternoon at Hairatan.
      { location: 'AFHRT', dueBy: '2026-04-03T12:00:00Z' },
    ],
    dueBy: '2026-04-20T18:00:00+05:00',
    ...change,
  };
}
