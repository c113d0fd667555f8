import { EXPORTER, IMPORTER } from '../../trade-events.spec-kit.js';

const usd = (amount: string) => ({ amount, currency: 'USD' });

/** Twenty million dollars of textiles, promised at a forum by the middle of 2027. */
export function announcement(change: object = {}, occasion: object = {}) {
  return {
    occurredAt: '2026-02-04T15:00:00+05:00',
    terms: {
      title: 'Cotton textiles for Almaty',
      kind: 'memorandum',
      parties: [
        { part: 'seller', ...EXPORTER, ownership: 'private' },
        { part: 'buyer', name: 'Demo Trading', country: 'KZ', ownership: 'mixed' },
      ],
      sector: 'textiles',
      hsCodes: ['52', '6302'],
      value: usd('20000000.00'),
      dueOn: '2027-06-30',
      ...change,
    },
    occasion: { kind: 'forum', name: 'Business Forum', on: '2026-02-04', place: 'PKISB', ...occasion },
    source: 'Joint statement',
  };
}

export function saleContract(contractNumber: string, change: object = {}) {
  return {
    occurredAt: '2026-02-20T10:00:00+05:00',
    contractNumber,
    exporter: EXPORTER,
    importer: IMPORTER,
    signedOn: '2026-02-20',
    value: usd('18500000.00'),
    ...change,
  };
}
