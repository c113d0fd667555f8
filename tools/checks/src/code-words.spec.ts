import { contractOf, currentVersionOf, jsonSchemaOf } from '@corridor/contracts';
import { HOLD_REASONS, REFUSAL_REASONS, TRANSPORT_MODES } from '@corridor/reference-data';

/** The words that a field of an event may hold, by the newest contract. */
function wordsOf(type: string, field: string): readonly string[] {
  const schema = jsonSchemaOf(contractOf(type, currentVersionOf(type))) as {
    readonly properties: Readonly<Record<string, { readonly enum: readonly string[] }>>;
  };
  return [...(schema.properties[field]?.enum ?? [])].sort();
}

it('names every reason of a hold that an event may give, and no other', () => {
  expect([...HOLD_REASONS].map(({ code }) => code).sort()).toEqual(wordsOf('HoldPlaced', 'reason'));
});

it('names every reason of a refusal that an event may give, and no other', () => {
  expect([...REFUSAL_REASONS].map(({ code }) => code).sort()).toEqual(
    wordsOf('DeclarationRefused', 'reason'),
  );
});

it('has a code for every mode of transport that an event may name', () => {
  const modes = [...TRANSPORT_MODES].flatMap(({ mode }) => mode ?? []);
  expect(modes.sort()).toEqual(wordsOf('ConsignmentDispatched', 'transportMode'));
});
