import { type FilledLedger, startFilledLedger } from '../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../spec-kit/gateway-under-test.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
const at: number[] = [];

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let event = 0; event < 8; event += 1) at.push(await ledger.event());
  await ledger.reach(at[7] ?? 0);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

async function stand(name: string, position: number | undefined, error: string | null) {
  await ledger.owner.query('UPDATE reporting.projections SET position = $2, error = $3 WHERE name = $1', [
    name,
    position,
    error,
  ]);
}

/** The positions of three figures in one answer. */
async function positions(args = '') {
  const { data, errors } = await gateway.ask(`{
    targetProgress(reporter: "PK", partner: "KZ"${args && `, ${args}`}) { asOf }
    commitmentFunnel${args && `(${args})`} { asOf }
    cases(from: "2026-01", to: "2026-02"${args && `, ${args}`}) { asOf } }`);
  const of = data as Readonly<Record<string, { asOf: number } | null>>;
  const codes = errors.map(({ code, path }) => [String(path), code]);
  const asOf = ['targetProgress', 'commitmentFunnel', 'cases'].map((name) => of[name]?.asOf ?? null);
  return { asOf, codes };
}

it('gives all figures of an answer one position: that of the read model that is furthest behind', async () => {
  await stand('commitment-realisation', at[4], null);
  expect(await positions()).toEqual({ asOf: [at[4], at[4], at[4]], codes: [] });
});

it('lets one that stands still hold up the figures alone that are made of it', async () => {
  await stand('commitment-realisation', at[4], 'Position 6 cannot be applied: x');
  expect(await positions()).toEqual({ asOf: [at[7], at[4], at[7]], codes: [] });
  expect(await positions(`asOf: ${at[6]}`)).toEqual({
    asOf: [at[6], null, at[6]],
    codes: [['commitmentFunnel', 'POSITION_AHEAD']],
  });
});

it('waits for nothing but what a figure is made of, where its position is asked for', async () => {
  await stand('commitment-realisation', at[4], null);
  expect((await positions(`asOf: ${at[6]}`)).asOf).toEqual([at[6], null, at[6]]);
});
