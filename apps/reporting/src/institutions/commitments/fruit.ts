import type { GoodsState, Since } from './goods-state.js';

/** Whether a consignment, with the whole that it was split from on its way, first moved on the day of the announcement or later. */
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
  const wholes = Object.keys(goods).filter((id) => goods[id]?.ended === 'split');
  const wholeIsOld = wholes.some((id) => (movedOn.get(id) ?? announcedOn) < announcedOn);
  return (id) => !wholeIsOld && (movedOn.get(id) ?? announcedOn) >= announcedOn;
}
