import type { Embedder } from '../embed/port.ts';
import type { Paper } from '../paper.ts';
import { words } from '../text.ts';
import type { Analyzer } from './analyzer.ts';
import { type Calibration, confidenceFeatures, confidenceOf, DEFAULT_CALIBRATION } from './confidence.ts';
import { favourCoverage } from './coverage.ts';
import { fuse } from './fusion.ts';
import { Lexicon, type WeightedTerm } from './lexicon.ts';
import { favourNamed, isCalled } from './named.ts';
import { demoteRepeats } from './near-duplicates.ts';
import { compareListed, orderOnTopic, type Ranked } from './order.ts';
import { NOTHING, type Without } from './parts.ts';
import type { Evidence, PaperHit, Query } from './query.ts';
import { type Candidate, explainLexical, type Segment, SegmentSearch } from './segment.ts';
import { top } from './top.ts';

/** Papers taken from the lexical list and passages from the vector list, over all segments. */
const LEXICAL_DEPTH = 120;
const VECTOR_DEPTH = 120;
/** Terms of a whole text that are searched for. */
const TELLING = 60;
const NO_VECTOR = 0;
/**
 * What is left of the score of a paper whose summary does not speak of its title. Only its title is to be trusted, but people
 * who read the summary ask by its words: less than this loses more of them than it keeps out.
 */
const MISMATCHED = 0.8;

/** What a retrieval gives, before it is dressed as a {@link SearchResult}. */
export interface Retrieval {
  readonly hits: readonly PaperHit[];
  /** 0 to 1; compare with the calibration's threshold. */
  readonly confidence: number;
  /** What the confidence was judged by, for calibration; see `confidenceFeatures`. */
  readonly features?: readonly number[];
  /** True when the question gave nothing to search for. */
  readonly empty: boolean;
  /** How many papers pass the filters, where they are listed by filters and order alone. */
  readonly total?: number;
}

export interface RetrieverOptions {
  /** Parts taken out, to measure what they are worth. Default none. */
  readonly without?: Without;
  /** Mean cosine of two passages of the index, from which cosines are counted; see `aboveChance`. Default 0. */
  readonly chance?: number;
}

/** What a word that the title has counts among the bullets of its paper. */
const IN_TITLE = 0.1;

/** Hybrid retrieval over segments: lexical and vector lists, fused, grouped by paper, filtered. */
export class Retriever {
  readonly #segments: readonly Segment[];
  readonly #embedder: Embedder;
  readonly #analyzer: Analyzer;
  readonly #lexicon: Lexicon;
  readonly #calibration: Calibration;
  readonly #chance: number;
  readonly #without: Without;

