import type { en } from './en.ts';

/** 봇이 한국어로 하는 모든 말. */
export const ko: typeof en = {
  answer: {
    answered: '답변',
    extracts: '논문 요약에서 찾은 대목이에요',
    reason: {
      no_model: '글을 쓰는 언어 모델이 없어서, 요약에 있는 문장을 그대로 옮겼어요.',
      model_failed: '이번에는 언어 모델에서 쓸 만한 답을 받지 못해, 요약에 있는 문장을 그대로 옮겼어요.',
      unsupported: '언어 모델이 쓴 내용을 요약에서 확인할 수 없어, 요약에 있는 문장을 그대로 옮겼어요.',
      cap_reached: '오늘 쓸 수 있는 답변 한도를 다 써서, 요약에 있는 문장을 그대로 옮겼어요.',
      list: '요청하신 순서대로 논문마다 한 대목씩 요약에서 그대로 옮겼어요.',
    },
    summariesAreKorean: '요약은 한국어로 쓰여 있어 그대로 옮겼어요.',
    sources: '출처',
    alsoNear: '함께 볼 만한 논문',
    nearest: '가장 가까운 논문은 이런 것들이에요. 혹시 찾던 논문이 있나요?',
    understood: (parts) => `이렇게 이해했어요: ${parts}`,
    more: '논문 더 보기',
    passages: '근거 문장 보기',
    morePapers: '이 질문과 가까운 논문을 더 찾았어요',
    noMore: '이 질문과 가까운 논문은 여기까지예요.',
    passagesOf: '답변의 근거가 된 문장이에요',
    thanks: {
      up: '고마워요! 도움이 되었다니 기뻐요.',
      down: '알려 주셔서 고마워요. 남겨 주신 평가는 검색을 다듬는 데 쓸게요. 질문을 조금 바꿔서 다시 물어보셔도 좋아요.',
    },
  },
  refusal: {
    empty: 'AI 논문에 관해 물어봐 주세요. 주제, 방법, 이름, 어렴풋이 기억나는 내용 무엇이든 좋아요.',
    nothing_found: '맞는 논문을 찾지 못했어요. 다른 낱말을 쓰거나 기간과 조건을 넓혀 보세요.',
    weak_evidence: '이 질문에 분명히 답해 주는 논문을 찾지 못했어요. 짐작으로 답하지는 않을게요.',
    not_about_papers: '저는 AI 논문을 찾아 드리는 봇이라서, 이건 도와드리기 어려워요.',
    hello: '안녕하세요! 저는 AI 논문을 찾아 드리는 봇이에요.',
    thanks: '천만에요! 궁금한 논문이 있으면 언제든 물어봐 주세요.',
    notYet: (newest) =>
      `그 기간의 목록은 아직 올라오지 않았어요. 가장 최근 목록은 ${newest} 것이고, {today:오늘} 명령어로 볼 수 있어요.`,
    tooEarly: (oldest) => `그렇게 오래된 목록은 가지고 있지 않아요. 가장 오래된 목록은 ${oldest} 것이에요.`,
    whatICanDo:
      '어렴풋한 기억이나 주제, 이름으로 논문을 찾고, 요약을 근거로 질문에 답하고, 하루나 한 주 동안 추천을 많이 받은 논문을 보여 드릴 수 있어요. 자세한 건 {help:도움말}에 있어요.',
  },
  paper: {
    votes: '추천',
    listed: '목록에 오른 날',
    authors: '저자',
    andMore: (count) => `외 ${count}명`,
    andOthers: '외 여러 명',
    noAuthors: '적혀 있지 않아요',
    noVotes: '집계되지 않았어요',
    noBullets: '이 논문은 아직 요약이 없어요.',
    open: '논문 열기',
    huggingFace: 'Hugging Face',
    similar: '비슷한 논문',
    notFound: (typed) =>
      `‘${typed}’에 해당하는 논문을 찾지 못했어요. arXiv 번호(2401.10891)나 제목에 있는 낱말로 찾아보세요.`,
    notListed: (id) => `${id} 논문은 제가 가진 목록에 없어요. Hugging Face Daily Papers에 오른 논문만 알고 있어요.`,
    whichOne: (typed) => `‘${typed}’에 맞는 논문이 여럿이에요. 어느 논문을 찾으세요?`,
    picture: '그림',
    video: '영상',
  },
  today: {
    title: (day, count) => `${day} 논문 ${count}편 (추천 많은 순)`,
    notToday: (newest, today, days) =>
      days === 1
        ? `오늘(${today}) 목록은 아직 없어요. 어제(${newest}) 목록을 보여 드릴게요.`
        : `오늘(${today}) 목록은 아직 없어요. 가장 최근인 ${newest} 목록을 보여 드릴게요. ${days}일 전 것이에요.`,
    ahead: (newest, today) => `여기는 아직 ${today}인데, 가장 최근 목록은 벌써 ${newest} 것이에요.`,
    noList: (day) => `${day}에는 목록이 없어요.`,
    neighbours: (days) => `논문이 있는 가까운 날짜: ${days}`,
    nothingYet: '아직 논문이 하나도 없어요. 데이터 폴더에 일일 파일을 넣고 색인을 만들어 주세요.',
    weekdays: ['일요일', '월요일', '화요일', '수요일', '목요일', '금요일', '토요일'],
    page: (from, to, of) => `전체 ${of}편 가운데 ${from}–${to}`,
  },
  search: {
    title: (words) => `‘${words}’ 검색 결과`,
    titleOfAll: '검색 결과',
    weak: '뚜렷하게 맞는 논문은 없고, 가장 가까운 것들이에요.',
  },
  turning: {
    previous: '이전',
    next: '다음',
  },
  similar: {
    title: (paper) => `‘${paper}’ 논문과 비슷한 논문`,
    nothing: '비슷한 논문을 찾지 못했어요.',
  },
  trending: {
    title: (since, until) => `추천을 많이 받은 논문 (${since} ~ ${until})`,
    titleOf: (topic, since, until) => `‘${topic}’ 주제에서 추천을 많이 받은 논문 (${since} ~ ${until})`,
    moved: (newest) => `그 기간에는 아직 논문이 없어서, 가장 최근 목록(${newest})까지의 기간으로 보여 드려요.`,
    nothing: (since, until) => `${since}부터 ${until}까지는 논문이 없어요.`,
    nothingOn: (topic, since, until) => `${since}부터 ${until}까지 ‘${topic}’ 주제의 논문은 없어요.`,
  },
  help: {
    title: '이런 일을 할 수 있어요',
    intro:
      'AI 논문에 관해 한국어나 영어로 물어보세요. 주제, 방법, 이름, 어렴풋이 기억나는 내용 무엇이든 좋아요. 매일 올라오는 논문 요약에서 찾아 답하고, 출처를 모두 링크로 달아 드려요.',
    examplesTitle: '이렇게 물어보세요',
    examples: [
      'LLM 추론을 빠르게 하는 논문',
      '초안 모델 없이 다음 토큰 여러 개를 한꺼번에 맞히는 거 뭐였지',
      '지난주에 추천 많이 받은 논문',
    ],
    commandsTitle: '명령어',
    forManagers: '서버 관리자용',
    limits:
      '요약은 짧고 틀릴 수도 있으니, 중요한 일에는 링크를 따라가 원문을 확인해 주세요. 맞는 논문이 없으면 지어내지 않고 없다고 말할게요.',
  },
  status: {
    title: '상태',
    papers: '논문',
    passages: '요약 문장',
    days: '날짜',
    newest: '가장 최근 목록',
    daysAgo: (days) => (days <= 0 ? '오늘' : days === 1 ? '어제' : `${days}일 전`),
    embedder: '임베더',
    betterEmbedder: (model) => `임베딩 모델(${model})이 아직 준비되지 않았어요. 쓰려면:`,
    notCalibrated: '순위와 거절 기준이 아직 내장 임베더로 잰 값이에요. 지금 임베더로 다시 재려면:',
    model: '답변',
    noModel: '요약에서 그대로 옮김 (모델 없음)',
    index: '색인을 만든 때',
    started: '켜진 때',
    version: '버전',
  },
  problem: {
    day: (typed) => `‘${typed}’에서 날짜를 읽지 못했어요. 2024-01-22처럼 써 주세요.`,
    period: (since, until) => `기간의 끝(${until})이 시작(${since})보다 앞서 있어요.`,
    stale: '오래된 메시지의 버튼이라 무엇에 관한 것이었는지 잊었어요. 다시 물어봐 주세요.',
  },
  failure: {
    bad_config: '설정이 잘못된 곳이 있어요. 운영자가 기록에서 이유를 볼 수 있어요.',
    bad_input: '무슨 뜻인지 알아듣지 못했어요. 다르게 말해 주세요.',
    index_missing: '아직 찾아볼 논문이 없어요. 조금 뒤에 다시 해 주세요.',
    index_damaged: '논문 색인이 망가져서 다시 만들어야 해요. 운영자가 기록에서 방법을 볼 수 있어요.',
    index_foreign: '논문 색인이 다른 설정으로 만들어져 있어 다시 만들어야 해요. 운영자가 기록에서 방법을 볼 수 있어요.',
    not_found: '찾지 못했어요.',
    unavailable: '필요한 서비스가 지금 응답하지 않아요. 잠시 뒤에 다시 해 주세요.',
    over_limit: '한꺼번에 너무 많아요. 잠시 뒤에 다시 해 주세요.',
    cancelled: '끝나기 전에 멈췄어요.',
    internal: '제 쪽에서 문제가 생겼어요. 다시 해 보고, 계속되면 운영자에게 알려 주세요.',
  },
};
