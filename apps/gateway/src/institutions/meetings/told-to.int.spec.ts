import type { Role } from '@corridor/nest-kit';
import { addCommitment } from '../../spec-kit/commitment-rows.js';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';
import { addMeeting } from './meeting.spec-kit.js';

let ledger: FilledLedger;
let gateway: GatewayUnderTest;
const [OWN, OTHERS, ACTION] = [idOf(11), idOf(12), idOf(13)];
const item = (number: number, kind: string, subject: string | undefined, title: string) => {
  return {
    itemId: idOf(number),
    kind,
    ...(subject !== undefined && { subject }),
    title,
    because: `${title}!`,
  };
};
const AGENDA = [
  item(21, 'commitment', OWN, 'Towels'),
  item(22, 'commitment', OTHERS, 'Melons'),
  item(23, 'action', ACTION, 'Open the lane'),
  item(24, 'case', idOf(19), 'A case of visa'),
  item(25, 'commitment', OWN.toUpperCase(), 'Towels, by hand'),
  item(26, 'commitment', 'melons', 'Melons, by hand'),
  item(27, 'action', undefined, 'An action of nobody'),
];

beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let count = 0; count < 5; count += 1) await ledger.event({ recordedAt: '2026-03-01T08:00:00Z' });
  for (const [id, position, participants] of [
    [OWN, 1, ['demo-textiles-faisalabad']],
    [OTHERS, 2, ['demo-trading-almaty']],
  ] as const) {
    await addCommitment(ledger, { id, position, of: { participants }, stages: [] });
  }
  await ledger.insert('reporting.actions', {
    generation: 1,
    action_id: ACTION,
    status: 'overdue',
    due_on: '2026-04-20',
    position: 3,
    meeting_id: idOf(1),
    owner: 'demo-customs',
    task: 'Open the lane',
    state: '{}',
    last_position: 3,
    demo: false,
  });
  for (const [number, agenda] of [
    [1, AGENDA.slice(0, 4)],
    [2, AGENDA.slice(4)],
  ] as const) {
    await addMeeting(
      ledger,
      idOf(number),
      3 + number,
      {
        agenda,
        decisions: agenda.map(({ itemId, title }) => ({ decisionId: itemId, itemId, text: title })),
        reminders: [OWN, OTHERS].map((commitmentId) => {
          return { commitmentId, lastProgressOn: '2026-01-01', days: 90, asOf: 2 };
        }),
      },
      { name: `Session ${number}` },
    );
  }
  await ledger.reach(5);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

const FIELDS =
  '{ agenda { subject title because } decisions { text } reminders { commitmentId lastProgressOn days asOf } }';
interface Told {
  readonly agenda: readonly { readonly title: string }[];
  readonly decisions: readonly { readonly text: string }[];
  readonly reminders: readonly { readonly commitmentId: string }[];
}
const told = ({ agenda, decisions, reminders }: Told) => ({
  titles: agenda.map(({ title }) => title),
  decisions: decisions.map(({ text }) => text),
  reminders: reminders.map(({ commitmentId }) => commitmentId),
});
const both = (titles: readonly string[], reminders: readonly string[]) => {
  return { titles, decisions: titles, reminders };
};

it.each<[Role, readonly string[], readonly string[], readonly string[]]>([
  ...(['commission', 'council', 'reporter', 'operator'] as const).map(
    (role): [Role, readonly string[], readonly string[], readonly string[]] => [
      role,
      AGENDA.slice(0, 4).map(({ title }) => title),
      AGENDA.slice(4).map(({ title }) => title),
      [OWN, OTHERS],
    ],
  ),
  ['trader', ['Towels', 'A case of visa'], ['Towels, by hand'], [OWN]],
  ['customs', ['Open the lane', 'A case of visa'], [], []],
  ['bank', ['A case of visa'], [], []],
  ['consulate', ['A case of visa'], [], []],
])('tells the %s of promises and actions what is for it', async (role, first, second, reminders) => {
  gateway.statements();
  const { data, errors } = await gateway.ask(`{ meetings { edges { node ${FIELDS} } } }`, { role });
  expect(errors).toEqual([]);
  const { meetings } = data as { readonly meetings: { readonly edges: readonly { readonly node: Told }[] } };
  expect(meetings.edges.map(({ node }) => told(node))).toEqual([
    both(first, reminders),
    both(second, reminders),
  ]);
  // Of all meetings at once.
  expect(gateway.statements().filter((sql) => sql.includes('participants @>')).length).toBeLessThanOrEqual(1);
  const one = await gateway.ask(`{ meeting(meetingId: "${idOf(1)}") ${FIELDS} }`, { role });
  expect(told((one.data as { readonly meeting: Told }).meeting)).toEqual(both(first, reminders));
});
