import { arrives } from '../src/chat/channels.ts';
import type { Call, Command } from '../src/chat/command.ts';
import type { Described } from '../src/chat/described.ts';
import { notice } from '../src/chat/failure.ts';
import { followList } from '../src/chat/follow-message.ts';
import { followTexts } from '../src/chat/follow-texts.ts';
import { cut, type Message, paragraph } from '../src/chat/message.ts';
import { textOption } from '../src/chat/options.ts';
import { paperMessage } from '../src/chat/papers.ts';
import { resolvePaper, suggestPapers } from '../src/chat/pick-paper.ts';
import { postingTrouble } from '../src/chat/posting-texts.ts';
import type { Services } from '../src/chat/services.ts';
import type { Follows, NewFollow } from '../src/chat/subscriptions.ts';
import { texts } from '../src/chat/texts.ts';

/** Letters that words or a name must have to be worth following. */
const LEAST = 2;

const add: Described = {
  name: 'add',
  nameKo: '추가',
  description: { en: 'Be told of new papers on something', ko: '이런 새 논문이 올라오면 알려 드려요' },
  options: [
    {
      name: 'query',
      nameKo: '검색어',
      description: { en: 'What they are about', ko: '무엇에 대한 논문인지' },
      type: 'string',
      max: 200,
    },
    {
      name: 'author',
      nameKo: '저자',
      description: { en: 'Who wrote them', ko: '누가 쓴 논문인지' },
      type: 'string',
      max: 100,
    },
    {
      name: 'paper',
      nameKo: '논문',
      description: { en: 'A paper they are like', ko: '어떤 논문과 비슷한지' },
      type: 'string',
      max: 300,
      autocomplete: true,
    },
    {
      name: 'where',
      nameKo: '곳',
      description: { en: 'Where I tell you (default: direct message)', ko: '알려 드릴 곳 (기본: 다이렉트 메시지)' },
      type: 'string',
      choices: [
        { name: { en: 'Direct message', ko: '다이렉트 메시지' }, value: 'direct' },
        { name: { en: 'This channel', ko: '이 채널' }, value: 'channel' },
      ],
    },
  ],
};

const list: Described = {
  name: 'list',
  nameKo: '목록',
  description: { en: 'What you follow', ko: '팔로우한 것을 보여 줘요' },
  options: [],
};

const remove: Described = {
  name: 'remove',
  nameKo: '삭제',
  description: { en: 'Stop following something', ko: '팔로우를 그만둬요' },
  options: [
    {
      name: 'follow',
      nameKo: '팔로우',
      description: { en: 'Which one', ko: '어떤 것을' },
      type: 'string',
      required: true,
      max: 100,
      autocomplete: true,
    },
  ],
};

/** `/follow`: hear of new papers on a topic, by an author, like a paper. */
export const follow = {
  name: 'follow',
  nameKo: '팔로우',
  description: { en: 'Be told of new papers that interest you', ko: '관심 있는 새 논문이 올라오면 알려 드려요' },
  options: [],
  subcommands: [add, list, remove],
  isPrivate: () => true,
  async run(call, services) {
    const words = followTexts(call.language);
    const { follows } = services;
    if (!follows) return notice(words.notHere);
    switch (call.subcommand) {
      case 'add':
        return addFollow(call, follows, services);
      case 'remove': {
        const removed = await follows.remove(call.userId, idOf(textOption(call.options, 'follow')));
        return notice(removed ? words.removed(removed.label) : words.unknown);
      }
      default:
        return followList(await follows.list(call.userId), call.language);
    }
  },
  async autocomplete(option, typed, call, services) {
    if (option === 'paper') return suggestPapers(typed, services);
    const mine = (await services.follows?.list(call.userId)) ?? [];
    const words = followTexts(call.language);
    return mine
      .map(({ id, kind, label }) => ({ name: cut(`${words.kinds[kind]}: ${label}`, 100), value: `#${id}` }))
      .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
      .slice(0, 25);
  },
  actions: {
    /** `follow:remove:<id>:<mark>`; only the follower's own press counts. */
    async remove({ args, userId, language }, { follows }) {
      const words = followTexts(language);
      const removed = await follows?.remove(userId, Number.parseInt(args, 10));
      return { kind: 'reply', message: notice(removed ? words.removed(removed.label) : words.unknown) };
    },
    /** The follow chosen in the list's menu; what is left stands in its place. */
    async drop({ values, userId, language }, { follows }) {
      const words = followTexts(language);
      const removed = await follows?.remove(userId, Number.parseInt(values[0] ?? '', 10));
      const left = followList((await follows?.list(userId)) ?? [], language);
      const said = paragraph(removed ? words.removed(removed.label) : words.unknown);
      // The list is for one person alone already; a private message would be shown beside it.
      return { kind: 'update', message: { ...left, blocks: [said, ...left.blocks], private: false } };
    },
    async open({ values, language }, { library }) {
      const id = values[0] ?? '';
      const paper = await library.paper(id);
      const message = paper ? paperMessage(paper, language) : notice(texts(language).paper.notFound(id));
      return { kind: 'reply', message: { ...message, private: true } };
    },
  },
} satisfies Command;

async function addFollow(call: Call, follows: Follows, services: Services): Promise<Message> {
  const { options, language, serverId } = call;
  const words = followTexts(language);
  const [query, author, paper] = ['query', 'author', 'paper'].map((name) => textOption(options, name));
  if ([query, author, paper].filter((given) => given !== undefined).length !== 1) return notice(words.one);
  const where = options.where === 'channel' && serverId !== undefined ? 'channel' : 'direct';
  const posting = where === 'channel' ? await services.channels?.posting(call.channelId) : undefined;
  if (posting && !arrives(posting))
    return notice(...postingTrouble(posting, call.channelId, language), ` ${words.mend}`);
  let wanted: Pick<NewFollow, 'kind' | 'value' | 'label'>;
  if (paper !== undefined) {
    const picked = await resolvePaper(paper, call, services);
    if (!picked.ok) return picked.message;
    wanted = { kind: 'paper', value: picked.value.id, label: picked.value.title };
  } else {
    const value = (query ?? author ?? '').replace(/\s+/g, ' ');
    if ((value.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST) return notice(words.short);
    wanted = { kind: query === undefined ? 'author' : 'query', value, label: value };
  }
  const added = await follows.add({ ...wanted, where, place: call, language });
  if (added === 'full') return notice(words.full(follows.most));
  const said = words.added[added.kind](cut(added.label, 200));
  return notice(`${said} ${added.where === 'channel' ? words.there : words.direct}`);
}

/** The number of a follow chosen from the suggestions (`#12`); NaN for anything else. */
function idOf(typed: string | undefined): number {
  return Number(/^#?(\d{1,12})$/.exec(typed ?? '')?.[1] ?? Number.NaN);
}
