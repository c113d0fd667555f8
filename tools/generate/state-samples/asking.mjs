// What the sample commands of all aggregates are made of.

export const AT = '2026-03-02T10:00:00+05:00';
export const id = (number) => `0191d8a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const usd = (amount) => ({ amount, currency: 'USD' });
export const party = (name, country) => ({ participantId: `demo-${name}`, name: `Demo ${name}`, country });
export const exporter = party('mills', 'PK');
export const importer = party('stores', 'KZ');

/** Commands of one aggregate: `of` is what all of them name it by. */
export const asking =
  (of) =>
  (type, data = {}, occurredAt = AT) => ({ type, occurredAt, data: { ...of, ...data } });
