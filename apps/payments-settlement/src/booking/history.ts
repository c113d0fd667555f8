import { upcast } from '@corridor/contracts';
import { type SettlementEvent, type SettlementState, settlement } from '@corridor/domain';
import type { EventStore, Loaded } from '@corridor/event-store';

/** What a settlement is now, and where it began. */
export interface SettlementHistory {
  readonly loaded: Loaded<SettlementState>;
  readonly events: readonly (SettlementEvent & { readonly position: number })[];
}

export async function historyOf(
  store: Pick<EventStore, 'readStream'>,
  settlementId: string,
): Promise<SettlementHistory> {
  const history = await store.readStream(`settlement-${settlementId}`);
  // The category's own stream: it holds a settlement's events and no others.
  const events = history
    .map(upcast)
    .map(({ type, occurredAt, data, position }) => ({ type, occurredAt, data, position }) as never);
  const state = events.reduce<SettlementState>(settlement.evolve, settlement.initialState);
  return { loaded: { state, version: history.at(-1)?.version ?? 0 }, events };
}

export function isHeld({ loaded: { state } }: SettlementHistory): boolean {
  return state.status === 'booked' && state.screening === 'held';
}
