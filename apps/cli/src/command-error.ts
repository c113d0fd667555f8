/** What a person did, or has to do: told without a stack. Exit status 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
