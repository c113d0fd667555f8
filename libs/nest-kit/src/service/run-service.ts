import type { Logger } from 'pino';

export interface RunningService {
  /** Where it listens. */
  readonly url: string;
  /** Ends it in good order: takes no more requests, finishes those under way. */
  stop(): Promise<void>;
}

const STOP_MAX_MS = 9_000;

/**
 * Runs a service as a process: tells its supervisor when it is ready, and ends in good order on SIGTERM, on Ctrl-C, and
 * when the supervisor is gone.
 */
export async function runService(logger: Logger, start: () => Promise<RunningService>): Promise<void> {
  let stopping = false;
  let running: RunningService | undefined;
  const end = async (status: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // A connection that does not close must not keep the process.
    setTimeout(() => process.exit(status || 1), STOP_MAX_MS).unref();
    try {
      await running?.stop();
    } catch (error) {
      logger.error({ err: error }, 'the service did not stop in good order');
    }
    process.exit(status);
  };
  process.once('SIGTERM', () => void end(0));
  process.once('SIGINT', () => void end(0));
  if (process.connected) process.once('disconnect', () => void end(0));
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'unexpected error');
    void end(1);
  });
  try {
    running = await start();
    logger.info({ url: running.url }, 'ready');
    process.send?.({ ready: true, url: running.url });
  } catch (error) {
    logger.fatal({ err: error }, 'the service cannot start');
    await end(1);
  }
}
