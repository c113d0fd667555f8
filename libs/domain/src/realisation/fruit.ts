import { wholesOf } from './customs-shares.js';
import type { GoodsState, Since } from './goods-state.js';

/** Whether a consignment, with all that it was split from, first moved on the day of the announcement or later. */
export function fruitOf(
  { goods, customs }: GoodsState,
  announcedOn: string,
): (consignmentId: string) => boolean {
  const movedOn = new Map<string, string>();
  const moved = (id: string, since: Since | undefined) => {
    const before = movedOn.get(id);
    if (since && (before === undefined || since.on < before)) movedOn.set(id, since.on);
  };
  for (const [id, { dispatched, delivered }] of Object.entries(goods)) {
    moved(id, dispatched);
    moved(id, delivered);
  }
  for (const { consignmentId, flow, clearedFirst } of Object.values(customs)) {
    if (flow === 'import') moved(consignmentId, clearedFirst);
  }
  return (id) =>
    [id, ...wholesOf(goods, id)].every((each) => (movedOn.get(each) ?? announcedOn) >= announcedOn);
}
