import { settlementIdOf } from './settlement-id.js';

const identity = '["AcctSvcrRef","PK1","R-1","CRDT"]';

it('is what Python makes of the same rule', () => {
  // hashlib.sha256(json.dumps([namespace, bank, identity], separators=(',', ':'))), then uuid.UUID(bytes=…) of version 8.
  expect(settlementIdOf('demo-bank-karachi', identity)).toBe('99ccf247-2f8b-82b1-8479-662a3887d1bb');
});

it('tells banks and identities apart', () => {
  const ids = [
    settlementIdOf('a', identity),
    settlementIdOf('b', identity),
    settlementIdOf('a', `${identity} `),
    settlementIdOf('a","', identity),
  ];
  expect(new Set(ids).size).toBe(4);
});
