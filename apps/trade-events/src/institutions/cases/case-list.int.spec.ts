import { type Holder, TradeWorld } from '../../trade-events.spec-kit.js';

const NOW = Date.parse('2026-03-20T07:00:00Z');
let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => NOW);
});
afterAll(() => world.stop());

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const EXPORTER = 'demo-textiles-faisalabad';

/** A row of the read model, as reporting would have left it; its number is the position of its first event. */
async function shown(number: number, change: object = {}): Promise<void> {
  const row = {
    generation: 1,
    case_id: idOf(number),
    status: 'open',
    kind: 'visa',
    subject: { kind: 'none' },
    firms: [EXPORTER],
    opened_at: '2026-03-10T12:00:00+05:00',
    answer_by: '2026-03-25T12:00:00+05:00',
    resolve_by: '2026-03-30T12:00:00+05:00',
    missed: [],
    escalated: false,
    reopenings: 0,
    next_limit_at: '2026-03-25T12:00:00+05:00',
    state: {},
    participants: [EXPORTER],
    demo: false,
    first_position: number,
    last_position: number,
    ...change,
  };
  await world.owner.query(
    'INSERT INTO reporting.cases SELECT * FROM json_populate_record(NULL::reporting.cases, $1)',
    [JSON.stringify(row)],
  );
}

async function listed(holder: Holder, query = ''): Promise<readonly number[]> {
  const { body } = await world.get(holder, `cases${query}`);
  return (body.items as { caseId: string }[]).map(({ caseId }) => Number(caseId.slice(-3)));
}

it('is not there before it was built', async () => {
  expect(await world.get('council', 'cases')).toMatchObject({
    status: 503,
    body: { code: 'read-model-not-ready' },
  });
});

describe('the list of cases', () => {
  beforeAll(async () => {
    await world.owner.query(
      `INSERT INTO reporting.projections (name, generation, state, position) VALUES ('cases', 1, 'live', 90), ('cases', 2, 'building', 7)`,
    );
    await shown(1);
    await shown(2, { kind: 'transport', participants: ['demo-trading-almaty', 'demo-customs'] });
    await shown(3, { status: 'foreseen', opened_at: null, answer_by: null, resolve_by: null });
    await shown(4, { status: 'assigned', assignee: 'demo-customs', priority: 'high', missed: ['triage'] });
    await shown(5, { status: 'answered', escalated: true, next_limit_at: '2026-03-20T06:59:59Z' });
    await shown(6, { status: 'resolved', outcome: 'granted', missed: ['answer'], next_limit_at: null });
    await shown(7, { status: 'averted', next_limit_at: null });
    await shown(8, { generation: 2 });
  });

  it('has those that were opened, oldest first, as they stand', async () => {
    const { body } = await world.get('council', 'cases');
    expect(await listed('council')).toEqual([1, 2, 4, 5, 6]);
    expect(body.asOf).toBe(90);
    expect((body.items as object[])[2]).toEqual({
      caseId: idOf(4),
      status: 'assigned',
      kind: 'visa',
      subject: { kind: 'none' },
      firms: [EXPORTER],
      priority: 'high',
      assignee: 'demo-customs',
      openedAt: '2026-03-10T12:00:00+05:00',
      answerBy: '2026-03-25T12:00:00+05:00',
      resolveBy: '2026-03-30T12:00:00+05:00',
      missed: ['triage'],
      escalated: false,
      reopenings: 0,
      demo: false,
    });
  });

  it.each([
    ['?status=foreseen', [3]],
    ['?status=averted', [7]],
    ['?kind=transport', [2]],
    ['?assignee=demo-customs', [4]],
    ['?escalated=true', [5]],
    ['?escalated=false', [1, 2, 4, 6]],
    // What was told to be missed, and what has passed and was not told yet.
    ['?overdue=true', [4, 5]],
    ['?overdue=false', [1, 2, 6]],
  ])('narrowed by %s', async (query, numbers) => {
    expect(await listed('commission', query)).toEqual(numbers);
  });

  it('goes on page by page', async () => {
    const first = await world.get('operator', 'cases?limit=3');
    expect(first.body.next).toBe(4);
    expect(await listed('operator', '?limit=3&after=4')).toEqual([5, 6]);
    expect((await world.get('operator', 'cases?limit=3&after=4')).body).not.toHaveProperty('next');
  });

  it('shows each its own', async () => {
    expect(await listed('exporter')).toEqual([1, 4, 5, 6]);
    expect(await listed('importer')).toEqual([2]);
    expect(await listed('customs')).toEqual([2]);
    expect(await listed('stranger')).toEqual([]);
    expect(await listed('reporter')).toEqual([1, 2, 4, 5, 6]);
  });
});
