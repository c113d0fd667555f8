import { rejectionOf } from '@corridor/testing';
import type { UnitKind } from './goods.js';
import { checkUnitNumber } from './transport-unit.js';

const check = (kind: UnitKind, number: string) => () => checkUnitNumber({ kind, number }, '/units/0/number');

it.each<[UnitKind, string]>([
  // The example of ISO 6346 itself.
  ['container', 'CSQU3054383'],
  // Real containers and the wagon that works on UIC numbers show.
  ['container', 'MSCU6639870'],
  ['wagon', '218124712173'],
  ['air-waybill', '214-12345675'],
  ['truck', 'TLE-1234'],
  ['truck', '123 ABC 02'],
  ['truck', 'А123ВС 77'],
])('%s %s is taken', (kind, number) => {
  expect(check(kind, number)).not.toThrow();
});

it.each<[UnitKind, string]>([
  ['container', 'CSQU3054384'],
  ['container', 'CSQX3054383'],
  ['container', 'csqu3054383'],
  ['wagon', '218124712174'],
  ['wagon', '2181247109'],
  ['air-waybill', '214-12345676'],
  ['air-waybill', '21412345675'],
  ['truck', '-'],
  ['truck', 'A'.repeat(21)],
])('%s %s is refused', (kind, number) => {
  expect(rejectionOf(check(kind, number))).toMatchObject({
    code: 'unit-number-malformed',
    details: { pointer: '/units/0/number' },
  });
});
