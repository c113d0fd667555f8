import { once } from 'node:events';

/** The next message of the process that started this one. */
export async function told<T>(): Promise<T> {
  const [message] = await once(process, 'message');
  return message;
}

/** Answers the process that started this one. */
export function tell(message: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

/** Leaves Ctrl-C to the parent, which ends this process, and never outlives it. */
export function followParent(): void {
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(1));
}
