import { specOf } from '@corridor/testing';
import { consignment } from '../index.js';
import {
  command,
  declared,
  delivered,
  dispatched,
  event,
  partOf,
  rice,
  towels,
} from './consignment.spec-kit.js';

const { given } = specOf(consignment);

const truck = (number: string, ...contents: readonly ReturnType<typeof partOf>[]) => ({
  kind: 'truck' as const,
  number,
  seals: [],
  contents,
});
const units = [
  truck('TLE-1', partOf(1, '20000', '6000')),
  truck('TLE-2', partOf(1, '10000', '3000'), partOf(2, '20', '1000.5')),
];
const packed = event('UnitsPacked', { units });
const amended = (change: object, lines = [{ ...towels, ...change }, rice]) =>
  ({ reason: 'counted again', lines }) as const;

describe('goods that are packed', () => {
  it('are no more pieces, and no more kilograms, than there are', () => {
    given(declared)
      .when(command('PackUnits', { units: [truck('TLE-1', partOf(1, '40000.000001', '1'))] }))
      .thenRejected('more-than-consigned', { pointer: '/units' });
    given(declared).when(command('PackUnits', { units })).thenEvents(packed);
  });

  it.each([
    [{ netMassKg: '9000', quantity: '30000' }],
    // Nobody knows how many dozens are in the trucks.
    [{ quantity: '2500', unit: 'DZN' }],
  ])('may be amended to %j', (change) => {
    for (const history of [
      [declared, packed],
      [declared, packed, dispatched],
    ]) {
      given(...history)
        .when(command('AmendConsignment', amended(change)))
        .thenEvents(event('ConsignmentAmended', amended(change)));
    }
  });

  it.each([
    [amended({ netMassKg: '8999.999999' }), '/lines/0/netMassKg'],
    [amended({ quantity: '29999' }), '/lines/0/quantity'],
    [amended({ netMassKg: '8999', quantity: '2500', unit: 'DZN' }), '/lines/0/netMassKg'],
    [amended({}, [towels]), '/lines'],
  ])('are not amended to %j, below what is in the units', (data, pointer) => {
    for (const history of [
      [declared, packed],
      [declared, packed, dispatched],
    ]) {
      given(...history)
        .when(command('AmendConsignment', data))
        .thenRejected('goods-packed-already', { pointer });
    }
    const fewer = event('UnitsPacked', { units: [truck('TLE-1', partOf(1, '1', '1'))] });
    given(declared, packed, fewer)
      .when(command('AmendConsignment', data))
      .thenEvents(event('ConsignmentAmended', data));
  });

  it('stay counted in the unit that they were packed in, however their line is counted since', () => {
    const dozens = { quantity: '2000', unit: 'DZN' };
    const recounted = [declared, packed, event('ConsignmentAmended', amended(dozens))];
    for (const change of [
      { ...dozens, description: 'Towels' },
      { ...dozens, quantity: '1999' },
    ]) {
      given(...recounted)
        .when(command('AmendConsignment', amended(change)))
        .thenEvents(event('ConsignmentAmended', amended(change)));
    }
    given(...recounted)
      .when(command('AmendConsignment', amended({ quantity: '29999' })))
      .thenRejected('goods-packed-already', { pointer: '/lines/0/quantity' });
  });
  it('are packed anew by the same numbers where these count another unit now', () => {
    const few = [truck('TLE-1', partOf(1, '2000', '6000'))];
    const inPieces = event('UnitsPacked', { units: few });
    const dozens = event('ConsignmentAmended', amended({ quantity: '2500', unit: 'DZN' }));
    given(declared, inPieces, dozens)
      .when(command('PackUnits', { units: few }))
      .thenEvents(inPieces);
    given(declared, inPieces, dozens, inPieces)
      .when(command('PackUnits', { units: few }))
      .thenEvents();
    given(declared, inPieces, dozens, inPieces)
      .when(command('AmendConsignment', amended({ quantity: '1999', unit: 'DZN' })))
      .thenRejected('goods-packed-already', { pointer: '/lines/0/quantity' });
  });
  it('stay counted as they were loaded anew on their way', () => {
    const onto = event('ConsignmentTransloaded', { location: 'UZTAS', from: 'road', to: 'rail', units });
    const dozens = event('ConsignmentAmended', amended({ quantity: '2000', unit: 'DZN' }));
    const again = amended({ quantity: '2000', unit: 'DZN', description: 'Towels' });
    given(declared, dispatched, onto, dozens)
      .when(command('AmendConsignment', again))
      .thenEvents(event('ConsignmentAmended', again));
  });

  it('are unpacked once they are delivered, and may be amended to what was counted', () => {
    const short = amended({ netMassKg: '8000', quantity: '25000' });
    given(declared, packed, dispatched, delivered)
      .when(command('AmendConsignment', short))
      .thenEvents(event('ConsignmentAmended', short));
  });
});
