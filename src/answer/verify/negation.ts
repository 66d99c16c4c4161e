import type { Word } from '../../text.ts';

/** The word that is denied itself; one within the reach of the denial; one that is only said to be less so. */
export type Denial = 'head' | 'reach' | 'less';

/** Words after an English `not` or `without` that it denies; words of one or two letters do not count. */
const REACH = 4;

const DENIES_AFTER = new Set(
  (
    'not never cannot without no neither nor lack lacks lacking hardly barely rarely unable fail fails failed ignore ignores ignored ignoring disregard disregards neglect neglects ' +
    'isn aren wasn weren doesn don didn won couldn wouldn shouldn hasn haven'
  ).split(' '),
);
const DENIES_BEFORE = new Set('unavailable absent missing unnecessary impossible unneeded'.split(' '));
/** Words at which an English denial ends. */
const ENGLISH_STOPS = new Set(
  'and but while for in on at with from because which that when if so as to by only just than are is was were be been'.split(
    ' ',
  ),
);
/** A loss that is denied affirms what is not lost: `without hurting quality`, `화질을 해치지 않고`. */
const LOSS =
  /^(?:los(?:e|es|ing|s)|hurt(?:s|ing)?|degrad|sacrific|compromis|harm|damag|reduc(?:es|ing)|worsen|해치|해침|잃|떨어[지뜨트]|저하|희생|손상|손실|가리|구분하|상관|관계)/;
/** Verbs whose object is said with a preposition: `does not extend to [graphs]`. */
const PREPOSITIONAL = /^(?:to|for|on|with|from|in|at)$/;
/** Verbs that say no themselves, of what is before them. */
const PREVENTS = /^(?:막[아는으습힙았]|방지|피[하해합한했])/;
/** Verbs that say nothing themselves (`두지 않고`, `쓰지 않고`): all of what they govern is denied. */
const LIGHT_VERB = /^(?:두|쓰|하|되|있|필요하|가지|주|받|요구하|사용하|거치)지/;
/** What stands between a denial and the word it is about. */
const PASSED_OVER =
  /^(?:따로|별도로?|굳이|더|또|새로|미리|함께|거의|잘|크게|쉽게|다시|(?:것|수|필요|일|적)(?:이|가|은|는|도)?)$/;
/** `하기보다`, `모으기보다`; not `편집기보다`, `크기보다`. */
const RATHER = /(?:하|되|으|우|이|리|추|주|내|오|가|보|쓰|받|들)기보다는?$|^자체보다는?$/;
/** `바뀌어도`, `없어도`: what follows holds all the same. */
const EVEN_IF = /[가-힣](?:어도|아도|여도|해도|려도|더라도)$/;
/** `없는`, `없이`, `없습니다`; not the verb 없애다 and not `없어도 되는`. */
const NOTHING = /^없(?!애|앤|앨|앱|앴|어[지져졌진도])/;

/**
 * The words of a clause that it denies: `without [extra training]`, `[따로 학습]하지 않고`, `[정답]이 없는`. A rule of
 * thumb, in which a few words too many do no harm: what counts is whether claim and source differ.
 */
