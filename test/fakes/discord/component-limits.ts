import type { Button, ComponentEmoji, MessageComponent, StringSelect } from './component-schemas.ts';
import { LIMITS } from './limits.ts';
import { codePoints, type FormErrors, type Path } from './refusal.ts';
import { urlErrors } from './url-limits.ts';
import { ButtonStyle, ComponentType } from './wire.ts';

type Node = { type: number; components?: Node[]; accessory?: Node; content?: string; custom_id?: string | null };

/** Adds what Discord refuses in the components of a message. */
export function componentErrors(
  components: readonly MessageComponent[],
  v2: boolean,
  errors: FormErrors,
  at: Path,
): void {
  const seen = new Set<string>();
  if (v2) {
    const all = components.flatMap((component) => descendants(component as Node));
    if (all.length > LIMITS.componentsV2) {
      errors.add(at, 'BASE_TYPE_MAX_LENGTH', `Must be ${LIMITS.componentsV2} or fewer in length.`);
    }
    if (all.reduce((total, node) => total + codePoints(node.content?.trim() ?? ''), 0) > LIMITS.textV2) {
      errors.add(
        at,
        'COMPONENT_MAX_TOTAL_COMPONENTS_TEXT_SIZE_EXCEEDED',
        `Text exceeds maximum size of ${LIMITS.textV2}`,
      );
    }
  } else if (components.length > LIMITS.rows) {
    errors.add(at, 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${LIMITS.rows} in length.`);
  }
  components.forEach((component, index) => {
    const here = [...at, index];
    if (!v2 && component.type !== ComponentType.actionRow) {
      errors.add([...here, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
    } else {
      componentError(component as Node, seen, errors, here);
    }
  });
}

function componentError(node: Node, seen: Set<string>, errors: FormErrors, at: Path): void {
  if (node.type === ComponentType.button) buttonErrors(node as Button, errors, at);
  if (node.type === ComponentType.stringSelect) selectErrors(node as unknown as StringSelect, errors, at);
  if (node.type === ComponentType.actionRow) rowErrors(node.components ?? [], errors, at);
  if (node.type === ComponentType.section) errors.lengthBetween([...at, 'components'], node.components, 1, 3);
  if (node.type === ComponentType.textDisplay) errors.lengthBetween([...at, 'content'], node.content, 1, LIMITS.textV2);
  if (node.custom_id != null) {
    errors.lengthBetween([...at, 'custom_id'], node.custom_id, 1, LIMITS.customId);
    if (seen.has(node.custom_id)) {
      errors.add([...at, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    }
    seen.add(node.custom_id);
  }
  node.components?.forEach((child, index) => {
    componentError(child, seen, errors, [...at, 'components', index]);
  });
  if (node.accessory) componentError(node.accessory, seen, errors, [...at, 'accessory']);
}

function rowErrors(components: Node[], errors: FormErrors, at: Path): void {
  errors.lengthBetween([...at, 'components'], components, 1, LIMITS.rowWidth);
  // A menu is as wide as five buttons: it stands alone in its row.
  const width = components.reduce((sum, { type }) => sum + (type === ComponentType.button ? 1 : LIMITS.rowWidth), 0);
  if (width > LIMITS.rowWidth) {
    const last = [...at, 'components', components.length - 1];
    errors.add(last, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
  }
}

function buttonErrors(button: Button, errors: FormErrors, at: Path): void {
  const { style, custom_id: customId, url, label } = button;
  errors.maxLength([...at, 'label'], label, LIMITS.buttonLabel);
  emojiErrors(button.emoji, errors, [...at, 'emoji']);
  if (style === ButtonStyle.premium) return;
  if (!label?.trim() && !button.emoji) {
    errors.add(at, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or emoji is required');
  }
  if (style === ButtonStyle.link) {
    if (url == null) errors.add([...at, 'url'], 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required');
    if (customId != null) {
      errors.add(
        at,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    }
    errors.maxLength([...at, 'url'], url, LIMITS.buttonUrl);
    urlErrors(url, ['http', 'https', 'discord'], errors, [...at, 'url']);
    return;
  }
  if (customId == null) {
    errors.add([...at, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required');
  }
  if (url != null) {
    errors.add(at, 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified');
  }
}

/** Adds what Discord refuses in a menu of texts: also used for the menus of modals. */
export function selectErrors(select: StringSelect, errors: FormErrors, at: Path): void {
  errors.maxLength([...at, 'placeholder'], select.placeholder, LIMITS.placeholder);
  errors.lengthBetween([...at, 'options'], select.options, 1, LIMITS.options);
  const values = new Set<string>();
  select.options.forEach((option, index) => {
    const here = [...at, 'options', index];
    errors.lengthBetween([...here, 'label'], option.label, 1, LIMITS.optionText);
    errors.lengthBetween([...here, 'value'], option.value, 1, LIMITS.optionText);
    errors.maxLength([...here, 'description'], option.description, LIMITS.optionText);
    emojiErrors(option.emoji, errors, [...here, 'emoji']);
    if (values.has(option.value)) {
      errors.add(
        [...here, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    values.add(option.value);
  });
  const most = select.max_values ?? 1;
  if ((select.min_values ?? 1) > most) {
    errors.add([...at, 'min_values'], 'BASE_TYPE_MAX_VALUE', `min_values must be equal to or less than ${most}.`);
  }
  if (most > select.options.length) {
    const message = `max_values must be equal to or less than ${select.options.length}.`;
    errors.add([...at, 'max_values'], 'BASE_TYPE_MAX_VALUE', message);
  }
  if (select.options.filter((option) => option.default).length > most) {
    errors.add([...at, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', `Must be ${most} or fewer in length.`);
  }
}

function emojiErrors(emoji: ComponentEmoji | null | undefined, errors: FormErrors, at: Path): void {
  if (!emoji || emoji.id != null) return;
  if (!isUnicodeEmoji(emoji.name ?? '')) errors.add([...at, 'name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}

/** One emoji of Unicode: a flag, a key cap, or a picture with its modifiers and joined companions. */
const EMOJI =
  /^(\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(\p{Emoji_Modifier}|\uFE0F|\u200D|\p{Extended_Pictographic})*)$/u;

export function isUnicodeEmoji(text: string): boolean {
  return EMOJI.test(text);
}
function descendants(node: Node): Node[] {
  const children = [...(node.components ?? []), ...(node.accessory ? [node.accessory] : [])];
  return [node, ...children.flatMap(descendants)];
}
