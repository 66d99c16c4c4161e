import { describe, expect, it } from 'vitest';
import { GlossaryMatcher, parseGlossary } from '../../src/search/glossary.ts';
import { words } from '../../src/text.ts';

const GLOSSARY = `# comment

확산 모델 | 디퓨전 | diffusion model
언러닝 | 잊게 만드~ | machine unlearning
움직이~ | 애니메이션 | animation
음성 합성 | text to speech | TTS
추천 시스템 | recommender system
`;

const concepts = parseGlossary(GLOSSARY, 'test.txt');
const matcher = new GlossaryMatcher(concepts);
const met = (text: string) => [...new Set(matcher.match(words(text)).map(({ concept }) => concept))];

describe('parseGlossary', () => {
  it('reads terms and remembers where they stand', () => {
    expect(concepts).toHaveLength(5);
    expect(concepts[1]).toEqual({ terms: ['언러닝', '잊게 만드~', 'machine unlearning'], file: 'test.txt', line: 4 });
  });

  it('names file and line of what is no concept', () => {
    expect(() => parseGlossary('하나 | 둘\n혼자\n', 'mine.txt')).toThrow(/mine\.txt:2: expected at least two terms/);
    expect(() => parseGlossary('하나 | | 셋', 'mine.txt')).toThrow(/mine\.txt:1/);
  });
});

describe('GlossaryMatcher', () => {
  it('meets terms through particles, inflection, case and hyphens', () => {
    expect(met('디퓨전을 빠르게')).toEqual([0]);
    expect(met('Diffusion-Models for everyone')).toEqual([0]);
    expect(met('Text-to-Speech')).toEqual([3]);
  });

  it('meets stems in any conjugation, in phrases too', () => {
    expect(met('움직이게 하는')).toEqual([2]);
    expect(met('데이터를 잊게 만드는 방법')).toEqual([1]);
    expect(met('잊게 좀 만들어')).toEqual([]);
    expect(met('잊게 좀 만드는')).toEqual([1]);
  });

  it('meets Korean compounds written together or inside longer words', () => {
    expect(met('음성합성')).toEqual([3]);
    expect(met('다국어음성합성기')).toEqual([3]);
    expect(met('추천시스템을')).toEqual([4]);
  });

  it('wants phrases in order and near', () => {
    expect(met('모델이 확산되었다')).toEqual([]);
    expect(met('speech to text')).toEqual([]);
    expect(met('확산 과 아무 상관 없는 모델')).toEqual([]);
  });

  it('says which words it covers', () => {
    const [match] = matcher.match(words('아주 좋은 확산 모델'));
    expect(match).toEqual({ concept: 0, term: '확산 모델', positions: [2, 3] });
  });

  it('meets no term that is a piece of another word, where whole words are wanted', () => {
    const own = new GlossaryMatcher(
      parseGlossary('테이블 | table\n드라마 | drama\n음성합성 | speech synthesis', 'x.txt'),
    );
    const strict = (text: string) => [...new Set(own.match(words(text), true).map(({ concept }) => concept))];
    for (const text of ['스테이블 디퓨전', '코드라마', '드라마틱한 변화']) expect(strict(text), text).toEqual([]);
    expect(own.match(words('스테이블'))).toHaveLength(1);
    expect(strict('다국어음성합성기')).toEqual([2]);
    expect(strict('드라마를 테이블에서')).toEqual([1, 0]);
  });
});
