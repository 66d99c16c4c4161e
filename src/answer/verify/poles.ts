/** A pair of opposites: which pole a clause stands on says what it claims. */
interface Axis {
  readonly name: string;
  readonly up: RegExp;
  readonly down: RegExp;
}

const AXES: readonly Axis[] = [
  {
    name: 'speed',
    up: /빠르|빨라|빠른|빨랐|빠릅|고속|\bfast(?:er)?\b|\bquick|\bspeed ?up|\bspeeds up|\baccelerat/iu,
    down: /느리|느려|느린|느립|더디|\bslow/iu,
  },
  {
    name: 'amount',
    up: /키우|키워|키운|키울|늘리|늘려|늘어|늘었|늘립|증가|높이|높아|높였|높습|높았|높인|올라가|커지|커졌|많이 [듭드]|\bincreas|\bgrow|\brises?\b|\braise|\bhigher\b/iu,
    down: /줄[어이였입일인었고]|감소|없애|없앤|없앨|없앱|없앴|덜어|걷어|\bremov|\beliminat|낮추|낮췄|낮아|낮춥|낮습|낮았|아끼|아낍|아껴|아낄|아낀|절약|적게 [듭드]|덜 [드들듭]|단축|\breduc|\bdecreas|\bdrops?\b|\bfalls?\b|\bfell\b|\blower(?:s|ed|ing)?\b|\bsav(?:e|es|ing)\b|\bcut(?:s|ting)?\b|\bshrink|\bshorten/iu,
  },
  {
    name: 'quality',
    up: /좋[아았습은고]|나아[졌집지진]|나은|뛰어[나난났]|앞섰|앞서|앞선|앞질|앞지|개선|향상|우수|유지|지키|지킨|지켜|안정|통했|통합니|이겼|선두|최고|\bbetter\b|\bimprov|\boutperform|\bbeats?\b|\bsurpass|\bstrong|\bkeep(?:s|ing)?\b|\bpreserv|\bmaintain|\bretain|\brobust|\bgenerali[sz]e|\bwell\b|\bexcel|\bled\b|\bworks?\b|\bintact\b/iu,
    down: /나쁘|나빠|떨어[지졌집질]|저하|망가|무너|뒤지|뒤졌|뒤처|못 미[치칩쳤]|해치|해칩|잃[었는고습]|손상|약화|실패|\bworse|\bdegrad|\bfail|\bfalls? short|\bunderperform|\bhurt|\blos(?:e|es|ing|t)\b|\bcollaps|\binferior|\bdamag|\bbreaks? down|\bdeteriorat|\bat the (?:cost|expense) of\b|희생|\bsacrific/iu,
  },
  {
    name: 'plenty',
    up: /많[은고습았이]|풍부|넉넉|방대|\bplentiful|\babundant|\bmassive|\blots of\b|\bmany\b|\bmore (?!than \d)/iu,
    down: /적은|적고|적습|적게|부족|모자라|드물|\bscarce|\bfew(?:er)?\b|\blittle\b|\black|\blimited\b|\bless\b/iu,
  },
  {
    name: 'distance',
    up: /가까|\bnear(?:er|by)?\b|\bclose(?:r)?\b/iu,
    down: /멀[리고어]|먼 |아주 멀|\bfar(?:ther)?\b(?! (?:less|more|fewer|better|faster|larger|smaller|higher|lower)\b)|\bdistant/iu,
  },
  {
    name: 'exactness',
    up: /정확하게|정확히|그대로 계산|\bexact(?:ly)?\b/iu,
    down: /근사(?!치)|어림|\bapproximat(?:es?|ed|ion|ing)\b/iu,
  },
  { name: 'clarity', up: /또렷|선명|뚜렷|\bsharp|\bcrisp/iu, down: /흐려|흐릿|뭉개|\bblur/iu },
  {
    name: 'price',
    up: /비싸|비싼|비쌉|값비싼|\bexpensive|\bcostly/iu,
    down: /값싸|값싼|싸게|저렴|저비용|적은 비용|낮은 비용|\bcheap|\binexpensive|\blow cost|\blow-cost|\baffordab/iu,
  },
  {
    name: 'at once',
    up: /한꺼번에|여러 개씩|동시에|\bat once\b|\bsimultaneously|\bseveral at a time/iu,
    down: /하나씩|한 개씩|차례대로|\bone at a time|\bone by one/iu,
  },
  {
    name: 'kind',
    up: /비자기회귀|비 자기회귀|\bnon-?autoregressive/iu,
    down: /(?<!비)(?<!비 )자기회귀|(?<!non-)(?<!non)\bautoregressive/iu,
  },
  {
    name: 'bias',
    up: /치우[쳐친]|편향되|편향적|\bbiased|\bskewed/iu,
    down: /치우치지 않|편향 없|\bunbiased|\bbalanced/iu,
  },
  {
    name: 'newness',
    up: /처음부터 |밑바닥부터|\bfrom scratch/iu,
    down: /이미 있는|이미 나와|되살려|재사용|사전 학습|\bpretrained|\breus/iu,
  },
  {
    name: 'one for all',
    up: /하나로|하나에|단일|\bsingle\b|\bunified\b/iu,
    down: /따로|각각|별도|\bseparate(?:ly)?\b/iu,
  },
  { name: 'evenness', up: /고르게|균일|\buniform|\beven(?:ly)\b/iu, down: /들쭉날쭉|\buneven|\binconsisten/iu },
  {
    name: 'before',
    up: /기 전에|이전에|\bbefore\b|\bprior to\b/iu,
    down: /[ㄴ은]?\s[뒤후]에|이후|\bafter(?:wards)?\b/iu,
  },
  {
    name: 'share',
    up: /모두|전부|\ball\b|\bentire(?:ly)?\b/iu,
    down: /[가-힣]만\s|일부|뿐\s?(?:입니다|이)|\bonly\b|\bpart(?:s|ly)? of\b/iu,
  },
  {
    name: 'training',
    up: /다시 학습|새로 학습|[함같][께이] (?:학습|가르)|갱신|업데이트|\bupdat(?:es?|ed|ing)\b|\bretrain/iu,
    down: /얼[려린리]|고정|\bfrozen\b|\bfreez/iu,
  },
  { name: 'alike', up: /비슷|유사|\bsimilar|\balike\b/iu, down: /다르|다른|달라|달랐|\bdiffer/iu },
  { name: 'roughness', up: /거칠|거친|\brough/iu, down: /매끄|매끈|\bsmooth/iu },
  { name: 'length', up: /(?<![가-힣])[긴길](?![잡이을])|\blong(?:er|est)?\b/iu, down: /짧|\bshort(?:er|est)?\b/iu },
  {
    name: 'ease',
    up: /쉽[게고습]|쉬[운워웠]|손쉽|\beas(?:y|ily|ier)\b/iu,
    down: /어렵|어려[운워웠]|힘[든들]|까다|\bdifficult|\bhard(?:er)?\b/iu,
  },
  { name: 'strength', up: /강[한하해력]|강력|\bstrong(?:er|ly)?\b/iu, down: /약[한하해](?!$)|\bweak/iu },
  { name: 'density', up: /촘촘|조밀|빽빽|\bdens/iu, down: /듬성|희소|성긴|\bspars/iu },
];

