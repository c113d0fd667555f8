import fc from 'fast-check';
import { ContractRegistry } from './index.js';
import { logged, WEIGHING, WEIGHING_CONTRACTS, type WeighingContract } from './weighing.spec-kit.js';

const { weighed, inDecimals, withScale } = WEIGHING;
const first = fc.record({ by: fc.string(), kg: fc.double({ noNaN: true, noDefaultInfinity: true }) });
const settings = { seed: 20_260_307 };
const upTo = (...contracts: WeighingContract[]) => new ContractRegistry<WeighingContract['type']>(contracts);

it('upcasting twice is upcasting once', () => {
  const registry = upTo(...WEIGHING_CONTRACTS);
  fc.assert(
    fc.property(first, (data) => {
      const once = registry.upcast(logged('Weighed', 1, data));
      expect(registry.upcast(once)).toBe(once);
    }),
    settings,
  );
});

it('a chain is its steps, whichever release took which', () => {
  fc.assert(
    fc.property(first, (data) => {
      const event = logged('Weighed', 1, data);
      const stepwise = upTo(weighed, inDecimals, withScale).upcast(upTo(weighed, inDecimals).upcast(event));
      expect(upTo(weighed, inDecimals, withScale).upcast(event)).toEqual(stepwise);
      expect(stepwise.schemaVersion).toBe(3);
    }),
    settings,
  );
});

it('what comes out keeps to the newest contract, and only version and data change', () => {
  const registry = upTo(...WEIGHING_CONTRACTS);
  fc.assert(
    fc.property(first, (data) => {
      const event = logged('Weighed', 1, data);
      const { data: newest, ...after } = registry.upcast(event);
      expect(registry.validate('Weighed', 3, newest)).toEqual(newest);
      const { data: _, ...before } = event;
      expect(after).toEqual({ ...before, schemaVersion: 3 });
    }),
    settings,
  );
});
