import { type ChildPlaces, type ChildSpec, type RunningChild, startChild } from './child-process.js';
import { StartError } from './start-error.js';

const READY_MS_MAX = 60_000;

export interface StartedService extends RunningChild {
  /** Where it listens. */
  readonly url: string;
}

/**
 * Starts a service and waits until it says that it is ready.
 * @throws StartError with the last lines of its log if it ends instead, or does not get ready in time
 */
export async function startService(
  spec: ChildSpec,
  places: ChildPlaces,
  readyMsMax = READY_MS_MAX,
): Promise<StartedService> {
  const child = startChild(spec, places);
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<string>((resolve, reject) => {
    child.process.on('message', (message) => {
      if (isReady(message)) resolve(message.url);
    });
    timer = setTimeout(() => {
      const fault = `${spec.name} was not ready within ${readyMsMax / 1_000} s; its log is ${child.log}.`;
      reject(new StartError(fault));
    }, readyMsMax);
  });
  try {
    return { ...child, url: await Promise.race([ready, child.ended]) };
  } finally {
    clearTimeout(timer);
  }
}

function isReady(message: unknown): message is { readonly ready: true; readonly url: string } {
  if (typeof message !== 'object' || message === null) return false;
  return 'ready' in message && message.ready === true && 'url' in message && typeof message.url === 'string';
}
