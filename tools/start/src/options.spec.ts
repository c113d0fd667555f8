import { readOptions } from './options.js';

const read = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => readOptions(args, env, '/repo');

it('has defaults for everything', () => {
  expect(read([])).toEqual({ dataDir: '/repo/.ledger', port: 4000, fresh: false, demo: true, demoScale: 1 });
  expect(read([], { LEDGER_PORT: '', LEDGER_DATA_DIR: '', DATABASE_URL: '', KAFKA_BROKERS: '' })).toEqual(
    read([]),
  );
});

it('reads flags and environment', () => {
  expect(
    read(['--fresh', '--demo-scale', '0.25'], { LEDGER_PORT: '0', LEDGER_DATA_DIR: '/data/../data/a' }),
  ).toEqual({ dataDir: '/data/a', port: 0, fresh: true, demo: true, demoScale: 0.25 });
  expect(read(['--no-demo']).demo).toBe(false);
});

it('never loads the demo into a server that it was given, and never empties it', () => {
  const env = { DATABASE_URL: 'postgres://db/ledger' };
  expect(read([], env)).toMatchObject({ demo: false, databaseUrl: 'postgres://db/ledger' });
  expect(() => read(['--fresh'], env)).toThrow('--fresh never deletes there');
  expect(() => read(['--demo-scale', '1'], env)).toThrow('never loaded there');
});

it.each([
  ['LEDGER_PORT has to be a number', [], { LEDGER_PORT: '4x' }],
  ['LEDGER_PORT has to be a number', [], { LEDGER_PORT: '65536' }],
  ['refuse to ask port 4190', [], { LEDGER_PORT: '4190' }],
  ['DATABASE_URL has to begin with postgres://', [], { DATABASE_URL: 'mysql://x' }],
  ['KAFKA_BROKERS has to be host:port', [], { KAFKA_BROKERS: 'localhost' }],
  ['LEDGER_PRIVACY_KEY has to be 32 random bytes', [], { LEDGER_PRIVACY_KEY: 'secret' }],
  ['--demo-scale has to be a number above 0', ['--demo-scale', '0'], {}],
  ['--demo-scale has to be a number above 0', ['--demo-scale', 'all'], {}],
  ["Unknown option '--frsh'. npm start -- --help names the flags.", ['--frsh'], {}],
  ['npm start -- --help names the flags.', ['fresh'], {}],
])('says %s', (message, args, env) => {
  expect(() => read(args, env)).toThrow(message);
});
