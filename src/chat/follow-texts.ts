import type { Language } from '../answer/answer.ts';

const en = {
  added: (label: string) => `I will tell you when a new paper matches “${label}”, at most once a day.`,
  there: 'In this channel.',
  direct: 'By direct message: please allow messages from members of a server that we share.',
  full: (most: number) => `You already follow ${most} things. Remove one first.`,
  one: 'Give one of the three: words, an author, or a paper.',
  short: 'Please give a little more than that.',
  list: 'You follow',
  empty: 'You follow nothing yet. /follow add begins with words, an author or a paper.',
  removed: (label: string) => `You no longer follow “${label}”.`,
  unknown: 'You do not follow that (any more).',
  notHere: 'Follows work in Discord only.',
  kinds: { query: 'words', author: 'author', paper: 'papers like' },
  inChannel: 'in a channel',
  alert: (count: number) => (count === 1 ? 'A new paper for you' : `${count} new papers for you`),
  more: (count: number) => `and ${count} more`,
  why: {
    query: (label: string, words: string) => (words === '' ? `matches “${label}”` : `matches “${label}” (${words})`),
    author: (label: string) => `by ${label}`,
    paper: (label: string) => `similar to “${label}”`,
  },
  unfollow: (label: string) => `Unfollow: ${label}`,
};

const ko: typeof en = {
  added: (label) => `"${label}"에 맞는 새 논문이 올라오면 알려 드릴게요. 하루에 한 번까지만 보내요.`,
  there: '이 채널에 올려요.',
  direct: '다이렉트 메시지로 보내요. 함께 있는 서버의 멤버가 보내는 메시지를 허용해 주세요.',
  full: (most) => `이미 ${most}개를 팔로우하고 있어요. 먼저 하나를 지워 주세요.`,
  one: '검색어, 저자, 논문 가운데 하나만 적어 주세요.',
  short: '조금 더 길게 적어 주세요.',
  list: '팔로우 목록',
  empty: '아직 팔로우한 것이 없어요. /팔로우 추가 로 검색어, 저자, 논문을 더해 보세요.',
  removed: (label) => `"${label}" 팔로우를 그만뒀어요.`,
  unknown: '그런 팔로우가 없어요.',
  notHere: '팔로우는 디스코드에서만 쓸 수 있어요.',
  kinds: { query: '검색어', author: '저자', paper: '비슷한 논문' },
  inChannel: '채널에 올림',
  alert: (count) => `새 논문 ${count}편을 찾았어요`,
  more: (count) => `그 밖에 ${count}편`,
  why: {
    query: (label, words) => (words === '' ? `"${label}"에 맞음` : `"${label}"에 맞음 (${words})`),
    author: (label) => `${label} 저`,
    paper: (label) => `"${label}"와(과) 비슷함`,
  },
  unfollow: (label) => `그만 받기: ${label}`,
};

const TEXTS: Readonly<Record<Language, typeof en>> = { en, ko };

/** What alerts and `/follow` say. */
export function followTexts(language: Language): typeof en {
  return TEXTS[language];
}
