/** One consignment of the load, with a reference of its own. */
const consignment = (reference: string) => ({
  reference,
  occurredAt: '2026-03-02T10:00:00+05:00',
  exporter: { participantId: 'demo-textiles-faisalabad', name: 'Demo Textiles Faisalabad', country: 'PK' },
  importer: { participantId: 'demo-trading-almaty', name: 'Demo Trading Almaty', country: 'KZ' },
  origin: 'PKLYP',
  destination: 'KZALA',
  incoterm: { rule: 'FCA', place: 'Faisalabad' },
  lines: [
    {
      lineNumber: 1,
      hs6: '630260',
      description: 'Terry towels of cotton',
      countryOfOrigin: 'PK',
      netMassKg: '2000',
      quantity: '8000',
      unit: 'NAR',
      value: { amount: '10000.00', currency: 'USD' },
    },
  ],
});

/** So many lines of NDJSON, each a consignment of some 560 characters. */
export function ndjsonOf(tag: string, count: number): string {
  return Array.from({ length: count }, (_, n) => JSON.stringify(consignment(`${tag}-${n}`))).join('\n');
}

const COLUMNS =
  'reference,occurredAt,exporterId,exporterName,exporterCountry,importerId,importerName,importerCountry,origin,destination,incotermRule,incotermPlace,hs6,description,countryOfOrigin,netMassKg,quantity,unit,value,currency';

/** The same consignments in CSV. */
export function csvOf(tag: string, count: number): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const { reference, occurredAt, exporter, importer, origin, destination, incoterm, lines } = consignment(
      `${tag}-${n}`,
    );
    const parties = [exporter, importer].flatMap(({ participantId, name, country }) => [
      participantId,
      name,
      country,
    ]);
    const goods = lines.flatMap(({ hs6, description, countryOfOrigin, netMassKg, quantity, unit, value }) => [
      ...[hs6, description, countryOfOrigin, netMassKg, quantity, unit],
      ...[value.amount, value.currency],
    ]);
    const cells = [reference, occurredAt, ...parties, origin, destination, incoterm.rule, incoterm.place];
    return [...cells, ...goods].join(',');
  });
  return [COLUMNS, ...rows].join('\n');
}
