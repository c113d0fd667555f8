import { sum, toMoney } from '@corridor/kernel';
import { insertRows, projectionOf } from '@corridor/projections';

const TARGETS = 'reporting.targets';

/** Which yearly trade was announced as a goal, by whom and where. */
export const targets = projectionOf({
  name: 'targets',
  tables: [TARGETS],
  handles: ['TargetSet'],
  async apply(events, { client, generation }) {
    const rows = events.map(({ position, demo, data }) => ({
      generation,
      target_id: data.targetId,
      position,
      reporter: data.reporter,
      partner: data.partner,
      yearly_amount_cents: sum('USD', [toMoney(data.yearlyAmount)]).minor.toString(),
      due_on: data.dueOn ?? null,
      source: data.source,
      demo,
    }));
    await insertRows(client, TARGETS, rows);
  },
});
