/** What goes wrong for a reason that whoever started a command can see to: said in words, without a stack. */

export class ExpectedError extends Error {
  override name = 'ExpectedError';
}
