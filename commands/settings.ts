import type { Language } from '../src/answer/answer.ts';
import type { Call, Command } from '../src/chat/command.ts';
import type { Described } from '../src/chat/described.ts';
import { type Block, bold, heading, type Inline, item, type Message, paragraph } from '../src/chat/message.ts';
import type { ServerSettings } from '../src/chat/servers.ts';
import { settingsTexts } from '../src/chat/settings-texts.ts';

/** Most channels and roles that can be named: their list must fit into a message. */
const MOST = 25;

const show: Described = {
  name: 'show',
  nameKo: '보기',
  description: { en: 'What is set in this server', ko: '이 서버에 무엇이 정해져 있는지 보여 줘요' },
  options: [],
};

const language: Described = {
  name: 'language',
  nameKo: '언어',
  description: { en: 'Language of what everybody sees', ko: '모두가 보는 답변의 언어를 정해요' },
  options: [
    {
      name: 'value',
      nameKo: '값',
      description: { en: 'Korean, English, or that of whoever asks', ko: '한국어, 영어, 또는 묻는 사람의 언어' },
      type: 'string',
      required: true,
      choices: [
        { name: { en: 'That of whoever asks', ko: '묻는 사람의 언어' }, value: 'auto' },
        { name: { en: 'Korean', ko: '한국어' }, value: 'ko' },
        { name: { en: 'English', ko: '영어' }, value: 'en' },
      ],
    },
  ],
};

const channels: Described = {
  name: 'channels',
  nameKo: '채널',
  description: { en: 'Channels in which I answer', ko: '답하는 채널을 정해요' },
  options: [
    {
      name: 'add',
      nameKo: '추가',
      description: { en: 'Answer in this channel', ko: '이 채널에서 답해요' },
      type: 'channel',
    },
    {
      name: 'remove',
      nameKo: '제외',
      description: { en: 'No longer answer in this channel', ko: '이 채널에서는 더 답하지 않아요' },
      type: 'channel',
    },
    {
      name: 'everywhere',
      nameKo: '모든곳',
      description: { en: 'Answer in every channel', ko: '모든 채널에서 답해요' },
      type: 'boolean',
    },
  ],
};

const replies: Described = {
  name: 'replies',
  nameKo: '답변',
  description: { en: 'Who sees my replies', ko: '답변을 누가 볼지 정해요' },
  options: [
    {
      name: 'value',
      nameKo: '값',
      description: { en: 'Everybody, or the asker alone', ko: '모두 또는 물어본 사람만' },
      type: 'string',
      required: true,
      choices: [
        { name: { en: 'Everybody', ko: '모두' }, value: 'public' },
        { name: { en: 'The asker alone', ko: '물어본 사람만' }, value: 'private' },
      ],
    },
  ],
};

const askers: Described = {
  name: 'askers',
  nameKo: '질문자',
  description: { en: 'Who may ask', ko: '누가 물어볼 수 있는지 정해요' },
  options: [
    {
      name: 'add',
      nameKo: '추가',
      description: { en: 'Members with this role may ask', ko: '이 역할이 있으면 물어볼 수 있어요' },
      type: 'role',
    },
    {
      name: 'remove',
      nameKo: '제외',
      description: { en: 'This role alone is no longer enough', ko: '이 역할만으로는 더 물어볼 수 없어요' },
      type: 'role',
    },
    {
      name: 'everybody',
      nameKo: '모두',
      description: { en: 'Everybody may ask', ko: '모두 물어볼 수 있어요' },
      type: 'boolean',
    },
  ],
};

/** `/settings`: what the people who run a server decide about the bot there. */
export const settings = {
  name: 'settings',
  nameKo: '설정',
  description: { en: 'How I behave in this server', ko: '이 서버에서 어떻게 답할지 정해요' },
  options: [],
  subcommands: [show, language, channels, replies, askers],
  permission: 'manage_server',
  serverOnly: true,
  isPrivate: () => true,
  async run(call, { servers }) {
    const server = call.serverId ?? '';
    const words = settingsTexts(call.language);
    const now = await servers.settings(server);
    if (call.subcommand === 'show') return settingsMessage(now, call.language);
    const change = changeOf(call, now);
    if (Object.keys(change).length === 0) return settingsMessage(now, call.language, words.unchanged);
    const tooMany = [change.channels, change.askerRoles].some((list) => list !== undefined && list.length > MOST);
    if (tooMany) return settingsMessage(now, call.language, words.full(MOST));
    return settingsMessage(await servers.change(server, change), call.language, words.saved);
  },
} satisfies Command;

/** What a call asks to be changed; empty when it names nothing. */
function changeOf({ subcommand, options, serverId }: Call, now: ServerSettings): Partial<ServerSettings> {
  const { value, add, remove } = options;
  switch (subcommand) {
    case 'language':
      return value === 'auto' || value === 'ko' || value === 'en' ? { language: value } : {};
    case 'replies':
      return value === 'public' || value === 'private' ? { replies: value } : {};
    case 'channels': {
      const list = changedList(now.channels, add, remove, options.everywhere === true);
      return list ? { channels: list } : {};
    }
    case 'askers': {
      // The role that everybody has carries the id of the server: who adds it means everybody.
      const everybody = options.everybody === true || (add !== undefined && add === serverId);
      const list = changedList(now.askerRoles, add, remove, everybody);
      return list ? { askerRoles: list } : {};
    }
    default:
      return {};
  }
}

function changedList(
  list: readonly string[],
  add: unknown,
  remove: unknown,
  all: boolean,
): readonly string[] | undefined {
  if (all) return [];
  if (add === undefined && remove === undefined) return undefined;
  const kept = list.filter((id) => id !== remove && id !== add);
  return typeof add === 'string' ? [...kept, add] : kept;
}

function settingsMessage(now: ServerSettings, speak: Language, said?: string): Message {
  const words = settingsTexts(speak);
  const line = (name: string, ...value: Inline[]): Block => item(bold(name), ': ', ...value);
  const places = (of: 'channel' | 'role', ids: readonly string[], none: string): Inline[] =>
    ids.length === 0 ? [none] : ids.flatMap((id, at): Inline[] => [at === 0 ? '' : ', ', { kind: 'place', of, id }]);
  return {
    blocks: [
      ...(said === undefined ? [] : [paragraph(said)]),
      heading(words.title),
      line(words.language, words.languages[now.language]),
      line(words.channels, ...places('channel', now.channels, words.everywhere)),
      line(words.replies, words.visibility[now.replies]),
      line(words.askers, ...places('role', now.askerRoles, words.everybody)),
    ],
    private: true,
  };
}
