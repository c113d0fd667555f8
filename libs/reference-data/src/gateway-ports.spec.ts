import { GATEWAY_PORTS, PLACES } from './index.js';

it('are places with a port, each with its source', () => {
  for (const { place, name, source } of GATEWAY_PORTS) {
    expect([place, PLACES.get(place)?.functions.has('port')]).toEqual([place, true]);
    expect(name).toMatch(/^\S.*\S$/);
    expect(source).toMatch(/\S{5}/);
  }
});

it('are those of Pakistan', () => {
  expect(GATEWAY_PORTS.map(({ name }) => name)).toEqual(['Karachi', 'Port Qasim', 'Gwadar']);
});
