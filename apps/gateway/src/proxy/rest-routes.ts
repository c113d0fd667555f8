/** Which service answers which paths, and all below them. */
export const REST_ROUTES = [
  {
    service: 'trade-events',
    paths: [
      '/v1/consignments',
      '/v1/declarations',
      '/v1/invoices',
      '/v1/targets',
      '/v1/commitments',
      '/v1/meetings',
      '/v1/actions',
      '/v1/cases',
      '/v1/service-levels',
      '/v1/firms',
      '/v1/services',
      '/v1/milestones',
      '/v1/official-statistics',
      '/v1/release-calendars',
      '/v1/guarantees',
      '/v1/transits',
      '/v1/routes',
      '/v1/visas',
      '/v1/engagements',
      '/v1/leads',
      '/v1/needs',
      '/v1/matches',
      '/v1/service-contracts',
      '/epcis',
    ],
  },
  {
    service: 'payments-settlement',
    paths: [
      '/v1/settlements',
      '/v1/iso20022',
      '/v1/letters-of-credit',
      '/v1/rates',
      '/v1/bank-calendars',
      '/v1/outgoing',
      '/v1/webhooks',
      '/v1/instruments',
      '/v1/red-flags',
      '/v1/payments',
      '/v1/recalls',
      '/v1/collections',
      '/v1/obligations',
      '/v1/work-lists',
    ],
  },
] as const;

export type ServiceName = (typeof REST_ROUTES)[number]['service'];

/** Where each service listens. */
export type ServiceUrls = Readonly<Record<ServiceName, string>>;
