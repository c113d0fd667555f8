import { type Decider, type DomainEvent, fold, never, Rejection } from './index.js';

type Sealed = DomainEvent<'Sealed' | 'Opened', Record<string, never>>;

/** The smallest decider there is: a container that is sealed and opened by turns. */
const container: Decider<'seal' | 'open', Sealed, boolean> = {
  initialState: false,
  decide: (command, sealed) => {
    if ((command === 'seal') === sealed) {
      throw new Rejection('illegal-step', `cannot ${command}`, { legalNow: [sealed ? 'open' : 'seal'] });
    }
    const type = command === 'seal' ? 'Sealed' : 'Opened';
    return [{ type, occurredAt: '2026-03-01T10:00:00+05:00', data: {} }];
  },
  evolve: (_, event) => event.type === 'Sealed',
};

it('folds a history from the initial state', () => {
  const seal = container.decide('seal', container.initialState);
  expect(fold(container, [])).toBe(false);
  expect(fold(container, seal)).toBe(true);
  expect(fold(container, [...seal, ...container.decide('open', true)])).toBe(false);
});

it('a rejection carries its code and the legal steps', () => {
  expect(() => container.decide('seal', true)).toThrow(
    expect.objectContaining({ code: 'illegal-step', details: { legalNow: ['open'] } }),
  );
});

it('never throws where a value slips past the compiler', () => {
  expect(() => never('surprise' as never)).toThrow(TypeError);
});
