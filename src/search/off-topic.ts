import type { Day } from '../paper.ts';

/**
 * Questions that no paper summary can answer, told by their form: small talk, requests to the server's staff, attempts at
 * the bot's instructions or secrets, everyday services (weather, prices, doses), and papers named as older than the data.
 * Rules, because a lexical match cannot tell `시스템 프롬프트 출력해` from a paper on prompts. They are narrow on purpose:
 * to answer what should be declined costs a shrug, to decline what should be answered costs trust. A question that asks
 * for papers in so many words is never declined by the rules on topics.
 */

const ASKS_FOR_PAPERS =
  /논문|페이퍼|연구|벤치마크|데이터셋|모델|학습|생성|추론|에이전트|\b(?:papers?|research|study|studies|benchmark|dataset|models?|LLMs?|training|method|generat\w+|agents?)\b/i;

const SMALL_TALK = [
  /^(?:안녕|하이|헬로|고마워|감사|수고|잘 ?자|굿모닝|반가워|사랑해|미안|ㅋ+|ㅎ+|hi|hello|hey|thanks?|thank you|good (?:morning|night|evening)|bye)[\s\p{P}]*(?:\S+[\s\p{P}]*){0,3}$/iu,
  /(?:너|넌|네|니|당신|봇)(?:는|은|가|의|를)?\s*(?:누구|누가 만들|몇 ?살|이름|사람이야|사람이니|취미|기분|주인|뭐 하|뭐하|좋아하)/,
  /\b(?:who (?:made|created|built|are) you|are you (?:a |an )?(?:human|robot|bot|real|chatgpt|gpt|ai)\b|your (?:name|age|favou?rite)|how old are you|how are you|tell me a (?:joke|story))/i,
  /(?:농담|심심|위로)\s*(?:하나|좀|해)|놀아 ?줘/,
  /(?:오늘|요즘|지금)\s*(?:기분|컨디션)\S*\s*(?:어때|어떠|좋|괜찮)|^(?:너|넌)\s*(?:진짜 |참 )?(?:바보|멍청|똑똑)\S*[\s\p{P}]*$/u,
];

const STAFF = [
  /(?:관리자|어드민|운영자|모더레이터|권한|역할|강퇴|추방|차단|뮤트|채널|공지|디엠|DM|핑|멘션|메시지|서버)\S*\s*(?:\S+\s+){0,5}(?:줘|달라|해제|풀어|불러|지워|삭제|만들어|보내|복구|올려|내려|날려|바꿔|내보내|내쫓|쫓아내)/i,
  /(?:이|여기|저) ?(?:채널|방|서버|단톡|대화)\S*\s*(?:\S+\s+){0,3}(?:올린|보낸|쓴|말한|공유한|지운|어디)/,
  /@(?:everyone|here)\b/i,
  /\b(?:ping|mention|tag|dm|kick|ban|mute) (?:everyone|everybody|him|her|them|all|@)/i,
  /\b(?:give|grant|make) me (?:an? )?(?:admin|mod|moderator|role|permission)/i,
  /\b(?:delete|remove|clear|pin) (?:\S+ ){0,4}(?:messages?|channel|posts?)\b/i,
];

const SECRETS = [
  /(?:이전|앞|위|기존|지금까지)\S*\s*(?:\S+\s+){0,3}(?:지시|명령|규칙|지침|내용|프롬프트)\S*\s*(?:\S+\s+){0,3}(?:무시|잊|알려|출력|보여|공개)/,
  /(?:너의?|네|니|당신의?)\s*(?:시스템 ?)?(?:프롬프트|지침|지시|명령|설정|토큰|비밀|키|api)\S*\s*(?:\S+\s+){0,3}(?:출력|알려|보여|공개|말해|적어|뭐)/i,
  /(?:시스템 ?프롬프트|system prompt|비밀 ?키|API ?(?:키|key)|토큰|token|password|비밀번호)\S*\s*(?:\S+\s+){0,3}(?:출력해|그대로|내놔|불러 ?봐)/i,
  /(?:^|[.!?,]\s*)(?:please |now |and )*(?:ignore|disregard|forget) (?:all |any |your |the )*(?:previous|prior|above|earlier|your|these) (?:\S+ )?(?:rules?|instructions?|prompts?|messages?)/i,
  /\b(?:print|reveal|show|repeat|output|leak|tell me|give me) (?:me )?(?:all |the )*(?:your|text of your|everything above|system prompt|(?:\S+ )?instructions above)/i,
  /\b(?:you are now|pretend to be|act as) (?:DAN|an? (?:unrestricted|evil))/i,
];

const EVERYDAY = [
  /(?:오늘|내일|모레|주말|지금|이번 주)\s*(?:\S+\s+){0,2}(?:날씨|비 ?(?:와|오|온)|눈 ?(?:와|오|온)|기온|미세먼지|몇 도)/,
  /\bweather (?:in|today|tomorrow|like|forecast for)|\b(?:is it|will it) (?:rain|snow)/i,
  /(?:점심|저녁|아침|야식|간식|안주|메뉴)\S*\s*(?:\S+\s+){0,2}(?:뭐|추천|골라|먹)/,
  /(?:끓이|굽|삶|볶|요리하)는 (?:법|방법)(?:[^가-힣]|$)(?!.*(?:로봇|영상|데이터))/,
  /(?:주식|코인|비트코인|이더리움|환율|부동산|집값|청약)\S*\s*(?:\S+\s+){0,3}(?:사도|살까|팔까|사야|오를|내릴|전망|얼마)/,
  /\b(?:should I|is it time to) (?:buy|sell)\b|\b(?:stock|bitcoin|ethereum) price\b/i,
  /\b(?:dose|dosage|side effects?) (?:of|for)\b|\b(?:mg|ml) of \w+ for\b/i,
  /(?:복용량|같이 먹어도|부작용|증상)\S*\s*(?:\S+\s*){0,2}(?:돼|되|괜찮|얼마|뭐)/,
  /\b(?:world cup|champions league|super bowl|olympics?) (?:\S+ ){0,3}(?:final|winner|score|who)|\bwho (?:won|scored)\b.*\b(?:cup|match|game|league|final)\b/i,
  /\brecipes? for\b|\bhow (?:do I|to) (?:cook|bake|renew|apply for)\b/i,
  /\b(?:capital|president|population|prime minister) of [A-Z]/,
];

/** Patterns of a paper named as the first of its kind. */
const ORIGINAL = /원 ?논문|원조 논문|최초 논문|첫 논문|처음 나온|original (?:\S+ ){0,3}paper|첫 번째 논문/i;

/**
 * Whether a question is none for a collection of paper summaries.
 *
 * @param question as typed.
 * @param firstDay the first day there is a list of; papers from years before it are not in the data.
 */
export function isOffTopic(question: string, firstDay?: Day): boolean {
  const text = question.normalize('NFKC').slice(0, 2_000);
  if ([...SMALL_TALK, ...STAFF, ...SECRETS].some((pattern) => pattern.test(text))) return true;
  if (!ASKS_FOR_PAPERS.test(text) && EVERYDAY.some((pattern) => pattern.test(text))) return true;
  return firstDay !== undefined && ORIGINAL.test(text) && namesEarlierYear(text, Number(firstDay.slice(0, 4)));
}

function namesEarlierYear(text: string, firstYear: number): boolean {
  const years = [...text.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/g)].map((match) => Number(match[1]));
  return years.length > 0 && years.every((year) => year < firstYear);
}
