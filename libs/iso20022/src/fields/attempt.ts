import { FieldFault } from './field-fault.js';

/** What `read` gives, or the fault that it throws. */
export function attempt<T>(read: () => T): T | FieldFault {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldFault) return error;
    throw error;
  }
}
