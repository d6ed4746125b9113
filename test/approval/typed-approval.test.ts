import { expect, test } from 'vitest';
import { readsLikeApproval } from '../../src/approval/typed-approval.ts';

test.each([
  'approved',
  'Approved!',
  'Looks good',
  'looks good to me, thanks Pam',
  'LGTM 🚀',
  '+1',
  '+1.',
  'ok to post',
  'Okay to send',
  '👍',
  '👍🏽',
  ':+1:',
  ':+1::skin-tone-3:',
  'Great work. I approve',
  '<@U0PAM> approved',
  'all good, ship it',
])('“%s” reads like an approval', (text) => {
  expect(readsLikeApproval(text)).toBe(true);
});

test.each([
  'not approved',
  "don't approve",
  'don’t approve this yet',
  'approved?',
  'Is this approved?',
  'never approved',
  'looks good, but fix the second line',
  'approved once the rate is right',
  'who approved this',
  'waiting to be approved',
  'this needs to be approved by Mei',
  'was approved last week',
  'I cannot approve',
  'looks good if Raj agrees',
  'no, do not post it',
  'C++11 and +1234',
  '> approved\nReally',
  '&gt; looks good',
  'Lunch at one',
  '',
  `approved ${'x'.repeat(300)}`,
])('“%s” does not', (text) => {
  expect(readsLikeApproval(text)).toBe(false);
});
