import { REPORT_READ_MODELS } from '@corridor/contracts';
import { buildSchema, type GraphQLOutputType, getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { schemaText } from '../../schema.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';
import { addMeeting } from './meeting.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  ledger = await startFilledLedger();
  const position = await ledger.event({ recordedAt: '2026-03-01T08:00:00Z' });
  await addMeeting(ledger, idOf(1), position, {}, { status: 'closed', report_as_of: position });
  await ledger.insert('reporting.targets', {
    generation: 1,
    target_id: 'pk-kz',
    position,
    reporter: 'PK',
    partner: 'KZ',
    yearly_amount_cents: 100_000n,
    told_on: '2026-01-01',
    source: 'x',
    demo: false,
  });
  await ledger.reach(position);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

/** All that can be asked for of a type, without what needs an argument. */
function everything(type: GraphQLOutputType, within: readonly string[] = []): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    if (field.args.some(isRequiredArgument) || within.includes(of.name)) return [];
    return `${field.name} ${everything(field.type, [...within, named.name])}`;
  });
  return `{ ${fields.join(' ')} }`;
}
const statementsOf = async (fields: string) => {
  gateway.statements();
  const { errors } = await gateway.ask(`{ meeting(meetingId: "${idOf(1)}") ${fields} }`, {
    role: 'operator',
  });
  expect(errors).toEqual([]);
  return gateway.statements().join('\n');
};

/** Read models behind the views and functions that a text names. */
async function readModelsOf(text: string, done = new Set<string>()): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [, name = ''] of text.matchAll(/\bread\.(\w+)/g)) {
    if (done.has(name)) continue;
    done.add(name);
    const { rows } = await ledger.owner.query<{ definition: string }>(
      `SELECT pg_get_viewdef(c.oid) AS definition FROM pg_class c WHERE c.relnamespace = 'read'::regnamespace AND c.relname = $1
       UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE p.pronamespace = 'read'::regnamespace AND p.proname = $1`,
      [name],
    );
    const definition = rows.map((row) => row.definition).join('\n');
    for (const [, model = ''] of definition.matchAll(/\bname = '([\w-]+)'/g)) found.push(model);
    found.push(...(await readModelsOf(definition, done)));
  }
  return [...new Set(found)].sort();
}

it('shows the read models that closing a meeting waits for, and no others', async () => {
  const report = buildSchema(await schemaText()).getType('ProgressReport');
  if (!isObjectType(report)) throw new Error('The schema holds no report.');
  const own = new Set(await readModelsOf(await statementsOf('{ name }')));
  // Field by field: a query has a bound.
  let statements = '';
  for (const { name, type } of Object.values(report.getFields())) {
    statements += await statementsOf(`{ report { ${name} ${everything(type, ['ProgressReport'])} } }`);
  }
  const shown = (await readModelsOf(statements)).filter((name) => !own.has(name));
  expect(own).toEqual(new Set(['meetings']));
  expect(shown).toEqual([...REPORT_READ_MODELS]);
});
