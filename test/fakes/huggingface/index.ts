export { FakeHuggingFace, type Fault, type Seen } from './fake-huggingface.ts';
export { type Entry, type EntrySpec, entry } from './shapes.ts';
