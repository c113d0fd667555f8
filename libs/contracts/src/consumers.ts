import { CATEGORIES, type OwningService } from './recorded-event.js';

/** Whose events a service takes from the bus and applies, stream by stream; read models follow the log itself. */
const CONSUMED: Readonly<Record<OwningService, readonly OwningService[]>> = {
  'payments-settlement': ['trade-events', 'payments-settlement'],
  'trade-events': ['payments-settlement'],
};

/** Each consumer group of the bus, and the categories of the streams that it applies. */
export const CONSUMER_GROUPS: readonly { readonly group: string; readonly categories: readonly string[] }[] =
  Object.entries(CONSUMED).map(([group, services]) => ({
    group,
    categories: Object.entries(CATEGORIES)
      .filter(([, service]) => services.includes(service))
      .map(([category]) => category),
  }));
