/** What can go wrong when an operator runs a command, told in words and without a stack. */

export class OperationError extends Error {
  override name = 'OperationError';
}
