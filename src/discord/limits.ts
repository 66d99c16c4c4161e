/**
 * Discord's hard limits. Texts are counted here in UTF-16 units, which are never fewer than the characters Discord counts.
 */
export const LIMITS = {
  content: 2000,
  embeds: 10,
  /** Titles, descriptions, field names and values, and footers of all embeds of a message. */
  embedTotal: 6000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  url: 2048,
  rows: 5,
  buttonsInRow: 5,
  action: 100,
  buttonLabel: 80,
  buttonUrl: 512,
  placeholder: 150,
  menuOptions: 25,
  optionText: 100,
  choices: 25,
  choiceText: 100,
  threadName: 100,
  /** Milliseconds for which an interaction can be answered. */
  tokenLife: 15 * 60_000,
  /** Milliseconds in which an autocompletion must be answered. */
  acknowledgement: 3000,
} as const;
