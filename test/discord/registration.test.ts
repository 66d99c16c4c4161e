import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandBodies, sameCommands } from '../../src/discord/registration.ts';
import { commandListErrors } from '../fakes/discord/command-limits.ts';
import { FormErrors } from '../fakes/discord/refusal.ts';
import { commandList } from '../fakes/discord/schemas.ts';

const bodies = () => structuredClone(commandBodies(commands)) as Record<string, never>[];

describe('the commands for Discord', () => {
  it('are within its limits', () => {
    const errors = new FormErrors();
    commandListErrors(commandList.parse(bodies()), errors);
    errors.throwIfAny();
  });

  it('have a Korean name and description everywhere', () => {
    const check = (item: Record<string, unknown>) => {
      expect(item.name_localizations).toMatchObject({ ko: expect.stringMatching(/[가-힣]/), 'en-US': item.name });
      if (item.description !== undefined) {
        expect(item.description_localizations).toMatchObject({
          ko: expect.stringMatching(/[가-힣]/),
          'en-US': item.description,
        });
      }
      for (const option of (item.options as Record<string, unknown>[] | undefined) ?? []) check(option);
    };
    for (const body of bodies()) check(body);
  });

  it('are the same whatever Discord adds, and in any order', () => {
    const held = bodies()
      .reverse()
      .map((body, at) => ({
        ...body,
        id: String(at),
        version: '1',
        application_id: '2',
        nsfw: false,
        dm_permission: true,
      }));
    expect(sameCommands(held, bodies())).toBe(true);
  });

  it.each([
    ['a description', (body: Record<string, never>[]) => Object.assign(body[0]!, { description: 'other' })],
    ['a translation', (body: Record<string, never>[]) => Object.assign(body[0]!.name_localizations, { ko: '다른' })],
    ['a limit of an option', (body: Record<string, never>[]) => Object.assign(body[0]!.options[0]!, { max_length: 7 })],
    ['a choice', (body: Record<string, never>[]) => Object.assign(body[2]!.options[4]!, { choices: [] })],
    [
      'a permission',
      (body: Record<string, never>[]) =>
        Object.assign(body.find(({ name }) => name === 'settings')!, { default_member_permissions: null }),
    ],
    ['a missing command', (body: Record<string, never>[]) => body.pop()],
    ['the order of options', (body: Record<string, never>[]) => (body[0]!.options as never[]).reverse()],
  ])('differ by %s', (_, change) => {
    const held = bodies();
    change(held);
    expect(sameCommands(held, bodies())).toBe(false);
  });
});
