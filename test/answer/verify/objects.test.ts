import { expect, it } from 'vitest';
import { swapsObjects } from '../../../src/answer/verify/objects.ts';
import { reader } from '../answering.ts';

const SOURCE = '움직이는 사람 뒤에 어울리는 배경 영상을 만들어 주는 모델입니다.';

it('what is done to one thing is not done to another', async () => {
  const read = await reader();
  expect(swapsObjects('배경 영상에 어울리는 움직이는 사람을 만들어 주는 모델입니다.', SOURCE, read)).toBe(true);
  expect(swapsObjects('움직이는 사람 뒤에 어울리는 배경 영상을 만듭니다.', SOURCE, read)).toBe(false);
  expect(swapsObjects('It makes a background video for a moving person.', SOURCE, read)).toBe(false);
});
