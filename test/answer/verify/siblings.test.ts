import { expect, it } from 'vitest';
import { ownersAt } from '../../../src/answer/verify/siblings.ts';

it.each([
  ['Medusa-1은 2.2배 넘게, Medusa-2는 2.3~3.6배 빨라졌습니다.', '2.2', '1'],
  ['Medusa-1은 2.2배 넘게, Medusa-2는 2.3~3.6배 빨라졌습니다.', '2.3', '2'],
  ['It is 2.2 times faster with Medusa-1 and 3.6 times with Medusa-2.', '3.6', '2'],
  ['Medusa-1 and, in the end, Medusa-2 differ. It is 3.6 times faster.', '3.6', '2'],
  ['Medusa-1 beside Medusa-2 is 2.2 times faster.', '2.2', undefined],
])('%s: %s belongs to Medusa-%s', (text, number, owner) => {
  expect(ownersAt(text, text.indexOf(number)).get('Medusa')).toBe(owner);
});
