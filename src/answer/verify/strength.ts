import type { Sentence } from './reading.ts';

/**
 * Words by which a sentence claims more than a passage may say: how sure, how general, how unequalled. A sentence that
 * uses one needs a passage that uses one of the same sort.
 */
interface Strength {
  readonly name: string;
  readonly claim: RegExp;
  readonly source: RegExp;
}

const STRENGTHS: readonly Strength[] = [
  {
    name: 'all',
    claim:
      /(?<!(?:almost|nearly|hardly|scarcely|barely|without|not|first of|after|at) )\b(?:all|every|everything|everyone|everywhere|anything|anyone|anywhere|any|always|never|whatever|universally|entirely|every time)\b|모든|항상|언제나|어디서나|어디에서나|누구나|무엇이든|무슨 일이|아무리|절대로?|빠짐없이|예외 없이|[가-힣] 모두(?=에서|의|를|가|\s)|(?:어떤|어느)\s[가-힣]+(?:이든|든|에서든|에서나|에서도|에도|이라도|라도)|어떤 [가-힣]+이 [가-힣]+도/iu,
    source:
      /모든|모두|늘|항상|언제나|매번|누구나|어디에나|어디서나|어떤|아무|마다|전부|가리지 않|전혀|통째|도 (?:쓰지|없)|상관없이|관계없이|두루|고르게|끝없|\b(?:all|every|any|always|never|each|regardless|whole|both)\b/iu,
  },
  {
    name: 'best',
    claim:
      /\bbest\b|\bstate[- ]of[- ]the[- ]art\b|\bsota\b|\bunmatched\b|\bunrivalled\b|\bnumber one\b|\brecord\b|\b(?:fastest|highest|strongest|largest|most (?:accurate|efficient|powerful|capable))\b|최고|최강|가장|제일|최신 기록|신기록|압도적|독보적|비할 데 없/iu,
    source:
      /최고|최첨단|최신|최대|가장|제일|선두|으뜸|신기록|기록을|\bbest\b|\b(?:hard|high|larg|fast|strong|bigg|great|cheap|small|low|long|deep)est\b|\bmost\b|\brecord\b|\bstate[- ]of[- ]the[- ]art\b|\bSOTA\b|1위|최상/iu,
  },
  {
    name: 'first',
    claim:
      /\b(?:the )?first (?:\w+[- ]){0,3}(?:to|algorithm|method|model|system|framework|approach|schedule|work|study)\b|\bpioneer|최초|세계 첫|처음으로/iu,
    source: /최초|첫|처음|\bfirst\b/iu,
  },
  {
    name: 'only',
    claim:
      /\bthe only\b|\bonly (?:works?|when|if|with|in|on|for|one)\b|\bsolely\b|\bexclusively\b|유일|오직|오로지|에서만|때만|에만|으로만/iu,
    source: /유일|오직|오로지|만으로|[가-힣]만\s|뿐|\bonly\b|한 번만|일부만|두면|되면/iu,
  },
  {
    name: 'certain',
    claim:
      /\bguarantee|\bprove[sdn]?\b|\bperfect|\bcompletely\b|\bflawless|\bexactly\b|\bimpossible\b|\bundoubtedly\b|\bdefinitely\b|\bzero (?:loss|errors?)\b|완벽|완전히|보장|증명|확실히|반드시|틀림없|한 치의/iu,
    source: /완벽|완전|보장|증명|확실|반드시|정확|그대로|통째|\bguarantee|\bprove|\bperfect|\bexact/iu,
  },
];

/** The sorts of strength that a sentence claims and no passage bears out. */
export function overstated(sentence: string, source: string): string[] {
  const said = source.toLowerCase();
  return STRENGTHS.filter(({ claim, source: allowed }) => {
    const word = claim.exec(sentence)?.[0];
    return word !== undefined && !allowed.test(source) && !said.includes(word.toLowerCase());
  }).map(({ name }) => name);
}

/** What a sentence says the utmost of. */
export interface Utmost {
  /** The words after the strong one and before it, the nearest first. */
  readonly of: string;
  /** Sentences of the source that say something of the same strength. */
  readonly strong: readonly Sentence[];
}

/** Words on each side of a strong one that it may be said of. */
const REACH = 4;

/** What a sentence says `all`, `best`, `first` or `only` of where its source says so of something. */
export function utmosts(sentence: string, source: readonly Sentence[]): Utmost[] {
  return STRENGTHS.filter(({ name }) => name !== 'certain').flatMap(({ claim, source: allowed }) => {
    const found = claim.exec(sentence);
    const strong = source.filter(({ text }) => allowed.test(text));
    if (!found || strong.length === 0) return [];
    const after = sentence
      .slice(found.index + found[0].length)
      .trim()
      .split(/\s+/)
      .slice(0, REACH);
    const before = sentence
      .slice(0, found.index)
      .trim()
      .split(/\s+/)
      .slice(-REACH / 2);
    return [{ of: [...after, ...before].join(' '), strong }];
  });
}

/** What is only tried, planned or hoped for; a claim may say so in more words. */
const HOPED = /시도|내다[보봅]|전망|기대(?:합|됩|한)|\b(?:attempts? to|expects?|hopes?|plans? to|future work)\b/iu;
const HEDGED =
  /려는|려고|하려|시도|목표|내다[보봅]|기대|전망|앞으로|예정|가능성|수 있|\b(?:aim|attempt|try|tries|expect|hope|plan|future|goal|can|could|may|might|potential|toward|seek|meant|intend|automat)/iu;

/** Whether a clause says as a fact what its source only hopes for. */
export function unhedged(claim: string, source: string): boolean {
  return HOPED.test(source) && !HEDGED.test(claim);
}