export function denials(text: string, found: readonly Word[]): ReadonlyMap<number, Denial> {
  const denied = new Map<number, Denial>();
  const deny = (at: number, how: Denial): void => {
    if (denied.get(at) !== 'head') denied.set(at, how);
  };
  const after = (at: number, sure: boolean): void => {
    for (let next = at + 1, taken = 0; next < found.length && taken < REACH; next++) {
      const word = found[next]!;
      // `they fail in practice` denies nothing.
      if (next === at + 1 && /^(?:in|when|if|under)$/.test(word.surface) && /^fail/.test(found[at]!.surface)) return;
      if (taken > 0 && ENGLISH_STOPS.has(word.surface) && !(taken === 1 && PREPOSITIONAL.test(word.surface))) return;
      deny(next, sure && taken === 0 && word.surface.length > 2 ? 'head' : 'reach');
      if (LOSS.test(word.surface)) return;
      if (word.surface.length > 2) taken++;
    }
  };
  const before = (at: number, reach: number, sure = true): void => {
    let head = sure;
    for (let last = at - 1, taken = 0; last >= 0 && taken < reach; last--) {
      const { script, surface, base } = found[last]!;
      deny(last, head ? 'head' : 'reach');
      if (script !== 'hangul' || surface.length < 2) continue; // a term repeated in Latin letters, or its particle
      taken++;
      if (LOSS.test(surface)) return;
      if (LIGHT_VERB.test(surface) || PASSED_OVER.test(surface)) denied.set(last, 'reach');
      // A noun without a particle before the head belongs to it: `초안 모델`.
      else if (
        !(head && found[last - 1]?.script === 'hangul' && found[last - 1]?.base === found[last - 1]?.surface && base)
      )
        head = false;
    }
  };
  for (const [at, { surface }] of found.entries()) {
    const [last, next] = [found[at - 1]?.surface ?? '', found[at + 1]?.surface ?? ''];
    if (DENIES_AFTER.has(surface)) {
      // `not only`, `not just`: what follows is affirmed.
      // `no inference latency`: which word of the row is meant is not known.
      if (!/^(?:only|just|merely|simply)$/.test(next)) after(at, surface !== 'no');
    } else if (surface === 'too' && found.slice(at + 2, at + 4).some((word) => /^(?:for|to)$/.test(word.surface))) {
      after(at, false);
    } else if (surface === 'non') {
      deny(at + 1, 'head');
    } else if (surface === 'unseen') {
      deny(at, 'head');
    } else if (surface === '처음' && /^보/.test(next)) {
      deny(at + 1, 'head');
    } else if (EVEN_IF.test(surface) && !/^(?:않|못|없)/.test(surface)) {
      deny(at, 'reach');
    } else if (DENIES_BEFORE.has(surface)) {
      for (let back = at - 1; back >= Math.max(0, at - REACH); back--) deny(back, 'reach');
    } else if (surface === 'free' && at > 0 && /-free\b/i.test(text)) deny(at - 1, 'head');
    else if (/^(?:instead|rather)$/.test(surface) && /^(?:of|than)$/.test(next)) after(at + 1, false);
    else if (/^(?:않|못하|못했|못합|못한)/.test(surface)) before(at, LIGHT_VERB.test(last) ? 5 : 3);
    else if (/지(?:는|도|를)?않/.test(surface)) deny(at, 'head');
    else if (/^없이/.test(surface)) before(at, 3);
    // `없는 말을 지어낸다` denies nothing that stands before it.
    else if (surface === '없는' && /^(?:말|것)/.test(next)) continue;
    else if (NOTHING.test(surface)) before(at, PASSED_OVER.test(last) ? 4 : 1);
    else if (/^(?:안|못)$/.test(surface)) deny(at + 1, 'head');
    else if (/^(?:덜|less)$/.test(surface)) deny(at + 1, 'less');
    else if (/^아니/.test(surface) && /(?:뿐|뿐만|만)$/.test(last))
      continue; // `뿐 아니라`: not only
    else if (/^(?:아니|아닌|무시하|무시한|무시합|무시했|배제)/.test(surface)) before(at, 2);
    // `빠른 대신` weighs two sides; `미분하는 대신` denies one.
    else if (/^대신(?:에|$)/.test(surface) && !/(?:른|은|큰|긴|싼|운|린|진|한)$/.test(last)) before(at, 3, false);
    else if (PREVENTS.test(surface)) before(at, 3, false);
    else if (RATHER.test(surface)) {
      deny(at, 'reach');
      before(at, 2, false);
    } else if (/^(?:불필요(?:하다|합|해|했)|필요없)/.test(surface)) before(at, 2);
  }
  return denied;
}
