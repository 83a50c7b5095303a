/** What can go wrong when an operator runs a command, told in words and without a stack. */

import { ExpectedError } from '../expected-error.ts';

export class OperationError extends ExpectedError {
  override name = 'OperationError';
}