/** Whether a word is the pole of some axis: it says what is claimed, not of what. */
export function isPole(word: string): boolean {
  return AXES.some(({ up, down }) => up.test(word) || down.test(word));
}

/** Where a text stands on each axis. */
export type Stance = ReadonlyMap<string, { readonly up: boolean; readonly down: boolean }>;

/**
 * Reads the poles a text names, a denied one as its opposite (`일반화 능력도 떨어지지 않았습니다` stands on the good side).
 *
 * @param denied the words of the text that it denies.
 */
export function stanceOf(text: string, denied: ReadonlySet<string>): Stance {
  const stance = new Map<string, { up: boolean; down: boolean }>();
  for (const { name, up, down } of AXES) {
    const [affirmedUp, deniedUp] = occurrences(text, up, denied);
    const [affirmedDown, deniedDown] = occurrences(text, down, denied);
    const here = { up: affirmedUp || deniedDown, down: affirmedDown || deniedUp };
    if (here.up || here.down) stance.set(name, here);
  }
  return stance;
}

/** Axes on which a claim stands on one side and its source on the other alone. */
export function opposed(claim: Stance, source: Stance): string[] {
  return [...claim]
    .filter(([name, mine]) => {
      const theirs = source.get(name);
      if (!theirs || (mine.up && mine.down)) return false;
      return mine.up ? theirs.down && !theirs.up : theirs.up && !theirs.down;
    })
    .map(([name]) => name);
}

const DENIED_BEFORE = /(?:^|\s)(?:안|못|덜)\s$/u;

const global = new WeakMap<RegExp, RegExp>();

/** The same pattern, to be met more than once. */
function everywhere(pattern: RegExp): RegExp {
  let found = global.get(pattern);
  if (!found) {
    found = new RegExp(pattern.source, `${pattern.flags}g`);
    global.set(pattern, found);
  }
  return found;
}

function occurrences(text: string, pattern: RegExp, denied: ReadonlySet<string>): [affirmed: boolean, denied: boolean] {
  let [affirmed, refused] = [false, false];
  if (!pattern.test(text)) return [false, false];
  for (const match of text.matchAll(everywhere(pattern))) {
    // The match may begin within a word (`비자기회귀`) and end in one; the whole words are what is denied.
    const from = text.slice(0, match.index).search(/[^\s.,;:()]*$/);
    const whole = /^[^\s.,;:()]*/.exec(text.slice(from))![0].toLowerCase();
    if (denied.has(whole) || DENIED_BEFORE.test(text.slice(0, from))) refused = true;
    else affirmed = true;
  }
  return [affirmed, refused];
}
