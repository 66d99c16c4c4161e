import { selectErrors } from './component-limits.ts';
import type { TextInput } from './component-schemas.ts';
import { LIMITS } from './limits.ts';
import { FormErrors, type Path } from './refusal.ts';
import type { Choice, ModalBody } from './schemas.ts';
import { ComponentType } from './wire.ts';

/** Throws what Discord refuses in the choices of an autocompletion; `optionType` is that of the option being typed. */
export function checkChoices(choices: readonly Choice[], optionType: 'string' | 'number'): void {
  const errors = new FormErrors();
  const at: Path = ['data', 'choices'];
  if (choices.length > LIMITS.choices) {
    errors.add(at, 'BASE_TYPE_BAD_LENGTH', `Must be between 0 and ${LIMITS.choices} in length.`);
  }
  choices.forEach((choice, index) => {
    const here = [...at, index];
    errors.lengthBetween([...here, 'name'], choice.name, 1, LIMITS.choice);
    for (const [locale, name] of Object.entries(choice.name_localizations ?? {})) {
      errors.lengthBetween([...here, 'name_localizations', locale], name, 1, LIMITS.choice);
    }
    if (typeof choice.value !== optionType) {
      const [code, wanted] =
        optionType === 'string' ? ['STRING_TYPE_CONVERT', 'string'] : ['NUMBER_TYPE_COERCE', 'number'];
      errors.add([...here, 'value'], code, `Could not interpret "${choice.value}" as ${wanted}.`);
    } else if (typeof choice.value === 'string') {
      errors.lengthBetween([...here, 'value'], choice.value, 1, LIMITS.choice);
    }
  });
  errors.throwIfAny();
}

/** Throws what Discord refuses in a modal. */
export function checkModal(modal: ModalBody): void {
  const errors = new FormErrors();
  errors.lengthBetween(['data', 'title'], modal.title, 1, LIMITS.modalTitle);
  errors.lengthBetween(['data', 'custom_id'], modal.custom_id, 1, LIMITS.customId);
  errors.lengthBetween(['data', 'components'], modal.components, 1, LIMITS.modalRows);
  const seen = new Set<string>();
  modal.components.forEach((component, index) => {
    const at: Path = ['data', 'components', index];
    if (component.type === ComponentType.textDisplay) return;
    if (component.type === ComponentType.label) {
      errors.lengthBetween([...at, 'label'], component.label, 1, LIMITS.inputLabel);
      errors.maxLength([...at, 'description'], component.description, LIMITS.optionText);
      const { component: inner } = component;
      if (inner.type === ComponentType.textInput) inputErrors(inner, errors, [...at, 'component']);
      if (inner.type === ComponentType.stringSelect) selectErrors(inner, errors, [...at, 'component']);
      customIdErrors(inner.custom_id, seen, errors, [...at, 'component', 'custom_id']);
      return;
    }
    errors.lengthBetween([...at, 'components'], component.components, 1, 1);
    component.components.forEach((input, position) => {
      const here = [...at, 'components', position];
      if (!input.label?.trim()) errors.required([...here, 'label']);
      errors.maxLength([...here, 'label'], input.label, LIMITS.inputLabel);
      inputErrors(input, errors, here);
      customIdErrors(input.custom_id, seen, errors, [...here, 'custom_id']);
    });
  });
  errors.throwIfAny();
}

function inputErrors(input: TextInput, errors: FormErrors, at: Path): void {
  errors.maxLength([...at, 'placeholder'], input.placeholder, LIMITS.inputPlaceholder);
  errors.maxLength([...at, 'value'], input.value, Math.min(input.max_length ?? LIMITS.inputValue, LIMITS.inputValue));
}

function customIdErrors(customId: string, seen: Set<string>, errors: FormErrors, at: Path): void {
  errors.lengthBetween(at, customId, 1, LIMITS.customId);
  if (seen.has(customId)) {
    errors.add(at, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  seen.add(customId);
}
