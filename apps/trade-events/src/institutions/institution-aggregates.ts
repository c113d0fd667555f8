import {
  councilCase,
  isOpened,
  legalForCase,
  legalForServiceLevel,
  serviceLevel,
  target,
} from '@corridor/domain';
import { type AggregateOn, unique } from '../aggregate-on.js';

/** The aggregates of what turns declarations into deals. */
export function institutionsOn(on: AggregateOn) {
  return {
    cases: on('case', {
      decider: councilCase,
      standing: (state) => ({ currentState: state.status, legalNow: legalForCase(state) }),
      participantsOf: (state) => {
        if (state.status === 'unknown') return [];
        if (!isOpened(state)) return unique(...state.foreseen.firms);
        const others = [state.openedBy, state.against, state.assignee].filter((each) => each !== undefined);
        return unique(...state.firms, ...others);
      },
    }),
    serviceLevels: on('servicelevel', {
      decider: serviceLevel,
      standing: ({ status }) => ({ currentState: status, legalNow: legalForServiceLevel() }),
      participantsOf: () => [],
    }),
    targets: on('target', { decider: target, participantsOf: () => [] }),
  };
}
