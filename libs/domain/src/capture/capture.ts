import type { Decider } from '@corridor/kernel';
import { checkStep, refuse } from '../checks.js';
import type { CaptureCommand, CaptureEvent, CaptureFinished } from './capture.events.js';

export type CaptureState =
  | { readonly status: 'unknown' }
  | { readonly status: 'finished'; readonly capture: CaptureFinished['data'] };

/** The job that a document of EPCIS events is: it is finished in the very append that holds its events, and never half done. */
export const capture: Decider<CaptureCommand, CaptureEvent, CaptureState> = {
  initialState: { status: 'unknown' },
  decide({ type, occurredAt, data }, state) {
    checkStep(type, `capture is ${state.status}`, state.status === 'unknown' ? ['FinishCapture'] : []);
    if (data.success !== (data.errors.length === 0)) {
      refuse('success-with-errors', 'A capture succeeds where nothing was wrong.', '/success');
    }
    if (data.errorBehaviour === 'rollback' && !data.success && data.captured > 0) {
      refuse('rollback-with-events', 'A capture that is rolled back leaves no event.', '/captured');
    }
    return [{ type: 'CaptureFinished', occurredAt, data }];
  },
  evolve: (_, { data }) => ({ status: 'finished', capture: data }),
};
