import { rejectionOf } from '@corridor/testing';
import { checkLocode, checkTransitOffice } from './index.js';

// The three ports of Pakistan, and a town in each of the four countries behind.
it.each(['PKKHI', 'PKBQM', 'PKGWD', 'KZALA', 'UZTAS', 'KGFRU', 'TJDYU'])(
  'a transit begins or ends at %s',
  (office) => {
    expect(() => checkTransitOffice(office, '/officeOfDeparture')).not.toThrow();
  },
);

it.each(['AFRKH', 'AFSBK', 'CNKHG', 'CNHRS', 'IRZAH', 'AEJEA'])('%s is passed only', (office) => {
  const { code, details } = rejectionOf(() => checkTransitOffice(office, '/officeOfDestination'));
  expect([code, details]).toEqual(['outside-agreement', { pointer: '/officeOfDestination' }]);
});

it.each([
  ['by China', ['PKKHI', 'CNKHG', 'CNHRS', 'KZHOR', 'KZALA']],
  ['by Torkham', ['PKBQM', 'PKTOR', 'AFRKH', 'AFHRT', 'UZTER', 'UZTAS']],
  ['by Chaman', ['PKGWD', 'PKCMN', 'AFSBK', 'AFTGH', 'TMKUK', 'UZTAS']],
  ['by Iran', ['PKKHI', 'PKTFT', 'IRZAH', 'IRMHD', 'IRCKT', 'TMSRK', 'UZTAS']],
])('every place of the road %s is known', (_, places) => {
  for (const place of places) expect(() => checkLocode(place, '/x')).not.toThrow();
});
