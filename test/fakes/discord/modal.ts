import { Impossible } from './command-line.ts';
import { codePoints } from './refusal.ts';
import type { ModalBody } from './schemas.ts';
import { ComponentType, type Json } from './wire.ts';

/** A modal as a person sees it. */
export interface SeenModal {
  customId: string;
  title: string;
  inputs: { customId: string; label: string; value: string; required: boolean; type: number; json: Json }[];
}

/** Reads a modal as sent. */
export function seeModal(modal: ModalBody): SeenModal {
  const inputs = modal.components.flatMap((component) => {
    if (component.type === ComponentType.textDisplay) return [];
    const labelled =
      component.type === ComponentType.label
        ? [{ input: component.component, label: component.label }]
        : component.components.map((input) => ({ input, label: input.label ?? '' }));
    return labelled.map(({ input, label }) => ({
      customId: input.custom_id,
      label,
      value: input.type === ComponentType.textInput ? (input.value ?? '') : '',
      required: input.required ?? true,
      type: input.type,
      json: input as Json,
    }));
  });
  return { customId: modal.custom_id, title: modal.title, inputs };
}

/** The components that a submission carries, from values by custom id or label; an input left out keeps what stood in it. */
export function fillIn(modal: SeenModal, values: Record<string, string>): Json[] {
  const known = modal.inputs.flatMap(({ customId, label }) => [customId, label]);
  const unknown = Object.keys(values).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Impossible(`the modal has no input ${unknown.join(', ')}`);
  return modal.inputs.map((input) => filled(input, values));
}

function filled(input: SeenModal['inputs'][number], values: Record<string, string>): Json {
  const value = values[input.customId] ?? values[input.label] ?? input.value;
  const { json } = input;
  if (input.required && value === '') throw new Impossible(`the input "${input.label}" is required`);
  if (input.type !== ComponentType.textInput) {
    return {
      type: ComponentType.label,
      id: 1,
      component: { type: input.type, id: 2, custom_id: input.customId, values: value === '' ? [] : [value] },
    };
  }
  const length = codePoints(value);
  if (value !== '' && (length < ((json.min_length as number) ?? 0) || length > ((json.max_length as number) ?? 4000))) {
    throw new Impossible(
      `the input "${input.label}" takes ${json.min_length ?? 0} to ${json.max_length ?? 4000} characters`,
    );
  }
  const text = { type: ComponentType.textInput, id: 2, custom_id: input.customId, value };
  // Inputs with a label of their own stand in a row; the others in a label component.
  return json.label == null
    ? { type: ComponentType.label, id: 1, component: text }
    : { type: ComponentType.actionRow, id: 1, components: [text] };
}
