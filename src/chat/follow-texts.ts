import type { Language } from '../answer/answer.ts';

const en = {
  added: {
    query: (label: string) => `I will tell you of new papers on “${label}”.`,
    author: (label: string) => `I will tell you of new papers by ${label}.`,
    paper: (label: string) => `I will tell you of new papers like “${label}”.`,
  },
  there: 'I post them in this channel, at most once a day.',
  direct:
    'I send them by direct message, at most once a day: please allow direct messages from members of a server that we share.',
  mend: 'Ask those who run this server to allow it, or let me tell you by direct message.',
  full: (most: number) => `You already follow ${most} things. Remove one first.`,
  one: 'Give one of the three: words, an author, or a paper.',
  short: 'Please give a little more than that.',
  list: 'You follow',
  empty: 'You follow nothing yet. Begin with {follow add}: words, an author or a paper.',
  removeOne: 'Stop following one',
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
  added: {
    query: (label) => `‘${label}’에 관한 새 논문이 올라오면 알려 드릴게요.`,
    author: (label) => `${label} 저자의 새 논문이 올라오면 알려 드릴게요.`,
    paper: (label) => `‘${label}’ 논문과 비슷한 새 논문이 올라오면 알려 드릴게요.`,
  },
  there: '하루에 한 번까지, 이 채널에 올려요.',
  direct:
    '하루에 한 번까지, 다이렉트 메시지로 보내요. 같은 서버의 멤버가 보내는 다이렉트 메시지를 허용해 두셔야 받을 수 있어요.',
  mend: '서버 관리자에게 허용해 달라고 하거나, 다이렉트 메시지로 받아 보세요.',
  full: (most) => `이미 ${most}개를 팔로우하고 있어요. 먼저 하나를 지워 주세요.`,
  one: '검색어, 저자, 논문 가운데 하나만 적어 주세요.',
  short: '조금 더 길게 적어 주세요.',
  list: '팔로우 목록',
  empty: '아직 팔로우한 것이 없어요. {follow add:팔로우 추가} 명령어로 검색어, 저자, 논문을 더해 보세요.',
  removeOne: '그만 받을 것 고르기',
  removed: (label) => `이제 ‘${label}’ 소식은 보내지 않을게요.`,
  unknown: '팔로우 목록에 없어요. 이미 지웠을 수도 있어요.',
  notHere: '팔로우는 디스코드에서만 쓸 수 있어요.',
  kinds: { query: '검색어', author: '저자', paper: '비슷한 논문' },
  inChannel: '채널에 올림',
  alert: (count) => `새 논문 ${count}편을 찾았어요`,
  more: (count) => `그 밖에 ${count}편`,
  why: {
    query: (label, words) => (words === '' ? `‘${label}’에 맞아요` : `‘${label}’에 맞아요 (${words})`),
    author: (label) => `저자 ${label}`,
    paper: (label) => `‘${label}’ 논문과 비슷해요`,
  },
  unfollow: (label) => `그만 받기: ${label}`,
};

const TEXTS: Readonly<Record<Language, typeof en>> = { en, ko };

/** What alerts and `/follow` say. */
export function followTexts(language: Language): typeof en {
  return TEXTS[language];
}
