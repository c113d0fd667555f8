import { contractOf, jsonSchemaOf } from '@corridor/contracts';
import { HOLD_REASONS, TRANSPORT_MODES } from '@corridor/reference-data';

/** The words that a field of an event may hold, by its contract. */
function wordsOf(type: string, field: string): readonly string[] {
  const schema = jsonSchemaOf(contractOf(type, 1)) as {
    readonly properties: Readonly<Record<string, { readonly enum: readonly string[] }>>;
  };
  return [...(schema.properties[field]?.enum ?? [])].sort();
}

it('names every reason of a hold that an event may give, and no other', () => {
  expect([...HOLD_REASONS].map(({ code }) => code).sort()).toEqual(wordsOf('HoldPlaced', 'reason'));
});

it('has a code for every mode of transport that an event may name', () => {
  const modes = [...TRANSPORT_MODES].flatMap(({ mode }) => mode ?? []);
  expect(modes.sort()).toEqual(wordsOf('ConsignmentDispatched', 'transportMode'));
});
