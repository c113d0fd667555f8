import { target } from '@corridor/domain';
import type { AggregateOn } from '../aggregate-on.js';

/** The aggregates of what turns declarations into deals. */
export function institutionsOn(on: AggregateOn) {
  return {
    targets: on('target', { decider: target, participantsOf: () => [] }),
  };
}
