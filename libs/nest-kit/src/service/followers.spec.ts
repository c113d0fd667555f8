import { metricsOf, troublesOf } from './followers.js';

const well = { name: 'rates', position: 7, setAside: 0 };
const standing = {
  name: 'names',
  position: 4,
  stands: { before: 5, reason: 'TypeError: no "x"\nof y', since: '2026-11-25T10:00:00.000Z' },
  setAside: 0,
};
const without = { name: 'a "consumer"', setAside: 3 };

it('tells of those alone that stand still, or go on without events, and of a reason no more than its kind', () => {
  const stands = { ...standing.stands, reason: 'TypeError' };
  expect(troublesOf([well, standing, without])).toEqual([{ ...standing, stands }, without]);
});

it('writes metrics as Prometheus reads them', () => {
  const lines = metricsOf(9, [well, standing, without]).split('\n');
  expect(lines.filter((line) => !line.startsWith('#'))).toEqual([
    'ledger_head_position 9',
    'ledger_follower_position{follower="rates"} 7',
    'ledger_follower_position{follower="names"} 4',
    'ledger_follower_stands_before{follower="names",reason="TypeError"} 5',
    'ledger_follower_set_aside{follower="rates"} 0',
    'ledger_follower_set_aside{follower="names"} 0',
    'ledger_follower_set_aside{follower="a \\"consumer\\""} 3',
    '',
  ]);
  expect(lines.filter((line) => line.startsWith('# TYPE')).every((line) => line.endsWith(' gauge'))).toBe(
    true,
  );
});