  constructor(
    segments: readonly Segment[],
    embedder: Embedder,
    analyzer: Analyzer,
    calibration: Calibration = DEFAULT_CALIBRATION,
    options: RetrieverOptions = {},
  ) {
    this.#segments = segments;
    this.#embedder = embedder;
    this.#analyzer = analyzer;
    this.#calibration = calibration;
    this.#chance = options.chance ?? 0;
    this.#without = options.without ?? NOTHING;
    this.#lexicon = new Lexicon(
      segments.map((segment) => segment.lexical),
      !this.#without.has('guessed names'),
    );
  }

  /** The least confidence at which hits are an answer. */
  get threshold(): number {
    return this.#calibration.threshold;
  }

  /**
   * `whole` is for a whole text instead of a question: what is most telling of it is searched for, and no paper is to cover it.
   *
   * @throws PapersError `unavailable` when the embedder fails, `cancelled` when `signal` aborts.
   */
  async search(
    query: Query,
    options: { explain?: boolean; whole?: boolean; signal?: AbortSignal } = {},
  ): Promise<Retrieval> {
    const searches = this.#segments.map((segment) => new SegmentSearch(segment, query.filters, this.#chance));
    const texts = [query.text, ...(query.alsoText ?? [])].filter((text) => text.trim() !== '');
    const analyzed = texts.map((text) => this.#analyzer.query(text, this.#without));
    const weighed = this.#lexicon.weigh({
      terms: analyzed.flatMap((one) => one.terms),
      loose: analyzed.flatMap((one) => one.loose),
      coined: analyzed.flatMap((one) => one.coined),
      compounds: analyzed.flatMap((one) => one.compounds),
      content: analyzed.flatMap((one) => one.content),
    });
    const terms = options.whole ? this.#mostTelling(weighed) : weighed;
    if (analyzed.every((one) => one.content.length === 0)) return this.#list(searches, query);
    const vector = await this.#embed(texts, options.signal);
    const candidates = this.#candidates(searches, terms, vector);
    // What is left of a question may be a way of asking that no list knows: the authors' papers are what was wanted.
    if (candidates.length === 0 && query.filters.authors) return this.#list(searches, query);
    if (!options.whole && !this.#without.has('coverage of the question'))
      favourCoverage(candidates, terms, this.#lexicon);
    if (!options.whole && !this.#without.has('names of papers')) favourNamed(candidates, terms, this.#lexicon);
    const termsIn = this.#analyzer.finderOf(terms.map(({ term }) => term));
    const ranked = this.#rank(candidates);
    const kept = orderOnTopic(ranked, query).slice(0, query.limit);
    const hits = kept.map((entry) => this.#hit(entry, terms, termsIn, vector, searches, options.explain ?? false));
    const features = confidenceFeatures({
      terms,
      analyzed: analyzed[0]!,
      lexicon: this.#lexicon,
      ...(ranked[0] ? { best: ranked[0] } : {}),
    });
    const confidence = ranked[0] ? confidenceOf(features, this.#calibration) : 0;
    // Who asks for a paper by name gets it, whatever its summary repeats.
    const called = kept.filter(({ candidate }) => isCalled(candidate, query.text, terms));
    const ids = new Set(called.map(({ candidate: { segment, row } }) => segment.papers.id(row)));
    const believed = this.#without.has('doubtful summaries') ? hits : demoteRepeats(hits, ids);
    return { hits: believed, confidence, features, empty: false };
  }

  /** Whether papers hold a word, in any form of it. */
  knows(word: string): boolean {
    return words(word).some(({ base }) => this.#lexicon.frequency(base) > 0);
  }

  /** Papers most like a paper, itself excluded, best first. */
  async similar(paper: Paper, limit: number): Promise<Paper[]> {
    const text = [paper.title, ...paper.passages.map((passage) => passage.text)].join('\n');
    const query: Query = { question: text, text, filters: {}, order: 'relevance', limit: limit + 1, understood: [] };
    const { hits } = await this.search(query, { whole: true });
    return hits
      .map((hit) => hit.paper)
      .filter((other) => other.id !== paper.id)
      .slice(0, limit);
  }

  /** The weightiest terms that two papers have, as Lucene's MoreLikeThis picks them: the common words of a text would drown them. */
  #mostTelling(terms: readonly WeightedTerm[]): WeightedTerm[] {
    const shared = terms.filter(({ term }) => this.#lexicon.frequency(term) > 1);
    return shared.sort((a, b) => b.weight - a.weight).slice(0, TELLING);
  }

  async #embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array | undefined> {
    const vectors = await Promise.all(texts.map((text) => this.#embedder.embedQuery(text, signal)));
    const sum = new Float32Array(this.#embedder.dimensions);
    for (const vector of vectors) for (let d = 0; d < sum.length; d++) sum[d]! += vector[d]!;
    const length = Math.hypot(...sum);
    return length === 0 ? undefined : sum.map((x) => x / length);
  }

  /**
   * The best of each list over all segments, with what the other list says of them. How many segments there are changes
   * neither what is found nor, much, what it costs.
   */
  #candidates(searches: readonly SegmentSearch[], terms: readonly WeightedTerm[], vector?: Float32Array): Candidate[] {
    const listed = searches.flatMap((search) => search.lexical(terms, this.#lexicon, LEXICAL_DEPTH));
    const hits = vector
      ? searches.flatMap((search) => search.vector(vector, VECTOR_DEPTH).map((hit) => ({ search, hit })))
      : [];
    const byWords = listed.sort((a, b) => b.lexical - a.lexical).slice(0, LEXICAL_DEPTH);
    const nearest = hits.sort((a, b) => b.hit.score - a.hit.score).slice(0, VECTOR_DEPTH);
    return searches.flatMap((search) => {
      const found = byWords.filter(({ segment }) => segment === search.segment);
      const rows = new Set(found.map(({ row }) => row));
      const near = search.byPaper(nearest.filter((one) => one.search === search).map(({ hit }) => hit));
      for (const row of near.keys()) {
        if (!rows.has(row)) found.push({ segment: search.segment, row, lexical: search.lexicalScore(row) });
      }
      if (vector) {
        const unknown = found.filter(({ row }) => !near.has(row)).map(({ row }) => row);
        for (const [row, cosine] of search.cosines(vector, unknown)) near.set(row, cosine);
      }
      for (const candidate of found) candidate.cosine = near.get(candidate.row) ?? NO_VECTOR;
      return found;
    });
  }

  #rank(candidates: readonly Candidate[]): Ranked[] {
    const best = Math.max(0, ...candidates.map((candidate) => candidate.lexical));
    const lexicalRanks = ranks(candidates, (candidate) => candidate.lexical);
    const vectorRanks = ranks(candidates, (candidate) => candidate.cosine ?? NO_VECTOR);
    const { vectorWeight } = this.#calibration;
    const mismatched = this.#without.has('doubtful summaries') ? 1 : MISMATCHED;
    return candidates
      .map((candidate) => ({
        candidate,
        score:
          fuse(candidate.lexical, best, candidate.cosine ?? NO_VECTOR, vectorWeight) *
          (candidate.segment.lexical.isMismatched(candidate.row) ? mismatched : 1),
        lexicalRank: lexicalRanks.get(candidate)!,
        vectorRank: vectorRanks.get(candidate)!,
      }))
      .sort((a, b) => b.score - a.score || compareIds(a.candidate, b.candidate));
  }

  #hit(
    { candidate, score, lexicalRank, vectorRank }: Ranked,
    terms: readonly WeightedTerm[],
    termsIn: (text: string) => ReadonlySet<string>,
    vector: Float32Array | undefined,
    searches: readonly SegmentSearch[],
    explain: boolean,
  ): PaperHit {
    const { segment, row, lexical, cosine } = candidate;
    const paper = segment.papers.paper(row);
    const search = searches.find((one) => one.segment === segment)!;
    return {
      paper,
      score,
      evidence: this.#evidence(paper, row, search, terms, termsIn, vector),
      ...(lexical > 0 ? { lexical: { rank: lexicalRank, score: lexical } } : {}),
      ...(vector && cosine !== undefined ? { vector: { rank: vectorRank, score: cosine } } : {}),
      ...(explain
        ? {
            terms: explainLexical(candidate, terms, this.#lexicon).map(({ term, score: added }) => ({
              typed: term.typed,
              matched: term.matched,
              how: term.how,
              score: added,
            })),
          }
        : {}),
    };
  }

  /** The paper's passages, those that share most with the question first. */
  #evidence(
    paper: Paper,
    row: number,
    search: SegmentSearch,
    terms: readonly WeightedTerm[],
    termsIn: (text: string) => ReadonlySet<string>,
    vector?: Float32Array,
  ): Evidence[] {
    const cosines = vector ? search.passageCosines(vector, row) : [];
    const has = paper.passages.map(({ label, text }) => termsIn(label ? `${label} ${text}` : text));
    const named = termsIn(paper.title);
    // What every bullet says tells none from another, and what the title says has told which paper is meant.
    const telling = terms.map(({ term, weight }) => {
      const among = has.filter((one) => one.has(term)).length;
      const rare = among === 0 ? 0 : Math.log(1 + has.length / among) / Math.log(1 + has.length);
      return { term, weight: weight * rare * (named.has(term) ? IN_TITLE : 1) };
    });
    const total = terms.reduce((sum, { weight, how }) => sum + (how === 'everyday' ? 0 : weight), 0);
    const scored = paper.passages.map((passage, at): Evidence => {
      const shared = telling.reduce((sum, { term, weight }) => sum + (has[at]!.has(term) ? weight : 0), 0);
      return {
        passage,
        paper,
        score: (total > 0 ? shared / total : 0) + this.#calibration.vectorWeight * (cosines[at] ?? 0),
      };
    });
    return scored.sort((a, b) => b.score - a.score || a.passage.ordinal - b.passage.ordinal);
  }

  /** Papers by filters and order alone. */
  #list(searches: readonly SegmentSearch[], query: Query): Retrieval {
    const filtered = Object.keys(query.filters).length > 0 || query.order !== 'relevance' || query.howMany;
    if (!filtered) return { hits: [], confidence: 0, empty: true };
    const keyed = function* () {
      for (const { segment, allowed } of searches) {
        const { papers } = segment;
        for (const row of allowed.rows()) {
          yield { segment, row, id: papers.id(row), day: papers.day(row), votes: papers.votes(row) ?? -1 };
        }
      }
    };
    const first = top(keyed(), (a, b) => compareListed(a, b, query.order), query.limit);
    const hits = first.map(({ segment, row }): PaperHit => {
      const paper = segment.papers.paper(row);
      return { paper, score: 0, evidence: paper.passages.map((passage) => ({ passage, paper, score: 0 })) };
    });
    const total = searches.reduce((sum, { allowed }) => sum + allowed.size, 0);
    return { hits, confidence: hits.length > 0 ? 1 : 0, empty: false, total };
  }
}

function ranks(candidates: readonly Candidate[], score: (candidate: Candidate) => number): Map<Candidate, number> {
  const sorted = [...candidates].sort((a, b) => score(b) - score(a));
  return new Map(sorted.map((candidate, at) => [candidate, at + 1]));
}

function compareIds(a: Candidate, b: Candidate): number {
  return a.segment.papers.id(a.row) < b.segment.papers.id(b.row) ? -1 : 1;
}
