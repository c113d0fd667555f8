import { z } from 'zod';
import type { DataOf, Newest } from './contract.js';
import {
  type Contract,
  ContractRegistry,
  ContractViolation,
  contractsOf,
  newVersionOf,
  oncePerVersion,
} from './index.js';
import { logged, WEIGHING, WEIGHING_CONTRACTS, type WeighingContract } from './weighing.spec-kit.js';

const registry = new ContractRegistry<WeighingContract['type']>(WEIGHING_CONTRACTS);
const { weighed, inDecimals, withScale, sealed } = WEIGHING;

describe('upcasting', () => {
  it.each([
    [1, { by: 'demo-scales', kg: 12.5 }],
    [2, { by: 'demo-scales', mass: '12.5', unit: 'KGM' }],
  ])('given version %i, the event says the same in version 3', (version, data) => {
    const event = logged('Weighed', version, data);
    expect(registry.upcast(event)).toEqual({
      ...event,
      schemaVersion: 3,
      data: { weigher: 'demo-scales', mass: '12.5', unit: 'KGM', scale: 'unknown' },
    });
    // What was read stays as it was: another reader has it, too.
    expect(event).toEqual(logged('Weighed', version, data));
  });

  it('given the newest version, it is the event itself', () => {
    const newest = logged('Weighed', 3, { weigher: 'a', mass: '1', unit: 'TNE', scale: 'b' });
    const only = logged('Sealed', 1, { seal: 'S-1' });
    expect(registry.upcast(newest)).toBe(newest);
    expect(registry.upcast(only)).toBe(only);
  });

  it.each([
    ['Weighed', 4],
    ['Weighed', 0],
    ['Lost', 1],
  ])('given %s v%i, which is not known, it is refused by name', (type, version) => {
    expect(() => registry.upcast(logged(type, version, {}))).toThrow(
      `No contract was published for ${type} v${version}.`,
    );
  });

  it('to the compiler, the newest version is the one that nothing supersedes', () => {
    const version: Newest<WeighingContract>['schemaVersion'] = 3;
    const data: DataOf<Newest<WeighingContract>, 'Weighed'> = {
      weigher: 'a',
      mass: '1',
      unit: 'KGM',
      scale: 'b',
    };
    const first: DataOf<WeighingContract, 'Weighed', 1> = { by: 'a', kg: 1 };
    // @ts-expect-error: the data of the newest version, not of any.
    const mixed: DataOf<Newest<WeighingContract>, 'Weighed'> = first;
    // @ts-expect-error: an upcaster has to lead to the version that it stands with.
    newVersionOf(weighed, { ...inDecimals, schemaVersion: 2, upcast: ({ kg }) => ({ mass: kg }) });
    expect([version, data.scale, mixed]).toEqual([3, 'b', first]);
  });
});

describe('the registry', () => {
  it('finds each version, and the newest of each type', () => {
    expect(registry.versionsOf('Weighed')).toEqual([weighed, inDecimals, withScale]);
    expect(registry.contractOf('Weighed', 2)).toBe(inDecimals);
    expect(registry.newest).toEqual([withScale, sealed]);
    expect([registry.currentVersionOf('Weighed'), registry.currentVersionOf('Sealed')]).toEqual([3, 1]);
    expect(registry.versionsOf('Lost')).toEqual([]);
    expect(() => registry.currentVersionOf('Lost')).toThrow('No contract was published for Lost.');
  });

  it.each<[string, number, boolean]>([
    ['Weighed', 1, true],
    ['Weighed', 3, true],
    ['Weighed', 4, false],
    ['Weighed', 1.5, false],
    ['Lost', 1, false],
    ['toString', 1, false],
  ])('whether it knows %s v%d: %s', (type, schemaVersion, known) => {
    expect(registry.knows({ type, schemaVersion })).toBe(known);
  });

  const moved = contractsOf('invoice')('Weighed', '', z.strictObject({}));
  it.each<[string, readonly Contract<'Weighed', z.ZodType>[], string]>([
    ['a version twice', [weighed, inDecimals, inDecimals], 'Weighed v2 is there twice.'],
    ['a version that is left out', [weighed, withScale], 'Weighed v2 is missing.'],
    ['no first version', [inDecimals, withScale], 'Weighed v1 is missing.'],
    [
      'a version without its upcaster',
      [weighed, { ...weighed, schemaVersion: 2, supersedes: 1 }],
      'Nothing brings Weighed v1 to Weighed v2.',
    ],
    [
      'an upcaster that starts elsewhere',
      [weighed, inDecimals, { ...withScale, supersedes: 1 }],
      'Weighed v3 supersedes version 1, not 2.',
    ],
    [
      'a type that changes its stream',
      [weighed, { ...inDecimals, category: moved.category }],
      'Weighed v2 stands in another category.',
    ],
  ])('does not load with %s', (_, contracts, message) => {
    expect(() => new ContractRegistry(contracts)).toThrow(new RangeError(message));
  });
});

describe('a reader of one type', () => {
  const unknown: string[] = [];
  const read = registry.reader(['Weighed'], ({ type, schemaVersion }) =>
    unknown.push(`${type} v${schemaVersion}`),
  );
  beforeEach(() => unknown.splice(0));

  it('gets it in the newest version', () => {
    expect(read(logged('Weighed', 1, { by: 'a', kg: 1 }))).toEqual(
      logged('Weighed', 3, { weigher: 'a', mass: '1', unit: 'KGM', scale: 'unknown' }),
    );
  });

  it('does not get what it does not handle, and is told of what is not known', () => {
    for (const event of [logged('Sealed', 1, { seal: 1 }), logged('Sealed', 2, {}), logged('Lost', 1, {})]) {
      expect(read(event)).toBeUndefined();
    }
    expect(unknown).toEqual(['Sealed v2', 'Lost v1']);
  });

  it('does not get it in a version that is not known: it stops there', () => {
    expect(() => read(logged('Weighed', 4, {}))).toThrow(ContractViolation);
    expect(unknown).toEqual([]);
  });

  it('does not get what is malformed, as its own version has it', () => {
    expect(() => read(logged('Weighed', 1, { by: 'a', kg: '1' }))).toThrow('Weighed v1 is malformed. /kg');
  });
});

describe('telling of what is not known', () => {
  it('happens once for each type and version', () => {
    const told: number[] = [];
    const tell = oncePerVersion(({ position }) => told.push(position));
    const kinds = [
      ['A', 1],
      ['A', 1],
      ['A', 2],
      ['B', 1],
      ['A', 1],
    ] as const;
    for (const [index, [type, version]] of kinds.entries()) {
      tell({ ...logged(type, version, {}), position: index });
    }
    expect(told).toEqual([0, 2, 3]);
  });

  it('remembers so many kinds, and forgets the one told of longest ago', () => {
    const told: string[] = [];
    const tell = oncePerVersion(({ type }) => told.push(type), 2);
    for (const type of ['A', 'B', 'A', 'C', 'B', 'A']) tell(logged(type, 1, {}));
    expect(told).toEqual(['A', 'B', 'C', 'A']);
  });
});
