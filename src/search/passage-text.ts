import type { Paper, Passage } from '../paper.ts';

/** The text of a passage that is embedded: the paper's title and the bullet's label give it context. */
export function embeddingText(paper: Pick<Paper, 'title'>, passage: Pick<Passage, 'label' | 'text'>): string {
  return `${paper.title}\n${passage.label ? `${passage.label}: ` : ''}${passage.text}`;
}
