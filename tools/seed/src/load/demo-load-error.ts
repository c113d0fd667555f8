/** Why a demo is not loaded; what the log holds is as it was. */
export class DemoLoadError extends Error {
  override readonly name = 'DemoLoadError';

  constructor(
    readonly code:
      | 'ends-in-future'
      | 'log-holds-other-events'
      | 'another-demo-begun'
      | 'load-under-way'
      | 'log-changed'
      | 'stopped',
    message: string,
  ) {
    super(message);
  }
}
