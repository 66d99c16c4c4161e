import type { Language } from '../answer/answer.ts';
import type { Posting, PostingRight } from './channels.ts';
import type { Inline } from './message.ts';

/** What stands before and after the name of a channel. */
type Around = readonly [before: string, after: string];

interface PostingTexts {
  readonly rights: Readonly<Record<PostingRight, string>>;
  readonly lacking: (rights: string) => Around;
  readonly impossible: Around;
  readonly plainer: Around;
}

/** Permissions are called as Discord calls them in that language. */
const TEXTS: Readonly<Record<Language, PostingTexts>> = {
  en: {
    rights: {
      view: 'View Channel',
      send: 'Send Messages',
      sendInThreads: 'Send Messages in Threads',
      embed: 'Embed Links',
    },
    lacking: (rights) => ['I cannot post in ', `: there I lack the permission ${rights}.`],
    impossible: ['I cannot post in ', '. Please choose a text channel or an open thread.'],
    plainer: ['In ', ' I lack the permission Embed Links, so posts there are plain text without pictures.'],
  },
  ko: {
    rights: {
      view: '채널 보기',
      send: '메시지 보내기',
      sendInThreads: '스레드에서 메시지 보내기',
      embed: '링크 첨부',
    },
    lacking: (rights) => ['', ` 채널에 글을 올릴 수 없어요. 저에게 ‘${rights}’ 권한이 없어요.`],
    impossible: ['', ' 채널에는 글을 올릴 수 없어요. 텍스트 채널이나 열려 있는 스레드를 골라 주세요.'],
    plainer: ['', ' 채널에서 저에게 ‘링크 첨부’ 권한이 없어서, 그림 없이 글로만 올려요.'],
  },
};

/** What stands in the way of posting in a channel; nothing where all is well. */
export function postingTrouble(posting: Posting, channelId: string, language: Language): Inline[] {
  const { rights, lacking, impossible, plainer } = TEXTS[language];
  const tell = ([before, after]: Around): Inline[] => [before, { kind: 'place', of: 'channel', id: channelId }, after];
  if (!posting.possible) return tell(impossible);
  if (posting.lacking.length === 0) return [];
  if (posting.lacking.every((right) => right === 'embed')) return tell(plainer);
  return tell(lacking(posting.lacking.map((right) => rights[right]).join(', ')));
}
