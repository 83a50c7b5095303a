/** Which failures say that an address is gone, by the sections of RFC 3463 and 5321. */

import { expect, test } from 'vitest';
import { verdictOf } from '../../../../server/contact/bounces/verdict.ts';

test.each([
  // RFC 3463, 3.2: the address.
  ['5.1.0', '', 'hard', '5.1.0'],
  ['5.1.1', '', 'hard', '5.1.1'],
  ['5.1.2', '', 'hard', '5.1.2'],
  ['5.1.6', '', 'hard', '5.1.6'],
  // But not the sender's.
  ['5.1.7', '', 'soft', '5.1.7'],
  ['5.1.8', '', 'soft', '5.1.8'],
  // 3.3: the mailbox.
  ['5.2.1', '', 'hard', '5.2.1'],
  ['4.2.1', '', 'soft', '4.2.1'],
  ['5.2.2', '', 'soft', '5.2.2'],
  ['5.2.3', '', 'soft', '5.2.3'],
  // 3.4 to 3.8: the system, the network, the protocol, the content, the policy.
  ['5.3.0', '', 'soft', '5.3.0'],
  ['5.4.4', '', 'hard', '5.4.4'],
  ['4.4.4', '', 'soft', '4.4.4'],
  ['5.4.7', '', 'soft', '5.4.7'],
  ['5.5.1', '', 'soft', '5.5.1'],
  ['5.6.1', '', 'soft', '5.6.1'],
  ['5.7.1', 'smtp; 550 5.1.1 quoted from elsewhere', 'soft', '5.7.1'],
  // A bland status, or none, gives way to what the other server said.
  ['5.0.0', 'smtp; 550 5.1.1 No such user', 'hard', '5.1.1'],
  ['5.0.0', 'smtp;550-5.2.1 Disabled 550 5.2.1 Disabled', 'hard', '5.2.1'],
  ['5.0.0', 'smtp; 552-5.2.2 Full', 'soft', '5.2.2'],
  ['5.5.0', 'smtp; 550 5.5.0 Mailbox unavailable', 'hard', '5.5.0'],
  ['5.0.0', 'smtp; 451 4.7.1 Greylisted', 'soft', '4.7.1'],
  [undefined, 'smtp; 5.1.1 (no such user)', 'hard', '5.1.1'],
  [undefined, 'smtp; 550 User unknown', 'hard', '5.0.0'],
  [undefined, 'smtp; 554 Transaction failed', 'soft', '5.0.0'],
  [undefined, 'smtp; 452 No room', 'soft', '4.0.0'],
  [undefined, '', 'soft', '5.0.0'],
  ['4.0.0', 'smtp; 550 User unknown', 'soft', '4.0.0'],
  ['kari@fjordpost.example', '', 'soft', '5.0.0'],
  // A status with a remark is one (RFC 3464, 2.1.1); an address on the network is none.
  ['5.1.1 (no such user)', '', 'hard', '5.1.1'],
  ['5.0.0', 'smtp; host mx [192.0.2.1] 5.1.1.7 said nothing', 'soft', '5.0.0'],
] as const)('a failure of status %s, «%s», is %s', (status, diagnostic, bounces, told) => {
  expect(verdictOf(status, diagnostic)).toEqual({ bounces, status: told });
});
