import type { Language } from '../answer/answer.ts';

const en = {
  /** For `/help`: how to ask without a command. */
  otherWays:
    'You can also mention me, write me a direct message, or open the menu of somebody’s message and choose Apps → “Find papers about this”. Under an answer, “Continue in a thread” keeps what was said in mind.',
  /** The context menu's entry. */
  findPapers: 'Find papers about this',
  /** At the end of a text that did not fit. */
  cutHere: 'Cut here: it is too long for one Discord message.',
  video: 'Video',
  picture: 'Picture',
  progress: {
    searching: 'Searching the papers…',
    reading: (papers: number) => (papers === 1 ? 'Reading 1 paper…' : `Reading ${papers} papers…`),
    writing: 'Writing; this much is checked already:',
    started: 'Started',
    cancel: 'Cancel',
    cancelled: 'Stopped, as you asked.',
    notYours: 'Only whoever asked can stop this.',
    over: 'There is nothing left to stop here.',
  },
  thread: {
    open: 'Continue in a thread',
    welcome: (bot: string) =>
      `Ask on here, and I keep in mind what was said before. I only see messages that mention me (@${bot}) or reply to me with the mention left on; {ask} works here too.`,
    exists: 'There is a thread for this already:',
    opened: 'Let us go on here:',
    notHere: 'I cannot open a thread here.',
    notAllowed: 'I am missing the permission to open threads here. Someone who runs this server can grant it.',
    forgotten: 'I no longer know what this was about. Please ask again.',
    untitled: 'Papers',
  },
  refused: {
    tooMany: (seconds: number) =>
      `That was a lot of questions. You can go on in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    serverTooMany: (seconds: number) =>
      `This server has asked a lot just now. It can go on in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    busy: 'Very many questions are waiting right now. Please try again in a minute.',
    stopping: 'I am about to restart. Please ask again in a moment.',
    interrupted: 'I had to restart before I was done. Please ask again in a moment.',
    channel: 'In this server I answer only in certain channels:',
    role: 'In this server only members with certain roles may ask:',
    privateReplies: 'In this server my replies are for the asker alone, which needs a command: please use {ask}.',
    manageServer: 'This needs the permission Manage Server.',
    serverOnly: 'This works in a server only.',
    unknownCommand:
      'This command no longer exists. Your Discord may still be showing an old list; try again in a minute.',
    nothingToRead: 'I see no text in that message to search for.',
    late: 'This took so long that Discord no longer lets me answer in place, so here it is:',
  },
};

const ko: typeof en = {
  otherWays:
    '명령어 없이 저를 멘션하거나 다이렉트 메시지로 물어보셔도 돼요. 다른 사람이 쓴 메시지의 메뉴에서 앱 → ‘논문 찾기’를 고르면 그 내용과 관련된 논문을 찾아 드려요. 답변 아래 ‘스레드에서 이어가기’를 누르면 앞에서 나눈 이야기를 기억하고 답해요.',
  findPapers: '논문 찾기',
  cutHere: '디스코드 메시지 하나에 다 담기지 않아 여기까지만 보여 드려요.',
  video: '영상',
  picture: '그림',
  progress: {
    searching: '논문을 찾고 있어요…',
    reading: (papers) => `논문 ${papers}편을 읽고 있어요…`,
    writing: '답을 쓰고 있어요. 여기까지는 근거를 확인했어요.',
    started: '시작',
    cancel: '그만두기',
    cancelled: '말씀하신 대로 그만뒀어요.',
    notYours: '질문한 사람만 그만두게 할 수 있어요.',
    over: '이미 끝나서 그만둘 것이 없어요.',
  },
  thread: {
    open: '스레드에서 이어가기',
    welcome: (bot) =>
      `여기서 이어서 물어보시면 앞에서 나눈 이야기를 기억하고 답할게요. 저를 멘션하거나(@${bot}) 제 메시지에 멘션을 켠 채로 답장해 주셔야 제가 볼 수 있어요. {ask:질문} 명령어도 쓸 수 있어요.`,
    exists: '이미 열린 스레드가 있어요.',
    opened: '여기서 이어가요.',
    notHere: '여기에는 스레드를 열 수 없어요.',
    notAllowed: '이 채널에서 스레드를 열 권한이 저에게 없어요. 서버 관리자가 권한을 줄 수 있어요.',
    forgotten: '무슨 이야기였는지 이제 기억나지 않아요. 다시 물어봐 주세요.',
    untitled: '논문 이야기',
  },
  refused: {
    tooMany: (seconds) => `질문이 너무 잦아요. ${seconds}초 뒤에 다시 물어봐 주세요.`,
    serverTooMany: (seconds) => `지금 이 서버에서 질문이 너무 많이 들어왔어요. ${seconds}초 뒤에 다시 물어봐 주세요.`,
    busy: '지금 기다리는 질문이 아주 많아요. 1분쯤 뒤에 다시 물어봐 주세요.',
    stopping: '곧 다시 시작해요. 잠시 뒤에 다시 물어봐 주세요.',
    interrupted: '다시 시작하느라 답을 마치지 못했어요. 잠시 뒤에 다시 물어봐 주세요.',
    channel: '이 서버에서는 정해진 채널에서만 답해요.',
    role: '이 서버에서는 정해진 역할이 있어야 물어볼 수 있어요.',
    privateReplies:
      '이 서버에서는 답변을 질문한 사람에게만 보여 드려요. 멘션에는 그렇게 답할 수 없으니 {ask:질문} 명령어로 물어봐 주세요.',
    manageServer: '서버 관리하기 권한이 있어야 해요.',
    serverOnly: '서버에서만 쓸 수 있어요.',
    unknownCommand: '이제 없는 명령어예요. 디스코드에 예전 목록이 남아 있을 수 있으니 잠시 뒤에 다시 해 보세요.',
    nothingToRead: '그 메시지에는 검색할 글이 없어요.',
    late: '시간이 오래 걸려 제자리에 답할 수 없게 되어, 여기에 올려요.',
  },
};

const TEXTS: Readonly<Record<Language, typeof en>> = { en, ko };

/** What only the Discord front end says. */
export function discordTexts(language: Language): typeof en {
  return TEXTS[language];
}
